"""The base of generated structures, and the decorator that makes them dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, dataclass_transform

from .modes import BOTO, BOTO_TOLERANT, BUILT, WIRE, WIRE_TOLERANT, Mode
from .read import DOUBT, load

_T = TypeVar("_T")
_MAP: Any = Mapping


class Shape:
    """A structure of a service's model: frozen, comparable, hashable, picklable."""

    __slots__ = ("__weakref__",)

    SENSITIVE: ClassVar[tuple[str, ...]] = ()
    """The Python names of members that are kept out of `repr` and messages."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Any]]
        _members: ClassVar[dict[str, str]]
        _values: ClassVar[Any]
        _build: Any
        _plan: ClassVar[tuple[Any, Any, int, dict[str, None] | None, Any]]

    __match_args__ = ()
    _camel_case: ClassVar[bool] = False
    _spelled: ClassVar[dict[str, str]] = {}
    _on_wire: ClassVar[dict[str, str]] = {}
    _rules: ClassVar[tuple[Any, ...]] = ()
    _streams: ClassVar[tuple[str, ...]] = ()
    _only_answered: ClassVar[bool] = False

    def __setattr__(self, name: str, value: object) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __repr__(self: Any) -> str:
        shown: list[str] = []
        # what nobody knows in a union that has secrets may be one
        hidden = (*self.SENSITIVE, "_unknown") if self.SENSITIVE else ()
        for name in self.__slots__:
            value = getattr(self, name)
            if value is not None:
                shown.append(f"{name}={'***' if name in hidden else repr(value)}")
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        values = [getattr(self, name) for name in type(self).__slots__]
        return restore, (type(self), values)

    def __replace__(self, **changes: Any) -> Self:
        from dataclasses import replace

        return replace(self, **changes)

    @classmethod
    def from_boto(cls, data: Mapping[str, Any], *, strict: bool = True) -> Self:
        """Read the dict that a boto3 client gives or takes.

        Args:
            data: Values by member name, as boto3 has them: `datetime`, `bytes`. A
                member that is None is absent; `ResponseMetadata` is left out.
            strict: Check as the constructor does, and refuse unknown members. False
                is for what a service answered: unknown members are dropped, unknown
                enum values kept, constraints not checked.

        Raises:
            ShapeValidationError: With every violation of the whole value.
        """
        extra = "ResponseMetadata"
        if isinstance(data, _MAP) and extra in data and extra not in _names(cls):
            data = {key: value for key, value in data.items() if key != extra}
        made: Self = _read(cls, data, BOTO if strict else BOTO_TOLERANT)
        return made

    def to_boto(self) -> Any:
        """The keyword arguments or dict that a boto3 client takes.

        Members that are None are left out.
        """
        raise NotImplementedError

    def _read(self: Any, data: Any, mode: Mode) -> None:
        """Fill this draft from a dict by member name: the annotations, compiled.

        Raises:
            Doubt: Or one of `DOUBT`, at the first thing that is not plainly right.
        """
        raise NotImplementedError


class DocumentShape(Shape):
    """A structure that has a JSON document form."""

    __slots__ = ()

    @classmethod
    def from_wire(cls, data: Mapping[str, Any], *, strict: bool = True) -> Self:
        """Read the JSON document form, parsed.

        Args:
            data: Values by wire name, as `json.loads` gives them: timestamps in the
                model's format, blobs in base64. A member that is null is absent.
            strict: Check as the constructor does, and refuse unknown members. False
                is for what a service answered: unknown members are dropped, unknown
                enum values kept, constraints not checked.

        Raises:
            ShapeValidationError: With every violation of the whole document.
        """
        made: Self = _read(cls, data, WIRE if strict else WIRE_TOLERANT)
        return made

    def to_wire(self) -> dict[str, Any]:
        """The JSON document form: fresh, in the model's order, ready for `json.dumps`.

        Members that are None are left out.
        """
        return self._write(WIRE)

    def to_boto(self) -> Any:
        return self._write(BOTO)

    to_boto.__doc__ = Shape.to_boto.__doc__

    def _write(self, mode: Mode) -> dict[str, Any]:
        """Both forms, where they differ."""
        raise NotImplementedError


class Union:
    """A structure with exactly one member set."""

    __slots__ = ()

    if TYPE_CHECKING:
        _members: ClassVar[dict[str, str]]
        _unknown: tuple[str, Any] | None

    @property
    def set_member(self) -> str:
        """The Python name of the member that is set.

        For a variant that the model does not know, which only a tolerant read gives,
        its name on the wire.
        """
        for name in self._members:
            if getattr(self, name) is not None:
                return name
        assert self._unknown is not None
        name, value = self._unknown
        # botocore keeps only the name of a variant that it does not know
        if name == "SDK_UNKNOWN_MEMBER" and isinstance(value, _MAP):
            return str(value.get("name", name))
        return name


@dataclass_transform(frozen_default=True, kw_only_default=True)
def shape(cls: type[_T]) -> type[_T]:
    """Make a generated class a real dataclass.

    Its methods are written out, so nothing is compiled here, and `dataclasses`, whose
    import costs more than the whole package, is asked when somebody asks it.

    A frozen object refuses assignment, so it is filled in as a draft, an object of a
    subclass without that guard, and then takes its own class: several times as fast as
    `object.__setattr__` per field.
    """
    made: Any = cls
    names = tuple(made.__annotations__)
    spelled = made._spelled
    made._members = {name: spelled.get(name) or _spell(made, name) for name in names}
    made._values = values = _values_of(made)
    made.__eq__, made.__hash__ = _comparison(made, values)
    if "to_wire" in vars(made):
        made.to_boto = made.to_wire
    defaults: dict[str, None] = made.__init__.__kwdefaults__ or {}
    members = made._members.values()
    draft = type(made.__name__, (made,), _UNFROZEN)
    made._build = _builder(made, draft)
    made._plan = (
        draft,
        made._read,
        len(names),
        dict.fromkeys(members) if defaults else None,
        by_wire(made) if made._on_wire else None,
    )
    made.__dataclass_fields__ = _Lazy(made, "__dataclass_fields__")
    made.__dataclass_params__ = _Lazy(made, "__dataclass_params__")
    return cls


def _values_of(cls: Any) -> Any:
    """What is compared: everything that is stored, and streams by identity."""
    slots = cls.__slots__ or ("__class__",)
    # one name would give the bare value, and NaN equals itself in tuples only
    values = attrgetter(*(slots if len(slots) > 1 else slots * 2))
    streams = [cls.__slots__.index(name) for name in cls._streams]
    if not streams:
        return values
    getters = [attrgetter(name) for name in cls.__slots__]

    def with_identities(self: Any) -> tuple[Any, ...]:
        found = [getter(self) for getter in getters]
        for index in streams:
            found[index] = id(found[index])
        return tuple(found)

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
        cls = self.__class__
        try:
            _set_class(self, draft)
            read(self, data, BUILT)
            self.__class__ = cls
        except DOUBT:
            from .walk import walk

            _set_class(self, cls)
            _fill(self, walk(cls, data, BUILT))

    return _build


def by_wire(cls: Any) -> dict[str, str]:
    """The members' names by their names on the wire."""
    on_wire = cls._on_wire
    return {on_wire.get(name, name): name for name in cls._members.values()}


