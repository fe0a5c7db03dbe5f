"""What the members of a structure must satisfy together."""

from __future__ import annotations

from typing import Any

from .constraints import Note


class Rule(Note):
    """What a structure's members must satisfy together: a test of presence only.

    Args:
        members: Python's names.
    """

    __slots__ = ("members",)

    def __init__(self, *members: str) -> None:
        self.members = members

    def _said(self) -> tuple[Any, ...]:
        return self.members

    def holds(self, present: list[bool]) -> bool:
        """Whether the rule holds, given which of `members` are present, in order."""
        raise NotImplementedError

    def demand(self) -> str:
        """What `Exactly one of …` and the like says."""
        raise NotImplementedError

    def _names(self, names: tuple[str, ...] | None = None) -> str:
        *head, last = self.members if names is None else names
        return f"{', '.join(head)} and {last}" if head else last


class ExactlyOneOf(Rule):
    """One member is set, and no other."""

    __slots__ = ()

    def holds(self, present: list[bool]) -> bool:
        return sum(present) == 1

    def demand(self) -> str:
        return f"exactly one of {self._names()} must be set"


class AtMostOneOf(Rule):
    """No member is set, or one."""

    __slots__ = ()

    def holds(self, present: list[bool]) -> bool:
        return sum(present) <= 1

    def demand(self) -> str:
        return f"at most one of {self._names()} may be set"


class AtLeastOneOf(Rule):
    """One member is set, or more."""

    __slots__ = ()

    def holds(self, present: list[bool]) -> bool:
        return any(present)

    def demand(self) -> str:
        return f"at least one of {self._names()} must be set"


class AllOrNoneOf(Rule):
    """Every member is set, or none is."""

    __slots__ = ()

    def holds(self, present: list[bool]) -> bool:
        return len(set(present)) <= 1

    def demand(self) -> str:
        return f"either all of {self._names()} must be set, or none"


class Requires(Rule):
    """Where the first member is set, all others are."""

    __slots__ = ()

    def holds(self, present: list[bool]) -> bool:
        return not present[0] or all(present)

    def demand(self) -> str:
        return f"{self.members[0]} requires {self._names(self.members[1:])}"
