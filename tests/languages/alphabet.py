"""Characters that no part of two patterns tells apart, as one letter."""

from __future__ import annotations

from collections.abc import Iterable

from shapewright.text.regex.ranges import LAST, Ranges

_READABLE = range(0x20, 0x7F)
_BMP = 0xFFFF


class Alphabet:
    """The letters of all sets of characters together.

    Attributes:
        letters: A character of each, a readable one where there is one.
        rare: One from the shortest stretch of each, beyond U+FFFF where it is there.
    """

    def __init__(self, sets: Iterable[Ranges]) -> None:
        self._sets = list(sets)
        starts = {0}
        for ranges in self._sets:
            for low, high in ranges:
                starts |= {low, high + 1}
        *begins, _ = sorted(starts | {LAST + 1})
        members: dict[int, set[int]] = {start: set() for start in begins}
        for index, ranges in enumerate(self._sets):
            for start in _within(begins, ranges):
                members[start].add(index)
        found: dict[frozenset[int], int] = {}
        rare: dict[frozenset[int], tuple[bool, int, int]] = {}
        ends = [*begins[1:], LAST + 1]
        for (start, sets_of_it), end in zip(members.items(), ends, strict=True):
            key = frozenset(sets_of_it)
            stretch = start <= _BMP, end - start, start
            rare[key] = min(rare.get(key, stretch), stretch)
            if key not in found or (start in _READABLE and found[key] not in _READABLE):
                found[key] = start
        self.letters = [chr(code) for code in found.values()]
        self.rare = [chr(rare[key][-1]) for key in found]
        self._holders = list(found)
        self._apart: dict[frozenset[frozenset[int]], list[int]] = {}

    def of(self, ranges: Ranges) -> frozenset[int]:
        """Which letters a set has, by their places."""
        index = self._sets.index(ranges)
        return frozenset(
            [place for place, sets in enumerate(self._holders) if index in sets]
        )

    def apart(self, sets: frozenset[frozenset[int]]) -> list[int]:
        """One letter of each kind, if only these sets tell them apart."""
        if sets not in self._apart:
            found: dict[tuple[bool, ...], int] = {}
            for place in range(len(self.letters)):
                found.setdefault(tuple([place in one for one in sets]), place)
            self._apart[sets] = list(found.values())
        return self._apart[sets]


def _within(starts: list[int], ranges: Ranges) -> list[int]:
    """Which of the places, in order, are in a set."""
    found, index = [], 0
    for start in starts:
        while index < len(ranges) and ranges[index][1] < start:
            index += 1
        if index < len(ranges) and ranges[index][0] <= start:
            found.append(start)
    return found
