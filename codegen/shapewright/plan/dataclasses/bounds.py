"""The least and the greatest that constraints allow, as literals."""

from __future__ import annotations

from dataclasses import dataclass

from ...ir.shapes import Constraint, Length, Range
from ...text.literal import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the greatest length or number, as literals; empty for none."""

    low: str = ""
    high: str = ""

    def __bool__(self) -> bool:
        return bool(self.low or self.high)

    @property
    def is_exact(self) -> bool:
        """Whether they are one length; a number is never so."""
        return bool(self.low) and self.low == self.high

    def outside(self, size: str) -> str:
        """True where a size is out of them."""
        if self.low and self.high:
            return f"not {self.low} <= {size} <= {self.high}"
        return f"{size} < {self.low}" if self.low else f"{size} > {self.high}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """As the last ones of a call, which may be left out."""
        if self.high:
            return self.low or "0", self.high
        return (self.low,) if self.low else ()


def length_bounds(constraints: tuple[Constraint, ...]) -> Bounds:
    for constraint in constraints:
        if isinstance(constraint, Length):
            low = str(constraint.min) if constraint.min else ""
            high = "" if constraint.max is None else str(constraint.max)
            return Bounds(low=low, high=high)
    return Bounds()


def integer_bounds(constraints: tuple[Constraint, ...], width: int) -> Bounds:
    """Both the model's bounds and those of the type hold."""
    low: float = -width
    high: float = width - 1
    for constraint in _ranges(constraints):
        low = low if constraint.min is None else max(low, constraint.min)
        high = high if constraint.max is None else min(high, constraint.max)
    return Bounds(low=number(low), high=number(high))


def range_bounds(constraints: tuple[Constraint, ...]) -> Bounds:
    for constraint in _ranges(constraints):
        low = "" if constraint.min is None else number(constraint.min)
        high = "" if constraint.max is None else number(constraint.max)
        return Bounds(low=low, high=high)
    return Bounds()


def _ranges(constraints: tuple[Constraint, ...]) -> list[Range]:
    return [constraint for constraint in constraints if isinstance(constraint, Range)]
