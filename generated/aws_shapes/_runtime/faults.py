"""Where a walk is, and what it has found wrong so far."""

from __future__ import annotations

from typing import Any, NamedTuple

from .constraints import Constraint, Length, Range
from .errors import Violation, cut

_PLAIN = (str, int, float, bool, bytes)


class Place(NamedTuple):
    """A place in a value, in Python's words and as a JSON pointer."""

    path: str = ""
    pointer: str = ""
    masked: bool = False
    """Whether a sensitive member leads here: then no value is shown, and no key."""

    def member(self, name: str, model_name: str, masked: bool = False) -> Place:
        path = f"{self.path}.{name}" if self.path else name
        pointer = f"{self.pointer}/{_escape(model_name)}"
        return Place(path, pointer, masked or self.masked)

    def item(self, index: int) -> Place:
        path, pointer = f"{self.path}[{index}]", f"{self.pointer}/{index}"
        return Place(path, pointer, self.masked)

    def entry(self, key: Any) -> Place:
        if self.masked:
            return Place(f"{self.path}[*]", f"{self.pointer}/*", True)
        name = str.__str__(key) if isinstance(key, str) else type(key).__name__
        return Place(f"{self.path}[{name!r}]", f"{self.pointer}/{_escape(name)}")


class Faults:
    """Collects violations."""

    def __init__(self) -> None:
        self.found: list[Violation] = []

    def add(
        self, at: Place, constraint: str, demand: str, size: int | None = None
    ) -> None:
        value = "Value" if size is None else f"Value with length {size}"
        message = (
            f"{value} at '{cut(at.pointer)}' failed to satisfy constraint:"
            f" Member must {demand}"
        )
        self.found.append(Violation(at.path, at.pointer, constraint, message))

    def wrong_type(self, at: Place, wanted: str, value: Any) -> None:
        self.add(at, "type", f"be {wanted}, not {_given(value, at)}")

    def constrain(
        self, constraints: tuple[Constraint, ...], value: Any, at: Place
    ) -> None:
        """Add the first constraint that the value breaks.

        Length comes before pattern, so that a hostile text buys no time; the model's
        range before that of its type.
        """
        ranges = [c for c in constraints if isinstance(c, Range)]
        others = [c for c in constraints if not isinstance(c, Range)]
        for constraint in [*reversed(ranges), *others]:
            if not constraint.allows(value):
                size = len(value) if isinstance(constraint, Length) else None
                self.add(at, constraint.name, constraint.demand(), size)
                return


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _given(value: Any, at: Place) -> str:
    """The type of a value and, where it is short and no secret, the value."""
    name = type(value).__name__
    if at.masked or type(value) not in _PLAIN:
        return name
    if isinstance(value, int) and value.bit_length() > 200:
        return name
    if isinstance(value, (str, bytes)) and len(value) > 60:
        return f"{name} {value[:60]!r}…"
    return f"{name} {value!r}"
