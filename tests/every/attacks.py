"""Texts that are made to keep a pattern busy."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NamedTuple, TypeVar

from shapewright.text.regex.nodes import (
    Branch,
    Branches,
    Capture,
    Group,
    Kind,
    Node,
    One,
    Repeat,
)

from .texts import Maker, characters, parsed

LONGEST = 20_000
"""Characters of an attack on a pattern whose shape has no length of its own."""
_MOST = 1_000_000
"""Beyond that, whatever reads each character once takes its time."""
LIMIT = 0.05
"""Seconds that a pattern may take on any of them."""
_Answer = TypeVar("_Answer")
_KILLERS = ("", "\x00", "!", "\n", " ", "~", "\U0010ffff")


class TooLong(Exception):
    """A match took more than its time."""


def attacks(source: str, high: int | None) -> Iterator[Callable[[int], str]]:
    """Texts of any length: a beginning, something repeated, and an end that fails.

    Args:
        source: The model's pattern.
        high: The greatest length that its shape allows.
    """
    branches = parsed(source).branches
    limit = LONGEST if high is None else min(high, _MOST)
    seen = set()
    for before, pump, after in _places(branches):
        for killer in _KILLERS:
            for end in {killer, after + killer}:
                key = before, pump, end
                if pump and key not in seen:
                    seen.add(key)
                    yield _Attack(before, pump, end, limit)


class _Attack:
    def __init__(self, before: str, pump: str, after: str, limit: int) -> None:
        self.before, self.pump, self.after, self._limit = before, pump, after, limit

    def __call__(self, length: int) -> str:
        length = min(length, self._limit)
        room = max(0, length - len(self.before) - len(self.after))
        text = self.before + self.pump * (room // len(self.pump)) + self.after
        return text[:length]

    def __repr__(self) -> str:
        return f"{self.before!r} + n * {self.pump!r} + {self.after!r}"


def _places(branches: Branches) -> Iterator[tuple[str, str, str]]:
    """What stands before a repeat, what it repeats, and what may stand behind it."""
    chars = letters(branches)
    for char in chars:
        yield "", char, ""
        for other in chars:
            if other != char:
                yield "", char + other, ""
    yield from _of_branches(branches, "", "", random.Random(0), chars)


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


def _of_branches(
    branches: Branches, before: str, after: str, rng: random.Random, letters: str
) -> Iterator[tuple[str, str, str]]:
    for branch in branches:
        for index, node in enumerate(branch):
            start = before + _text(branch[:index], rng)
            rest = _text(branch[index + 1 :], rng) + after
            yield from _of_node(node, start, rest, rng, letters)


def _of_node(
    node: Node, before: str, after: str, rng: random.Random, letters: str
) -> Iterator[tuple[str, str, str]]:
    match node:
        case Repeat(item, quantifier):
            if quantifier.high is None or quantifier.high > 4:
                for _ in range(3):
                    yield before, _text((item,), rng), after
                for letter in letters:
                    yield before, letter, after
            yield from _of_node(item, before, after, rng, letters)
        case Group(kind, branches):
            inner = after if kind in (Kind.PLAIN, Kind.ATOMIC) else ""
            yield from _of_branches(branches, before, inner, rng, letters)
        case Capture(branches):
            yield from _of_branches(branches, before, after, rng, letters)


def _text(branch: Branch, rng: random.Random) -> str:
    return Maker(rng, 0).branches((branch,))


class Worst(NamedTuple):
    """What took longest."""

    seconds: float = 0.0
    attack: Callable[[int], str] = str
    length: int = 0


def worst(
    match: Callable[[str], object], source: str, high: int | None, *, cap: float = 1.0
) -> Worst:
    """The most seconds that any attack takes, up to a cap, and what it was."""
    slowest = Worst()
    limit = LONGEST if high is None else min(high, _MOST)
    for attack in attacks(source, high):
        length = 24
        while True:
            took = seconds(match, attack(length), cap)
            if took > slowest.seconds:
                slowest = Worst(took, attack, min(length, limit))
            if took >= cap or length >= limit:
                break
            length = length * 2 if took < 0.001 else length + length // 4
        if slowest.seconds >= cap:
            break
    return slowest


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
