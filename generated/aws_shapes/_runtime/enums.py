"""Enums that stay open: a service may add values at any time."""

from __future__ import annotations

import enum
from typing import Any, Self

from .exact import plain


class _ByText(dict[Any, Any]):
    __slots__ = ("_cls",)

    def __init__(self, cls: type[Enum]) -> None:
        super().__init__(cls._value2member_map_)
        self._cls = cls

    def __missing__(self, value: object) -> object:
        if type(value) is self._cls:  # the caller made it by `unknown`, so it is meant
            return value
        raise KeyError(value)


class _ByAnyText(_ByText):
    __slots__ = ()

    def __missing__(self, value: object) -> object:
        if type(value) is str:
            return self._cls.unknown(value)
        return super().__missing__(value)


def by_text(cls: type[Enum]) -> dict[Any, Any]:
    """An enum's members by text; a member that `unknown` made stands for itself."""
    return _ByText(cls)


def optional_by_text(cls: type[Enum]) -> dict[Any, Any]:
    """The same, and None by None."""
    return _with_none(_ByText(cls))


def by_any_text(cls: type[Enum]) -> dict[Any, Any]:
    """The same for an enum that is not enforced: any text has a member."""
    return _ByAnyText(cls)


def optional_by_any_text(cls: type[Enum]) -> dict[Any, Any]:
    """The same, and None by None."""
    return _with_none(_ByAnyText(cls))


def _with_none(members: dict[Any, Any]) -> dict[Any, Any]:
    members[None] = None
    return members


class Enum(enum.StrEnum):
    """The base of generated enums."""

    @property
    def is_known(self) -> bool:
        """Whether the model lists this value."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def unknown(cls, value: str) -> Self:
        """A value of this enum that the model does not list.

        A tolerant read gives it for what a newer service answers. It may also be sent
        on purpose. For a text that the model lists it is the member itself.

        Raises:
            TypeError: The value is no ``str``.
        """
        text = plain(value)
        if type(text) is not str:
            raise TypeError(f"an enum value is a str, not {type(value).__name__}")
        known: Any = cls._value2member_map_.get(text)
        if known is not None:
            return known  # type: ignore[no-any-return]
        member: Any = str.__new__(cls, text)
        member._value_ = member._name_ = text
        return member  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        if self.is_known:
            return super().__repr__()
        return f"{type(self).__name__}.unknown({self._value_!r})"

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        return of_enum, (type(self), self._value_)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


def of_enum(cls: type[Enum], text: str) -> Enum:
    """The member of a text, or one made by `unknown`: what pickles are read by.

    A function of a module, which other libraries can store too; a method they cannot.
    """
    return cls.unknown(text)
