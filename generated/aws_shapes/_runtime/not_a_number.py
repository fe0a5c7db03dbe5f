"""The floats that JSON has no number for."""

from __future__ import annotations

from math import inf
from typing import Any


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


# pickles that were made before have it by this module
not_a_number.__module__ = f"{__package__}.numbers"

NAN = _NotANumber("nan")

NOT_NUMBERS = {"NaN": NAN, "Infinity": inf, "-Infinity": -inf}
"""By the text that stands for them."""
