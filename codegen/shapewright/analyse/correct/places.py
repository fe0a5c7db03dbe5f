"""The shapes and members that entries are about, and how others take their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from ...ir.corrections import Place
from ...ir.shapes import (
    Constrained,
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    ShapeId,
    StructureShape,
    UnionShape,
    edges,
    enum_of_member,
)

Corrected: TypeAlias = Constrained | EnumShape


def shape_at(place: Place, shapes: Mapping[ShapeId, Shape]) -> Shape | None:
    if not place.member:
        return shapes.get(place.shape)
    member = member_at(place, shapes)
    return shapes.get(member.target) if member is not None else None


def member_at(place: Place, shapes: Mapping[ShapeId, Shape]) -> Member | None:
    shape = shapes.get(place.shape)
    members = {m.name: m for m in edges(shape)} if shape is not None else {}
    return members.get(place.member)


def put(place: Place, shape: Corrected, shapes: dict[ShapeId, Shape]) -> None:
    """Store a corrected shape; one for a single member is a shape of its own."""
    if not place.member:
        shapes[shape.id] = shape
        return
    member = member_at(place, shapes)
    assert member is not None
    own = f"{place.shape}.{place.member}"
    if isinstance(shape, EnumShape):  # it becomes a class, whose name it is
        own = enum_of_member(place.shape, place.member)
    while own in shapes and own != member.target:
        own += "Value"
    shapes[own] = replace(shape, id=own, copy_of=shape.copy_of or shape.id)
    replace_member(place.shape, member, replace(member, target=own), shapes)


def replace_member(
    shape_id: ShapeId, member: Member, replacement: Member, shapes: dict[ShapeId, Shape]
) -> None:
    """Put a member in the place of one of a structure, list or map."""
    shape = shapes[shape_id]
    if isinstance(shape, (StructureShape, UnionShape)):
        members = tuple(
            [replacement if one is member else one for one in shape.members]
        )
        shapes[shape_id] = replace(shape, members=members)
    elif isinstance(shape, ListShape):
        shapes[shape_id] = replace(shape, member=replacement)
    else:
        assert isinstance(shape, MapShape)
        key, value = (replacement if one is member else one for one in edges(shape))
        shapes[shape_id] = replace(shape, key=key, value=value)
