"""States of a machine, in a short form: few of them, and equal ones are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .program import DONE, Program


class Held(NamedTuple):
    """Threads within an atomic group, the first choice first."""

    threads: tuple[int, ...]
    then: int


class Way(NamedTuple):
    """One thread, and what has to hold of all that follows."""

    thread: int | Held
    looks: frozenset[Seen] = frozenset()


State = frozenset[Way]


class Seen(NamedTuple):
    """A look that is under way."""

    wanted: bool
    state: State


FALSE: State = frozenset()
_DONE = Way(DONE)
TRUE: State = frozenset([_DONE])


def still_open(looks: Iterable[Seen]) -> frozenset[Seen] | None:
    """Those that are still open; None if one failed."""
    found = set()
    for look in looks:
        if look.state in (TRUE, FALSE):
            if (look.state == TRUE) is not look.wanted:
                return None
        else:
            found.add(look)
    return frozenset(found)


class Shortener:
    """Leaves out ways beside which another one matches all that they do.

    Those are in copies of a part that may come several times: of two that wait at the
    same place, the one that may still read more copies is enough.
    """

    def __init__(self, program: Program) -> None:
        self._ranked: dict[int | Held, tuple[int, tuple[int, ...]]] = {
            number: rank for number, rank in enumerate(program.ranks) if rank[1]
        }

    def state(self, ways: Iterable[Way]) -> State:
        """The state of these ways."""
        found = frozenset(ways)
        if len(found) < 2:
            return found
        if _DONE in found:
            return TRUE
        ranked = [way for way in found if way.thread in self._ranked]
        return found - self._covered(ranked) if len(ranked) > 1 else found

    def _covered(self, ways: list[Way]) -> set[Way]:
        """Those that are left out."""
        dropped = set()
        best: dict[tuple[int, frozenset[Seen]], list[tuple[int, ...]]] = {}
        for way in sorted(ways, key=self._rank, reverse=True):
            rank = self._rank(way)
            others = best.setdefault((self._ranked[way.thread][0], way.looks), [])
            if any(_covers(other, rank) for other in others):
                dropped.add(way)
            else:
                others.append(rank)
        return dropped

    def _rank(self, way: Way) -> tuple[int, ...]:
        return self._ranked[way.thread][1]


def _covers(more: tuple[int, ...], fewer: tuple[int, ...]) -> bool:
    return all(a >= b for a, b in zip(more, fewer, strict=True))


def looking(ways: Iterable[Way], looks: frozenset[Seen]) -> Iterator[Way]:
    """Ways that have to meet these looks as well."""
    for way in ways:
        both = way.looks | looks if way.looks and looks else way.looks or looks
        yield Way(way.thread, both)
