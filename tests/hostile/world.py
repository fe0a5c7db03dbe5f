"""What the modules share: classes of every kind, places in values, and the report."""

from __future__ import annotations

import argparse
import dataclasses
import functools
import random
import re
import sys
import time
import typing
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from behaviour.strategies import is_union, members_of, runtime
from every.compiled import PACKAGE, chosen, compile_all, module_of
from every.differences import Found
from every.values import NoText, Values
from shapewright.settings import ServiceSettings

SERVICES = (
    *("bedrock-agentcore", "bedrock-runtime", "cloudwatch", "cognito-idp", "dynamodb"),
    *("iam", "lambda", "lexv2-runtime", "polly", "rds-data", "s3", "sagemaker"),
    *("secretsmanager", "transcribe", "wafv2"),
)
_SAGEMAKER = (
    *("CreateTrainingJob", "DescribeTrainingJob", "CreateWorkforce", "CreateModel"),
    *("CreateTransformJob", "CreateAutoMLJobV2", "CreateProcessingJob", "Search"),
    *("CreateHyperParameterTuningJob", "CreateModelCard"),
)
"""Its other operations have nothing that these have not, and take long to compile."""
STRUCTURES = 300
_NAME = re.compile(r"[A-Za-z_]\w*")


class Own(RuntimeError):
    """What a test's own object raises, which is let through."""


class Run:
    """One run of a module: its seed, its end, and what is found.

    Args:
        seconds: It ends then, even if not all was tried.
    """

    def __init__(self, name: str, seconds: float, seed: str) -> None:
        self.name, self.seed = name, seed
        self.rng = random.Random(f"{name} {seed}")
        self.found = Found()
        self._begin = time.monotonic()
        self._end = self._begin + seconds

    @property
    def over(self) -> bool:
        return time.monotonic() > self._end

    def count(self, what: str, number: int = 1) -> None:
        self.found.counts[what] += number

    def fault(self, where: object, cause: str, text: object) -> None:
        name = getattr(where, "__name__", where)
        self.found.fault(str(name), cause, text)

    def report(self) -> int:
        """Print the counts, and of each cause how often and the shortest; 1 if any."""
        seconds = time.monotonic() - self._begin
        print(f"{self.name}: seed {self.seed}, {seconds:.0f} s")
        if self.over:
            print("  ended before all was tried")
        for what, count in sorted(self.found.counts.items()):
            print(f"  {what}: {count:,}")
        causes: dict[str, list[str]] = {}
        for where, cause, text in self.found.faults:
            causes.setdefault(cause, []).append(f"{where}: {text}")
        for cause, texts in sorted(causes.items(), key=lambda item: -len(item[1])):
            print(f"  {len(texts):,} x {cause}\n      {min(texts, key=len)}")
        print(f"  faults: {len(self.found.faults):,}")
        return 1 if causes else 0


def main(
    name: str, work: Callable[[Run], None], arguments: list[str], seconds: float
) -> int:
    """Run a module by its arguments, over what is compiled for it.

    Args:
        seconds: When it ends at the latest, unless an argument says otherwise.
    """
    parser = argparse.ArgumentParser(prog=f"hostile.{name}")
    parser.add_argument("--seconds", type=float, default=seconds)
    parser.add_argument("--seed", default="0")
    options = parser.parse_args(arguments)
    prepare()
    run = Run(name, options.seconds, options.seed)
    work(run)
    return run.report()


def prepare() -> None:
    """Compile the services; what has not changed is taken as it is."""
    whole = chosen([name for name in SERVICES if name != "sagemaker"])
    part = ServiceSettings(service="sagemaker", operations=_SAGEMAKER)
    compile_all([*whole, part])


# ---- classes


def every_class(service: str) -> list[Any]:
    module = module_of(service)
    exported = [getattr(module, name) for name in module.__all__]
    return [cls for cls in exported if hasattr(cls, "from_boto")]


