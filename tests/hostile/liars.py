"""Objects that lie, everywhere: refused in words, or stored as what they are.

    python -m hostile.liars [--seconds 55] [--seed TEXT]

At the end, lists and maps that another thread changes while they are read.
"""

from __future__ import annotations

import json
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from every.compiled import module_of

from . import world
from .lies import Lie, lies
from .world import Own, Place, Run, Way

_PLACES = 4
"""Places that are tried, of each class and way."""
_LIES = 7
"""Of those that fit a place, and of those that fit none."""
_RACE = 1.5
"""Seconds for each way to read what another thread changes."""


def work(run: Run) -> None:
    for cls in world.structures(run.rng):
        run.count("classes")
        for value in world.samples(cls, run.seed)[:1]:
            _of_value(run, value)
        if run.over:
            break
    for name, build, most in _races():
        _race(run, name, build, most)


def _of_value(run: Run, value: Any) -> None:
    for way in world.ways(value):
        found = [*world.places(way.data)]
        if way.name in ("constructor", "replace"):
            found = found[1:]  # arguments by name are always a dict
        for place in run.rng.sample(found, min(_PLACES, len(found))):
            for lie in lies(place.value, run.rng, _LIES):
                _try(run, type(value), way, place, lie)


def _try(run: Run, cls: Any, way: Way, place: Place, lie: Lie) -> None:
    try:
        data = place.put(lie.make())
    except (TypeError, ValueError, RuntimeError):
        return  # no key of a dict, or no object at all
    run.count("calls")
    what = f"{way.name}({place.path} = {lie.name})"
    try:
        made = way.make(data)
    except Own:
        run.count("its own exception let through")
    except world.error_of() as error:
        run.count("refused")
        _told(run, cls, what, error)
    except Exception as error:  # whatever it is, it is what is looked for
        run.fault(cls, world.cause_of(error), f"{what}: {error!s:.60}")
    else:
        run.count("accepted")
        _accepted(run, cls, way, what, made)


def _told(run: Run, cls: Any, what: str, error: Any) -> None:
    """The error is put in words, whatever the liar is asked."""
    try:
        assert str(error)
        assert repr(error)
        assert [(one.path, one.pointer, one.message) for one in error.violations]
        assert [(one.given, one.suggestions) for one in error.violations]
        pickle.dumps(error)
    except Exception as wrong:
        run.fault(cls, f"telling the error: {world.cause_of(wrong)}", what)


def _accepted(run: Run, cls: Any, way: Way, what: str, made: Any) -> None:
    found = [*world.misfits(made, way.strict)]
    for text in found[:1]:
        cause = text.partition(" ")[2]
        run.fault(cls, f"stored unchecked: … {cause}", f"{what}: {text}")
    if found or type(made) is not cls:
        return
    for name, use in _uses(cls):
        try:
            right = use(made)
        except Exception as error:
            run.fault(cls, f"{name} of it: {world.cause_of(error)}", what)
        else:
            if not right:
                run.fault(cls, f"{name} of it is not equal", what)


def _uses(cls: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    if world.holds_streams(cls):
        return
    yield "repr", repr
    yield "hash", lambda made: hash(made) is not None
    yield "==", lambda made: made == made
    yield "pickle", lambda made: pickle.loads(pickle.dumps(made)) == made
    yield (
        "to_boto",
        lambda made: cls.from_boto(made.to_boto(), strict=False) == made,
    )
    if hasattr(cls, "to_wire"):
        yield "json", lambda made: json.dumps(made.to_wire(), allow_nan=False)
        yield (
            "to_wire",
            lambda made: cls.from_wire(made.to_wire(), strict=False) == made,
        )


# ---- threads


def _races() -> Iterator[tuple[str, Callable[[Any], Any], int]]:
    """By name, what is made of a list that changes, and how many it may have."""
    module: Any = module_of("sagemaker")
    spec, metric = module.AlgorithmSpecification, module.MetricDefinition
    more = {"training_image": "a", "training_input_mode": "File"}
    wire = {"TrainingImage": "a", "TrainingInputMode": "File"}
    one = metric(name="a", regex="b")

    def built(changing: Any) -> Any:
        return spec(**more, metric_definitions=changing(one)).metric_definitions

    def texts(changing: Any) -> Any:
        return spec(**more, container_entrypoint=changing("a")).container_entrypoint

    def read(changing: Any) -> Any:
        items = changing({"Name": "a", "Regex": "b"})
        return spec.from_wire({**wire, "MetricDefinitions": items}).metric_definitions

    yield "constructor, list of structures", built, 40
    yield "constructor, list of texts", texts, 100
    yield "from_wire, list of structures", read, 40
    variables: Any = module_of("lambda").Environment

    def mapped(changing: Any) -> Any:
        return variables(variables=changing("v", as_map=True)).variables

    yield "constructor, map", mapped, 101


def _race(run: Run, name: str, build: Callable[[Any], Any], most: int) -> None:
    held: dict[str, Any] = {}
    stop = threading.Event()

    def changing(item: Any, as_map: bool = False) -> Any:
        if not held:
            held["item"] = item
            held["data"] = (
                {f"k{n}": item for n in range(100)} if as_map else [item] * most
            )
            thread.start()
        return held["data"]

    def change() -> None:
        data, item = held["data"], held["item"]
        while not stop.is_set():
            if isinstance(data, dict):
                data.update(more=item)  # calls, at which threads take turns
                data.pop("more")
            else:
                data.append(item)
                data.pop()
                data[-1] = object()
                data[-1] = item

    thread = threading.Thread(target=change)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        end = time.monotonic() + _RACE
        while time.monotonic() < end:
            run.count("calls while another thread changes it")
            _once(run, name, build, changing, most)
    finally:
        stop.set()
        thread.join()
        sys.setswitchinterval(before)


def _once(run: Run, name: str, build: Any, changing: Any, most: int) -> None:
    try:
        stored = build(changing)
    except world.error_of():
        return
    except Exception as error:
        cause = f"another thread: {world.cause_of(error)}"
        run.fault(name, cause, f"{error!s:.60}")
        return
    if len(stored) > most:
        run.fault(name, "another thread: more are stored", f"{len(stored)}, not {most}")
    elif any(type(item) is object for item in stored):
        run.fault(name, "another thread: stored unchecked", "an object()")


if __name__ == "__main__":
    sys.exit(world.main("liars", work, sys.argv[1:], 55))
