"""The shapes and members that entries are about, and how others take their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from ...ir.corrections import Subject
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
    source_of,
)

Corrected: TypeAlias = Constrained | EnumShape


def shape_at(subject: Subject, shapes: Mapping[ShapeId, Shape]) -> Shape | None:
    if not subject.member:
        return shapes.get(subject.shape)
    member = member_at(subject, shapes)
    return shapes.get(member.target) if member is not None else None


def member_at(subject: Subject, shapes: Mapping[ShapeId, Shape]) -> Member | None:
    shape = shapes.get(subject.shape)
    members = {m.name: m for m in edges(shape)} if shape is not None else {}
    return members.get(subject.member)


def put(subject: Subject, shape: Corrected, shapes: dict[ShapeId, Shape]) -> None:
    """Store a corrected shape; one for a single member is a shape of its own."""
    if not subject.member:
        shapes[shape.id] = shape
        return
    member = member_at(subject, shapes)
    assert member is not None
    own = f"{subject.shape}.{subject.member}"
    if isinstance(shape, EnumShape):  # an enum becomes a class, and this its name
        own = enum_of_member(subject.shape, subject.member)
    while own in shapes and own != member.target:
        own += "Value"
    shapes[own] = replace(shape, id=own, copy_of=source_of(shape))
    replace_member(subject.shape, member, replace(member, target=own), shapes)


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
