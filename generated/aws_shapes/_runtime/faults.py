"""What the thorough check has found wrong, and where."""

# Annotations are not deferred: run-time type checkers cannot resolve a NamedTuple's.

from typing import Any, NamedTuple, TypeAlias

from .constraints import Constraint, Length
from .errors import LOCATION, Violation, cut, escape, printable
from .exact import is_a, name_of
from .kinds import Member
from .suggestions import Choice

_PLAIN = (str, int, float, bool, bytes)


class Key(NamedTuple):
    """A step into a map."""

    key: Any


class Unknown(NamedTuple):
    """A step to a member that the model does not have."""

    key: Any


Step: TypeAlias = Member | Key | Unknown | int
"""From a value to one in it; an int is an index."""
Way: TypeAlias = tuple[Any, Step] | None
"""A linked list, from the last step back: most ways are never turned into text."""


def spell(way: Way) -> tuple[str, str]:
    """The location that a way leads to, in Python's words and as a JSON pointer."""
    path, pointer, masked = "", "", False
    for step in _steps(way):
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
    return path, pointer


def _steps(way: Way) -> list[Step]:
    steps: list[Step] = []
    while way is not None:
        way, step = way
        steps.append(step)
    steps.reverse()
    return steps


def is_masked(way: Way) -> bool:
    """Whether a sensitive member leads here: then no value is shown, and no key."""
    while way is not None:
        way, step = way
        if isinstance(step, Member) and step.sensitive:
            return True
    return False


def _without_keys(way: Way) -> Way:
    """The same way, with nothing of a sensitive member's content left in it."""
    cleaned: Way = None
    masked = False
    for step in _steps(way):
        if isinstance(step, Member):
            masked = masked or step.sensitive
        elif masked and not isinstance(step, int):
            step = type(step)("*")
        cleaned = cleaned, step
    return cleaned


def _text(key: Any) -> str:
    return str.__str__(key) if is_a(key, str) else name_of(key)


class _Fault:
    """A violation's location and text, spelt when they are read."""

    __slots__ = ("_choice", "_demand", "_size", "_way", "constraint", "given")

    def __init__(
        self,
        way: Way,
        constraint: str,
        demand: str,
        size: int | None,
        given: str,
        choice: Choice | None,
    ) -> None:
        self._way, self.constraint = way, constraint
        self._demand, self._size = demand, size
        self.given, self._choice = given, choice

    @property
    def path(self) -> str:
        return spell(self._way)[0]

    @property
    def pointer(self) -> str:
        return spell(self._way)[1]

    @property
    def message(self) -> str:
        return self.shown()[1]

    def shown(self) -> tuple[str, str]:
        """The path and the message."""
        path, pointer = spell(self._way)
        value = "Value" if self._size is None else f"Value with length {self._size}"
        demand = self._demand
        if self._choice is not None:
            demand = self._choice.demand(demand)
        return path, (
            f"{value} at '{escape(pointer, LOCATION)}' failed to satisfy constraint:"
            f" Member must {printable(demand)}"
        )

    @property
    def suggestions(self) -> tuple[str, ...]:
        return () if self._choice is None else self._choice.suggestions


class Faults:
    """Collects violations."""

    def __init__(self) -> None:
        self.found: list[_Fault] = []

    def violations(self) -> tuple[Violation, ...]:
        return tuple([Violation.of(one.constraint, one) for one in self.found])

    def add(
        self,
        way: Way,
        constraint: str,
        demand: str,
        *,
        size: int | None = None,
        given: str = "",
        choice: Choice | None = None,
    ) -> None:
        """Add one.

        Args:
            demand: What `Member must …` goes on with.
            size: The length of the value, where that is what is wrong.
            given: What the wording leaves out; not shown of what is sensitive.
            choice: What the value was to be one of.
        """
        if is_masked(way):
            way, given = _without_keys(way), ""
            choice = choice and choice.masked()
        self.found.append(_Fault(way, constraint, demand, size, given, choice))

    def tell_key(self, since: int, key: Any, way: Way) -> None:
        """Say of new faults that they are about a key of the map, and about which."""
        is_shown = is_a(key, str) and not is_masked(way)
        for one in self.found[since:]:
            one.given = shown("the key", key) if is_shown else "a key"

    def wrong_type(
        self, way: Way, wanted: str, value: Any, *, masked: bool = False
    ) -> None:
        """Add that a value is of the wrong type, and what it is.

        Args:
            masked: Leave it at its type, which may have been meant for a secret.
        """
        given = _given(value, masked=masked or is_masked(way))
        self.add(way, "type", f"be {wanted}, not {given}")

    def constrain(
        self, constraints: tuple[Constraint, ...], value: Any, way: Way
    ) -> None:
        """Add the first constraint that the value breaks."""
        for constraint in constraints:
            if not constraint.allows(value):
                size = len(value) if isinstance(constraint, Length) else None
                self.add(way, constraint.name, constraint.demand(), size=size)
                return


def shown(what: str, value: str) -> str:
    """`not 'Turbo'`, `the key 'a'`."""
    return f"{what} {cut(repr(str.__str__(value)), 60)}"


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _given(value: Any, *, masked: bool) -> str:
    """The type of a value and, where it is short and no secret, the value."""
    name = name_of(value)
    if masked or not any(type(value) is one for one in _PLAIN):
        return name
    if isinstance(value, int) and value.bit_length() > 200:
        return name
    if isinstance(value, (str, bytes)) and len(value) > 60:
        return f"{name} {value[:60]!r}…"
    return f"{name} {value!r}"
