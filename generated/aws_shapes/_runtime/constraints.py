"""What stands in the annotations of fields: constraints and formats.

hypothesis and pydantic understand `Length`, `Range` and `Pattern` as they understand
annotated-types, which is imported only when they ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Annotated, Any, ClassVar

from .exact import Number


class Note:
    """What an annotation says beside a type; equal to another that says the same."""

    __slots__ = ()

    def _said(self) -> tuple[Any, ...]:
        return ()

    def __eq__(self, other: object) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        return self._said() == other._said()

    def __hash__(self) -> int:
        return hash((type(self), self._said()))


class Constraint(Note):
    """What a value must satisfy beyond its type."""

    __slots__ = ()
    __is_annotated_types_grouped_metadata__ = True
    name: ClassVar[str]

    def __iter__(self) -> Iterator[Any]:
        yield __import__("annotated_types").Predicate(self.allows)

    def allows(self, value: Any) -> bool:
        """Whether a value of the right type satisfies this."""
        raise NotImplementedError

    def demand(self) -> str:
        """What `Member must …` goes on with, in Smithy's words."""
        raise NotImplementedError


class _Bounds(Constraint):
    __slots__ = ("max", "min")

    def __init__(self, min: Number | None = None, max: Number | None = None) -> None:
        self.min, self.max = min, max

    def _said(self) -> tuple[Any, ...]:
        return self.min, self.max

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.min}, {self.max})"

    def _words(self, low: Number | None) -> str:
        if low is None:
            return f"less than or equal to {self.max}"
        if self.max is None:
            return f"greater than or equal to {low}"
        return f"between {low} and {self.max}, inclusive"


class Range(_Bounds):
    """The least and the greatest number, both allowed.

    NaN and the infinities are in no range.
    """

    __slots__ = ()
    name = "range"

    def __iter__(self) -> Iterator[Any]:
        known = __import__("annotated_types")
        if self.min is not None:
            yield known.Ge(self.min)
        if self.max is not None:
            yield known.Le(self.max)
        yield from super().__iter__()  # what no bound refuses: NaN

    def allows(self, value: Number) -> bool:
        if type(value) is float and not isfinite(value):
            return False
        low, high = self.min, self.max
        return (low is None or low <= value) and (high is None or value <= high)

    def demand(self) -> str:
        return f"be {self._words(self.min)}"


class Length(_Bounds):
    """The least and the greatest length, both allowed.

    Strings count Unicode scalar values, blobs bytes, lists members, maps pairs.
    """

    __slots__ = ()
    name = "length"

    def __iter__(self) -> Iterator[Any]:
        yield __import__("annotated_types").Len(self.min or 0, self.max)

    def allows(self, value: Any) -> bool:
        size = len(value)
        return (self.min or 0) <= size and (self.max is None or size <= self.max)

    def demand(self) -> str:
        return f"have length {self._words(self.min or None)}"


class Pattern(Constraint):
    r"""A regular expression that the whole string matches.

    Args:
        text: In the dialect of `re`, with ASCII's ``\d \w \s``; ``\p{…}`` may stand in
            it and means the Unicode property. It is compiled when it is first asked.
        model: The model's own text, where it differs; messages show it.
    """

    __slots__ = ("match", "model", "text")
    name = "pattern"

    def __init__(self, text: str, model: str | None = None) -> None:
        self.text = text
        self.model = text if model is None else model
        self.match: Any = self._compile_and_match

    def _said(self) -> tuple[Any, ...]:
        return self.text, self.model

    def __repr__(self) -> str:
        return f"Pattern({self.model!r})"

    def _compile_and_match(self, value: str) -> object:
        from .patterns import matcher

        self.match = matcher(self.text)
        return self.match(value)

    def allows(self, value: str) -> bool:
        return self.match(value) is not None

    def demand(self) -> str:
        return f"satisfy regular expression pattern: {self.model}"


class AnyText(Note):
    """Notes that an enum is not enforced: any other text is taken as well."""

    __slots__ = ()


ANY_TEXT = AnyText()

Integer = Annotated[int, Range(-(2**31), 2**31 - 1)]
"""Smithy's integer: 32 bits with a sign."""
Long = Annotated[int, Range(-(2**63), 2**63 - 1)]
"""Smithy's long: 64 bits with a sign."""


class Timestamp(Note):
    """How a timestamp is written on the wire.

    Args:
        format: ``unixTimestamp``, ``iso8601`` or ``rfc822``, the models' words.
    """

    __slots__ = ("format",)

    def __init__(self, format: str) -> None:
        self.format = format

    def _said(self) -> tuple[Any, ...]:
        return (self.format,)
