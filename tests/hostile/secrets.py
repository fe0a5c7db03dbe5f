"""No sensitive value is shown: in no message, `repr`, log or traceback.

    python -m hostile.secrets [--seconds 65] [--seed TEXT]

A marker stands in the place of each secret, and of what somebody may give by mistake
where a structure with secrets is wanted; then all that can be seen is searched for it.
"""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import logging
import pprint
import random
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from behaviour.strategies import is_union, members_of, wire_name
from every.compiled import PACKAGE

from . import world
from .world import Run

PROBES = 100_000
_TEXT = "hunter2"
_NUMBER = 73914682
_MARKS = ("hunter", "aHVudGVy", str(_NUMBER), b"hunter2".hex())
_LOGGED = 5
"""One in so many is also given to `traceback` and `logging`, which take their time."""
_JSON = json.dumps({"Password": _TEXT, "password": _TEXT})

_WRONG: tuple[tuple[str, Any], ...] = (
    ("a text", _TEXT),
    ("a long text", f"{_TEXT} " * 400),
    ("a line end", f"{_TEXT}\n{_TEXT}\x00"),
    ("a half character", f"{_TEXT}\ud800"),
    ("a number", _NUMBER),
    ("a float", _NUMBER + 0.5),
    ("a great number", _NUMBER * 10**40),
    ("bytes", _TEXT.encode()),
    ("a bytearray", bytearray(_TEXT.encode())),
    ("base64", base64.b64encode(_TEXT.encode()).decode()),
    ("a list", [_TEXT, _NUMBER]),
    ("a list of lists", [[_TEXT]]),
    ("a tuple", (_TEXT,)),
    ("a set", {_TEXT}),
    ("JSON text", _JSON),
    ("JSON bytes", _JSON.encode()),
    ("a list of JSON", [_JSON]),
    ("an exception", ValueError(_TEXT)),
    ("an error of a key", KeyError(_TEXT)),
)
"""What is given in the place of a secret, or of a structure with secrets."""
_MAPS: tuple[tuple[str, Any], ...] = (
    ("a map", {_TEXT: _TEXT}),
    ("a map of numbers", {_TEXT: _NUMBER}),
    ("a map by numbers", {_NUMBER: _TEXT}),
    ("a map by bytes", {_TEXT.encode(): 1}),
    ("a map of maps", {"a": {_TEXT: {_TEXT: [_TEXT]}}}),
    ("a map of JSON", {"a": _JSON}),
)
"""The same, with names that are secrets, which only a secret has."""
_INSTEAD = "in place of a structure with secrets"


class Place(NamedTuple):
    """A place that is secret, or where a structure with secrets is wanted."""

    kind: str
    """What is shown there if anything is."""
    path: str
    value: Any
    put: Callable[[Any], Any]
    secret: bool
    """Everything below is a secret; else a structure with one is wanted there."""
    cls: Any = None
    """The structure that is read there."""


def work(run: Run) -> None:
    classes = [
        cls
        for service in world.SERVICES
        for cls in world.every_class(service)
        if world.reaches_secrets(cls)
    ]
    run.count("classes", len(classes))
    for cls in classes:
        _of_class(run, cls)
    redacted = _redacted(run)
    run.rng.shuffle(classes)
    probes = [_probes(run, cls, redacted) for cls in classes]
    while probes and run.found.counts["probes"] < PROBES and not run.over:
        probes = [one for one in probes if next(one, None)]


def _of_class(run: Run, cls: Any) -> None:
    """What the class itself says of its secrets."""
    if not cls.SENSITIVE:
        return
    fields = {one.name: one for one in dataclasses.fields(cls)}
    for name in cls.SENSITIVE:
        run.count("sensitive members")
        if fields[name].repr:
            run.fault(cls, "Field.repr is not False", name)
    for value in world.samples(cls, run.seed, (1.0,)):
        listed = {*dir(value)}.intersection(cls.SENSITIVE)
        for name in sorted(listed):
            run.fault(cls, "dir() of an object lists a sensitive member", name)


def _redacted(run: Run) -> Any:
    package = import_module(PACKAGE)
    try:
        return package.redacted
    except AttributeError as error:
        run.fault("the package", "there is no redacted()", error)
        return None


# ---- probes


