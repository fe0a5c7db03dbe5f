"""What is large takes as much longer as it is larger, and little more.

    python -m hostile.timings [--seconds 60]

Lists, maps, texts, blobs and documents to a hundred thousand items: the growth from an
eighth of that, as an exponent of the size. The processor's seconds, the best of some.
Plain data too takes longer for each where it outgrows the processor's caches: how much
is measured beside it. The collector is off: it begins to look at all that there is
somewhere between the two sizes.
"""

from __future__ import annotations

import gc
import json
import math
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from every.compiled import module_of

from . import world
from .world import Run

_LARGE = 100_000
_SMALL = _LARGE // 8
_GREATEST = 1.35
_MORE = 0.35
"""How much greater an exponent may be than that of plain data."""
_TRIES = 3
_NOISE = 0.01
"""Seconds below which a measure says nothing."""


class _Series(NamedTuple):
    """A kind of value: its class, and the data of so many items."""

    name: str
    cls: Any
    data: Callable[[int], Any]
    """In the wire's form."""
    wrong: Callable[[int], Any] | None = None
    """The same with a fault in each item."""


def work(run: Run) -> None:
    for series in _all_series():
        known = dict(_operations(series, _SMALL))
        limit = _limit(series)
        for name, large in _operations(series, _LARGE):
            if run.over:
                return
            run.count("series")
            exponent, seconds = _growth(known[name], large, limit)
            if exponent > limit:
                named = f"{series.name}: {name} grows faster than its input"
                text = f"n ** {exponent:.2f}, {seconds:.2f} s; limit {limit:.2f}"
                run.fault(series.name, named, text)


def _limit(series: _Series) -> float:
    """The greatest exponent that is no fault."""
    small, large = _plain(series.data(_SMALL)), _plain(series.data(_LARGE))
    pairs = zip(small, large, strict=True)
    return max([_GREATEST, *[_growth(*pair, 1.0)[0] + _MORE for pair in pairs]])


def _plain(data: Any) -> list[Callable[[], Any]]:
    """What Python itself does with it: it writes it and reads it again."""
    text, pickled = json.dumps(data), pickle.dumps(data)
    return [
        partial(json.dumps, data),
        partial(json.loads, text),
        partial(pickle.dumps, data),
        partial(pickle.loads, pickled),
        partial(repr, data),
        partial(hash, _frozen(data)),
    ]


def _frozen(data: Any) -> Any:
    """The same as tuples."""
    if isinstance(data, dict):
        return tuple([(key, _frozen(item)) for key, item in data.items()])
    return tuple(map(_frozen, data)) if isinstance(data, list) else data


def _growth(
    small: Callable[[], Any], large: Callable[[], Any], limit: float
) -> tuple[float, float]:
    """The least exponent that is found, and the seconds of what is large."""
    quick, slow = _best(small, _TRIES), math.inf
    exponent = math.inf
    for _ in range(_TRIES * 2):  # again only where it is too slow: we are not alone
        slow = min(slow, _best(large, 1))
        known = math.log(slow / max(quick, 1e-6)) / math.log(_LARGE / _SMALL)
        exponent = min(exponent, known)
        if slow < _NOISE:
            return 0.0, slow
        if exponent <= limit:
            break
        quick = min(quick, _best(small, 1))
    return exponent, slow


def _best(work: Callable[[], Any], tries: int) -> float:
    found = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(tries):
            begin = time.process_time()
            kept = work()
            found.append(time.process_time() - begin)
            del kept  # to let it go is not measured
    finally:
        gc.enable()
    return min(found)


def _all_series() -> Iterator[_Series]:
    database: Any = module_of("dynamodb")
    value = database.AttributeValue
    yield _Series(
        "list of unions",
        value,
        lambda size: {"L": [{"S": f"{n}"} for n in range(size)]},
        lambda size: {"L": [{"S": n} for n in range(size)]},
    )
    yield _Series(
        "map of unions",
        value,
        lambda size: {"M": {f"k{n}": {"N": f"{n}"} for n in range(size)}},
        lambda size: {"M": {f"k{n}": {"N": n} for n in range(size)}},
    )
    yield _Series(
        "list of texts",
        value,
        lambda size: {"SS": [f"{n}" for n in range(size)]},
        lambda size: {"SS": [*range(size)]},
    )
    yield _Series("list of blobs", value, lambda size: {"BS": ["YQ=="] * size}, None)
    yield _Series("a text", value, lambda size: {"S": "é" * 100 * size})
    yield _Series("a blob", value, lambda size: {"B": "YWFh" * 30 * size})
    model: Any = module_of("bedrock-runtime")
    tool = {"toolUseId": "a", "name": "a"}
    yield _Series(
        "a document",
        model.ToolUseBlock,
        lambda size: {**tool, "input": [{"k": n, "l": [n, "x"]} for n in range(size)]},
    )
    yield _Series(
        "unknown members",
        model.ToolUseBlock,
        lambda size: {**tool, "input": 1},
        lambda size: {**tool, "input": 1, **{f"Zz{n}": n for n in range(size)}},
    )
    metrics: Any = module_of("cloudwatch")
    yield _Series(
        "list of numbers and of times",
        metrics.MetricDataResult,
        lambda size: {
            "Values": [n + 0.5 for n in range(size)],
            "Timestamps": [1_600_000_000 + n for n in range(size)],
        },
        lambda size: {"Values": ["x"] * size, "Timestamps": ["x"] * size},
    )


def _operations(series: _Series, size: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    cls, data = series.cls, series.data(size)
    value = cls.from_wire(data, strict=False)
    given = world.arguments_of(value)
    boto, pickled = value.to_boto(), pickle.dumps(value)
    other = cls.from_wire(data, strict=False)
    if series.name != "unknown members":
        yield "from_wire, strict", partial(cls.from_wire, data)
        yield "from_wire, tolerant", partial(cls.from_wire, data, strict=False)
        yield "from_boto, strict", partial(cls.from_boto, boto)
        yield "constructor", lambda: cls(**given)
        yield "to_wire", value.to_wire
        yield "to_boto", value.to_boto
        yield "repr", partial(repr, value)
        yield "hash", partial(hash, value)
        yield "==", lambda: value == other
        yield "pickle", partial(pickle.dumps, value)
        yield "unpickle", partial(pickle.loads, pickled)
        yield "JSON", lambda: json.dumps(value.to_wire())
    if series.wrong is not None:
        wrong = series.wrong(size)
        yield "its faults", partial(_refused, cls, wrong)
        error = _refused(cls, wrong)
        yield "their text", partial(str, error)
        yield "their places", lambda: [one.pointer for one in error.violations]


def _refused(cls: Any, wrong: Any) -> Any:
    try:
        cls.from_wire(wrong)
    except world.error_of() as error:
        return error
    raise AssertionError(f"{cls.__name__} takes what is wrong")


if __name__ == "__main__":
    sys.exit(world.main("timings", work, sys.argv[1:], 60))
