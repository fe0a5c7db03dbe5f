"""The decorator that makes a generated class a dataclass, with its fast parts."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

from .doubt import IN_DOUBT
from .modes import BUILT
from .objects import defaults_of, empty, fill, members_by_key

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def shape(cls: type[_T]) -> type[_T]:
    """Make a generated class a real dataclass.

    Its methods are written out, so nothing is compiled here, and `dataclasses`, whose
    import costs more than the whole package, is asked when somebody asks it.

    A frozen object refuses assignment, so it is filled in as a draft, an object of a
    subclass without that guard, and then takes its own class: several times as fast as
    `object.__setattr__` per field.
    """
    generated: Any = cls
    names = tuple(generated.__annotations__)
    spelled = generated._spelled
    generated._members = {
        name: spelled.get(name) or _spell(generated, name) for name in names
    }
    generated._values = values = _values_of(generated)
    generated.__eq__, generated.__hash__ = _comparison(generated, values)
    if generated._writer_name in vars(generated):
        generated.to_boto = getattr(generated, generated._writer_name)
    defaults = defaults_of(generated)
    members = generated._members.values()
    draft = type(generated.__name__, (generated,), _UNFROZEN)
    generated._build = _builder(generated, draft)
    generated._plan = (
        draft,
        generated._read,
        len(names),
        dict.fromkeys(members) if defaults else None,
        {form: members_by_key(generated, form) for form in generated._keys} or None,
    )
    generated._slots = generated.__slots__
    generated._extra_slots = generated._slots[len(names) :]
    generated.__slots__ = _Documented(generated)
    generated.__dataclass_fields__ = _Lazy(generated, "__dataclass_fields__")
    generated.__dataclass_params__ = _Lazy(generated, "__dataclass_params__")
    return cls


def _values_of(cls: Any) -> Any:
    """What is compared: everything that is stored, and streams by identity."""
    slots = cls.__slots__ or ("__class__",)
    # of one name, attrgetter gives no tuple, and NaN equals itself in tuples only
    values = attrgetter(*(slots if len(slots) > 1 else slots * 2))
    streams = [cls.__slots__.index(name) for name in cls._streams]
    if not streams:
        return values
    from .streams import given  # the class's own module has it

    getters = [attrgetter(name) for name in cls.__slots__]

    def with_identities(self: Any) -> tuple[Any, ...]:
        stored = [getter(self) for getter in getters]
        for index in streams:
            stored[index] = id(given(stored[index]))
        return tuple(stored)

    return with_identities


def _comparison(cls: Any, values: Any) -> tuple[Any, Any]:
    """Closures over what they would else look up in the class, each time."""

    def __eq__(self: Any, other: object) -> Any:
        if type(other) is not cls:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __eq__, __hash__


def _builder(cls: Any, draft: Any) -> Any:
    """What fills a new object from its constructor's arguments, by member name."""
    read = cls._read

    def _build(self: Any, data: dict[str, Any]) -> None:
        try:
            _set_class(self, draft)
            read(data, self, BUILT)
            self.__class__ = cls
            return
        except IN_DOUBT:  # handled below, so that no error has the doubt as its context
            _set_class(self, cls)
        except BaseException:  # raised by an argument, say in its __eq__
            _set_class(self, cls)
            empty(self)
            raise
        from .decide import decide

        try:
            values = decide(cls, data, BUILT)
        except BaseException:
            empty(self)
            raise
        fill(self, values)

    return _build


# What makes a subclass of a shape a draft.
_UNFROZEN: dict[str, Any] = {
    "__slots__": (),
    "__init__": object.__init__,
    "__setattr__": object.__setattr__,
    "__delattr__": object.__delattr__,
}

# Gives an object another class with the same slots; no __setattr__ is asked.
_set_class: Any = object.__dict__["__class__"].__set__


class _Documented(dict[str, str]):
    """A class's slots, with what its source says about each when somebody asks.

    `help` and `inspect.getdoc` look there; Python itself drops the text.
    """

    __slots__ = ("_cls",)

    def __init__(self, cls: Any) -> None:
        super().__init__(dict.fromkeys(cls.__slots__, ""))
        self._cls = cls

    def __getitem__(self, name: str) -> str:
        from .documentation import texts_of

        return texts_of(self._cls).get(name) or super().__getitem__(name)

    # dict's own do not call `__getitem__`
    get, items, values = Mapping.get, Mapping.items, Mapping.values  # type: ignore[assignment]


class _Lazy:
    """A class attribute that `dataclasses` makes when it is first read."""

    def __init__(self, cls: Any, name: str) -> None:
        self._cls, self._name = cls, name

    def __get__(self, instance: object, owner: object = None) -> Any:
        from .fields import make_fields

        make_fields(self._cls)
        return getattr(self._cls, self._name)


def _spell(cls: Any, name: str) -> str:
    """By rule `training_image` is TrainingImage, or in camel case trainingImage."""
    spelled = "".join([word[:1].upper() + word[1:] for word in name.split("_")])
    return spelled[:1].lower() + spelled[1:] if cls._camel_case else spelled
