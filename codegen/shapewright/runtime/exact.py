"""What a value is: by its type, since an object may lie about its class."""

from __future__ import annotations

from typing import Any, TypeAlias

Number: TypeAlias = int | float
"""What type checkers call a float; those that check at run time do not."""

_EXACT = frozenset((str, int, float, bool, bytes, type(None)))
_PLAIN: tuple[tuple[Any, Any], ...] = (
    (str, str.__str__),
    (int, int.__int__),
    (float, float.__float__),
    (bytes, bytes.__bytes__),
)


def is_a(value: object, classes: Any) -> bool:
    """Whether this is an object of one of these classes; `__class__` is not asked."""
    return issubclass(type(value), classes)


def plain(value: object) -> Any:
    """A text, number or bytes without its subclass, which may lie about what it is.

    Anything else stays the object that it is.
    """
    kind: type[object] = type(value)
    if kind in _EXACT:
        return value
    for base, as_base in _PLAIN:
        if issubclass(kind, base):
            return as_base(value)
    return value
