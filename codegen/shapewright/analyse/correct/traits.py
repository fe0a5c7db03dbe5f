"""Corrections of what is no constraint: enums, targets, marks, documentation.

Each function changes the shapes, or says why not.
"""

from __future__ import annotations

import html
from dataclasses import fields, replace
from typing import assert_never

from ...ir.corrections import Note, Trait, UnmarkedTrait, WrongEnum, WrongTarget
from ...ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    ShapeId,
    StructureShape,
    UnionShape,
)
from .subjects import member_at, put, replace_member, shape_at


def correct_enum(entry: WrongEnum, shapes: dict[ShapeId, Shape]) -> str:
    shape = shape_at(entry.subject, shapes)
    if not isinstance(shape, EnumShape):
        return "it is no enum"
    reason = " ".join(entry.reason.split())
    if not entry.add:
        modelled = tuple([one for one in shape.values if one not in shape.added])
        if entry.source not in ((), modelled):
            return f"the model's values are not its source, but {', '.join(modelled)}"
        note = f"Any other text is taken as well: {reason}"
        corrected = replace(shape, open=True, notes=(*shape.notes, note))
    else:
        added = [value for value in entry.add if value not in shape.values]
        if not added:
            return f"the enum has {', '.join(entry.add)} already"
        corrected = replace(
            shape,
            values=(*shape.values, *added),
            added=(*shape.added, *added),
            notes=(*shape.notes, f"Not in the model: {', '.join(added)}. {reason}"),
        )
    put(entry.subject, corrected, shapes)
    return ""


def correct_target(entry: WrongTarget, shapes: dict[ShapeId, Shape]) -> str:
    member = member_at(entry.subject, shapes)
    if member is None or entry.target not in shapes:
        return "the model has no such member or target"
    if member.target != entry.source:
        return f"the member's target is not its source, but {member.target}"
    corrected = replace(member, target=entry.target)
    replace_member(entry.subject.shape, member, corrected, shapes)
    return ""


def correct_trait(entry: UnmarkedTrait, shapes: dict[ShapeId, Shape]) -> str:
    shape = shapes.get(entry.subject.shape)
    marked: Shape | None = None
    match entry.trait:
        case Trait.UNION:
            if isinstance(shape, StructureShape) and shape.error is None:
                marked = _union(shape, f"The model lacks the mark: {entry.reason}")
        case Trait.SPARSE:
            if isinstance(shape, (ListShape, MapShape)) and not shape.sparse:
                marked = replace(shape, sparse=True)
        case Trait.FAULT:
            error = shape.error if isinstance(shape, StructureShape) else None
            if isinstance(shape, StructureShape) and error and not error.server:
                marked = replace(shape, error=replace(error, server=True))
        case _:
            assert_never(entry.trait)
    if marked is None:
        return "it has this mark already, or cannot have it"
    shapes[marked.id] = marked
    return ""


def _union(shape: StructureShape, note: str) -> UnionShape:
    own = {field.name for field in fields(shape)}
    common = {
        f.name: getattr(shape, f.name) for f in fields(UnionShape) if f.name in own
    }
    return UnionShape(**common | {"documentation": _noted(shape, note)})


def correct_note(entry: Note, shapes: dict[ShapeId, Shape]) -> str:
    shape = shapes.get(entry.subject.shape)
    if shape is None:
        return "the model has no such shape"
    if not entry.subject.member:
        shapes[shape.id] = replace(shape, documentation=_noted(shape, entry.text))
        return ""
    member = member_at(entry.subject, shapes)
    if member is None:
        return "the model has no such member"
    documented = member if member.documentation else shapes[member.target]
    noted = replace(member, documentation=_noted(documented, entry.text))
    replace_member(shape.id, member, noted, shapes)
    return ""


def _noted(documented: Shape | Member, text: str) -> str:
    """A documentation, and what has to be known beside it."""
    note = html.escape(" ".join(text.split()))
    return f"{documented.documentation}<p>{note}</p>"
