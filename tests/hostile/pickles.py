"""Pickles: of each class, of a class that has changed since, and damaged ones.

    python -m hostile.pickles [--seconds 30] [--seed TEXT]

A pickle goes by names: from a model whose members stand in another order, are more or
fewer, comes an equal object, one in which what is new is None, or an error that names
the class. Never is a value under another name.
"""

from __future__ import annotations

import importlib
import json
import pickle
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings

from . import world
from .world import Run

_PACKAGE = "pickled_shapes"
_EXPECTED = (ValueError, TypeError, AttributeError, pickle.UnpicklingError)


def work(run: Run) -> None:
    for cls in world.structures(run.rng):
        run.count("classes")
        for value in world.samples(cls, run.seed, (1.0, 0.3)):
            if not world.holds_streams(cls):
                _all_protocols(run, value)
            _damaged(run, value)
        if run.over:
            break
    with tempfile.TemporaryDirectory() as folder:
        _versions(run, Path(folder))


def _all_protocols(run: Run, value: Any) -> None:
    cls = type(value)
    errors = list(_errors(cls))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        run.count("pickles")
        try:
            again = pickle.loads(pickle.dumps(value, protocol))
        except Exception as error:
            run.fault(cls, world.cause_of(error), f"protocol {protocol}")
            continue
        same = again == value and hash(again) == hash(value)
        if not same or repr(again) != repr(value) or type(again) is not cls:
            run.fault(cls, "not equal", f"protocol {protocol}")
        for known in errors:
            told = pickle.loads(pickle.dumps(known, protocol))
            if str(told) != str(known) or told.violations != known.violations:
                run.fault(cls, "an error is not equal", f"protocol {protocol}")


def _errors(cls: Any) -> Iterator[Any]:
    try:
        cls.from_boto({"Zz": 1, "Yy": object()})
    except world.error_of() as error:
        yield error


# ---- damaged


def _damaged(run: Run, value: Any) -> None:
    """What `__reduce__` gives, with a name or a number wrong, is an error."""
    cls = type(value)
    restore, arguments, *_ = value.__reduce__()
    names = {*cls.__slots__, *cls._members}
    for index, one in enumerate(arguments):
        for what, changed in _damages(one, names):
            run.count("damaged")
            given = [*arguments]
            given[index] = changed
            try:
                made = restore(*given)
            except _EXPECTED:
                continue
            except Exception as error:
                run.fault(cls, f"damaged: {what}: {world.cause_of(error)}", "")
                continue
            if repr(made) != repr(value):
                run.fault(cls, f"damaged: {what}: accepted", f"{made!r:.80}")


def _damages(value: Any, names: set[str]) -> Iterator[tuple[str, Any]]:
    """A list, tuple or dict in other ways: by its own number and names."""
    if isinstance(value, (list, tuple)) and value:
        kind = type(value)
        yield "one is missing", kind(value[:-1])
        yield "one is too many", kind([*value, value[-1]])
        yield "all twice", kind([*value, *value])
        named = [at for at, item in enumerate(value) if item in names]
        if len(named) == len(value):
            yield "a name that is none", kind(["zz", *value[1:]])
            yield "a name twice", kind([value[-1], *value[1:-1], value[-1]])
    elif isinstance(value, dict) and value and {*value} <= names:
        name = next(iter(value))
        rest = {key: item for key, item in value.items() if key != name}
        yield "a name that is none", {"zz": value[name], **rest}
        yield "one is too many", {**value, "zz": 1}


# ---- of another version


class _Version(NamedTuple):
    """A later model: its members in order, and which of them are required."""

    name: str
    members: tuple[str, ...]
    required: tuple[str, ...] = ("First",)


_OLD = ("First", "Second", "Third", "Number", "Texts", "Inner", "Choice")
_VERSIONS = (
    _Version("the same", _OLD),
    _Version("reversed", _OLD[::-1]),
    _Version("two swapped", ("Second", "First", *_OLD[2:])),
    _Version("one more, at the end", (*_OLD, "More")),
    _Version("one more, in front", ("More", *_OLD)),
    _Version("one more, among them", (*_OLD[:2], "More", *_OLD[2:])),
    _Version("one more that is required", ("More", *_OLD), ("First", "More")),
    _Version("one more that is required, last", (*_OLD, "More"), ("First", "More")),
    _Version("one is required now", _OLD, ("First", "Second")),
    _Version("none is required now", _OLD, ()),
    _Version("one less, at the end", _OLD[:-1]),
    _Version("one less, in front", _OLD[1:], ()),
    _Version("one less, among them", (*_OLD[:1], *_OLD[2:])),
    _Version("one renamed", ("First", "Two", *_OLD[2:])),
    _Version("one less, one more", ("First", "More", *_OLD[2:])),
)
_TARGETS = {"Number": "Number", "Texts": "Texts", "Inner": "Inner", "Choice": "Choice"}


