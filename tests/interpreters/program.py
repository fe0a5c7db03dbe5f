"""What generated packages do, told line by line: every interpreter says the same.

    python program.py FOLDER PACKAGE…

It needs the standard library and the packages in the folder, and nothing else.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import hashlib
import importlib
import inspect
import itertools
import json
import pickle
import pkgutil
import re
import sys
import threading
import types
import typing
import weakref
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

THREADS = 12
ROUNDS = 40
"""How often a structure is tried with other values where some are refused."""
DEEPEST = 3
LONGEST = 1000
"""No value is made that must be longer."""
BAD: tuple[Any, ...] = (
    object(),
    None,
    "",
    "\0",
    "\U0001fae9",
    5,
    -1,
    10**40,
    float("nan"),
    [],
    {},
)
_UNIONS = (typing.Union, types.UnionType)
_ARN = "arn:aws"
_KINDS = ("training-job", "mlflow-app", "model-package-group", "model-package")
TEXTS = (
    *("a", "1", "A", "\U0001fae8", "aA1-", "a1", "a/b", "a=b", "a@b.c", "s3://a/b"),
    *("https://a.b", "arn:aws:iam::123456789012:role/a", "123456789012", "red", ""),
    *("fs-0123456789a", "4K", f"{_ARN}:lambda:us-east-1:123456789012:function:a"),
    *[f"{_ARN}:sagemaker:us-east-1:123456789012:{kind}/a" for kind in _KINDS],
    f"{_ARN}:sagemaker:us-east-1:aws:hub-content/a/Model/b/1.2.3",
    f"{_ARN}:sagemaker:us-east-1:aws:hub-content/a/DataSet/b/1.2.3",
)
ODD = (
    *("2026-01-31T24:00:00Z", "2026-01-31T24:00:00", "20260131T240000Z", "2026-02-30"),
    *("2026-W05-6", "2026-01-31T12:00:00.123456789z", "2026-01-31 12:00 +0100"),
    *("Sat, 31 Jan 2026 24:00:00 GMT", "31 Jan 26 1:02", "2026-01-31T12:00:00+24:00"),
    *("\u0661", "1_000", " 1", "+1", "1.", "1e400", "nan", "0x1", "1" * 5000, "-0.0"),
    *("YQ==", "YQ", "Y Q==", "_-8=", "tRuE", "yes", "\u0130", "\ud800", True, 2**63),
    *(1.5, 1e15, -0.0, 10**400, [1], {"a": 1}),
)
"""What a service may answer that is no plain value, or one to some Pythons only."""
MOMENT = datetime(2020, 2, 29, 12, 30, 15, tzinfo=UTC)
DOCUMENT = {"a": [1, None, True, 1.5, "\u00e9"], "b": {}}


def main(folder: str, packages: list[str]) -> None:
    sys.path.insert(0, folder)
    lines = list(itertools.chain.from_iterable(map(told, packages)))
    for line in lines:
        print(line)
    print(f"{len(lines)} lines, {digest(*lines)}")


def told(package: str) -> Iterator[str]:
    """Everything about a package."""
    services = meet(package)
    yield from imported(package)
    for service in services:
        yield from exports(service)
        for name in service.__all__:
            yield from export(f"{service.__name__}.{name}", getattr(service, name))


def digest(*values: object) -> str:
    return hashlib.sha256("\n".join(map(ascii, values)).encode()).hexdigest()[:12]


# Imports -----------------------------------------------------------------------------


def meet(package: str) -> list[Any]:
    """The services, imported for the first time by many threads at once."""
    top = importlib.import_module(package)
    names = [found.name for found in pkgutil.iter_modules(top.__path__)]
    names = [f"{package}.{name}" for name in names if not name.startswith("_")]
    barrier = threading.Barrier(THREADS)
    met: list[dict[str, object]] = [{} for _ in range(THREADS)]

    def work(number: int) -> None:
        barrier.wait()
        for name in [*names[number % len(names) :], *names[: number % len(names)]]:
            service = importlib.import_module(name)
            for exported in service.__all__:
                met[number][f"{name}.{exported}"] = getattr(service, exported)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        run_all(work, barrier)
    finally:
        sys.setswitchinterval(before)
    for other in met[1:]:
        assert set(other) == set(met[0])
        assert all(other[name] is value for name, value in met[0].items())
    return [sys.modules[name] for name in names]


def run_all(work: Callable[[int], None], barrier: threading.Barrier) -> None:
    """One after another where an interpreter has no threads."""
    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    try:
        threads[0].start()
    except RuntimeError:
        barrier.wait = lambda timeout=None: 0  # type: ignore[method-assign]
        for number in range(THREADS):
            work(number)
        return
    for thread in threads[1:]:
        thread.start()
    for thread in threads:
        thread.join()


def imported(package: str) -> Iterator[str]:
    """Every module there is."""
    top = sys.modules[package]
    walked = pkgutil.walk_packages(top.__path__, f"{package}.")
    names = sorted(found.name for found in walked)
    public = [name for name in names if importlib.import_module(name)]
    yield f"{package}: {len(public)} modules {digest(*public)}"


def exports(service: Any) -> Iterator[str]:
    """What a service's package says of itself."""
    assert set(service.__all__) <= set(dir(service))
    stars: dict[str, object] = {}
    exec(f"from {service.__name__} import *", stars)
    assert all(stars[name] is getattr(service, name) for name in service.__all__)
    doc = digest(inspect.cleandoc(service.__doc__))
    wrong = raised(lambda: service.NoSuchShape)
    names = digest(*service.__all__)
    yield f"{service.__name__}: {len(service.__all__)} {names} doc {doc} {wrong}"


