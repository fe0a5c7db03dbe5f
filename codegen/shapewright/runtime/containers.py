"""Maps and lists of any type, which are copied before anything is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .doubt import IN_DOUBT
from .exact import is_a, plain

# The usual types first, which answer several times as fast as their abstract bases.
MAPS = (dict, Mapping)
_LISTS = (list, tuple, Sequence)
_NO_LISTS = (str, bytes, bytearray, memoryview)
_TEXT = frozenset([str])
_DICT: Any = dict  # compared by identity: a metaclass may say that it equals others


def as_dict(value: Any) -> dict[Any, Any] | None:
    """A map's entries as a dict; None if it is no map, or does not give them."""
    if type(value) is _DICT:
        return value  # type: ignore[no-any-return]
    if not is_a(value, MAPS):
        return None
    try:
        return dict(value.items())
    except IN_DOUBT:
        return None


def entries_of(value: Any) -> dict[Any, Any] | None:
    """A structure's data, by plain text; None if it is no map, or does not give it."""
    entries = as_dict(value)
    if entries is None:
        return None
    data = dict(entries)  # at once, since another thread may change it
    if _TEXT.issuperset(map(type, data)):
        return data
    return {plain(key): item for key, item in data.items()}


def items_of(value: Any) -> tuple[Any, ...] | None:
    """A list's items; None if it is no list, or does not give them."""
    if not is_a(value, _LISTS) or is_a(value, _NO_LISTS):
        return None
    try:
        return tuple(value)
    except IN_DOUBT:
        return None
