"""Objects that lie: about their class, their length, their content, their equals."""

from __future__ import annotations

import array
import random
from collections import ChainMap, UserDict, UserList, UserString, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest.mock import NonCallableMock

from .world import Own

_TYPES = (bool, str, int, float, dict, list, tuple, bytes, datetime)


class Lie(NamedTuple):
    """An object, in words, and how to make it."""

    name: str
    make: Callable[[], Any]


# ---- subclasses: by type, its methods and what they say

_ANY = (True, False)
_SIZES = (0, -1, 10**6, "x")
_LIES: dict[Any, dict[str, tuple[Any, ...]]] = {
    int: {
        "bit_length": (1, "x"),
        **dict.fromkeys(("__eq__", "__lt__", "__le__", "__gt__", "__ge__"), _ANY),
        **dict.fromkeys(("__int__", "__index__", "__hash__", "__add__"), (7, "x")),
        **dict.fromkeys(("__repr__", "__str__", "__float__", "__bool__"), ("x",)),
    },
    float: {
        **dict.fromkeys(("__eq__", "__ne__", "__lt__", "__le__", "__ge__"), _ANY),
        "is_integer": (True, "x"),
        **dict.fromkeys(("__int__", "__float__", "__trunc__", "__hash__"), (7, "x")),
        **dict.fromkeys(("__repr__", "__str__", "__round__", "hex"), ("x",)),
    },
    str: {
        "__len__": _SIZES,
        **dict.fromkeys(("__eq__", "__contains__", "isprintable", "startswith"), _ANY),
        "__hash__": (0, "x"),
        "partition": (("7", "", ""), ()),
        **dict.fromkeys(("lower", "upper", "casefold", "strip"), ("true", 1)),
        **dict.fromkeys(("__str__", "__repr__", "__format__"), ("true", 1)),
        "encode": (b"lie", 1),
        "__iter__": ((), 1),
        **dict.fromkeys(("__getitem__", "replace", "translate"), ("\ud800", 1)),
    },
    bytes: {
        "__len__": _SIZES,
        "__eq__": _ANY,
        "__hash__": (0, "x"),
        **dict.fromkeys(("__bytes__", "decode", "hex", "__getitem__"), ("lie", 1)),
        "__iter__": ((), 1),
        "__buffer__": (memoryview(b"lie"), 1),
    },
    list: {
        "__len__": _SIZES,
        "__iter__": ((), 1, (object(),), (None,)),
        "__getitem__": (1,),
        "__eq__": _ANY,
        "__reversed__": ((),),
        "copy": ((), 1),
    },
    tuple: {
        "__len__": _SIZES,
        "__iter__": ((), 1, (object(),), (None,)),
        "__getitem__": (1,),
        "__eq__": _ANY,
        "__hash__": (0, "x"),
    },
    dict: {
        "items": ((), 5, ((1, 2),), (1,), ((),), ((None, None),), (([], 1),)),
        "keys": ((), 5, ([],), (1,)),
        "values": ((), 5),
        "__iter__": ((), 5, ([],), ("zz",)),
        "__len__": _SIZES,
        "get": (None, "x"),
        "__getitem__": (None, "x"),
        "__contains__": _ANY,
        **dict.fromkeys(("copy", "__or__", "__ror__"), ({}, 5)),
        "__eq__": _ANY,
    },
    datetime: {
        "utcoffset": (None, timedelta(0), "x", timedelta(hours=25)),
        **dict.fromkeys(("astimezone", "replace"), ("x", datetime(2020, 1, 1), None)),
        **dict.fromkeys(("__sub__", "timestamp", "isoformat", "tzname"), ("x", 7)),
        **dict.fromkeys(("__eq__", "__lt__"), _ANY),
        "__hash__": (0, "x"),
        **dict.fromkeys(("year", "tzinfo", "microsecond"), (property(lambda _: "x"),)),
    },
}


def _of_subclasses(value: Any) -> Iterator[Lie]:
    """The same value as a subclass of its type, one method of which lies or raises."""
    base = next((base for base in _LIES if type(value) is base), None)
    base = str if isinstance(value, str) else dict if isinstance(value, dict) else base
    if base is None:
        return
    copies = [value]
    if base is int:
        copies += [10**5000, 2**31, 2**64]
    if base is str:
        copies += ["9" * 30, "x" * 3000, "Zz\n"]
    for copy in copies:
        shown = (
            "" if copy is value else f" of {str(copy)[:3]!r}… " if base is str else ""
        )
        shown = shown or (" too great" if copy is not value else "")
        for method, results in _LIES[base].items():
            for result in results if copy is value else results[:1]:
                name = f"{base.__name__}{shown} whose {method} says {_said(result)}"
                yield Lie(name, _maker(base, copy, method, result))
        yield Lie(f"{base.__name__}{shown} subclass", _maker(base, copy, "", None))
    for method in _LIES[base]:
        yield Lie(
            f"{base.__name__} whose {method} raises", _maker(base, value, method, Own)
        )


