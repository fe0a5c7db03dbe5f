"""Nothing but `ShapeValidationError` comes out of a read, whatever goes in.

    python -m every.fuzz [--minutes 10] [--seed TEXT] [SERVICE…]

Each service in turn: arbitrary values, and valid ones with something changed in them,
go through `from_boto` and `from_wire` in both modes. What is accepted is written again;
what is refused says so in words.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import reprlib
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from shapewright.load.catalogue import services
from shapewright.work.processes import cores

from .compiled import chosen, compile_all, each, module_of
from .differences import Found, report
from .values import NoText, Values, violation_error

REPR = reprlib.Repr()
REPR.maxlevel, REPR.maxdict, REPR.maxstring = 8, 30, 200
_ROUND = 20
"""Changed values that are made of one valid one."""
_SCALARS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**31, 2**63, -(2**64), 10**400, 10**5000),
    *(0.0, -0.0, 1.5, 1e308, math.nan, math.inf, -math.inf),
    *("", " ", "a", "é😀", "\ud800", "\n", "0", "1e5", "NaN", "-Infinity", "\0" * 99),
    *("2020-01-01T00:00:00Z", "9999-12-31T23:59:60Z", "Wed, 25 Nov 2026 06:00:00 GMT"),
    *("YQ==", "YQ", "=", "a" * 5000, "SDK_UNKNOWN_MEMBER", "ResponseMetadata"),
    *(b"", b"a", b"\xff" * 99, bytearray(b"a"), memoryview(b"a")),
    datetime(2020, 1, 1, tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.min,
    date(2020, 1, 1),
    *(Decimal("1.5"), 1j, object(), type, ..., frozenset("a"), range(3)),
)
_KEYS: tuple[Any, ...] = (
    *("", "a", "__type", "SDK_UNKNOWN_MEMBER", "ResponseMetadata", "name", "_unknown"),
    *(None, 0, True, b"a", ("a",), math.nan, "\ud800"),
)


def main(arguments: list[str]) -> int:
    """Print the numbers, and what came out; 1 if any of it is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", default=str(time.time_ns()))
    parser.add_argument("services", nargs="*")
    options = parser.parse_args(arguments)
    names = options.services or list(services())
    compile_all(chosen(options.services))
    share = options.minutes * 60 * cores() / len(names)
    print(f"seed {options.seed}; {share:.2f} s a service in {cores()} processes")
    work = partial(_service, share=share, seed=options.seed)
    return report("fuzz", each(work, names), names)


def _service(service: str, *, share: float, seed: str) -> Found:
    found = Found()
    rng = random.Random(f"{seed} {service}")
    module = module_of(service)
    exported = [getattr(module, name) for name in module.__all__]
    classes = [cls for cls in exported if hasattr(cls, "from_boto")]
    found.counts["classes"] += len(classes)
    end = time.monotonic() + share
    while time.monotonic() < end:
        cls = rng.choice(classes)
        for data in _inputs(rng, cls):
            _check(found, cls, data)
    return found


def _inputs(rng: random.Random, cls: Any) -> Iterator[Any]:
    """Arbitrary values, and a valid one with changes, in both forms."""
    yield _arbitrary(rng)
    members = [*cls._members.values()]
    yield {rng.choice(members): _arbitrary(rng) for _ in range(3)} if members else {}
    try:
        value = Values(rng, rng.random()).make(cls)
    except NoText:
        return
    forms = [value.to_boto()]
    if hasattr(cls, "to_wire"):
        forms.append(value.to_wire())
    for form in forms:
        yield form
        for _ in range(_ROUND):
            changed = copied(form)
            for _ in range(rng.choice((1, 1, 1, 2, 5))):
                changed = change(rng, changed)
            yield changed


def _arbitrary(rng: random.Random, depth: int = 3) -> Any:
    match rng.randrange(6) if depth else 0:
        case 1:
            return [_arbitrary(rng, depth - 1) for _ in range(rng.randrange(4))]
        case 2:
            return tuple([_arbitrary(rng, depth - 1) for _ in range(rng.randrange(4))])
        case 3 | 4:
            keys = [rng.choice(_KEYS) for _ in range(rng.randrange(4))]
            return {key: _arbitrary(rng, depth - 1) for key in keys}
        case 5 if rng.random() < 0.05:
            return _deep(rng.choice((90, 101, 2000)))
    return rng.choice(_SCALARS)


def _deep(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def copied(value: Any) -> Any:
    """Its lists and dicts anew, what is in them as it is."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def change(rng: random.Random, value: Any) -> Any:
    """One change somewhere in it, near its root rather than far down."""
    inside = isinstance(value, (dict, list)) and value and rng.random() < 0.8
    if inside and isinstance(value, dict):
        key = rng.choice([*value])
        match rng.randrange(8):
            case 0:
                del value[key]
            case 1:
                value[rng.choice(_KEYS)] = _arbitrary(rng)
            case 2:
                value[rng.choice(_KEYS)] = value.pop(key)
            case _:
                value[key] = change(rng, value[key])
        return value
    if inside:
        index = rng.randrange(len(value))
        match rng.randrange(8):
            case 0:
                del value[index]
            case 1:
                value += value * (50 if len(value) < 10 else 1)
            case _:
                value[index] = change(rng, value[index])
        return value
    if isinstance(value, str) and rng.random() < 0.5:
        longer = value * (3000 if len(value) < 100 else 1)
        return rng.choice((longer, value + "\n", value[1:], value.upper()))
    return _arbitrary(rng)


def _check(found: Found, cls: Any, data: Any) -> None:
    forms = [(cls.from_boto, cls.to_boto)]
    if hasattr(cls, "from_wire"):
        forms.append((cls.from_wire, cls.to_wire))
    for read, write in forms:
        for strict in (True, False):
            found.counts["reads"] += 1
            try:
                _read(found, partial(read, strict=strict), write, data)
            except Exception as error:  # whatever it is, it is what is looked for
                sys.set_int_max_str_digits(0)  # to show the data
                what = f"{read.__name__}, strict={strict}"
                found.fault(cls.__name__, what, f"{error!r} of {REPR.repr(data)}")


def _read(found: Found, read: Any, write: Any, data: Any) -> None:
    cls = read.func.__self__
    try:
        value = read(data)
    except violation_error(cls) as error:
        found.counts["refused"] += 1
        said = [[one.pointer, one.constraint, one.message] for one in error.violations]
        assert said
        json.dumps(said)
        str(error)
        return
    found.counts["accepted"] += 1
    if not cls._streams:  # theirs are their own affair
        repr(value)
        hash(value)
    assert read(write(value)) == value
    if hasattr(cls, "to_wire"):
        json.dumps(value.to_wire(), allow_nan=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
