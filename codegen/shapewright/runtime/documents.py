"""Documents: JSON values without a model, deeply frozen."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Annotated, Any, TypeAlias

from .maps import FrozenMap
from .modes import LEVELS, Mode
from .numbers import BITS
from .read import Doubt

Document: TypeAlias = Annotated[
    bool | int | float | str | tuple[Any, ...] | Mapping[str, Any] | None, "document"
]
"""What a document member holds. Its constructor takes lists for tuples."""


# Typed so that checkers let what an isinstance finds stay `Any`.
_INT: Any = int
_FLOAT: Any = float
_MAP: Any = Mapping
_LIST: Any = (list, tuple)


def document(value: Any, mode: Mode | None = None, level: int = 0) -> Any:
    """The frozen form: tuples for lists, `FrozenMap` for dicts.

    Raises:
        Doubt: It is no JSON value (NaN and the infinities are none), or nested deeper
            than `LEVELS`.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, _INT) and value.bit_length() <= BITS:
        return int.__int__(value)
    if isinstance(value, _FLOAT) and isfinite(value):
        return float.__float__(value)
    if level == LEVELS:
        raise Doubt
    if isinstance(value, _MAP):
        return FrozenMap(
            {_key(k): document(v, mode, level + 1) for k, v in value.items()}
        )
    if isinstance(value, _LIST):
        return tuple([document(item, mode, level + 1) for item in value])
    raise Doubt


def _key(value: Any) -> str:
    if isinstance(value, str):
        return str.__str__(value)
    raise Doubt


def write_document(value: Any) -> Any:
    """A fresh plain form: lists and dicts."""
    if isinstance(value, FrozenMap):
        return {key: write_document(item) for key, item in value.items()}
    if isinstance(value, _LIST):
        return [write_document(item) for item in value]
    return value
