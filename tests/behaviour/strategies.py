"""Valid values for any generated class, made from its annotations."""

from __future__ import annotations

import functools
import importlib
import itertools
import math
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

QUICK = settings(
    max_examples=25,
    phases=(Phase.generate, Phase.shrink),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""The same examples in every run, and few enough for a quick suite."""

DEPTH = 3
"""How many levels of structures are filled in with what is optional."""

USUAL = (
    "a",
    "abc",
    "ABC",
    "0",
    "abcd1234",
    "123456789012",
    "arn:aws:iam::123456789012:role/a",
    "arn:aws:lambda:eu-west-1:123456789012:function:a",
    "arn:aws:sagemaker:eu-west-1:123456789012:training-job/a",
    "s3://bucket/key",
    "https://example.com/a",
    "subnet-0123abcd",
    "sg-0123abcd",
)
"""Texts that many patterns match, and that are found faster than made."""

MOMENTS = st.datetimes(
    datetime(1970, 1, 1), datetime(2242, 3, 16), timezones=st.just(UTC)
).map(lambda moment: moment.replace(fold=0))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
PYTHON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.datetimes(timezones=st.none() | st.just(UTC))
    | st.complex_numbers()
    | st.decimals()
    | st.just(object())
    | st.just(ValueError),
    lambda inner: st.lists(inner, max_size=3)
    | st.lists(inner, max_size=2).map(tuple)
    | st.dictionaries(
        st.text(max_size=3) | st.integers() | st.none(), inner, max_size=3
    ),
    max_leaves=6,
)
"""Values of types that people have at hand."""


def runtime(cls: Any, module: str) -> ModuleType:
    """A module of the runtime that a generated class uses."""
    package = cls.__module__.partition(".")[0]
    return importlib.import_module(f"{package}._runtime.{module}")


def members_of(cls: Any) -> Any:
    return runtime(cls, "kinds").members_of(cls)


def wire_name(cls: Any, member: Any) -> str:
    """What a member is called on the wire.

    Of the older packages that benchmarks compare with, a member says it itself.
    """
    keys = getattr(cls, "_keys", {}).get("wire", {})
    own = getattr(member, "wire_name", member.model_name)
    return str(keys.get(member.model_name, own))


def is_stream(kind: Any) -> bool:
    """Whether a value is a streaming blob."""
    return getattr(kind.type, "__metadata__", ()) == ("stream",)


def is_union(cls: Any) -> bool:
    return issubclass(cls, runtime(cls, "unions").Union)


def objects(cls: Any, depth: int = DEPTH) -> st.SearchStrategy[Any]:
    """Strictly built objects of a class."""
    return arguments(cls, depth).map(lambda given: cls(**given))


@functools.cache
def arguments(cls: Any, depth: int = DEPTH) -> st.SearchStrategy[dict[str, Any]]:
    """Keyword arguments of a class that break nothing."""
    members = members_of(cls)
    if is_union(cls):
        shallow = [m for m in members if not hasattr(m.kind.type, "_members")]
        chosen = members if depth > 0 or not shallow else shallow
        return st.one_of(
            [st.fixed_dictionaries({m.name: _bare(m.kind, depth)}) for m in chosen]
        )
    required = {m.name: _bare(m.kind, depth) for m in members if m.required}
    ruled = {name for rule in cls._rules for name in rule.members}
    optional = {
        m.name: _bare(m.kind, depth)
        for m in members
        if not m.required and (depth > 0 or m.name in ruled)
    }
    given = st.fixed_dictionaries(required, optional=optional)
    if not ruled:
        return given
    spare = {name: made for name, made in optional.items() if name in ruled}
    return st.builds(
        _following, st.just(cls), given, st.fixed_dictionaries(required | spare)
    )


def _following(cls: Any, given: dict[str, Any], spare: dict[str, Any]) -> Any:
    """The arguments, with members set or left out until each rule holds."""
    for rule in cls._rules:
        for choice in itertools.product((True, False), repeat=len(rule.members)):
            if rule.holds([name in given for name in rule.members]):
                break
            for name, present in zip(rule.members, choice, strict=True):
                given.pop(name, None)
                if present:
                    given[name] = spare[name]
    return given


def _item(kind: Any, depth: int) -> st.SearchStrategy[Any]:
    """An item, which may be None where the collection is sparse."""
    made = _bare(kind, depth)
    return st.none() | made if kind.optional else made


def _bare(kind: Any, depth: int) -> st.SearchStrategy[Any]:
    low, high = _bounds(kind.constraints, "length")
    if kind.type is tuple:
        (item,) = kind.of
        size = _size(low, high, depth, item)
        return st.lists(_item(item, depth), min_size=size[0], max_size=size[1])
    if kind.type is Mapping:
        key, item = kind.of
        size = _size(low, high, depth, item)
        return st.dictionaries(
            _item(key, depth), _item(item, depth), min_size=size[0], max_size=size[1]
        )
    if hasattr(kind.type, "_members"):
        return st.deferred(lambda: objects(kind.type, depth - 1))
    if hasattr(kind.type, "_value2member_map_"):
        return st.sampled_from([*kind.type, *map(str, kind.type)])
    return _scalar(kind, low, high)


def _size(low: int, high: int | None, depth: int, item: Any) -> tuple[int, int]:
    """Few items, and none of structures where the value is deep enough."""
    most = 0 if depth <= 0 and hasattr(item.type, "_members") else 3
    return low, max(low, min(most, high if high is not None else most))


def _scalar(kind: Any, low: int, high: int | None) -> st.SearchStrategy[Any]:
    whole = MOMENTS.map(lambda moment: moment.replace(microsecond=0))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        dict: JSON.filter(lambda value: value is not None),
        object: st.binary(max_size=4),
    }
    if kind.format:
        return whole if kind.format == "rfc822" else MOMENTS
    if kind.type in plain:
        return plain[kind.type]
    if is_stream(kind):
        return st.binary(max_size=4)
    most = max(low, min(high if high is not None else low + 8, low + 8))
    if kind.type is bytes:
        return st.binary(min_size=low, max_size=most)
    if kind.type is str:
        return _text(kind.constraints, low, most, high)
    return _number(kind)


def _number(kind: Any) -> st.SearchStrategy[Any]:
    least, greatest = _bounds(kind.constraints, "range", -sys.float_info.max)
    least, greatest = max(least, -(2**63)), min(greatest or 2**63, 2**63)
    whole = st.integers(math.ceil(least), math.floor(greatest))
    if kind.type is int:
        return whole
    if any(one.name == "range" for one in kind.constraints):
        return whole | st.floats(least, greatest)
    return whole | st.floats(allow_nan=False)


def _bounds(constraints: Any, name: str, low: Any = 0) -> tuple[Any, Any]:
    """The tightest of several constraints of one kind."""
    high = None
    for one in constraints:
        if one.name == name:
            low = low if one.min is None else max(low, one.min)
            if one.max is not None:
                high = one.max if high is None else min(high, one.max)
    return low, high


def _text(
    constraints: Any, low: int, most: int, high: int | None
) -> st.SearchStrategy[Any]:
    patterns = [one for one in constraints if one.name == "pattern"]
    if not patterns:
        return st.text(
            st.characters(exclude_categories=["Cs"]), min_size=low, max_size=most
        )
    (pattern,) = patterns
    if pattern.text in (".*", ".+"):
        line = st.characters(exclude_categories=["Cs"], exclude_characters="\n")
        return st.text(line, min_size=max(low, pattern.text == ".+"), max_size=most)
    return _matching(pattern, low, high)


def _matching(pattern: Any, low: int, high: int | None) -> st.SearchStrategy[str]:
    """Texts that a pattern matches: made from it, where hypothesis can."""
    package = type(pattern).__module__.rpartition(".")[0]
    expand = importlib.import_module(f"{package}.unicode").expand

    def right(value: str) -> bool:
        sized = low <= len(value) and (high is None or len(value) <= high)
        return sized and pattern.allows(value)

    usual = [value for value in USUAL if right(value)]
    if usual:
        return st.sampled_from(usual)
    compiled = re.compile(expand(pattern.text), re.ASCII)
    return st.from_regex(compiled, fullmatch=True).filter(right)


def spoilt(data: Any, anything: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same data with something changed at one place, or at two."""
    once = st.builds(_spoil, st.just(data), anything, st.randoms(use_true_random=False))
    twice = st.builds(_spoil, once, anything, st.randoms(use_true_random=False))
    return once | twice


def _spoil(data: Any, other: Any, chance: Any) -> Any:
    """A copy of nested data with one item replaced, dropped, added or renamed."""
    inside = isinstance(data, (dict, list)) and len(data) > 0
    if not inside or chance.random() < 0.15:
        return other
    place = chance.choice([*data] if isinstance(data, dict) else range(len(data)))
    changed = data.copy()
    what = chance.random()
    if what < 0.6:
        changed[place] = _spoil(data[place], other, chance)
    elif what < 0.7:
        del changed[place]
    elif what < 0.8:
        changed[place] = None
    elif isinstance(data, list):
        changed.insert(place, other)
    elif what < 0.9:
        changed["Unknown"] = other
    else:
        changed[str(place).lower()] = changed.pop(place)
    return changed
