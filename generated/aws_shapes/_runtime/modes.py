"""What a shape is being read from, which nested shapes and converters need to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .constraints import Pattern

MANY = float("inf")
"""The length of a list, string or map without a limit."""

LEVELS = 100
"""How deep shapes and documents may be nested in what is read."""


class Mode:
    """One of five constants, or, for what is read, the same mode one level deeper."""

    __slots__ = ("deeper", "strict", "wire")

    deeper: Mode
    """The mode of nested shapes; absent at the deepest level, which ends the read."""
    strict: bool
    """Whether constraints are checked and nothing unknown is let through."""
    wire: bool
    """Whether the data is the JSON document form, not what boto3 gives."""

    def match(
        self, pattern: Pattern, value: object, low: float = 0, high: float = MANY
    ) -> Any:
        """Whether this is a text, and of such a length and pattern if that matters."""
        return type(value) is str and (
            not self.strict or (low <= len(value) <= high and pattern.match(value))
        )


def _chain(*, wire: bool, strict: bool) -> Mode:
    mode = None
    for _ in range(LEVELS):
        deeper, mode = mode, Mode()
        mode.wire, mode.strict = wire, strict
        if deeper is not None:
            mode.deeper = deeper
    assert mode is not None
    return mode


BUILT = Mode()
"""A constructor's arguments: nested shapes are objects already, and not read again."""
BUILT.wire, BUILT.strict, BUILT.deeper = False, True, BUILT

WIRE = _chain(wire=True, strict=True)
WIRE_TOLERANT = _chain(wire=True, strict=False)
BOTO = _chain(wire=False, strict=True)
BOTO_TOLERANT = _chain(wire=False, strict=False)
