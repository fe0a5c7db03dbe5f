"""The first text that one pattern matches and another does not."""

from __future__ import annotations

from collections import deque

from .alphabet import Alphabet
from .machine import Machine
from .program import program
from .states import State


def difference(left: str, right: str, longest: int | None = None) -> str | None:
    """A shortest text that one of two patterns matches; None if they are equal.

    Pairs of states that a text leads to are visited, the nearest first, without those
    that follow from pairs before them (Hopcroft and Karp).

    Args:
        longest: How many characters texts may have.

    Raises:
        Unsupported: From `program`.
    """
    programs = program(left), program(right)
    alphabet = Alphabet(programs[0].sets | programs[1].sets)
    one, other = (Machine(made, alphabet) for made in programs)
    known = _Known() if longest is None else _Visited()
    pair = one.start, other.start
    known.add(pair)
    waiting = deque([(pair, "")])
    while waiting:
        (here, there), text = waiting.popleft()
        if one.accepts(here) is not other.accepts(there):
            return text
        if len(text) == longest:
            continue
        for place in alphabet.apart(one.sets(here) | other.sets(there)):
            pair = one.step(here, place), other.step(there, place)
            if known.add(pair):
                waiting.append((pair, text + alphabet.letters[place]))
    return None


_Pair = tuple[State, State]
_Key = tuple[int, State]


class _Visited:
    """Pairs that were met; the first meeting is the one that leaves most characters."""

    def __init__(self) -> None:
        self._pairs: set[_Pair] = set()

    def add(self, pair: _Pair) -> bool:
        """Whether it is new."""
        new = pair not in self._pairs
        self._pairs.add(pair)
        return new


class _Known:
    """Which states match the same, if those of all pairs so far do."""

    def __init__(self) -> None:
        self._parents: dict[_Key, _Key] = {}

    def add(self, pair: _Pair) -> bool:
        """Whether it does not follow from the others."""
        left, right = self._root((0, pair[0])), self._root((1, pair[1]))
        if left == right:
            return False
        self._parents[left] = right
        return True

    def _root(self, key: _Key) -> _Key:
        while key in self._parents:
            key = self._parents[key]
        return key
