"""What a value is: by its type, since an object may lie about its class."""

from __future__ import annotations

from typing import Any, TypeAlias

Number: TypeAlias = int | float
"""What type checkers call a float; those that check at run time do not."""

_PLAIN: tuple[tuple[Any, Any], ...] = (
    (str, str.__str__),
    (bool, bool),
    (int, int.__int__),
    (float, float.__float__),
    (bytes, bytes.__bytes__),
)


def is_a(value: object, classes: Any) -> bool:
    """Whether this is an object of one of these classes; `__class__` is not asked."""
    return issubclass(type(value), classes)


def has(value: object, method: str) -> bool:
    """Whether the objects of a value's type have a method; the value is not asked."""
    kind: type[object] = type(value)
    return hasattr(kind, method)


def plain(value: object) -> Any:
    """A text, number or bytes without its subclass, which may lie about what it is.

    Anything else stays the object that it is.
    """
    kind: type[object] = type(value)
    for base, as_base in _PLAIN:
        if kind is base:
            return value
        if issubclass(kind, base):
            return as_base(value)
    return value


def decimal(value: Any) -> Any:
    """The value if it is a finite `Decimal`, which boto3 gives and takes for floats."""
    from decimal import Decimal

    exact = Decimal(value) if is_a(value, Decimal) else None
    return exact if exact is not None and exact.is_finite() else None


def name_of(value: object) -> str:
    """The name of a value's class, which a metaclass may say otherwise."""
    name: str = _NAME.__get__(type(value))
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


_NAME = type.__dict__["__name__"]
_LONGEST = 60
