"""Floats without a range; what stands for those that are no numbers is the form's."""

from __future__ import annotations

from math import isfinite
from typing import Any

from .doubt import Doubt
from .exact import Number
from .modes import Mode
from .not_a_number import NAN
from .not_a_number import not_a_number as not_a_number

BITS = 14_000
"""How long an integer may be: Python writes none of more than 4,300 digits."""


def read_number(value: Any, mode: Mode) -> Number:
    """A float without a range: an int stays what it is."""
    if type(value) is float:
        return value if value == value else NAN
    if type(value) is int and value.bit_length() <= BITS:
        return value
    if type(value) is str:
        return mode.form.not_numbers[value]
    raise Doubt


def optional_number(value: Any, mode: Mode) -> Number | None:
    """The same, or None."""
    return None if value is None else read_number(value, mode)


def write_number(value: Number, mode: Mode) -> Any:
    """The number, or what stands for one that is none."""
    if type(value) is int or isfinite(value):
        return value
    return mode.form.write_not_a_number(value)
