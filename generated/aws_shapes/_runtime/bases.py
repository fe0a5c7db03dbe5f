"""The bases of generated structures, and how their objects are read and restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from .modes import BOTO, BOTO_TOLERANT, WIRE, WIRE_TOLERANT, Mode, TooDeep
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
    _aliases: ClassVar[dict[str, str]] = {}
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
        # what nobody knows in a union or error that has secrets may be one
        hidden = (*self.SENSITIVE, "_unknown", "_error") if self.SENSITIVE else ()
        for name in self.__slots__:
            value = getattr(self, name)
            if name == "_error" and value is not None and name not in hidden:
                pairs = zip(("error_code", "error_message"), value, strict=True)
                shown += [f"{key}={told!r}" for key, told in pairs if told is not None]
            elif value is not None:
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
        if cls._aliases and isinstance(data, _MAP):
            data = _unaliased(cls, data)
        made: Self = _read(cls, data, BOTO if strict else BOTO_TOLERANT)
        return made

    def to_boto(self) -> Any:
        """The keyword arguments or dict that a boto3 client takes.

        Members that are None are left out.

        Raises:
            ShapeValidationError: A structure is nested in itself too deeply.
        """
        try:
            return self._write(BOTO)
        except TooDeep:
            pass
        raise _too_deep(type(self))

    def _write(self, mode: Mode) -> dict[str, Any]:
        """What writes both forms where they differ, or counts levels."""
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

        Raises:
            ShapeValidationError: A structure is nested in itself too deeply.
        """
        try:
            return self._write(WIRE)
        except TooDeep:
            pass
        raise _too_deep(type(self))


class Union:
    """A structure with exactly one member set."""

    __slots__ = ()

    if TYPE_CHECKING:
        _members: ClassVar[dict[str, str]]
        _unknown: tuple[str | None, Any] | None

    @property
    def set_member(self) -> str:
        """The Python name of the member that is set.

        For a variant that the model does not know, which only a tolerant read gives,
        its name on the wire; empty where boto3 does not tell it either, as of CBOR.
        """
        for member in self._members:
            if getattr(self, member) is not None:
                return member
        assert self._unknown is not None
        name, value = self._unknown
        # botocore keeps only the name of a variant that it does not know
        if name == "SDK_UNKNOWN_MEMBER" and isinstance(value, _MAP):
            return str(value.get("name", name))
        return name or ""


def unknown_variant(self: Any) -> dict[str, Any]:
    """What a union holds that the model does not know, as it came."""
    from .documents import write_document

    name, value = self._unknown
    return {} if name is None else {name: write_document(value)}


def _too_deep(cls: Any) -> Exception:
    from .walk import too_deep

    return too_deep(cls)


def on_wire(form: dict[str, Any], cls: Any, mode: Mode) -> dict[str, Any]:
    """The same values under their names on the wire, if that is what is wanted."""
    names = cls._on_wire
    if not mode.wire:
        return form
    return {names.get(name, name): value for name, value in form.items()}


def _names(cls: Any) -> Any:
    return cls._members.values()


def _unaliased(cls: Any, data: Mapping[Any, Any]) -> dict[Any, Any]:
    """With the model's names, where these are not given as well."""
    found = dict(data)
    for alias, name in cls._aliases.items():
        if alias in found and found.get(name) is None:
            found[name] = found.pop(alias)
    return found


def _read(cls: Any, data: Any, mode: Mode) -> Any:
    try:
        return load(data, cls, mode)
    except DOUBT:
        pass
    from .walk import walk

    return restore(cls, walk(cls, data, mode))


def by_wire(cls: Any) -> dict[str, str]:
    """The members' names by their names on the wire."""
    on_wire = cls._on_wire
    return {on_wire.get(name, name): name for name in cls._members.values()}


def restore(cls: Any, values: list[Any]) -> Any:
    """An object of these values, in the order of its slots."""
    self = object.__new__(cls)
    fill(self, values)
    return self


def fill(self: Shape, values: list[Any]) -> None:
    """Store these values, in the order of the slots."""
    for name, value in zip(type(self).__slots__, values, strict=True):
        object.__setattr__(self, name, value)
