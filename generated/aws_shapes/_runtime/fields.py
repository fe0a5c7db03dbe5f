"""What makes a generated class one of `dataclasses`' own."""

from __future__ import annotations

import dataclasses
from typing import Any

from .objects import defaults_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Lends its parameters: what every generated class is too."""


def make_fields(cls: Any) -> None:
    """Give a class `__dataclass_fields__` and `__dataclass_params__`.

    They are made on a twin, so that no other thread sees them half done.
    """
    defaults = defaults_of(cls)
    content = {
        "__module__": cls.__module__,
        "__doc__": cls.__doc__,
        "__annotations__": cls.__annotations__,
        **defaults,
    }
    twin: Any = type(cls.__name__, (), content)
    dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=True)(twin)
    for name in cls.SENSITIVE:
        twin.__dataclass_fields__[name].repr = (
            False  # tools that print fields themselves ask this
        )
    cls.__dataclass_params__ = _Model.__dataclass_params__  # type: ignore[attr-defined]
    cls.__dataclass_fields__ = twin.__dataclass_fields__
