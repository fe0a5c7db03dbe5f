"""The lengths and ranges of a model's shapes."""

from __future__ import annotations

from ..ir.shapes import Constraint, Length, Range
from .raw import Raw


def read_length(raw: Raw) -> tuple[Constraint, ...]:
    low, high = raw.whole("min"), raw.whole("max")
    for key, bound in (("min", low), ("max", high)):
        if bound is not None and bound < 0:
            raw.say("M106", f"{key} is {bound}, but a length is 0 or more", "")
    _ordered(raw, low, high)
    if high is None and not low:
        return ()  # a minimum of 0 demands nothing
    return (Length(min=low, max=high),)


def read_range(raw: Raw) -> tuple[Constraint, ...]:
    low, high = raw.bound("min"), raw.bound("max")
    _ordered(raw, low, high)
    return () if low is None and high is None else (Range(min=low, max=high),)


def _ordered(raw: Raw, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raw.say("M105", f"min {low} is more than max {high}", "no value satisfies both")
