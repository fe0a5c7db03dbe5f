"""Pickles of a class that has changed since: values are given by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .errors import ShapeValidationError
from .faults import Faults, Unknown
from .kinds import members_of


def by_name(cls: Any, names: Sequence[str], values: Sequence[Any]) -> list[Any]:
    """What the slots of an object are filled with, from values of other slots.

    Raises:
        ShapeValidationError: A value has no place, or a required member no value.
    """
    if len(names) != len(values) or len({*names}) != len(names):
        raise ValueError(f"a damaged pickle of {cls.__name__}: its names and values")
    entries = dict(zip(names, values, strict=True))
    faults = Faults()
    for member in members_of(cls):
        if member.required and member.name not in entries:
            faults.add((None, member), "required", "not be null")
    for name, value in entries.items():
        if value is not None and name not in cls._slots:
            demand = f"be a member of {cls.__name__}, which has none of this name"
            faults.add((None, Unknown(name)), "unknown_member", demand)
    if faults.found:
        raise ShapeValidationError(cls.__name__, faults.violations())
    return [entries.get(name) for name in cls._slots]
