"""The fast path's functions where None is right: `read.py` has what they call."""

from __future__ import annotations

from typing import Any

from .constraints import Pattern
from .doubt import Doubt
from .exact import Number
from .maps import FrozenMap
from .modes import BUILT, MANY, Mode
from .read import (
    Check,
    load,
    read_enums,
    read_lines,
    read_list,
    read_map,
    read_matching,
    read_strings,
    read_structures,
)


def optional_structure(value: Any, cls: Any, mode: Mode) -> Any:
    """The same as `read_structure`, or None; without another call."""
    if value is None:
        return None
    if mode is BUILT:
        if type(value) is cls:
            return value
        raise Doubt
    return load(value, cls, mode)


def optional_structures(
    value: Any, cls: Any, mode: Mode, low: Number = 0, high: Number = MANY
) -> tuple[Any, ...] | None:
    return None if value is None else read_structures(value, cls, mode, low, high)


def optional_strings(
    value: Any,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...] | None:
    if value is None:
        return None
    return read_strings(value, low, high, item_low, item_high)


def optional_matching(
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
    return read_matching(value, pattern, mode, low, high, item_low, item_high)


def optional_lines(
    value: Any,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...] | None:
    return None if value is None else read_lines(value, low, high, item_low, item_high)


def optional_enums(
    value: Any, members: dict[Any, Any], low: Number = 0, high: Number = MANY
) -> tuple[Any, ...] | None:
    return None if value is None else read_enums(value, members, low, high)


def optional_list(
    value: Any, check: Check, mode: Mode, low: Number = 0, high: Number = MANY
) -> tuple[Any, ...] | None:
    return None if value is None else read_list(value, check, mode, low, high)


def optional_map(
    value: Any,
    key: Check,
    item: Check,
    mode: Mode,
    low: Number = 0,
    high: Number = MANY,
) -> FrozenMap | None:
    return None if value is None else read_map(value, key, item, mode, low, high)
