"""Valid values of generated classes, made from their annotations by a seed."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from behaviour.strategies import is_stream, is_union, members_of, runtime

from .texts import matching

DEPTH = 4
"""Levels of structures that are filled in with what is optional."""
_WORDS = ("a", "Zebra 7", "é😀", "0", "x\u2028y", "name-1", "")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DOCUMENTS: tuple[Any, ...] = (
    {"a": [1, 2.5, None, True], "b": {"": "x"}},
    "text",
    [],
    0,
    False,
)


class NoText(LookupError):
    """No text was found for a pattern."""


class Values:
    """Makes objects.

    Args:
        rng: The same one gives the same objects.
        fill: The share of optional members that are set: 0, 1 or in between.
    """

    def __init__(self, rng: random.Random, fill: float) -> None:
        self._rng, self._fill = rng, fill

    def make(self, cls: Any, depth: int = DEPTH) -> Any:
        return cls(**self.arguments(cls, depth))

    def arguments(self, cls: Any, depth: int = DEPTH) -> dict[str, Any]:
        """Keyword arguments that break nothing."""
        members = members_of(cls)
        if is_union(cls):
            shallow = [m for m in members if _is_shallow(m.kind)]
            chosen = self._rng.choice(members if depth > 0 else shallow or members)
            return {chosen.name: self._value(chosen.kind, depth)}
        given = {
            member.name: self._value(member.kind, depth)
            for member in members
            if member.required or (depth > 0 and self._rng.random() < self._fill)
        }
        return self._following(cls, given, depth)

    def _following(self, cls: Any, given: dict[str, Any], depth: int) -> dict[str, Any]:
        """The arguments, with members set or left out until all rules hold."""
        ruled = list(dict.fromkeys(n for rule in cls._rules for n in rule.members))
        if _holds(cls, given) or not ruled:
            return given
        kinds = {member.name: member for member in members_of(cls)}
        fixed = {name for name in ruled if kinds[name].required}
        free = [name for name in ruled if name not in fixed]
        choices = sorted(
            itertools.product((True, False), repeat=len(free)),
            key=lambda c: sum(a != (n in given) for a, n in zip(c, free, strict=True)),
        )
        for choice in choices:
            present = {n for n, is_set in zip(free, choice, strict=True) if is_set}
            if _holds(cls, (set(given) - set(free)) | present):
                spare = {
                    name: given.get(name) or self._value(kinds[name].kind, depth - 1)
                    for name in present
                }
                kept = {k: v for k, v in given.items() if k not in free}
                return kept | spare
        raise ValueError(f"the rules of {cls.__name__} contradict each other")

    # ---- one value

    def _value(self, kind: Any, depth: int) -> Any:
        if kind.type is tuple:
            (item,) = kind.of
            return [self._item(item, depth) for _ in range(self._size(kind, depth))]
        if kind.type is Mapping:
            return self._map(kind, depth)
        if hasattr(kind.type, "_members"):
            return self.make(kind.type, depth - 1)
        if hasattr(kind.type, "_value2member_map_"):
            member = self._rng.choice([*kind.type])
            return self._rng.choice([member, str(member)])
        return self._scalar(kind)

    def _item(self, kind: Any, depth: int) -> Any:
        if kind.optional and self._rng.random() < 0.3:
            return None
        return self._value(kind, depth)

    def _map(self, kind: Any, depth: int) -> dict[Any, Any]:
        key, item = kind.of
        found: dict[Any, Any] = {}
        wanted = self._size(kind, depth)
        for _ in range(wanted * 20):
            if len(found) == wanted:
                break
            found[self._value(key, depth)] = self._item(item, depth)
        return found

    def _size(self, kind: Any, depth: int) -> int:
        low, high = bounds(kind, "length")
        most = 2 if depth > 0 or all(_is_shallow(part) for part in kind.of) else 0
        return self._rng.randint(int(low), int(max(low, min(most, high))))

    def _scalar(self, kind: Any) -> Any:
        if kind.format:
            return self._moment(kind.format)
        if kind.type is bool:
            return self._rng.random() < 0.5
        if kind.type is str:
            return self._text(kind)
        if kind.type is bytes:
            low, high = bounds(kind, "length")
            size = self._rng.randint(int(low), int(min(high, low + 4)))
            return self._rng.randbytes(size)
        if kind.type is dict:
            return self._rng.choice(_DOCUMENTS)
        if kind.type is object or is_stream(kind):
            return b"a stream"
        if not isinstance(kind.type, type):  # text or bytes
            return self._rng.choice((b"\xff", "text"))
        return self._number(kind)

    def _moment(self, format: str) -> datetime:
        seconds = self._rng.randrange(0, 2**32)
        fraction = 0 if format == "rfc822" else self._rng.choice((0, 0, 1, 500_000))
        return _EPOCH + timedelta(seconds=seconds, microseconds=fraction)

    def _text(self, kind: Any) -> str:
        low, high = bounds(kind, "length")
        pattern = next((one for one in kind.constraints if one.name == "pattern"), None)
        if pattern is not None:
            most = None if math.isinf(high) else int(high)
            found = matching(pattern.model, int(low), most)
            if not found:
                raise NoText(pattern.model)
            return self._rng.choice(found)
        right = [word for word in _WORDS if low <= len(word) <= high]
        return self._rng.choice(right) if right else "é" * int(low)

    def _number(self, kind: Any) -> Any:
        low, high = bounds(kind, "range", -math.inf)
        low, high = max(low, -(2**63)), min(high, 2**63 - 1)
        whole = [n for n in (0, 1, -1, 7, low, high) if low <= n <= high]
        whole = [n for n in whole if float(n).is_integer()]
        if kind.type is int:
            return int(self._rng.choice(whole))
        return self._rng.choice([*whole, *map(float, whole), (low + high) / 2])


def bounds(kind: Any, name: str, low: float = 0) -> tuple[float, float]:
    """The tightest of the constraints of one kind."""
    high = math.inf
    for one in kind.constraints:
        if one.name == name:
            low = low if one.min is None else max(low, one.min)
            high = high if one.max is None else min(high, one.max)
    return low, high


def _is_shallow(kind: Any) -> bool:
    return not hasattr(kind.type, "_members") and all(map(_is_shallow, kind.of))


def _holds(cls: Any, present: Any) -> bool:
    return all(
        rule.holds([name in present for name in rule.members]) for rule in cls._rules
    )


def several(cls: Any, seed: str) -> Iterator[Any]:
    """A bare object, a full one, and some in between."""
    for index, fill in enumerate((0.0, 1.0, 0.5, 0.5)):
        yield Values(random.Random(f"{seed} {index}"), fill).make(cls)


def violation_error(cls: Any) -> Any:
    """The package's own error."""
    return runtime(cls, "errors").ShapeValidationError
