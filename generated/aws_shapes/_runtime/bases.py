"""The bases of generated structures, and how their objects are read and restored."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .containers import as_dict
from .conversion import read_as, write_as
from .modes import (
    BOTO,
    BOTO_TOLERANT,
    BUILT,
    CLI,
    CLI_TOLERANT,
    WIRE,
    WIRE_TOLERANT,
    Mode,
)
from .objects import defaults_of, fill, new_object


class Shape:
    """A structure of a service's model: frozen, comparable, hashable, picklable."""

    __slots__ = ("__weakref__",)

    SENSITIVE: ClassVar[tuple[str, ...]] = ()
    """The Python names of members that are kept out of `repr` and messages."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }
    """pydantic asks any dataclass for this; it would take and drop unknown members."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Any]]
        _members: ClassVar[dict[str, str]]
        _slots: ClassVar[tuple[str, ...]]
        _extra_slots: ClassVar[tuple[str, ...]]
        _values: ClassVar[Any]
        _build: Any
        _plan: ClassVar[tuple[Any, Any, int, dict[str, None] | None, Any]]

    __match_args__ = ()
    _camel_case: ClassVar[bool] = False
    _spelled: ClassVar[dict[str, str]] = {}
    _keys: ClassVar[dict[str, dict[str, str]]] = {}
    """By form, what members are called in it, where that is not the model's name."""
    _writer_name: ClassVar[str] = "to_boto"
    """The method that a class writes out where it is the same for all forms."""
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

    def __repr__(self) -> str:
        from .masking import shown

        if "pprint" in sys.modules:  # it asks for the text of an object before it
            from .pretty import register  # breaks it into lines

            register(Shape.__repr__)
        pairs = [f"{name}={value!r}" for name, value in shown(self)]
        return f"{self.__class__.__qualname__}({', '.join(pairs)})"

    @classmethod
    def __subclasses__(cls) -> list[type[Any]]:
        """Without the drafts that objects are filled in as, which are not frozen."""
        classes = type.__subclasses__(cls)
        return [one for one in classes if one.__setattr__ is not object.__setattr__]

    def __dir__(self) -> list[str]:
        """Without secrets: what shows an object attribute by attribute asks this."""
        from .masking import hidden

        secrets = hidden(self)
        return [name for name in super().__dir__() if name not in secrets]

    def __post_init__(self) -> None:
        """Check what a library stored without asking the constructor.

        pydantic and msgspec call this, as they do of any dataclass.

        Raises:
            ShapeValidationError: With every violation of the whole value.
        """
        from .decide import decide

        cls: Any = type(self)
        if any(getattr(self, name, None) for name in cls._extra_slots):
            return  # it was read, so it was checked: nothing else fills these slots
        names = [(model_name, name) for name, model_name in cls._members.items()]
        data = {model_name: getattr(self, name, None) for model_name, name in names}
        fill(self, decide(cls, data, BUILT))

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # the tuple of names is one object for the class: a pickle has it once
        names = type(self)._slots
        values = tuple([getattr(self, name) for name in names])
        return unpickled, (type(self), names, values)

    def __pretty__(self, fmt: Any, **options: object) -> Iterator[Any]:
        """What `repr` shows, for devtools."""
        from .masking import shown

        yield f"{type(self).__qualname__}("
        yield 1
        for name, value in shown(self):
            yield from (0, f"{name}=", fmt(value), ",")
        yield -1
        yield ")"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """What `repr` shows, for rich."""
        from .masking import shown

        return iter(shown(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What `repr` shows, for IPython."""
        from .pretty import print_in_ipython

        print_in_ipython(self, printer)

    def __composite_values__(self) -> tuple[Any, ...]:
        """The members in the constructor's order, for SQLAlchemy."""
        optional = defaults_of(type(self))
        names = sorted(self._members, key=optional.__contains__)
        return tuple([getattr(self, name) for name in names])

    def __dask_tokenize__(self) -> tuple[Any, ...]:
        # not the fields alone: unknown variants and error codes are in none
        return tuple(self.__reduce__()[1])

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
        return cls._of_boto(data, BOTO if strict else BOTO_TOLERANT)

    @classmethod
    def _of_boto(cls, data: Any, mode: Mode) -> Self:
        """An object of what has boto3's names, in a form like boto3's."""
        extra = "ResponseMetadata"
        entries = as_dict(data)
        if entries is not None and extra in entries and extra not in _names(cls):
            entries = {key: value for key, value in entries.items() if key != extra}
        if cls._aliases and entries is not None:
            entries = _unaliased(cls, entries)
        return read_as(cls, data if entries is None else entries, mode)  # type: ignore[no-any-return]

    def to_boto(self) -> Any:
        """The keyword arguments or dict that a boto3 client takes.

        Members that are None are left out.

        Raises:
            ShapeValidationError: A structure is nested in itself too deeply.
        """
        return write_as(self, BOTO)

    def _write(self, mode: Mode) -> dict[str, Any]:
        """What writes all forms; printed where they differ, or levels are counted."""
        return self.to_boto()  # type: ignore[no-any-return]

    @staticmethod
    def _read(data: Any, draft: Any, mode: Mode) -> None:
        """Fill a draft from a dict by member name: the annotations, compiled.

        The draft is not the first argument, as some editors would then show what is
        stored here in place of a field's declaration.

        Raises:
            Doubt: Or one of `IN_DOUBT`, at the first thing that is not plainly right.
        """
        raise NotImplementedError


class JsonShape(Shape):
    """A structure without a stream: JSON can have all of it."""

    __slots__ = ()

    @classmethod
    def from_cli_json(
        cls, text: str | bytes | bytearray, *, strict: bool = True
    ) -> Self:
        """Read JSON text as ``aws … --output json`` prints it.

        Args:
            text: An object by boto3's names, with timestamps as ISO 8601 text or Unix
                seconds, blobs in base64. A member that is null is absent.
            strict: As `from_boto` has it.

        Raises:
            ShapeValidationError: With every violation of the whole value; or it is no
                JSON text.
        """
        data = parse(cls, text)
        return cls._of_boto(data, CLI if strict else CLI_TOLERANT)

    def to_cli_json(self, *, indent: int | None = None) -> str:
        """JSON text as ``aws … --cli-input-json`` takes it.

        Args:
            indent: Spaces for each level; None for one line.

        Raises:
            ShapeValidationError: A structure is nested in itself too deeply.
            ValueError: A text of the model is bytes, and these are no UTF-8.
        """
        from .json_text import print_cli

        return print_cli(self, indent)


class DocumentShape(JsonShape):
    """A structure that has a JSON document form."""

    __slots__ = ()

    _writer_name = "to_wire"

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
        return read_as(cls, data, WIRE if strict else WIRE_TOLERANT)  # type: ignore[no-any-return]

    def to_wire(self) -> dict[str, Any]:
        """The JSON document form: fresh, in the model's order, ready for `json.dumps`.

        Members that are None are left out.

        Raises:
            ShapeValidationError: A structure is nested in itself too deeply.
        """
        return write_as(self, WIRE)

    @classmethod
    def from_json(cls, text: str | bytes | bytearray, *, strict: bool = True) -> Self:
        """Read the JSON document form: `from_wire`, of its text.

        Raises:
            ShapeValidationError: With every violation of the whole document; or it is
                no JSON text.
        """
        return cls.from_wire(parse(cls, text), strict=strict)

    def to_json(self, *, indent: int | None = None) -> str:
        """The text of the JSON document form, `to_wire`.

        Args:
            indent: Spaces for each level; None for one line.

        Raises:
            ShapeValidationError: A structure is nested in itself too deeply.
        """
        import json

        return json.dumps(self.to_wire(), indent=indent)


def parse(cls: Any, text: str | bytes | bytearray) -> Any:
    """What stands in a JSON text.

    Raises:
        ShapeValidationError: It is none.
    """
    import json

    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        why = str(error)
    from .json_text import no_json

    raise no_json(cls, why)


def _names(cls: Any) -> Any:
    return cls._members.values()


def _unaliased(cls: Any, data: Mapping[Any, Any]) -> dict[Any, Any]:
    """With the model's names, where these are not given as well."""
    renamed = dict(data)
    for alias, name in cls._aliases.items():
        if alias in renamed and renamed.get(name) is None:
            renamed[name] = renamed.pop(alias)
    return renamed


def unpickled(cls: Any, names: tuple[str, ...], values: Sequence[Any]) -> Any:
    """An object that was pickled, by name, since its class may have changed since.

    Raises:
        ShapeValidationError: It has a member that is now none, or lacks one.
    """
    if names != cls._slots or len(names) != len(values):
        from .pickled import by_name

        values = by_name(cls, names, values)
    return new_object(cls, values)
