"""Words that keep a backtracking matcher busy, found in a pattern's automaton.

Where a word leads from a place back to it, and to another place, and from that back to
it as well, n such words can be read in n ways (Weber and Seidl), all of which `re`
tries if what follows fails. Here repeats have no upper bound, nothing is atomic, and a
look is a way like any other: words too many are found, to be tried.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from .alphabet import Alphabet
from .program import Fork, Look, Read, program

_MOST = 4000
"""How many places at a time are visited in search of one word."""
_COPIES = 100
"""How often a part is written out that has to come more often."""

Word = tuple[int, ...]
"""Letters of an alphabet, as numbers."""
_Three = tuple[int, int, int]


class Pump(NamedTuple):
    """What can be repeated behind a text, and a character that then goes wrong."""

    before: str
    word: str
    after: str


def pumps(text: str) -> list[Pump]:
    """Those of a pattern of `re`: in readable characters and in rare ones."""
    places = _Places(text)
    found: dict[Pump, None] = {}
    for place, word in places.words():
        before = places.ways[place]
        parts = before, word, (places.end(before + word + word),)
        for letters in (places.alphabet.letters, places.alphabet.rare):
            spelt = ["".join([letters[one] for one in part]) for part in parts]
            found[Pump(*spelt)] = None
    return list(found)


def _loosened(nodes: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Parts of a pattern, of which each takes no less than it did."""
    for kind, value in nodes:
        match str(kind), value:
            case "ATOMIC_GROUP", inner:
                yield from _loosened(inner)
            case "SUBPATTERN", (number, on, off, inner):
                yield "SUBPATTERN", (number, on, off, list(_loosened(inner)))
            case "BRANCH", (nothing, branches):
                yield "BRANCH", (nothing, [list(_loosened(one)) for one in branches])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (low, high, inner):
                least = min(int(low), _COPIES)
                most = least if low == high else 1 if high == 1 else "MAXREPEAT"
                yield "MAX_REPEAT", (least, most, list(_loosened(inner)))
            case "ASSERT" | "ASSERT_NOT", (1, inner):
                yield "ASSERT", (1, list(_loosened(inner)))
            case "ASSERT" | "ASSERT_NOT" | "AT" | "GROUPREF", _:
                pass
            case name, _:
                yield name, value


class _Places:
    """Where a pattern reads a character, by the numbers of instructions.

    Attributes:
        ways: For each, a shortest word that leads to it.
    """

    def __init__(self, text: str) -> None:
        made = program(text, _loosened)
        self._code = made.code
        self.alphabet = Alphabet(made.sets)
        reads = {n: one for n, one in enumerate(made.code) if isinstance(one, Read)}
        self._letters = {n: self.alphabet.of(one.ranges) for n, one in reads.items()}
        self._next = {n: self._from(one.then) for n, one in reads.items()}
        self._reached = {n: self._all_from(n) for n in reads}
        self._start = self._from(made.start)
        self.ways: dict[int, Word] = {n: () for n in self._start}
        waiting = deque(self.ways)
        while waiting:
            here = waiting.popleft()
            for place in self._next[here] if self._letters[here] else ():
                if place not in self.ways:
                    self.ways[place] = (*self.ways[here], min(self._letters[here]))
                    waiting.append(place)

    def _from(self, start: int) -> frozenset[int]:
        """Where a character is read next."""
        found, waiting = {start}, [start]
        while waiting:
            more: set[int] = set()
            match self._code[waiting.pop()]:
                case Fork(ways):
                    more = set(ways) - found
                case Look(_, inner, then):
                    more = {inner, then} - found
            found |= more
            waiting += more
        return frozenset([n for n in found if isinstance(self._code[n], Read)])

    def _all_from(self, start: int) -> frozenset[int]:
        """Where any more characters are read behind a place."""
        found, waiting = set(self._next[start]), [*self._next[start]]
        while waiting:
            more = self._next[waiting.pop()] - found
            found |= more
            waiting += more
        return frozenset(found)

    def end(self, word: Word) -> int:
        """The letter that leaves the fewest ways to go on behind a word."""
        here = self._start
        for letter in word:
            here = self._step(here, letter)
        letters = range(len(self.alphabet.letters))
        return min(letters, key=lambda letter: len(self._step(here, letter)))

    def _step(self, places: frozenset[int], letter: int) -> frozenset[int]:
        reading = [one for one in places if letter in self._letters[one]]
        return frozenset[int]().union(*[self._next[one] for one in reading])

    def words(self) -> Iterable[tuple[int, Word]]:
        """What can be repeated, and where; a word that is turned is the same one."""
        found: dict[tuple[frozenset[int], Word], tuple[int, Word]] = {}
        for place, word in self._all_words():
            turned = min([word[n:] + word[:n] for n in range(len(word))])
            found.setdefault((self._reached[place], turned), (place, word))
        return found.values()

    def _all_words(self) -> Iterator[tuple[int, Word]]:
        shared: dict[int, dict[int, Word]] = {}
        for place in self.ways:
            for other in self._reached[place] & self.ways.keys():
                if word := self._word(place, other):
                    yield place, word
                    if other != place:
                        shared.setdefault(place, {})[other] = word
        for place, words in shared.items():  # two words that three repeats take
            for other, word in words.items():
                for more in shared.get(other, {}).values():
                    yield place, word + more

    def _word(self, place: int, other: int) -> Word:
        """A shortest that leads from both back to them, and from one to the other.

        Nothing where there is none, or none is found soon.
        """
        if place not in self._reached[place] or other not in self._reached[other]:
            return ()
        start, goal = (place, place, other), (place, other, other)
        known: dict[_Three, Word] = {start: ()}
        waiting = deque([start])
        while waiting and len(known) < _MOST:
            first, second, third = here = waiting.popleft()
            shared = frozenset.intersection(*[self._letters[one] for one in here])
            if not shared:
                continue
            word = (*known[here], min(shared))
            ways = self._next[first], self._next[second], self._next[third]
            for three in product(*ways):
                if three == goal:
                    return word
                if three not in known and self._leads(three, goal):
                    known[three] = word
                    waiting.append(three)
        return ()

    def _leads(self, three: Iterable[int], goal: Iterable[int]) -> bool:
        return all(
            one == other or other in self._reached[one]
            for one, other in zip(three, goal, strict=True)
        )
