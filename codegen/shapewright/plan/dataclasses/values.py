"""What a value is to the code that checks it: a closed union of small kinds."""

from __future__ import annotations

from dataclasses import dataclass

from ...ir.shapes import ShapeId
from .bounds import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Stored as it is given, unless one of these conditions holds."""

    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The same of a string, which lists of strings know more of."""

    lengths: Bounds
    one_line: bool
    """Whether it may hold no newline: the patterns `.*` and `.+` forbid it."""
    pattern: str
    """The constant that holds it; empty for none."""

    @property
    def conditions(self) -> tuple[str, ...]:
        if self.pattern:
            arguments = ", ".join([self.pattern, "v", *self.lengths.arguments])
            return (f"not mode.match({arguments})",)
        conditions = ["type(v) is not str"]
        if self.lengths.is_exact:
            conditions.append(f"len(v) != {self.lengths.low}")
        elif self.lengths:
            conditions.append(self.lengths.outside("len(v)"))
        return (*conditions, r'"\n" in v') if self.one_line else tuple(conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A member of an enum."""

    shape: ShapeId
    is_open: bool
    """Whether it takes any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """An object of a generated class."""

    name: str
    mode: str
    """The expression of its mode: `mode`, `mode.deeper` or `mode.top`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a function of the runtime gives: `read_…`, or `optional_…` for None too."""

    what: str
    module: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anything:
    """Stored as it is given, or by a function that takes all that JSON has."""

    stored: str


Value = Plain | Text | Choice | Nested | Call | Anything


def call(function: str, *arguments: str) -> str:
    """A call, as an expression."""
    return f"{function}({', '.join(arguments)})"
