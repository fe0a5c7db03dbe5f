"""What may stand in a log: plain data without secrets."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, MutableSequence, Set, ValuesView
from typing import Any

from .bases import SECRET, Shape, shown
from .enums import Enum
from .exact import is_a
from .timestamps import MOMENTS

_LISTS = (list, tuple, Set, ValuesView, MutableSequence)


def redacted(value: Any) -> Any:
    """A copy for logs, as plain data: in place of each sensitive value stands ``***``.

    Structures become dicts by Python's names without what is None, enums their text,
    timestamps ISO 8601 text, blobs base64, streams the name of their type. Lists, sets
    and maps are looked through for structures; anything else stays as it is, with what
    it may hold.

    Args:
        value: A structure, or what holds some.
    """
    if is_a(value, Shape):
        return _structure(value)
    if is_a(value, (dict, Mapping)):
        return {_key(key): redacted(item) for key, item in value.items()}
    if is_a(value, (bytes, bytearray)):
        return b64encode(value).decode()
    if is_a(value, _LISTS):
        return [redacted(item) for item in value]
    if is_a(value, Enum):
        return str.__str__(value)
    if is_a(value, MOMENTS):
        return value.isoformat()
    return value


def _key(value: Any) -> Any:
    """A map's key; one that becomes a dict or a list would be none."""
    return repr(value) if is_a(value, (Shape, tuple, Set)) else redacted(value)


def _structure(value: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, item in shown(value):
        if item is SECRET:
            made[name] = repr(SECRET)
        elif name in value._streams:
            made[name] = f"<{type(item).__name__}>"
        else:
            made[name] = redacted(item)
    return made
