"""Where a walk is, and what it has found wrong so far."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from .constraints import Constraint, Length
from .errors import Violation, cut
from .kinds import Member

_PLAIN = (str, int, float, bool, bytes)


class Key(NamedTuple):
    """A step into a map."""

    key: Any


class Unknown(NamedTuple):
    """A step to a member that the model does not have."""

    key: Any


Step: TypeAlias = Member | Key | Unknown | int
"""From a value to one in it; an int is an index."""
Way: TypeAlias = "tuple[Way, Step] | None"
"""The way before, and its last step: a walk goes many ways and spells few."""


class Place(NamedTuple):
    """Where a way leads, in Python's words and as a JSON pointer."""

    path: str
    pointer: str
    masked: bool
    """Whether a sensitive member leads here: then no value is shown, and no key."""


def spell(way: Way) -> Place:
    """The place that a way leads to."""
    steps: list[Step] = []
    while way is not None:
        way, step = way
        steps.append(step)
    path, pointer, masked = "", "", False
    for step in reversed(steps):
        if isinstance(step, int):
            path, pointer = f"{path}[{step}]", f"{pointer}/{step}"
            continue
        if isinstance(step, Member):
            name, escaped = step.name, _escape(step.model_name)
            masked = masked or step.sensitive
        else:
            name = "*" if masked else _text(step.key)
            escaped = _escape(name)
        if isinstance(step, Key):
            path += f"[{name if masked else repr(name)}]"
        else:
            path += f".{name}" if path else name
        pointer += f"/{escaped}"
    return Place(path, pointer, masked)


def _text(key: Any) -> str:
    return str.__str__(key) if isinstance(key, str) else type(key).__name__


class Faults:
    """Collects violations."""

    def __init__(self) -> None:
        self.found: list[Violation] = []

    def add(
        self, way: Way, constraint: str, demand: str, size: int | None = None
    ) -> None:
        value = "Value" if size is None else f"Value with length {size}"
        at = spell(way)
        message = (
            f"{value} at '{cut(at.pointer)}' failed to satisfy constraint:"
            f" Member must {demand}"
        )
        self.found.append(Violation(at.path, at.pointer, constraint, message))

    def tell(self, since: int, what: str, value: Any, way: Way) -> None:
        """Add to new faults what their wording leaves out."""
        if not spell(way).masked and isinstance(value, str):
            given = f"{what} {cut(repr(str.__str__(value)), 60)}"
            for index in range(since, len(self.found)):
                self.found[index] = self.found[index]._replace(given=given)

    def wrong_type(self, way: Way, wanted: str, value: Any) -> None:
        given = _given(value, masked=spell(way).masked)
        self.add(way, "type", f"be {wanted}, not {given}")

    def constrain(
        self, constraints: tuple[Constraint, ...], value: Any, way: Way
    ) -> None:
        """Add the first constraint that the value breaks."""
        for constraint in constraints:
            if not constraint.allows(value):
                size = len(value) if isinstance(constraint, Length) else None
                self.add(way, constraint.name, constraint.demand(), size)
                return


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _given(value: Any, *, masked: bool) -> str:
    """The type of a value and, where it is short and no secret, the value."""
    name = type(value).__name__
    if masked or type(value) not in _PLAIN:
        return name
    if isinstance(value, int) and value.bit_length() > 200:
        return name
    if isinstance(value, (str, bytes)) and len(value) > 60:
        return f"{name} {value[:60]!r}…"
    return f"{name} {value!r}"