def _probes(run: Run, cls: Any, redacted: Any) -> Iterator[bool]:
    """One after the other, so that no class is left out when the time is over."""
    rng = random.Random(f"{run.seed} {cls.__module__} {cls.__name__}")
    for value in world.samples(cls, run.seed, (1.0,)):
        _shown(run, cls, "a secret", "a valid object", value, redacted)
        known = [
            (way, [*_places(cls, way.data, way.name)]) for way in world.ways(value)
        ]
        known = [(way, places) for way, places in known if places]
        for way, places in known:
            if not way.strict:
                _of_variants(run, cls, way, places, redacted)
        while known:
            way, places = rng.choice(known)
            place = rng.choice(places)
            kind, name, wrong = _chosen(place, rng)
            try:
                data = place.put(wrong)
            except TypeError:
                continue  # no key of a map
            what = f"{way.name}({place.path} = {name})"
            _probe(run, cls, kind, what, way.make, data, redacted)
            yield True


def _chosen(place: Place, rng: random.Random) -> tuple[str, str, Any]:
    """What is put there: what is shown if it is, and its name."""
    if place.cls is not None and rng.random() < 0.4:
        return _misnamed(place, rng)
    if place.secret and rng.random() < 0.5:
        return place.kind, "the marker", _marked(place.value)
    name, wrong = rng.choice(_WRONG + _MAPS if place.secret else _WRONG)
    return place.kind, name, wrong


def _misnamed(place: Place, rng: random.Random) -> tuple[str, str, Any]:
    """A structure with a member that the model does not know."""
    value = place.value if isinstance(place.value, Mapping) else {}
    known = rng.choice([*place.cls._members.values(), "Zz"])
    if _is_secret(place.cls) and rng.random() < 0.5:
        kind = "an unknown name in a wholly sensitive structure"
        return kind, "a secret name", {**value, _TEXT: 1}
    wrong = rng.choice([_TEXT, _TEXT.encode(), [_TEXT], {_TEXT: _TEXT}, object()])
    return "the value of an unknown member", "a value", {**value, f"{known}x": wrong}


def _of_variants(
    run: Run, cls: Any, way: Any, places: list[Place], redacted: Any
) -> None:
    """An unknown variant, of each union with secrets, read tolerantly."""
    for place in places:
        if place.cls is None or not is_union(place.cls):
            continue
        only = "" if place.cls.SENSITIVE else " only below"
        kind = f"an unknown variant of a union with secrets{only}"
        for name, wrong in _WRONG + _MAPS:
            what = f"{way.name}({place.path} = an unknown variant, {name})"
            data = place.put({"ZzNew": wrong})
            _probe(run, cls, kind, what, way.make, data, redacted)


def _probe(
    run: Run, cls: Any, kind: str, what: str, make: Any, data: Any, redacted: Any
) -> None:
    run.count("probes")
    logs = run.found.counts["probes"] % _LOGGED == 0
    try:
        made = make(data)
    except world.error_of() as error:
        run.count("refused")
        _search(run, cls, kind, what, [*_of_error(error, logs)])
    except Exception as error:  # whatever it is, it is no answer
        run.fault(cls, world.cause_of(error), what)
    else:
        run.count("accepted")
        _shown(run, cls, kind, what, made, redacted)


def _search(
    run: Run, cls: Any, kind: str, what: str, texts: list[tuple[str, str]]
) -> None:
    """Look for the marker, and tell the first place that shows it."""
    for name, text in texts:
        lower = text.lower()
        for mark in _MARKS:
            at = lower.find(mark.lower())
            if at >= 0:
                shown = text[max(0, at - 50) : at + 20].replace("\n", " ")
                run.fault(cls, f"{kind}, shown by {name}", f"{what}: …{shown}…")
                return


def _of_error(error: Any, logs: bool) -> Iterator[tuple[str, str]]:
    """What can be seen of an error."""
    yield "its text", str(error)
    for one in error.violations:
        parts = (one.path, one.pointer, one.message, one.given, one.suggestions)
        yield "a violation", f"{parts!r} {one!r}"
    yield "its repr", repr(error)
    yield "its args", repr(error.args)
    if logs:
        yield "a traceback", "".join(traceback.format_exception(error))
        yield "a log", _logged(error)
        yield "pprint", pprint.pformat([error, error.violations])
        yield "an error's vars", repr(vars(error))