def _said(result: Any) -> str:
    return "a property" if isinstance(result, property) else f"{result!r:.40}"


def _maker(base: Any, value: Any, method: str, result: Any) -> Callable[[], Any]:
    def make() -> Any:
        content: dict[str, Any] = {"__hash__": base.__hash__}
        if method:
            content[method] = _method(method, result)
        cls = type(base.__name__.title(), (base,), content)
        if base is datetime:
            parts = value.timetuple()[:6]
            return cls(*parts, value.microsecond, value.tzinfo)
        return cls(value)

    return make


def _method(name: str, result: Any) -> Any:
    if isinstance(result, property):
        return result

    def method(*_: Any, **__: Any) -> Any:
        if result is Own:
            raise Own(name)
        tells = name == "__iter__" and isinstance(result, tuple)
        return iter(result) if tells else result

    return method


# ---- strangers: good for no place, or for any


class _Odd:
    """An abstract list's or map's methods as they are given."""

    def __init__(self, **methods: Any) -> None:
        self.methods = methods

    def _say(self, name: str, usual: Any) -> Any:
        said = self.methods.get(name, usual)
        if said is Own:
            raise Own(name)
        return said() if callable(said) else said

    def __len__(self) -> Any:
        return self._say("len", 1)

    def __iter__(self) -> Any:
        return self._say("iter", lambda: iter(["a"]))

    def __getitem__(self, key: Any) -> Any:
        return self._say("getitem", "a")


class OddList(_Odd, Sequence[Any]):
    """A list that is none."""


class OddMap(_Odd, Mapping[Any, Any]):
    """A map that is none."""

    def items(self) -> Any:
        return self._say("items", lambda: [("a", "a")])

    def keys(self) -> Any:
        return self._say("keys", lambda: ["a"])

    def get(self, key: Any, default: Any = None) -> Any:
        return self._say("get", default)


class _Moving:
    """What says something else each time that it is asked."""

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)

    def __call__(self) -> Any:
        answers = self._answers
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Zone(tzinfo):
    """A zone whose offset is not always the same, or none at all."""

    def __init__(self, say: Any) -> None:
        self._say = say

    def utcoffset(self, moment: Any) -> Any:
        if self._say is Own:
            raise Own("utcoffset")
        return self._say() if callable(self._say) else self._say

    def dst(self, moment: Any) -> Any:
        return None

    def tzname(self, moment: Any) -> Any:
        return "zone"


class _Readable:
    def __init__(self, said: Any) -> None:
        self._said = said

    def read(self) -> Any:
        if self._said is Own:
            raise Own("read")
        return self._said


class _Amount(Decimal):
    def is_finite(self) -> Any:
        return True

    def __float__(self) -> Any:
        return "x"


class _Proxy:
    """Passes on what it is asked, its class too."""

    def __init__(self, value: Any) -> None:
        object.__setattr__(self, "value", value)

    def __getattribute__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "value"), name)

    def __len__(self) -> int:
        return len(object.__getattribute__(self, "value"))

    def __iter__(self) -> Any:
        return iter(object.__getattribute__(self, "value"))

    def __getitem__(self, key: Any) -> Any:
        return object.__getattribute__(self, "value")[key]


def _claiming(cls: Any) -> Any:
    return type("Claims", (), {"__class__": property(lambda _: cls)})()


def _raising() -> Any:
    def raises(_: Any) -> Any:
        raise Own("__class__")

    return type("Raises", (), {"__class__": property(raises)})()


def _released() -> Any:
    view = memoryview(b"a")
    view.release()
    return view


def _moment(zone: Any) -> datetime:
    return datetime(2020, 1, 1, tzinfo=Zone(zone))


_MOCKS = {cls: NonCallableMock(spec=cls) for cls in _TYPES}
_HOUR = timedelta(hours=1)