# What makes a subclass of a shape a draft.
_UNFROZEN: dict[str, Any] = {
    "__slots__": (),
    "__init__": object.__init__,
    "__setattr__": object.__setattr__,
    "__delattr__": object.__delattr__,
}

# Gives an object another class with the same slots; no __setattr__ is asked.
_set_class: Any = object.__dict__["__class__"].__set__


class _Lazy:
    """A class attribute that `dataclasses` makes when it is first read."""

    def __init__(self, cls: Any, name: str) -> None:
        self._cls, self._name = cls, name

    def __get__(self, instance: object, owner: object = None) -> Any:
        from .fields import make_fields

        make_fields(self._cls)
        return getattr(self._cls, self._name)


def unknown_variant(self: Any) -> dict[str, Any]:
    """What a union holds that the model does not know, as it came."""
    from .documents import write_document

    name, value = self._unknown
    return {name: write_document(value)}


def on_wire(form: dict[str, Any], cls: Any, mode: Mode) -> dict[str, Any]:
    """The same values under their names on the wire, if that is what is wanted."""
    names = cls._on_wire
    if not mode.wire:
        return form
    return {names.get(name, name): value for name, value in form.items()}


def _names(cls: Any) -> Any:
    return cls._members.values()


def _spell(cls: Any, name: str) -> str:
    """By rule `training_image` is TrainingImage, or in camel case trainingImage."""
    spelled = "".join([word[:1].upper() + word[1:] for word in name.split("_")])
    return spelled[:1].lower() + spelled[1:] if cls._camel_case else spelled


def _read(cls: Any, data: Any, mode: Mode) -> Any:
    try:
        return load(data, cls, mode)
    except DOUBT:
        from .walk import walk

        return restore(cls, walk(cls, data, mode))


def restore(cls: Any, values: list[Any]) -> Any:
    """An object of these values, in the order of its slots."""
    self = object.__new__(cls)
    _fill(self, values)
    return self


def _fill(self: Shape, values: list[Any]) -> None:
    for name, value in zip(type(self).__slots__, values, strict=True):
        object.__setattr__(self, name, value)
