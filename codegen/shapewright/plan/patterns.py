"""The patterns of strings, in Python's dialect."""

from __future__ import annotations

import functools

from ..diagnostics import Diagnostics
from ..ir.options import Checks
from ..ir.shapes import (
    Length,
    Pattern,
    Shape,
    ShapeId,
    SimpleShape,
    correction_of,
    enforced,
)
from ..text.regex import Translation, Untranslatable, translate


class Patterns:
    """Of one service, each translated once; what cannot be enforced is said.

    Args:
        service: Its name.
    """

    def __init__(self, service: str, checks: Checks, diagnostics: Diagnostics) -> None:
        self._service, self._checks = service, checks
        self._diagnostics = diagnostics
        self._patterns: dict[ShapeId, Translation | None] = {}

    def of(self, shape: Shape) -> Translation | None:
        """A string's pattern in Python's dialect; None where it is not enforced."""
        if shape.id not in self._patterns:
            self._patterns[shape.id] = self._translate(shape)
        return self._patterns[shape.id]

    def _translate(self, shape: Shape) -> Translation | None:
        source = enforced_pattern(shape)
        if not source:
            return None
        try:
            length_is_on = "length" not in self._checks.anywhere
            return _translated(source, _longest(shape) if length_is_on else None)
        except Untranslatable as error:
            self._cannot_enforce(shape, source, error)
        return None

    def _cannot_enforce(self, shape: Shape, source: str, error: object) -> None:
        if is_users_pattern(shape):
            self._diagnostics.error(
                "C135",
                f"overlay: {self._service}.{shape.id}",
                f"the pattern `{source}` cannot be enforced: {error}",
                "mend it, or leave `enforced` out",
            )
            return
        self._diagnostics.warning(
            "M201",
            f"{self._service}: {shape.id}",
            f"the pattern `{source}` is not enforced: {error}",
            "values are not checked against it",
        )


def has_pattern(shape: Shape) -> bool:
    """Whether it is a string with a pattern."""
    return isinstance(shape, SimpleShape) and any(
        [isinstance(one, Pattern) for one in shape.constraints]
    )


def enforced_pattern(shape: Shape) -> str:
    """The text of a string's pattern, as it is enforced; empty where it is not."""
    assert isinstance(shape, SimpleShape)
    (source,) = [one for one in shape.constraints if isinstance(one, Pattern)]
    checked = enforced(shape, source)
    return checked.source if isinstance(checked, Pattern) else ""


def is_users_pattern(shape: Shape) -> bool:
    """Whether a string's enforced pattern is of a user's overlay."""
    assert isinstance(shape, SimpleShape)
    (source,) = [one for one in shape.constraints if isinstance(one, Pattern)]
    correction = correction_of(shape, source)
    return correction is not None and correction.from_user


def _longest(shape: Shape) -> int | None:
    assert isinstance(shape, SimpleShape)
    lengths = [enforced(shape, c) for c in shape.constraints if isinstance(c, Length)]
    return lengths[0].max if lengths and isinstance(lengths[0], Length) else None


@functools.cache
def _translated(source: str, longest: int | None) -> Translation:
    return translate(source, longest)
