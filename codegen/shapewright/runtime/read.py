"""The fast path: what generated `_read` methods call where a loop or a call is needed.

Each function gives what is stored for a value. It raises `Doubt`, or what Python
itself raises, at the first thing that is not plainly right; `decide` then looks at the
same data thoroughly, and accepts it or lists all that is wrong. Where None is right,
`optional.py` has the same. Lists and maps are copied first: what is counted and checked
is what is stored, whatever another thread does meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .constraints import Pattern
from .doubt import Doubt
from .exact import Number
from .maps import FrozenMap, frozen_map
from .modes import BUILT, MANY, Mode

GREATEST = 1.7976931348623157e308
"""The greatest finite float: in ranges that are open at one end."""
LEAST_LONG, GREATEST_LONG = -(2**63), 2**63 - 1
"""What an integer of 64 bits can be."""

# Types are compared by identity: a metaclass may say that its classes equal others.
_DICT: Any = dict
_LIST: Any = list
_TUPLE: Any = tuple

Check = Callable[[Any, Mode], Any]
"""Reads one item of a list or map."""


def load(data: Any, cls: Any, mode: Mode) -> Any:
    """One object from a dict of its members, as the mode's form calls them."""
    draft, read, size, absent, renamed = cls._plan
    if type(data) is not _DICT:
        raise Doubt
    if renamed is not None and mode.form.name in renamed:
        data = by_member(data, renamed[mode.form.name], mode)
    if len(data) != size or not mode.strict:
        if absent is not None:
            data = absent | data
        if mode.strict and len(data) != size:
            raise Doubt
    self = draft()
    read(data, self, mode)
    self.__class__ = cls
    return self


def by_member(
    data: Mapping[Any, Any], members: dict[str, str], mode: Mode
) -> dict[Any, Any]:
    """The same values under their members' names, where a form has others.

    What a tolerant read does not know stays, under a key that no member has.
    """
    data = dict(data)  # at once, since another thread may change it
    if mode.strict:
        return {members[key]: value for key, value in data.items()}
    return {members.get(key, (key,)): value for key, value in data.items()}


def read_structure(value: Any, cls: Any, mode: Mode) -> Any:
    """A nested object; a constructor is given one already."""
    if mode is BUILT:
        if type(value) is cls:
            return value
        raise Doubt
    return load(value, cls, mode)


def read_structures(
    value: Any, cls: Any, mode: Mode, low: Number = 0, high: Number = MANY
) -> tuple[Any, ...]:
    """A list of shapes."""
    if type(value) is not _LIST and type(value) is not _TUPLE:
        raise Doubt
    if not low <= len(stored := tuple(value)) <= high:
        raise Doubt
    if mode is BUILT:
        return _all(stored, cls)
    draft, read, size, absent, renamed = cls._plan
    if renamed is not None and mode.form.name in renamed:
        return tuple([load(item, cls, mode) for item in stored])
    strict = mode.strict
    objects: list[Any] = []
    for item in stored:  # as `load` does, without a call per item
        if type(item) is not _DICT:
            raise Doubt
        if len(item) != size or not strict:
            if absent is not None:
                item = absent | item
            if strict and len(item) != size:
                raise Doubt
        self = draft()
        read(item, self, mode)
        self.__class__ = cls
        objects.append(self)
    return tuple(objects)


def _all(stored: tuple[Any, ...], cls: Any) -> tuple[Any, ...]:
    for item in stored:
        if type(item) is not cls:
            raise Doubt
    return stored


def require_one_set(self: Any, data: dict[Any, Any]) -> None:
    """End the reading of a union: doubt unless exactly one member is set."""
    self._unknown = None
    values = self._values(self)
    absent = len(values) - 1
    if len(data) != absent or values.count(None) != absent:
        raise Doubt


def read_strings(
    value: Any,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...]:
    """A list of strings."""
    if type(value) is not _LIST and type(value) is not _TUPLE:
        raise Doubt
    if not low <= len(stored := tuple(value)) <= high:
        raise Doubt
    for item in stored:
        if type(item) is not str or not item_low <= len(item) <= item_high:
            raise Doubt
    return stored


def read_matching(
    value: Any,
    pattern: Pattern,
    mode: Mode,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...]:
    """A list of strings of one pattern."""
    if type(value) is not _LIST and type(value) is not _TUPLE:
        raise Doubt
    if not low <= len(stored := tuple(value)) <= high:
        raise Doubt
    for item in stored:
        if not mode.match(pattern, item, item_low, item_high):
            raise Doubt
    return stored


def read_lines(
    value: Any,
    low: Number = 0,
    high: Number = MANY,
    item_low: Number = 0,
    item_high: Number = MANY,
) -> tuple[str, ...]:
    r"""A list of strings without ``\n``: those of the patterns ``.*`` and ``.+``."""
    if type(value) is not _LIST and type(value) is not _TUPLE:
        raise Doubt
    if not low <= len(stored := tuple(value)) <= high:
        raise Doubt
    for item in stored:
        if (
            type(item) is not str
            or not item_low <= len(item) <= item_high
            or "\n" in item
        ):
            raise Doubt
    return stored


def read_enums(
    value: Any, members: dict[Any, Any], low: Number = 0, high: Number = MANY
) -> tuple[Any, ...]:
    """A list of an enum's members; `members` has them by text."""
    if type(value) is not _LIST and type(value) is not _TUPLE:
        raise Doubt
    if not low <= len(stored := tuple(value)) <= high:
        raise Doubt
    return tuple([members[item] for item in stored])


def read_list(
    value: Any, check: Check, mode: Mode, low: Number = 0, high: Number = MANY
) -> tuple[Any, ...]:
    """A list of anything else."""
    if type(value) is not _LIST and type(value) is not _TUPLE:
        raise Doubt
    if not low <= len(stored := tuple(value)) <= high:
        raise Doubt
    return tuple([check(item, mode) for item in stored])


def read_map(
    value: Any,
    key: Check,
    item: Check,
    mode: Mode,
    low: Number = 0,
    high: Number = MANY,
) -> FrozenMap:
    """A map, with functions that read its keys and its values."""
    if type(value) is not _DICT and type(value) is not FrozenMap:
        raise Doubt
    if not low <= len(value := value.copy()) <= high:
        raise Doubt
    return frozen_map({key(k, mode): item(v, mode) for k, v in value.items()})
