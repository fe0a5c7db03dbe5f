"""A frozen object never changes, whatever is tried on it or on what it was made of.

    python -m hostile.changes [--seconds 40] [--seed TEXT]

What Python lets everybody do is left out: slots' own `__set__`, `object.__setattr__`,
`dict.__setitem__(m, …)`.
"""

from __future__ import annotations

import copy
import dataclasses
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from behaviour.strategies import members_of

from . import world
from .world import Run

_ABRUPT = (
    *(RuntimeError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError),
    *(StopIteration, AssertionError, OSError, RecursionError, TypeError),
)
"""What a value may raise in the midst of a constructor."""
_ASKED = ("__hash__", "__eq__", "__len__", "__iter__", "__getitem__", "__str__")


def work(run: Run) -> None:
    for cls in world.structures(run.rng):
        run.count("classes")
        for index in range(2):
            values = world.samples(cls, f"{run.seed} {index}", (1.0, 0.3))
            for value in values[:1] if index else values:
                _of_value(run, value)
        if cls.__subclasses__():
            run.fault(cls, "__subclasses__() is not empty", cls.__subclasses__())
        if run.over:
            return


def _of_value(run: Run, value: Any) -> None:
    run.count("values")
    for name, attempt in _attempts(run, value):
        _attempt(run, value, name, attempt)
    for member in type(value)._members:
        for held in _maps(getattr(value, member)):
            for name, attempt in _attempts_on_map(held):
                _attempt(run, value, name, attempt, held)
    _afterwards(run, value)
    _abrupt(run, value)


def _state(value: Any) -> Any:
    """All that can be seen of it, as text and by value; an error's name if it fails."""
    cls = type(value)
    try:
        forms = [value.to_boto()]
        if hasattr(cls, "to_wire"):
            forms.append(value.to_wire())
        return cls, hash(value), repr(value), forms
    except Exception as error:  # what was put there may raise anything
        return repr(error)


def _attempt(
    run: Run, value: Any, name: str, attempt: Callable[[], Any], held: Any = None
) -> None:
    """Try it; the object is what it was, and where it should say no, it has said so.

    Args:
        held: The map in it that is tried, if it is one.
    """
    cls, shown = type(value), repr(value)
    known = _slots(value), None if held is None else {**held}, type(held)
    quick = name in ("assignment", "deletion")
    before = None if quick else _state(value)
    run.count("attempts")
    try:
        attempt()
    except Exception:
        refused = True
    else:
        refused = False
    if name.startswith("__init__ again"):
        _judge_building(run, value, cls, name, refused)
        _mend(value, cls, known, held)
        return
    changed = type(value) is not cls or type(held) is not known[2]
    if quick and not changed:
        pairs = zip(_slots(value), known[0], strict=True)
        changed = any(one is not other for one, other in pairs)
    if changed or (not quick and _state(value) != before):
        how = "refused, and changed" if refused else "changed"
        name = name.removeprefix("quiet: ")
        run.fault(cls, f"{name}: {how}", f"was {shown:.60}")
        _mend(value, cls, known, held)
    elif not refused and not name.startswith("quiet"):
        run.fault(cls, f"{name}: not refused", f"{shown:.60}")


def _judge_building(run: Run, value: Any, cls: Any, name: str, refused: bool) -> None:
    """A constructor that is called again, which Python lets pass, as of any dataclass.

    What it refuses leaves the object as it was or empty; what it takes was checked.
    """
    if type(value) is not cls:
        run.fault(cls, f"{name}: it is a {type(value).__qualname__}", name)
    elif not refused:
        run.count("built again, and checked")
        if type(_state(value)) is str:
            run.fault(cls, f"{name}: it cannot be written", _state(value))
    elif not {*map(str, _slots(value))} <= {"unset"}:
        run.count("refused before anything was stored")
        if type(_state(value)) is str:
            run.fault(cls, f"{name}: refused, and half made", _state(value))


