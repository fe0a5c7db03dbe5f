"""How objects are made and filled, and what a generated class says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .modes import Mode

UNION, ERROR = ("_unknown",), ("_error",)
"""The slots that a union's and an error's objects have beyond their members."""


def new_object(cls: Any, values: Sequence[Any]) -> Any:
    """An object of these values, in the order of its slots."""
    self = object.__new__(cls)
    fill(self, values)
    return self


def fill(self: Any, values: Sequence[Any]) -> None:
    """Store these values, in the order of the slots."""
    for name, value in zip(self._slots, values, strict=True):
        object.__setattr__(self, name, value)


def empty(self: Any) -> None:
    """Leave nothing in an object that was refused: not all of it was checked."""
    for name in self._slots:
        try:
            object.__delattr__(self, name)
        except AttributeError:
            return  # slots are filled in order: the rest are empty too


def defaults_of(cls: Any) -> dict[str, None]:
    """The members that may be left out, whoever has wrapped the constructor."""
    constructor = cls.__init__
    while hasattr(constructor, "__wrapped__"):
        constructor = constructor.__wrapped__
    return constructor.__kwdefaults__ or {}


def members_by_key(cls: Any, form: str) -> dict[str, str]:
    """The members' names by what they are called in a form."""
    keys = cls._keys.get(form, {})
    return {keys.get(name, name): name for name in cls._members.values()}


def with_keys(data: dict[str, Any], self: Any, mode: Mode) -> dict[str, Any]:
    """The same values, called as they are in a form."""
    keys = self._keys.get(mode.form.name)
    if keys is None:
        return data
    return {keys.get(name, name): value for name, value in data.items()}


def is_structure(cls: Any) -> bool:
    """Whether this is a generated class, of a structure, union or error."""
    return hasattr(cls, "_members")
