"""The fast path's functions where None is right: `read.py` has what they call."""

from __future__ import annotations

from typing import Any

from .constraints import Pattern
from .exact import Number
from .maps import FrozenMap
from .modes import BUILT, MANY, Mode
from .read import (
    Check,
    Doubt,
    each,
    entries,
    enums,
    items,
    lines,
    load,
    matching,
    strings,
)


def maybe_one(value: Any, cls: Any, mode: Mode) -> Any:
    """A shape, or None."""
    if value is None:
        return None
    if mode is BUILT:
        if type(value) is cls:
            return value
        raise Doubt
    return load(value, cls, mode)


def maybe_each(
    value: Any, cls: Any, mode: Mode, low: Number = 0, high: Number = MANY
) -> tuple[Any, ...] | None:
    return None if value is None else each(value, cls, mode, low, high)


def maybe_strings(
    value: Any,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...] | None:
    if value is None:
        return None
    return strings(value, low, high, item_low, item_high)


def maybe_matching(
    value: Any,
    pattern: Pattern,
    mode: Mode,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...] | None:
    if value is None:
        return None
    return matching(value, pattern, mode, low, high, item_low, item_high)


def maybe_lines(
    value: Any,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...] | None:
    return None if value is None else lines(value, low, high, item_low, item_high)


def maybe_enums(
    value: Any, members: dict[Any, Any], low: Number = 0, high: Number = MANY
) -> tuple[Any, ...] | None:
    return None if value is None else enums(value, members, low, high)


def maybe_items(
    value: Any, check: Check, mode: Mode, low: Number = 0, high: Number = MANY
) -> tuple[Any, ...] | None:
    return None if value is None else items(value, check, mode, low, high)


def maybe_entries(
    value: Any,
    key: Check,
    item: Check,
    mode: Mode,
    low: Number = 0,
    high: Number = MANY,
) -> FrozenMap | None:
    return None if value is None else entries(value, key, item, mode, low, high)