_ODD: dict[str, dict[str, Any]] = {
    "good": {},
    "len=-1": {"len": -1},
    "len=10**30": {"len": 10**30},
    "len='x'": {"len": "x"},
    "len raises": {"len": Own},
    "iter=5": {"iter": 5},
    "iter raises": {"iter": Own},
    "iter gives []": {"iter": lambda: iter([[]])},
    "getitem raises": {"getitem": Own},
    "empty": {"len": 0, "iter": lambda: iter(()), "items": ()},
}
_ODD_MAPS: dict[str, dict[str, Any]] = {
    "items=5": {"items": 5},
    "items=[1]": {"items": [1]},
    "items raises": {"items": Own},
    "items=[([], 1)]": {"items": [([], 1)]},
    "get raises": {"get": Own},
    "get='x'": {"get": "x"},
}
_FILES = (b"a", "a", "\ud800", 5, None, bytearray(b"a"), _claiming(bytes))


def _changing_map() -> OddMap:
    return OddMap(items=_Moving([("a", "a")], [(1, 2)], []))


STRANGERS = (
    *[Lie(f"Mock(spec={one.__name__})", partial(_MOCKS.get, one)) for one in _TYPES],
    *[Lie(f"of class {one.__name__}", partial(_claiming, one)) for one in _TYPES],
    Lie("an object whose __class__ raises", _raising),
    *[Lie(f"OddList({name})", partial(OddList, **odd)) for name, odd in _ODD.items()],
    *[
        Lie(f"OddMap({name})", partial(OddMap, **odd))
        for name, odd in (_ODD | _ODD_MAPS).items()
    ],
    Lie("OddMap whose items change", _changing_map),
    Lie("a moment whose zone says None", lambda: _moment(None)),
    Lie("a moment whose zone says 'x'", lambda: _moment("x")),
    Lie("a moment whose zone says 25 hours", lambda: _moment(25 * _HOUR)),
    Lie("a moment whose zone raises", lambda: _moment(Own)),
    Lie("a moment whose zone changes", lambda: _moment(_Moving(_HOUR, None))),
    Lie("a moment whose zone changes again", lambda: _moment(_Moving(_HOUR, "x"))),
    Lie("a moment whose zone moves", lambda: _moment(_Moving(_HOUR, -_HOUR, _HOUR))),
    Lie("Decimal that lies", lambda: _Amount("NaN")),
    *[Lie(f"a file of {said!r:.12}", partial(_Readable, said)) for said in _FILES],
    Lie("a file that raises", lambda: _Readable(Own)),
    Lie("a memoryview that is released", _released),
    Lie("a memoryview of doubles", lambda: memoryview(array.array("d", [1.0]))),
    Lie("a memoryview of every second", lambda: memoryview(b"abcd")[::2]),
    Lie("UserDict", lambda: UserDict({"a": "a"})),
    Lie("UserList", lambda: UserList(["a"])),
    Lie("UserString", lambda: UserString("a")),
    Lie("deque", lambda: deque(["a"])),
    Lie("ChainMap", lambda: ChainMap({"a": "a"})),
    Lie("MappingProxyType of a liar", lambda: MappingProxyType(OddMap(items=5))),
)


def _disguises(value: Any) -> Iterator[Lie]:
    """What looks like the value, or is made of it."""
    yield Lie("a proxy", lambda: _Proxy(value))
    cls = type(value)
    if cls.__module__ != "builtins":
        yield Lie("an object of the wanted class", lambda: _claiming(cls))
    if isinstance(value, dict):
        yield Lie("MappingProxyType", lambda: MappingProxyType(value))
        yield Lie("UserDict of it", lambda: UserDict(value))
        yield Lie(
            "OddMap of it", lambda: OddMap(items=value.items, iter=lambda: iter(value))
        )
    elif isinstance(value, (list, tuple)):
        yield Lie("deque of it", lambda: deque(value))
        wrong = [*value, object()]
        moving = _Moving([*value], wrong)
        yield Lie("OddList that grows", lambda: OddList(iter=lambda: iter(moving())))
        yield Lie(
            "OddList of it", lambda: OddList(iter=lambda: iter(value), len=len(value))
        )
        yield Lie(
            "OddList longer than it says", lambda: OddList(iter=lambda: iter(wrong))
        )
        yield Lie(
            "OddList much longer than it says",
            lambda: OddList(iter=lambda: iter([*value] * 200), len=len(value)),
        )


def lies(value: Any, rng: random.Random, most: int) -> list[Lie]:
    """Of what fits the place, and of what fits none, at most so many each."""
    fitting = [*_of_subclasses(value), *_disguises(value)]
    chosen = fitting if len(fitting) <= most else rng.sample(fitting, most)
    return chosen + rng.sample(STRANGERS, min(most, len(STRANGERS)))
