"""Documents: JSON values without a model, deeply frozen."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Annotated, Any, TypeAlias

from .doubt import Doubt
from .exact import is_a, plain
from .maps import FrozenMap, frozen_map
from .modes import LEVELS, Mode
from .numbers import BITS

Document: TypeAlias = Annotated[
    bool | int | float | str | Mapping[str, Any] | tuple[Any, ...] | None, "document"
]
"""What a document member holds. Its constructor takes lists for tuples."""


_LIST = (list, tuple)


def read_document(value: Any, mode: Mode | None = None, level: int = 0) -> Any:
    """The frozen value: tuples for lists, `FrozenMap` for dicts.

    Raises:
        Doubt: It is no JSON value (NaN and the infinities are none), or nested deeper
            than `LEVELS`.
    """
    scalar = plain(value)
    if scalar is None or type(scalar) is bool or type(scalar) is str:
        return scalar
    if type(scalar) is int and scalar.bit_length() <= BITS:
        return scalar
    if type(scalar) is float and isfinite(scalar):
        return scalar
    if level == LEVELS:
        raise Doubt
    if is_a(value, (dict, Mapping)):
        pairs = list(value.items())
        return frozen_map(
            {_key(k): read_document(v, mode, level + 1) for k, v in pairs}
        )
    if is_a(value, _LIST):
        return tuple([read_document(item, mode, level + 1) for item in value])
    raise Doubt


def _key(value: Any) -> str:
    text = plain(value)
    if type(text) is str:
        return text
    raise Doubt


def write_document(value: Any) -> Any:
    """A fresh plain value: lists and dicts."""
    if is_a(value, FrozenMap):
        return {key: write_document(item) for key, item in value.items()}
    if is_a(value, _LIST):
        return [write_document(item) for item in value]
    return value
