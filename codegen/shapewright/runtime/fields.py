"""What makes a generated class one of `dataclasses`' own."""

from __future__ import annotations

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Lends its parameters: what every generated class is, whoever wrote its methods."""


def make_fields(cls: Any) -> None:
    """Give a class `__dataclass_fields__` and `__dataclass_params__`."""
    defaults: dict[str, None] = cls.__init__.__kwdefaults__ or {}
    dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
    for name, default in defaults.items():
        cls.__dataclass_fields__[name].default = default
    cls.__dataclass_params__ = _Model.__dataclass_params__  # type: ignore[attr-defined]