def export(name: str, value: Any) -> Iterator[str]:
    if hasattr(value, "to_boto"):
        yield f"{name}: {described(value)}"
        yield f"{name}: {built(value)}"
    elif isinstance(value, type):
        yield f"{name}: {enumerated(value)}"
    else:  # the alias of an enum's texts
        yield f"{name}: {digest(*typing.get_args(value))}"


def raised(call: Callable[[], object]) -> str:
    """The name of what is raised."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "nothing"


# Enums -------------------------------------------------------------------------------


def enumerated(cls: Any) -> str:
    members = [f"{one.name}={str(one)!a}" for one in cls]
    newer = cls.unknown("newer than \U0001fae9")
    for one in (*cls, newer):
        same(one, one.is_known)
        assert (str(one), f"{one}", one.value) == (one, one, one)
    assert all(cls(str(one)) is one is cls.unknown(str(one)) for one in cls)
    assert not newer.is_known
    wrong = raised(lambda: cls("no such text"))
    doc = inspect.cleandoc(cls.__doc__)
    return f"{digest(*members)} doc {digest(doc)} {newer!a} {wrong}"


def same(value: Any, alone: bool) -> None:
    """It is itself wherever it is copied to, or its equal where it is not alone."""
    for protocol in range(6):
        read = pickle.loads(pickle.dumps(value, protocol))
        assert read == value
        assert type(read) is type(value)
        assert hash(read) == hash(value)
        assert read is value or not alone
    assert copy.copy(value) is value is copy.deepcopy(value)


# Structures --------------------------------------------------------------------------


def described(cls: Any) -> str:
    """What tools read off a class."""
    fields = [(one.name, one.type, one.init) for one in dataclasses.fields(cls)]
    annotations = inspect.get_annotations(cls)
    assert annotations == cls.__annotations__ == formats(cls)
    hints = typing.get_type_hints(cls, include_extras=True)
    signature = [
        f"{one.name} {one.kind.name} {one.annotation} {one.default!r}"
        for one in inspect.signature(cls).parameters.values()
    ]
    parts = {
        "fields": fields,
        "annotations": sorted(annotations.items()),
        "hints": [f"{name}: {shown(hint)}" for name, hint in hints.items()],
        "signature": signature,
        "doc": inspect.cleandoc(cls.__doc__),
        "match": cls.__match_args__,
        "sensitive": cls.SENSITIVE,
    }
    return " ".join(f"{name} {digest(part)}" for name, part in parts.items())


def formats(cls: Any) -> Any:
    """The annotations in every form in which newer Pythons give them."""
    if sys.version_info >= (3, 14):
        import annotationlib

        kinds = annotationlib.Format
        found = [
            annotationlib.get_annotations(cls, format=kind)
            for kind in (kinds.VALUE, kinds.FORWARDREF, kinds.STRING)
        ]
        assert found[0] == found[1] == found[2]
    return inspect.get_annotations(cls)


def shown(hint: Any) -> str:
    """A hint, whose `repr` differs from Python to Python."""
    arguments = typing.get_args(hint)
    if not arguments:
        found = getattr(hint, "__qualname__", None) or ascii(hint)
        return re.sub(" at 0x.*", "", found)
    origin = typing.get_origin(hint)
    inner = ", ".join(map(shown, arguments))
    if origin is Annotated:
        return f"Annotated[{inner}]"
    if origin in _UNIONS:
        return f"Union[{inner}]"
    return f"{getattr(origin, '__qualname__', origin)}[{inner}]"


def built(cls: Any) -> str:
    """What becomes of an object: written, read, copied, changed, refused."""
    values = accepted(cls, DEEPEST)
    if values is None:
        return f"cannot be filled {digest(*refusals(cls, {}))}"
    made: Any = cls(**values)
    same(made, alone=False)
    reference: Any = weakref.ref(made)
    assert reference() is made
    assert made == cls(**values) == dataclasses.replace(made)
    if sys.version_info >= (3, 13):
        assert copy.replace(made) == made
    wire = written(made) if hasattr(cls, "to_wire") else None
    boto = made.to_boto()
    assert cls.from_boto(boto) == made == cls.from_boto(boto, strict=False)
    parts = {
        "wire": wire,
        "boto": boto,
        "repr": made,
        "asdict": dataclasses.asdict(made),
        "astuple": dataclasses.astuple(made),
        "refused": list(refusals(cls, values)),
        "misread": list(misread(made)) if wire else [],
    }
    frozen = {
        raised(lambda: setattr(made, "x", 1)),
        raised(lambda: delattr(made, "x")),
        raised(lambda: cls(**values, no_such_member=1)),
    }
    told = " ".join(f"{name} {digest(part)}" for name, part in parts.items())
    return f"{','.join(values)} {told} {' '.join(sorted(frozen))}"


def written(made: Any) -> str:
    """The JSON document, which is read as the same object."""
    cls = type(made)
    text = json.dumps(made.to_wire(), allow_nan=False)
    wire = json.loads(text)
    assert cls.from_wire(wire) == made == cls.from_wire(wire, strict=False)
    newer = {**wire, "newer than the model": [1]}
    return f"{text} {raised(lambda: cls.from_wire(newer, strict=False))}"


def misread(made: Any) -> Iterator[str]:
    """What becomes of values that are odd, one at a time."""
    cls, wire = type(made), made.to_wire()
    for key, odd, strict in itertools.product(wire, ODD, (True, False)):
        try:
            yield spelt(repr(cls.from_wire({**wire, key: odd}, strict=strict)))
        except ValueError as error:
            yield from violated(error)


def violated(error: Any) -> Iterator[str]:
    for v in error.violations:
        parts = (v.pointer, v.constraint, v.message, v.given, *v.suggestions)
        yield spelt(" ".join(parts))


def refusals(cls: Any, values: dict[str, Any]) -> Iterator[str]:
    """What is said about values that are wrong, one at a time."""
    for name, bad in itertools.product(fields_of(cls), BAD):
        error = refusal(cls, {**values, name: bad})
        if hasattr(error, "violations"):
            again = pickle.loads(pickle.dumps(error))
            assert str(again) == str(error)
            assert again.violations == error.violations
            yield from violated(error)
        elif error is not None:
            yield type(error).__name__
    yield raised(lambda: cls.from_boto([]))
    yield raised(lambda: cls.from_boto({"no such member": 1}))


def refusal(cls: Any, values: dict[str, Any]) -> Any:
    try:
        cls(**values)
    except (ValueError, TypeError) as error:
        return error
    return None


def spelt(text: str) -> str:
    """In ASCII: what one Python can print in a message, another spells."""
    return text.encode("ascii", "backslashreplace").decode()


# Values ------------------------------------------------------------------------------


def fields_of(cls: Any) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(cls).parameters)


@functools.cache
def accepted(cls: Any, depth: int) -> dict[str, Any] | None:
    """Values for as many members as can be given together; None if none can be."""
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = fields_of(cls)
    choices = {name: list(values_of(hints[name], depth)) for name in fields}
    required = [
        n for n, one in fields.items() if one.default is inspect.Parameter.empty
    ]
    optional = [name for name in fields if name not in required]
    # a union, or a rule, wants one member more
    for added in ([], *[[name] for name in optional]):
        wanted = {name: choices[name] for name in (*required, *added)}
        values = filled(cls, {}, wanted)
        if values is not None:
            break
    else:
        return None
    for name in optional if depth == DEEPEST else ():
        if name not in values:
            values = filled(cls, values, {name: choices[name]}) or values
    return values


def filled(
    cls: Any, values: dict[str, Any], choices: dict[str, list[Any]]
) -> dict[str, Any] | None:
    """The values and one more for each of these members, if any are accepted."""
    turns = dict.fromkeys(choices, 0)
    for _ in range(ROUNDS):
        try:
            more = {name: choices[name][turn] for name, turn in turns.items()}
            cls(**values, **more)
        except IndexError:
            return None
        except ValueError as error:
            refused: Any = error
            places = {re.split(r"[.\[]", v.path)[0] for v in refused.violations}
            if places.isdisjoint(turns):
                return None
            for name in places & set(turns):
                turns[name] += 1
        else:
            return {**values, **more}
    return None


def values_of(hint: Any, depth: int) -> Iterable[Any]:
    """Some values of a type, without None."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return noted(arguments[0], hint.__metadata__, depth)
    if origin in _UNIONS:
        return [value for one in arguments for value in values_of(one, depth)]
    if origin is tuple:
        return [(value,) for value in values_of(arguments[0], depth)] + [()]
    if origin is not None and len(arguments) == 2:
        keys, values = (list(values_of(one, depth)) for one in arguments)
        pairs = zip(itertools.cycle(keys), values) if values else ()
        return [*[{key: value} for key, value in pairs], {}]
    return plain(hint, depth)


