"""Floats, some of which JSON has no number for."""

from __future__ import annotations

from math import inf, isfinite
from typing import Any

from .exact import Number, is_a
from .modes import Mode
from .read import Doubt

BITS = 14_000
"""How long an integer may be: Python writes none of more than 4,300 digits."""


class _NotANumber(float):
    """NaN as it is stored: one object, so that what holds it equals itself read again.

    A copy and a pickle of it are the same object.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return not_a_number, ()


def not_a_number() -> float:
    """The one object, for whoever stores it by a function of a module."""
    return NAN


NAN = _NotANumber("nan")

NOT_NUMBERS = {"NaN": NAN, "Infinity": inf, "-Infinity": -inf}
"""The wire's text for what is no JSON number."""


def read_number(value: Any, mode: Mode) -> Number:
    """A float without a range: an int stays what it is."""
    if type(value) is float:
        return value if value == value else NAN
    if type(value) is int and value.bit_length() <= BITS:
        return value
    if mode.wire and type(value) is str:
        return NOT_NUMBERS[value]
    raise Doubt


def optional_number(value: Any, mode: Mode) -> Number | None:
    """The same, or None."""
    return None if value is None else read_number(value, mode)


def write_number(value: Number, mode: Mode) -> Any:
    """The wire's text where the value is no JSON number."""
    if type(value) is int or isfinite(value) or not mode.wire:
        return value
    return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"


def decimal(value: Any) -> Any:
    """The value if it is a finite `Decimal`, which boto3 gives and takes for floats."""
    from decimal import Decimal

    exact = Decimal(value) if is_a(value, Decimal) else None
    return exact if exact is not None and exact.is_finite() else None
