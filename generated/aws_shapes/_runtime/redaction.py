"""What may stand in a log: plain data without secrets."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, MutableSequence, Set, ValuesView
from typing import Any

from .bases import Shape
from .doubt import IN_DOUBT
from .enums import Enum
from .exact import is_a, name_of
from .masking import SECRET, shown
from .modes import LEVELS
from .timestamp_formats import MOMENTS

_HOLDERS = (Shape, dict, Mapping, list, tuple, Set, ValuesView, MutableSequence)


def redacted(value: Any) -> Any:
    """A copy for logs, as plain data: in place of each sensitive value stands ``***``.

    Structures become dicts by Python's names without what is None, enums their text,
    timestamps ISO 8601 text, blobs base64, streams the name of their type. Lists, sets
    and maps are looked through for structures; anything else stays as it is, with what
    it may hold.

    Args:
        value: A structure, or what holds some.
    """
    return _redacted(value, ())


def _redacted(value: Any, outer: tuple[int, ...]) -> Any:
    """`outer` is what it stands in, by identity: what holds itself has no end."""
    if is_a(value, Enum):
        return str.__str__(value)
    if is_a(value, MOMENTS):
        return value.isoformat()
    if is_a(value, (bytes, bytearray)):
        return b64encode(value).decode()
    if not is_a(value, _HOLDERS):
        return value
    if id(value) in outer or len(outer) == LEVELS:
        return "…"
    outer = (*outer, id(value))
    if is_a(value, Shape):
        return _structure(value, outer)
    try:
        if is_a(value, (dict, Mapping)):
            return _map(value.items(), outer)
        return [_redacted(item, outer) for item in value]
    except IN_DOUBT:  # iterating it fails
        return f"<{name_of(value)}>"


def _map(items: Iterable[tuple[Any, Any]], outer: tuple[int, ...]) -> dict[Any, Any]:
    entries: dict[Any, Any] = {}
    for key, item in items:
        name = _redacted(key, outer)
        # a list or dict is no key; and two keys must not become the same
        if type(name) in (list, dict) or name in entries:
            name = repr(key)
        entries[name] = _redacted(item, outer)
    return entries


def _structure(value: Any, outer: tuple[int, ...]) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for name, item in shown(value):
        if item is SECRET:
            entries[name] = repr(SECRET)
        elif name in value._streams:
            entries[name] = f"<{name_of(item)}>"
        else:
            entries[name] = _redacted(item, outer)
    return entries
