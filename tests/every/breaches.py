"""Valid dicts of boto3's form, each with one constraint broken at one place."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from behaviour.strategies import is_union, members_of

from .values import bounds

_DEEPEST = 3
_LONGEST = 300_000
_UNMATCHED = ("\x00", "!", "~", "ÿ", "a", "0", " ", "\n", "-")


class Breach(NamedTuple):
    """What is wrong with a value, where, and the value."""

    pointer: str
    constraint: str
    data: Any


class _Place(NamedTuple):
    """A value inside of nested dicts and lists, and how to put another there."""

    pointer: str
    value: Any
    put: Callable[[Any], Any]
    """Gives a copy of the whole with another value at the place."""
    secret: bool = False
    """Whether keys of maps are not to be shown."""


def breaches(cls: Any, data: dict[str, Any]) -> Iterator[Breach]:
    """Every kind of breach at every place that the data has, lists by their first."""
    yield from _of_structure(cls, _Place("", data, lambda value: value), 0)


def _of_structure(cls: Any, place: _Place, depth: int) -> Iterator[Breach]:
    data = place.value
    # of a structure of secrets alone, an unknown name may be one
    secrets = [member.sensitive for member in members_of(cls)]
    hidden = place.secret or (bool(secrets) and all(secrets))
    pointer = f"{place.pointer}/{'*' if hidden else 'ZzUnknown'}"
    yield Breach(pointer, "unknown_member", place.put({**data, "ZzUnknown": 1}))
    if is_union(cls):
        yield from _of_union(cls, place)
    else:
        yield from _of_rules(cls, place)
    ruled = {name for rule in cls._rules for name in rule.members}
    for member in members_of(cls):
        name = member.model_name
        if name not in data:
            continue
        inner = _Place(
            f"{place.pointer}/{_escaped(name)}",
            data[name],
            lambda value, name=name: place.put({**data, name: value}),  # type: ignore[misc]
            place.secret or member.sensitive,
        )
        if member.required and member.name not in ruled:
            rest = {key: value for key, value in data.items() if key != name}
            yield Breach(inner.pointer, "required", place.put(rest))
        yield from _of_value(member.kind, inner, depth)


def _of_union(cls: Any, place: _Place) -> Iterator[Breach]:
    yield Breach(place.pointer, "union", place.put({}))
    (name,) = place.value
    for member in members_of(cls):
        # the same value in another variant is right where the kinds are the same
        if member.model_name != name and member.kind == _kind(cls, name):
            both = {name: place.value[name], member.model_name: place.value[name]}
            yield Breach(place.pointer, "union", place.put(both))
            return


def _kind(cls: Any, name: str) -> Any:
    return next(m.kind for m in members_of(cls) if m.model_name == name)


def _of_rules(cls: Any, place: _Place) -> Iterator[Breach]:
    """Members left out, so that one rule is broken and no other."""
    members = {member.name: member for member in members_of(cls)}
    for rule in cls._rules:
        given = [n for n in rule.members if members[n].model_name in place.value]
        for count in range(1, len(given) + 1):
            for dropped in itertools.combinations(given, count):
                if any(members[name].required for name in dropped):
                    continue
                names = {members[name].model_name for name in dropped}
                rest = {k: v for k, v in place.value.items() if k not in names}
                broken = [
                    other
                    for other in cls._rules
                    if not other.holds(
                        [members[n].model_name in rest for n in other.members]
                    )
                ]
                if broken == [rule]:
                    yield Breach(place.pointer, "rule", place.put(rest))
                    return


def _of_value(kind: Any, place: _Place, depth: int) -> Iterator[Breach]:
    if kind.type is not object:
        yield Breach(place.pointer, "type", place.put(object()))
    if place.value is None:
        return
    yield from _of_bounds(kind, place)
    if kind.type is tuple and place.value:
        (item,) = kind.of
        first, *rest = place.value
        inner = _Place(
            f"{place.pointer}/0",
            first,
            lambda value: place.put([value, *rest]),
            place.secret,
        )
        yield from _of_item(item, inner, depth)
    elif kind.type is Mapping and place.value:
        yield from _of_map(kind, place, depth)
    elif hasattr(kind.type, "_members") and depth < _DEEPEST:
        yield from _of_structure(kind.type, place, depth + 1)
    elif hasattr(kind.type, "_value2member_map_") and not kind.open:
        yield Breach(place.pointer, "enum", place.put("zz no such value"))


def _of_item(kind: Any, place: _Place, depth: int) -> Iterator[Breach]:
    if not kind.optional:
        yield Breach(place.pointer, "required", place.put(None))
    yield from _of_value(kind, place, depth)


def _of_map(kind: Any, place: _Place, depth: int) -> Iterator[Breach]:
    of_key, of_value = kind.of
    key = next(iter(place.value))
    inner = _Place(
        f"{place.pointer}/{'*' if place.secret else _escaped(str(key))}",
        place.value[key],
        lambda value: place.put({**place.value, key: value}),
        place.secret,
    )
    yield from _of_item(of_value, inner, depth)
    rest = {k: v for k, v in place.value.items() if k != key}
    # a faulty key is reported at its map
    named = _Place(
        place.pointer,
        key,
        lambda name: place.put({name: place.value[key], **rest}),
    )
    yield from _of_bounds(of_key, named)
    if hasattr(of_key.type, "_value2member_map_") and not of_key.open:
        yield Breach(place.pointer, "enum", named.put("zz no such value"))


def _of_bounds(kind: Any, place: _Place) -> Iterator[Breach]:
    names = {one.name for one in kind.constraints}
    if "length" in names:
        low, high = bounds(kind, "length")
        if low > 0:
            yield Breach(place.pointer, "length", place.put(_shorter(place.value)))
        if high < _LONGEST and kind.type not in (tuple, Mapping):
            yield Breach(
                place.pointer, "length", place.put(_longer(place.value, int(high) + 1))
            )
    if "range" in names:
        for number in _outside(kind):
            yield Breach(place.pointer, "range", place.put(number))
    if "pattern" in names:
        text = _unmatched(kind)
        if text is not None:
            yield Breach(place.pointer, "pattern", place.put(text))


def _shorter(value: Any) -> Any:
    return type(value)()


def _longer(value: Any, size: int) -> Any:
    return b"\0" * size if isinstance(value, bytes) else "a" * size


def _outside(kind: Any) -> Iterator[Any]:
    low, high = bounds(kind, "range", -math.inf)
    for end, step in ((low, -1), (high, 1)):
        if not math.isinf(end) and abs(end) < 2**70:
            yield int(end) + step if float(end).is_integer() else end + step


def _unmatched(kind: Any) -> str | None:
    low, high = bounds(kind, "length")
    pattern = next(one for one in kind.constraints if one.name == "pattern")
    for size in {int(low), int(max(low, 1)), int(min(high, max(low, 1) + 1))}:
        for char in _UNMATCHED:
            if not pattern.allows(char * size):
                return char * size
    return None


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