def _slots(value: Any) -> list[Any]:
    return [getattr(value, name, "unset") for name in value.__slots__ or ()]


def _mend(value: Any, cls: Any, known: tuple[Any, Any, Any], held: Any) -> None:
    """Put back what an attempt has changed, for those that follow."""
    slots, items, kind = known
    set_class = object.__dict__["__class__"].__set__
    set_class(value, cls)
    for name, item in zip(cls.__slots__, slots, strict=True):
        object.__setattr__(value, name, item)
    if held is not None:
        set_class(held, kind)
        dict.clear(held)
        dict.update(held, items)


# ---- attempts


def _attempts(run: Run, value: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    cls = type(value)
    for name in [*cls.__slots__, "__class__", "SENSITIVE", "brand_new", "__dict__"]:
        yield "assignment", partial(setattr, value, name, None)
        yield "deletion", partial(delattr, value, name)
    yield "a class", lambda: setattr(value, "__class__", object)
    yield "vars", lambda: vars(value).update(a=1)
    yield "__setstate__", lambda: value.__setstate__({"a": 1})
    yield "__setstate__", lambda: value.__setstate__((None, {cls.__slots__[0]: 1}))
    yield "__setattr__", lambda: value.__setattr__("a", 1)
    given = world.arguments_of(value)
    others = world.samples(cls, f"{run.seed} other", (0.6, 0.0)) if given else []
    if cls._members:
        yield "__init__ again, the same", partial(value.__init__, **given)
    for other in others:
        more = world.arguments_of(other)
        yield "__init__ again, others", partial(value.__init__, **more)
    if cls._members:
        yield "__init__ again, nothing", value.__init__
        yield "__init__ again, None", partial(value.__init__, **dict.fromkeys(given))
    for name in [*given][:4]:
        wrong = {**given, name: object()}
        yield "__init__ again, wrong", partial(value.__init__, **wrong)
        abrupt = {**given, name: _raising("__hash__", RuntimeError)}
        yield "__init__ again, abrupt", partial(value.__init__, **abrupt)
    yield "quiet: += and the like", lambda: _augmented(value)
    yield "quiet: the results of __reduce__", lambda: _spoil(value.__reduce__())
    yield "quiet: of __reduce_ex__", lambda: _spoil(value.__reduce_ex__(2))
    yield "quiet: of to_boto", lambda: _spoil(value.to_boto())
    yield "quiet: of asdict", lambda: _spoil(dataclasses.asdict(value))
    yield "quiet: of astuple", lambda: _spoil(dataclasses.astuple(value))
    yield "quiet: of a deep copy", lambda: _spoil(copy.deepcopy(given))
    if hasattr(cls, "to_wire"):
        yield "quiet: of to_wire", lambda: _spoil(value.to_wire())


def _augmented(value: Any) -> None:
    for name in type(value)._members:
        held = getattr(value, name)
        for more in ([1], (1,), {"a": 1}, 1, "a", b"a"):
            try:
                held += more
                held |= more
            except TypeError:
                continue


def _spoil(value: Any) -> None:
    """Change all that can be changed in it."""
    if type(value) is list:
        for item in value:
            _spoil(item)
        value += [1]
        value.reverse()
    elif type(value) is dict:
        for item in value.values():
            _spoil(item)
        value["brand new"] = 1
        del value[next(iter(value))]
    elif type(value) is tuple:
        for item in value:
            _spoil(item)
    elif type(value) is bytearray:
        value += b"more"


def _maps(value: Any) -> Iterator[Any]:
    """The maps somewhere in what is stored."""
    if isinstance(value, Mapping):
        yield value
        for item in value.values():
            yield from _maps(item)
    elif isinstance(value, tuple):
        for item in value[:2]:
            yield from _maps(item)


def _attempts_on_map(held: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    key = next(iter(held), "a")
    item = held.get(key)
    other = type("Other", (dict,), {"__slots__": ()})
    yield "a map's item", lambda: held.__setitem__(key, 1)
    yield "a map's item", lambda: held.__delitem__(key)
    yield "a map's update", lambda: held.update({"b": item})
    yield "a map's update", lambda: held.update(b=item)
    yield "a map's setdefault", lambda: held.setdefault("b", item)
    yield "a map's pop", lambda: held.pop(key)
    yield "a map's pop", lambda: held.pop("no such key", None)
    yield "a map's popitem", lambda: held.popitem()
    yield "a map's clear", lambda: held.clear()
    yield "a map's |=", lambda: held.__ior__({"b": item})
    yield "a map's attribute", lambda: setattr(held, "brand_new", 1)
    yield "a map's __class__", lambda: setattr(held, "__class__", other)
    yield "a map's __setstate__", lambda: held.__setstate__({"b": item})
    yield "quiet: a map's __init__ again", lambda: held.__init__()
    yield "quiet: a map's __init__ again", lambda: held.__init__({"b": item})
    yield "quiet: a map's __init__ again", lambda: held.__init__([("b", item)])
    yield "quiet: a map's __init__ again", lambda: held.__init__(b=item)
    yield "quiet: a map's copy", lambda: held.copy().clear()
    yield "quiet: a map's |", lambda: (held | {"b": item}).clear()
    yield "quiet: a map's __reduce__", lambda: _spoil(held.__reduce__())


# ---- what it was made of


def _afterwards(run: Run, value: Any) -> None:
    """What was given is changed when the object is there."""
    for way in world.ways(value):
        data = _open(way.data, streams=world.holds_streams(type(value)))
        run.count("changed afterwards")
        made = way.make(data)
        before = _state(made)
        _spoil(data)
        if _state(made) != before:
            cause = f"what {way.name} was given, changed afterwards"
            run.fault(type(value), cause, f"{before[2]:.60}")


def _open(value: Any, *, streams: bool) -> Any:
    """The same, with all in it that can be changed as something that can be.

    Args:
        streams: Leave bytes as they are: a stream is held as it was given.
    """
    if isinstance(value, Mapping):
        return {key: _open(item, streams=streams) for key, item in value.items()}
    if type(value) in (list, tuple):
        return [_open(item, streams=streams) for item in value]
    return bytearray(value) if type(value) is bytes and not streams else value


# ---- in the midst of it


def _raising(method: str, error: type[BaseException]) -> Any:
    """An object that raises when it is asked something."""

    def raises(*_: Any, **__: Any) -> Any:
        raise error(method)

    listed = method in ("__len__", "__iter__", "__getitem__")
    bases: tuple[Any, ...] = (list,) if listed else ()
    bases = (str,) if method == "__str__" else bases
    made: Any = type("Raising", bases, {method: raises, "__hash__": raises})
    return made()


def _abrupt(run: Run, value: Any) -> None:
    """Whatever is raised in a constructor, nothing stays that can be changed."""
    cls: Any = type(value)
    given = world.arguments_of(value)
    for name in run.rng.sample([*given], min(3, len(given))):
        method, error = run.rng.choice(_ASKED), run.rng.choice(_ABRUPT)
        wrong = _raising(method, error)
        for shown, held in (("", wrong), ("[]", [wrong]), ("{}", {"a": wrong})):
            made = cls.__new__(cls)
            run.count("ended abruptly")
            try:
                made.__init__(**{**given, name: held})
            except BaseException:  # whatever a value's method may raise
                _frozen(run, made, cls, f"{name}{shown}: {error.__name__} of {method}")


def _frozen(run: Run, made: Any, cls: Any, what: str) -> None:
    if type(made) is not cls:
        run.fault(cls, "an unfrozen draft stays", what)
        return
    name = members_of(cls)[0].name
    try:
        setattr(made, name, 1)
    except dataclasses.FrozenInstanceError:
        return
    run.fault(cls, "what was not built can be assigned to", what)


if __name__ == "__main__":
    sys.exit(world.main("changes", work, sys.argv[1:], 40))
