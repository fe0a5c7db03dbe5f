"""Constraints in words, as documentation has them."""

from __future__ import annotations

from typing import assert_never

from ..ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Range,
    Shape,
    SimpleKind,
    SimpleShape,
    correction_of,
)
from ..prose.blocks import Code, Inline, Text
from .model import Model
from .names import class_name

Note = tuple[Inline, ...]


def joined(notes: list[Note], separator: str) -> list[Inline]:
    inlines: list[Inline] = []
    for note in notes:
        inlines += [*note, Text(separator)]
    return [*inlines[:-1], Text(".")]


def constraint_notes(model: Model, shape: Shape, member: Member) -> list[Note]:
    """In words; also what is switched off: the model still says it."""
    target = model.target(member)
    notes = [
        _corrected(target, constraint)
        for constraint in model.modelled(shape.id, member)
    ]
    if isinstance(target, EnumShape) and model.takes_any_text(shape.id, member):
        notes.append((Text("any other text is taken as well"),))
    if isinstance(target, ListShape):
        notes += _inner("each item", constraint_notes(model, target, target.member))
    if isinstance(target, MapShape):
        if isinstance(model.target(target.key), EnumShape):
            name = Code(class_name(target.key.target))
            notes.append((Text("each key: one of "), name))
        notes += _inner("each key", constraint_notes(model, target, target.key))
        notes += _inner("each value", constraint_notes(model, target, target.value))
    return notes


def shape_notes(shape: Shape) -> list[Note]:
    """The constraints of a shape itself, in words."""
    if not isinstance(shape, (SimpleShape, ListShape, MapShape)):
        return []
    return [_corrected(shape, constraint) for constraint in shape.constraints]


def _inner(what: str, notes: list[Note]) -> list[Note]:
    if not notes:
        return []
    return [(Text(f"{what}: "), *joined(notes, ", ")[:-1])]


def _corrected(shape: Shape, constraint: Constraint) -> Note:
    """What is checked, and what the model has where that is something else."""
    assert isinstance(shape, (SimpleShape, ListShape, MapShape))
    correction = correction_of(shape, constraint)
    words = _words(shape, constraint)
    if correction is None:
        return words
    why = Text(f": {' '.join(correction.reason.split()).rstrip('.')}")
    if correction.enforced is None:
        return (*words, Text(" (not checked"), why, Text(")"))
    checked = _words(shape, correction.enforced)
    return (*checked, Text(" (the model has "), *words, why, Text(")"))


def _words(shape: Shape, constraint: Constraint) -> Note:
    match constraint:
        case Length(min=low, max=high):
            return (Text(f"{_bounds(low or None, high)} {_unit(shape, low, high)}"),)
        case Range(min=low, max=high):
            return (Text(_bounds(low, high)),)
        case Pattern(source=source):
            return (Text("pattern "), Code(source))
        case _:
            assert_never(constraint)


def _unit(shape: Shape, low: int | None, high: int | None) -> str:
    unit = "item" if isinstance(shape, ListShape) else "pair"
    if isinstance(shape, SimpleShape):
        unit = "byte" if shape.kind is SimpleKind.BLOB else "character"
    alone = (high if low is None or low == high else None) == 1
    alone = alone or (high is None and low == 1)
    return unit if alone else f"{unit}s"


def _bounds(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return f"exactly {low}" if low == high else f"{low} to {high}"