def _logged(value: Any) -> str:
    """What a handler writes of it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.Logger("hostile")
    log.addHandler(handler)
    log.error("%s %r", value, value)
    if isinstance(value, BaseException):
        log.error("x", exc_info=value)
    return written.getvalue()


def _shown(run: Run, cls: Any, kind: str, what: str, made: Any, redacted: Any) -> None:
    """What can be seen of an object."""
    texts = [("repr", repr([made]))]
    if run.found.counts["probes"] % _LOGGED == 0:
        texts.append(("str", f"{made} {made!s}"))
        texts.append(("pprint", pprint.pformat({"a": (made,)})))
        texts.append(("a log", _logged(made)))
    _search(run, cls, kind, what, texts)
    if redacted is None:
        return
    try:
        text = json.dumps(redacted(made), allow_nan=False)
    except Exception as error:  # whatever it is, it is no answer
        run.fault(cls, f"redacted(): {world.cause_of(error)}", what)
        return
    _search(run, cls, kind, what, [("redacted()", text)])
    given = any(getattr(made, name, None) is not None for name in cls.SENSITIVE)
    if given and '"***"' not in text:
        run.fault(cls, "redacted() does not say that a secret is set", what)


# ---- where secrets stand


def _places(cls: Any, data: Any, way: str) -> Iterator[Place]:
    """Those in what a way takes, the root too where it is read."""
    built = way in ("constructor", "replace")
    if not built:
        secret = _is_secret(cls)
        yield Place(f"{_INSTEAD}, the root", "", data, lambda v: v, secret, cls)
    yield from _of_structure(cls, data, "", lambda value: value, built)


def _is_secret(cls: Any) -> bool:
    """Whether all of a structure is."""
    return len(cls.SENSITIVE) == len(cls._members) > 0


def _of_structure(
    cls: Any, data: Any, path: str, put: Callable[[Any], Any], built: bool
) -> Iterator[Place]:
    for member in members_of(cls):
        names = (member.name,) if built else (member.model_name, wire_name(cls, member))
        name = next((name for name in names if name in data), None)
        if name is None:
            continue
        inner = world.putter(put, data, name)
        at = f"{path}/{name}"
        yield from _of_kind(member.kind, data[name], at, inner, member.sensitive, built)


def _of_kind(
    kind: Any, value: Any, path: str, put: Any, secret: bool, built: bool
) -> Iterator[Place]:
    structures = [k.type for k in world.kinds_of(kind) if hasattr(k.type, "_members")]
    if not secret and not any(map(world.reaches_secrets, structures)):
        return
    cls = kind.type if hasattr(kind.type, "_members") else None
    instead = _INSTEAD if cls else "in place of a list or map of such"
    what = "a secret" if secret else instead
    yield Place(what, path, value, put, secret, None if built else cls)
    if isinstance(value, Mapping) and kind.type is Mapping and value:
        key = next(iter(value))
        at = f"{path}/{'key' if secret else key}"
        inner = world.putter(put, value, key)
        yield from _of_kind(kind.of[1], value[key], at, inner, secret, built)
        if secret:
            rename = world.renamer(put, value, key)
            yield Place("a secret key", f"{path}/key", key, rename, secret)
    elif isinstance(value, (list, tuple)) and kind.type is tuple and value:
        first = world.putter_at(put, value, 0)
        yield from _of_kind(kind.of[0], value[0], f"{path}/0", first, secret, built)
    elif cls is not None and isinstance(value, Mapping) and not built:
        if secret:
            for name, item in value.items():
                inner = world.putter(put, value, name)
                yield Place("a secret", f"{path}/{name}", item, inner, secret)
        else:
            yield from _of_structure(cls, value, path, put, built)


def _marked(value: Any) -> Any:
    """The same value with the marker in it, wherever a text may be."""
    if isinstance(value, str):
        return _TEXT
    if isinstance(value, bytes):
        return _TEXT.encode()
    if isinstance(value, Mapping):
        return {key: _marked(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_marked(item) for item in value]
    return value


if __name__ == "__main__":
    sys.exit(world.main("secrets", work, sys.argv[1:], 65))
