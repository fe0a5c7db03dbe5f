"""Building one object with all that is nested in it, the same way for every library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from behaviour.strategies import members_of, wire_name

from .documents import Document
from .peers import Thunk


def construction(
    cls: Any, document: Document, classes: Mapping[str, Any], *, plain: bool = False
) -> Thunk:
    """A function whose body is one expression: calls of classes, by keyword.

    Args:
        cls: The generated class whose annotations say what the document is.
        classes: What is called, by the name of the generated class.
        plain: For classes that store what they are given: lists are tuples, and
            timestamps are numbers.
    """
    writer = _Writer(plain)
    body = writer.structure(cls, document)
    made: Thunk = eval(f"lambda: {body}", {**classes, **writer.moments})
    return made


class _Writer:
    def __init__(self, plain: bool) -> None:
        self._plain = plain
        self.moments: dict[str, datetime] = {}

    def structure(self, cls: Any, document: Document) -> str:
        given = [
            f"{member.name}={self._value(member.kind, document[key])}"
            for member in members_of(cls)
            if (key := wire_name(cls, member)) in document
        ]
        return f"{cls.__name__}({', '.join(given)})"

    def _value(self, kind: Any, data: Any) -> str:
        if hasattr(kind.type, "_members"):
            return self.structure(kind.type, data)
        if kind.type is tuple:
            items = "".join([f"{self._value(kind.of[0], item)}, " for item in data])
            return f"({items})" if self._plain else f"[{items}]"
        if kind.type is Mapping:
            of = kind.of[1]
            pairs = [f"{key!r}: {self._value(of, item)}" for key, item in data.items()]
            return f"{{{', '.join(pairs)}}}"
        if kind.format and not self._plain:
            name = f"moment_{len(self.moments)}"
            self.moments[name] = datetime.fromtimestamp(data, UTC)
            return name
        return repr(data)


def classes_below(cls: Any) -> dict[str, Any]:
    """A class and all that are nested in it, by name."""
    found: dict[str, Any] = {}

    def visit(kind: Any) -> None:
        for part in kind.of:
            visit(part)
        if hasattr(kind.type, "_members") and kind.type.__name__ not in found:
            found[kind.type.__name__] = kind.type
            for member in members_of(kind.type):
                visit(member.kind)

    found[cls.__name__] = cls
    for member in members_of(cls):
        visit(member.kind)
    return found
