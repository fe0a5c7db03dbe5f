"""What generated modules have as constants: operations and waiters."""

from __future__ import annotations

import re
import sys
from typing import Any

_PLURAL_ACRONYM = re.compile("([A-Z]{2,}s)$")
_BEFORE_WORD = re.compile("(.)([A-Z][a-z]+)")
_BEFORE_CAPITAL = re.compile("([a-z0-9])([A-Z])")
_RUNTIME = __name__.rpartition(".")[0]


class Constant:
    """An object that a module has under a name, and that is there once."""

    __slots__ = ("_module", "name")

    name: str
    """What the model calls it, and the module."""

    def __init__(self, name: str) -> None:
        self.name = name
        frame: Any = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        while frame.f_globals["__name__"].startswith(_RUNTIME):
            frame = frame.f_back  # as `typing.TypeVar` does: who made the object
        self._module: str = frame.f_globals["__name__"]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.__doc__ = Text(cls.__doc__ or "")  # type: ignore[assignment]

    def snake_name(self) -> str:
        """The name as botocore spells it in Python, but for a few of its own."""
        name = _PLURAL_ACRONYM.sub(lambda match: f"_{match[1].lower()}", self.name)
        name = _BEFORE_WORD.sub(r"\1_\2", name)
        return _BEFORE_CAPITAL.sub(r"\1_\2", name).lower()

    def __reduce__(self) -> tuple[Any, ...]:
        return unpickled, (self._module, self.name)

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: object) -> Any:
        return self


class Text:
    """The `__doc__` of a class whose objects have texts in their modules' sources."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __get__(self, instance: Any, owner: object) -> str:
        if instance is None:
            return self._text
        from .documentation import text_of

        return text_of(instance._module, instance.name) or self._text


def unpickled(module: str, name: str) -> Any:
    """A constant that was pickled, by name."""
    __import__(module)
    return getattr(sys.modules[module], name)