def structures(rng: random.Random, count: int = STRUCTURES) -> list[Any]:
    """So many classes, of each service those of the rarest kinds."""
    seen: Counter[Any] = Counter()
    found: list[Any] = []
    for service in SERVICES:
        classes = every_class(service)
        rng.shuffle(classes)
        kinds = {cls: features(cls) for cls in classes}
        for _ in range(count // len(SERVICES)):
            best = min(classes, key=lambda cls: min(seen[kind] for kind in kinds[cls]))
            classes.remove(best)
            found.append(best)
            seen.update(kinds[best])
    return found


def features(cls: Any) -> set[Any]:
    """What tells one kind of class from another.

    From the text of annotations: to evaluate those of all classes takes long.
    """
    marks = (
        "SENSITIVE",
        "_rules",
        "_streams",
        "_keys",
        "_aliases",
        "_only_answered",
    )
    found: set[Any] = {mark for mark in marks if getattr(cls, mark)}
    found |= {base.__name__ for base in cls.__mro__ if "_runtime" in base.__module__}
    for name, text in cls.__annotations__.items():
        kinds = [_kind_of(cls, one) for one in _named_in(cls, text)]
        container = [kind for kind in kinds if kind in ("tuple", "Mapping")]
        found |= {(*container[:2], name in cls.SENSITIVE, kind) for kind in kinds}
    return found


def _kind_of(cls: Any, named: Any) -> str:
    if hasattr(named, "_members"):
        return "cycle" if named.__module__ == cls.__module__ else "shape"
    return "enum" if hasattr(named, "_value2member_map_") else str(named.__name__)


def _named_in(cls: Any, text: str) -> Iterator[Any]:
    """What the names in an annotation stand for, also inside of aliases."""
    space = vars(sys.modules[cls.__module__])
    for name in _NAME.findall(text):
        todo = [space[name]] if name in space else []
        while todo:
            one = todo.pop()
            if isinstance(one, typing.ForwardRef):
                one = space[one.__forward_arg__]
            todo += typing.get_args(one)
            if isinstance(one, type):
                yield one


def reaches_secrets(cls: Any) -> bool:
    """Whether it or a structure somewhere below has a sensitive member."""
    return any(one.SENSITIVE for one in below(cls))


def holds_streams(cls: Any) -> bool:
    """Whether it or a structure somewhere below holds what is the caller's own."""
    return any(one._streams for one in below(cls))


@functools.cache
def below(cls: Any) -> frozenset[Any]:
    """The class and all that are nested in it."""
    found: set[Any] = set()
    todo = [cls]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            for text in one.__annotations__.values():
                todo += [
                    cls for cls in _named_in(one, text) if hasattr(cls, "_members")
                ]
    return frozenset(found)


def kinds_of(kind: Any) -> Iterator[Any]:
    yield kind
    for part in kind.of:
        yield from kinds_of(part)


@functools.cache
def error_of() -> Any:
    """The package's own error."""
    module: Any = module_of(SERVICES[0])
    return runtime(getattr(module, module.__all__[0]), "errors").ShapeValidationError


# ---- values


def samples(cls: Any, seed: object, fills: tuple[float, ...] = (1.0, 0.5)) -> list[Any]:
    """Valid objects of a class; none where no text is found for a pattern."""
    found = []
    for fill in fills:
        try:
            rng = random.Random(f"{seed} {cls.__module__} {cls.__name__} {fill}")
            found.append(Values(rng, fill).make(cls, 2))
        except NoText:
            continue
    return found


def arguments_of(value: Any) -> dict[str, Any]:
    """What the constructor takes to make this."""
    pairs = [(name, getattr(value, name)) for name in type(value)._members]
    return {name: item for name, item in pairs if item is not None}


class Way(NamedTuple):
    """A way to make an object, and data that it takes."""

    name: str
    make: Callable[[Any], Any]
    data: dict[str, Any]
    strict: bool


def ways(value: Any) -> list[Way]:
    """Constructor, replace and reads, each with data that makes this value."""
    cls = type(value)
    given = arguments_of(value)
    found = [
        Way("constructor", lambda data: cls(**data), given, True),
        Way("replace", partial(_replaced, value), given, True),
    ]
    return found + reads(value)


def reads(value: Any) -> list[Way]:
    """The reads, each with what was written of this value."""
    cls = type(value)
    forms = [(cls.from_boto, value.to_boto())]
    if hasattr(cls, "to_wire"):
        forms.append((cls.from_wire, value.to_wire()))
    return [
        Way(
            f"{read.__name__}, {'strict' if strict else 'tolerant'}",
            partial(read, strict=strict),
            data,
            strict,
        )
        for read, data in forms
        for strict in (True, False)
    ]


def _replaced(value: Any, data: Any) -> Any:
    return dataclasses.replace(value, **data)


class Place(NamedTuple):
    """A value inside of nested dicts and lists, and how to put another there."""

    path: str
    value: Any
    put: Callable[[Any], Any]
    """Gives a copy of the whole with another value at the place."""


def places(
    value: Any, path: str = "", put: Callable[[Any], Any] = lambda item: item
) -> Iterator[Place]:
    """Every place: the root, values, keys, and the first item of a list."""
    yield Place(path, value, put)
    if isinstance(value, Mapping):
        for key, item in value.items():
            inner = putter(put, value, key)
            yield from places(item, f"{path}/{key!s:.20}", inner)
            if path:
                yield Place(f"{path}/key", key, renamer(put, value, key))
    elif isinstance(value, (list, tuple)) and value:
        yield from places(value[0], f"{path}/0", putter_at(put, value, 0))


def putter(put: Callable[[Any], Any], value: Any, key: Any) -> Callable[[Any], Any]:
    """How to put something else under a key of a map that stands somewhere."""
    return partial(_with, put, value, key)


def putter_at(put: Callable[[Any], Any], value: Any, at: int) -> Callable[[Any], Any]:
    """How to put something else at a place of a list that stands somewhere."""
    return lambda item: put([*value[:at], item, *value[at + 1 :]])


def renamer(put: Callable[[Any], Any], value: Any, key: Any) -> Callable[[Any], Any]:
    """How to give it another key."""
    return partial(_with_key, put, value, key)


def _with(put: Callable[[Any], Any], value: Any, key: Any, item: Any) -> Any:
    return put({**value, key: item})


def _with_key(put: Callable[[Any], Any], value: Any, key: Any, name: Any) -> Any:
    return put({(name if k is key else k): item for k, item in value.items()})


# ---- what is wrong


def cause_of(error: BaseException) -> str:
    """What came out, and where in the package it was raised."""
    place = "outside of the package"
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if f"/{PACKAGE}/" in code.co_filename:
            file = code.co_filename.rpartition("/")[2]
            inside = "_runtime" in code.co_filename
            place = f"{file} {code.co_name}" if inside else f"a class's {code.co_name}"
        trace = trace.tb_next
    return f"{type(error).__name__} from {place}"


def misfits(value: Any, strict: bool) -> Iterator[str]:
    """Where what is stored is of another type than annotated, or breaks a check."""
    for member in members_of(type(value)):
        item = getattr(value, member.name)
        if item is not None:
            yield from _misfits(member.kind, item, strict, member.name)
    if is_union(type(value)) and value._unknown is not None:
        name, item = value._unknown
        if type(name) not in (str, type(None)) or not _is_json(item):
            yield f"_unknown holds {_named(name)}, {_named(item)}"


def _misfits(kind: Any, value: Any, strict: bool, path: str) -> Iterator[str]:
    if value is None and kind.optional:
        return
    if not _fits(kind, value):
        yield f"{path} holds {_named(_culprit(value))}"
        return
    if kind.type is tuple:
        for item in value:
            yield from _misfits(kind.of[0], item, strict, f"{path}[]")
    elif kind.type is Mapping:
        for key, item in dict.items(value):
            yield from _misfits(kind.of[0], key, strict, f"{path} key")
            yield from _misfits(kind.of[1], item, strict, f"{path}{{}}")
    elif hasattr(kind.type, "_members"):
        yield from (f"{path}.{text}" for text in misfits(value, strict))
    for one in kind.constraints if strict else ():
        if not one.allows(value):
            yield f"{path} breaks its {one.name}"


_EXACT: dict[Any, tuple[str, ...]] = {
    str: ("str",),
    bool: ("bool",),
    int: ("int",),
    float: ("float", "int", "_NotANumber"),
    bytes: ("bytes",),
    tuple: ("tuple",),
    Mapping: ("FrozenMap",),
}
"""By the type in the annotation, the names of what may be stored."""


def _fits(kind: Any, value: Any) -> bool:
    if kind.type in _EXACT:
        inside = type(value).__module__
        ours = inside == "builtins" or inside.startswith(f"{PACKAGE}._runtime")
        return ours and type(value).__name__ in _EXACT[kind.type]
    if kind.type is dict:
        return _is_json(value)
    if kind.format:
        return _is_moment(value)
    if hasattr(kind.type, "_value2member_map_"):
        return type(value) is kind.type and type(value._value_) is str
    if hasattr(kind.type, "_members"):
        return type(value) is kind.type
    return True  # a stream, or text or bytes: what is held is the caller's


def _is_moment(value: Any) -> bool:
    from datetime import UTC, datetime

    return type(value) is datetime and value.tzinfo is UTC


def _is_json(value: Any) -> bool:
    if type(value) is tuple:
        return all(map(_is_json, value))
    if type(value).__name__ == "FrozenMap":
        keys = all(type(key) is str for key in dict.keys(value))
        return keys and all(map(_is_json, dict.values(value)))
    return type(value) in (str, int, float, bool, type(None))


def _culprit(value: Any) -> Any:
    """What in a document is no JSON."""
    inside: list[Any] = []
    if type(value) is tuple:
        inside = [*value]
    elif type(value).__name__ == "FrozenMap":
        inside = [*dict.keys(value), *dict.values(value)]
    return next((_culprit(item) for item in inside if not _is_json(item)), value)


def _named(value: Any) -> str:
    return type(value).__qualname__
