"""What a shape is being read from, which nested shapes and converters need to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .constraints import Pattern
from .exact import Number

MANY = float("inf")
"""The length of a list, string or map without a limit."""

LEVELS = 100
"""How deep structures may be nested in themselves, and documents be nested."""


class TooDeep(RecursionError):
    """A structure is nested in itself more than `LEVELS` times."""


class Mode:
    """One of five constants, or the same mode some levels deeper.

    Only structures that can hold themselves count: others are as deep as the model.
    """

    __slots__ = ("deeper", "strict", "top", "wire")

    deeper: Mode
    """The mode of a structure in one of its own cycle; there is none below the last
    level, which ends the read or the write."""
    top: Mode
    """The mode of the first level: that of a structure in one of another cycle."""
    strict: bool
    """Whether constraints are checked and nothing unknown is let through."""
    wire: bool
    """Whether the data is the JSON document form, not what boto3 gives."""

    def match(
        self, pattern: Pattern, value: object, low: Number = 0, high: Number = MANY
    ) -> Any:
        """Whether this is a text, and of such a length and pattern if that matters."""
        return type(value) is str and (
            not self.strict or (low <= len(value) <= high and pattern.match(value))
        )


class _Deepest(Mode):
    __slots__ = ()

    if not TYPE_CHECKING:

        @property
        def deeper(self) -> Mode:
            raise TooDeep


def _chain(*, wire: bool, strict: bool) -> Mode:
    chain: list[Mode] = [_Deepest()]
    while len(chain) < LEVELS:
        mode = Mode()
        mode.deeper = chain[-1]
        chain.append(mode)
    for mode in chain:
        mode.wire, mode.strict, mode.top = wire, strict, chain[-1]
    return chain[-1]


BUILT = Mode()
"""A constructor's arguments: nested shapes are objects already, and not read again."""
BUILT.wire, BUILT.strict, BUILT.deeper, BUILT.top = False, True, BUILT, BUILT

WIRE = _chain(wire=True, strict=True)
WIRE_TOLERANT = _chain(wire=True, strict=False)
BOTO = _chain(wire=False, strict=True)
BOTO_TOLERANT = _chain(wire=False, strict=False)