def _model(version: _Version) -> dict[str, Any]:
    members = {name: {"shape": _TARGETS.get(name, "Text")} for name in version.members}
    texts = {
        name: {"shape": "Text"} for name in version.members if name not in _TARGETS
    }
    shapes = {
        "Sheet": {
            "type": "structure",
            "members": members,
            "required": [*version.required],
        },
        "Failure": {"type": "structure", "members": members, "exception": True},
        "Choice": {"type": "structure", "members": texts, "union": True},
        "Inner": {"type": "structure", "members": texts},
        "Text": {"type": "string"},
        "Number": {"type": "integer"},
        "Texts": {"type": "list", "member": {"shape": "Text"}},
    }
    metadata = {"apiVersion": "2020-01-01", "protocol": "json"}
    return {"metadata": metadata, "operations": {}, "shapes": shapes}


def _compiled(folder: Path, version: _Version) -> Path:
    """A package of this version; gives its source root."""
    root = folder / version.name.replace(" ", "_").replace(",", "")
    root.mkdir()
    model = root / "service-2.json"
    model.write_text(json.dumps(_model(version)))
    service = ServiceSettings(service="example", model=model, shapes=("*",))
    package = PackageSettings(name=_PACKAGE, output=root, services=(service,))
    generate(Settings(packages=(package,)), Diagnostics(), dry=False, force=False)
    return root


def _imported(root: Path) -> Any:
    """The package of one version, in the place of any other."""
    for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
        del sys.modules[name]
    sys.path.insert(0, str(root))
    try:
        importlib.invalidate_caches()
        module = importlib.import_module(f"{_PACKAGE}.example")
        for name in module.__all__:
            getattr(module, name)
    finally:
        sys.path.remove(str(root))
    return module


def _objects(module: Any) -> Iterator[tuple[str, Any]]:
    inner = module.Inner(first="inner first", second="inner second")
    choice = module.Choice(second="choice second")
    more = {
        "second": "two",
        "number": 4,
        "texts": ["a", "b"],
        "inner": inner,
        "choice": choice,
    }
    yield "full", module.Sheet(first="one", third="three", **more)
    yield "bare", module.Sheet(first="one")
    yield "without the last", module.Sheet(first="one", second="two")
    yield "tolerant", module.Sheet.from_wire({"Second": "two"}, strict=False)
    yield "inner", inner
    yield "choice", choice
    unknown = {"ZzNew": "x"}
    yield "unknown choice", module.Choice.from_wire(unknown, strict=False)
    yield "failure", module.Failure(first="one", **more)
    told = {"__type": "Code", "message": "said", "First": "one"}
    yield "failure that was read", module.Failure.from_wire(told, strict=False)


def _versions(run: Run, folder: Path) -> None:
    old = _imported(_compiled(folder, _Version("old", _OLD)))
    pickles = [
        (name, value.to_wire(), protocol, pickle.dumps(value, protocol))
        for name, value in _objects(old)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ]
    for version in _VERSIONS:
        _imported(_compiled(folder, version))
        for name, form, protocol, data in pickles:
            run.count("pickles of another version")
            what = f"{name}, protocol {protocol}"
            _version(run, version, what, form, data)


def _version(run: Run, version: _Version, what: str, form: Any, data: bytes) -> None:
    try:
        made = pickle.loads(data)
        again = made.to_wire()
        repr(made), hash(made)
    except (ValueError, TypeError) as error:
        run.count("refused")
        shape = ("Sheet", "Inner", "Choice", "Failure")
        if not any(name in str(error) for name in shape):
            cause = "the error does not name the class"
            run.fault(version.name, cause, f"{what}: {error!r:.80}")
        elif version.name in ("the same", "reversed", "two swapped"):
            run.fault(version.name, "refused without need", f"{what}: {error!s:.80}")
        return
    except Exception as error:
        run.fault(version.name, world.cause_of(error), f"{what}: {error!s:.80}")
        return
    run.count("made")
    for path, was, now in _differences(form, again):
        if now is None:
            run.fault(version.name, "a value is lost without a word", f"{what}: {path}")
        elif was != now:
            text = f"{what}: {path} is {now!r}, not {was!r}"
            run.fault(version.name, "a value is under a wrong name", text)


def _differences(was: Any, now: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two documents differ: the place, and what stands there."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in {**was, **now}:
            yield from _differences(was.get(key), now.get(key), f"{path}/{key}")
    elif was != now:
        yield path, was, now


if __name__ == "__main__":
    sys.exit(world.main("pickles", work, sys.argv[1:], 30))
