"""Corrections of constraints, which keep what the model has beside what is checked.

Each function changes the shapes, or says why not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from ...ir.corrections import Search, WrongConstraint
from ...ir.shapes import (
    Constrained,
    Constraint,
    Correction,
    Length,
    ListShape,
    MapShape,
    Pattern,
    Range,
    Shape,
    ShapeId,
    SimpleShape,
)
from .subjects import put, shape_at

CONSTRAINED = (SimpleShape, ListShape, MapShape)


def correct_constraint(
    entry: WrongConstraint, shapes: dict[ShapeId, Shape], from_user: bool
) -> str:
    shape = shape_at(entry.subject, shapes)
    kind = entry.kind.__name__.lower()
    constraints = shape.constraints if isinstance(shape, CONSTRAINED) else ()
    sources = [one for one in constraints if isinstance(one, entry.kind)]
    if not isinstance(shape, CONSTRAINED) or not sources:
        return f"the model has no {kind} there"
    if entry.source not in (None, *sources):
        return f"the model's {kind} is not its source, but {_words(sources[0])}"
    correction = Correction(
        source=sources[0],
        enforced=entry.enforced,
        reason=entry.reason,
        from_user=from_user,
    )
    put(entry.subject, _with(shape, correction), shapes)
    return ""


def _words(constraint: Constraint) -> str:
    match constraint:
        case Pattern(source=source):
            return f"`{source}`"
        case Length(min=low, max=high) | Range(min=low, max=high):
            bounds = {"min": low, "max": high}.items()
            texts = [f"{key} = {bound}" for key, bound in bounds if bound is not None]
            return f"{{ {', '.join(texts)} }}"
        case _:
            assert_never(constraint)


def _with(shape: Constrained, correction: Correction) -> Constrained:
    """The shape with a correction in place of what was said of that constraint."""
    others = [one for one in shape.corrections if one.source != correction.source]
    return replace(shape, corrections=(*others, correction))


_ANY, _REALLY_ANY = ".*", r"[\s\S]*"


def correct_search(entry: Search, shapes: dict[ShapeId, Shape]) -> str:
    shape = shapes.get(entry.subject.shape)
    if isinstance(shape, SimpleShape):
        for one in shape.constraints:
            if (
                isinstance(one, Pattern)
                and (text := searched(one.source)) != one.source
            ):
                enforced = Pattern(source=text)
                correction = Correction(
                    source=one, enforced=enforced, reason=entry.reason
                )
                shapes[shape.id] = _with(shape, correction)
                return ""
    return "the model has no pattern there that begins or ends with `.*`"


def searched(source: str) -> str:
    """The pattern with ends that take line ends, where they take all else already."""
    if source.startswith(_ANY) and not source.startswith(".*?"):
        source = _REALLY_ANY + source.removeprefix(_ANY)
    if source.endswith(_ANY) and not source.endswith(r"\.*"):
        source = source.removesuffix(_ANY) + _REALLY_ANY
    return source
