"""Texts that are made to keep a pattern busy."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NamedTuple, TypeVar

from languages.ambiguous import pumps
from shapewright.text.regex.nodes import Branches, Capture, Group, One, Repeat

from .texts import characters

LONGEST = 65_536
"""Characters of an attack on a pattern whose shape has no length of its own."""
_MOST = 1_000_000
"""Beyond that, whatever reads each character once takes its time."""
LIMIT = 0.05
"""Seconds that a pattern may take on any of them."""
_FIRST = 1024
"""Characters of the shortest attack."""
_Answer = TypeVar("_Answer")


class TooLong(Exception):
    """A match took more than its time."""


class Attack(NamedTuple):
    """A beginning, something repeated, and an end that fails."""

    before: str = ""
    word: str = "a"
    after: str = ""

    def text(self, length: int) -> str:
        """One of such a length, if its parts are not longer."""
        room = max(0, length - len(self.before) - len(self.after))
        text = self.before + self.word * (room // len(self.word)) + self.after
        return text[:length]


def attacks(text: str) -> Iterator[Attack]:
    """What is made to keep a pattern of `re` busy."""
    for before, word, after in pumps(text):
        for end in ("", after):
            yield Attack(before, word, end)


def letters(branches: Branches) -> str:
    """Characters that tell the classes of a pattern apart."""
    sets = {frozenset(characters(one.text)): None for one in _ones(branches)}
    found: dict[tuple[bool, ...], str] = {}
    for char in sorted(set().union(*sets)):
        found.setdefault(tuple([char in chars for chars in sets]), char)
    return "".join(found.values())[:12]


def _ones(branches: Branches) -> Iterator[One]:
    for branch in branches:
        for node in branch:
            item = node.item if isinstance(node, Repeat) else node
            if isinstance(item, One):
                yield item
            elif isinstance(item, Group | Capture):
                yield from _ones(item.branches)


class Worst(NamedTuple):
    """What took longest."""

    seconds: float = 0.0
    attack: Attack = Attack()
    length: int = 0


def worst(
    match: Callable[[str], object], text: str, high: int | None, *, cap: float = 1.0
) -> Worst:
    """The most seconds that any attack takes, up to a cap, and what it was.

    Args:
        text: What `match` asks, in the dialect of `re`.
        high: The greatest length that the pattern's shape allows.
    """
    slowest = Worst()
    limit = LONGEST if high is None else min(high, _MOST)
    for attack in attacks(text):
        length = min(_FIRST, limit)
        while True:
            took = _elapsed(match, attack.text(length), cap)
            slowest = max(slowest, Worst(took, attack, length))
            if took >= cap:
                return slowest
            if length == limit or took * (limit / length) ** 2 < LIMIT / 2:
                break  # not even the square would be too much
            length = min(length * 2, limit)
    return slowest


def _elapsed(match: Callable[[str], object], text: str, cap: float) -> float:
    """Seconds, short ones on the wall: a processor's are counted too roughly."""
    begin = time.perf_counter()
    took = seconds(match, text, cap)
    return min(cap, max(took, min(time.perf_counter() - begin, LIMIT / 2)))


def seconds(match: Callable[[str], object], text: str, cap: float) -> float:
    """How long an answer takes, or the cap."""
    said = within_time(match, text, cap)
    return cap if said is None else said[0]


def within_time(
    ask: Callable[[str], _Answer], text: str, cap: float
) -> tuple[float, _Answer] | None:
    """How many seconds an answer took, and the answer; None if that is too long.

    The processor's seconds: what other programs do does not count.
    """

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cap)
    begin = time.process_time()
    try:
        answer = ask(text)
        return time.process_time() - begin, answer
    except TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