def plain(kind: Any, depth: int) -> Iterable[Any]:
    """A document or a stream is of no class."""
    return of_class(kind, depth) if isinstance(kind, type) else [DOCUMENT, b"a"]


def of_class(kind: Any, depth: int) -> Iterable[Any]:
    if hasattr(kind, "to_boto"):
        values = accepted(kind, depth - 1) if depth else None
        return [] if values is None else [kind(**values)]
    if hasattr(kind, "is_known"):
        members: list[Any] = list(kind)
        return members[:2]
    known: dict[Any, tuple[Any, ...]] = {
        bool: (True, False),
        int: (1, 0, 100),
        float: (1.5, 0.0, 100.0),
        str: TEXTS,
        bytes: (b"a", b"\0\xff"),
        datetime: (MOMENT,),
    }
    return known.get(kind, ())


def noted(kind: Any, notes: Iterable[Any], depth: int) -> Iterable[Any]:
    """Values within the bounds that stand beside a type."""
    values = list(values_of(kind, depth))
    for note in notes:
        low, high = getattr(note, "min", None), getattr(note, "max", None)
        if type(note).__name__ == "Length":
            values = [sized(value, int(low or 0), high) for value in values]
        elif type(note).__name__ == "Range":
            values += [kind(bound) for bound in (low, high) if bound is not None]
    return values


def sized(value: Any, low: int, high: float | None) -> Any:
    """A value of an allowed length, if it can be had by repeating and cutting it."""
    if not isinstance(value, (str, bytes, tuple)) or not value or low > LONGEST:
        return value
    longer: Any = value * -(-max(low, 1) // len(value))
    return longer[: max(low, len(value)) if high is None else int(high)]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
