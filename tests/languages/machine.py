"""What is left to be matched of a text, letter by letter.

A state is a set of threads, of which one has to come to its end. With a thread go the
looks that were begun on its way, which are states themselves and read along. In an
atomic group a thread is a list of threads in the order in which `re` tries them: where
one is done, those behind it are given up, and the group ends there unless one before
it is ever done, which is a look as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from .alphabet import Alphabet
from .program import (
    DONE,
    END,
    WORD,
    Atomic,
    Beginning,
    Behind,
    Done,
    End,
    Fork,
    Look,
    Program,
    Read,
    Unsupported,
    WordEdge,
)
from .states import FALSE, Held, Seen, Shortener, State, Way, looking, still_open

Letters = frozenset[int]
_BEFORE_ALL = -1


class Machine:
    """Runs one program over an alphabet's letters, which are numbers here."""

    def __init__(self, program: Program, alphabet: Alphabet) -> None:
        self._code = program.code
        self._state = Shortener(program).state
        reads = [one for one in self._code if isinstance(one, Read | Behind)]
        self._letters = {one.ranges: alphabet.of(one.ranges) for one in reads}
        self._always = {
            self._letters[one.ranges if isinstance(one, Behind) else WORD]
            for one in self._code
            if isinstance(one, Behind | WordEdge)
        }
        self._sets: dict[State, frozenset[Letters]] = {}
        self._steps: dict[tuple[int | Held, int], State] = {}
        self._states: dict[tuple[State, int], State] = {}
        self._looks: dict[tuple[frozenset[Seen], int], frozenset[Seen] | None] = {}
        self.start = self._state(self._from(program.start, _BEFORE_ALL))

    def step(self, state: State, letter: int) -> State:
        """The state behind one letter more."""
        key = state, letter
        if key not in self._states:
            ways: set[Way] = set()
            for way in state:
                moved = self._thread(way.thread, letter)
                if moved and way.looks:
                    moved = self._looking(moved, way.looks, letter)
                ways |= moved
            self._states[key] = self._state(ways)
        return self._states[key]

    def _looking(self, ways: State, looks: frozenset[Seen], letter: int) -> State:
        """The ways for which what was looked for goes on well."""
        key = looks, letter
        if key not in self._looks:
            read = [Seen(look.wanted, self.step(look.state, letter)) for look in looks]
            self._looks[key] = still_open(read)
        opened = self._looks[key]
        return FALSE if opened is None else frozenset(looking(ways, opened))

    def sets(self, state: State) -> frozenset[Letters]:
        """What tells letters apart in a state: those of a set lead to the same."""
        if state not in self._sets:
            found = set(self._always)
            for way in state:
                thread = way.thread
                for number in thread.threads if isinstance(thread, Held) else (thread,):
                    one = self._code[number]
                    if isinstance(one, Read):
                        found.add(self._letters[one.ranges])
                found.update(*[self.sets(look.state) for look in way.looks])
            self._sets[state] = frozenset(found)
        return self._sets[state]

    def accepts(self, state: State) -> bool:
        """Whether the text may end here."""
        return any(
            way.thread in (END, DONE)
            and all(self.accepts(one.state) is one.wanted for one in way.looks)
            for way in state
        )

    def _thread(self, thread: int | Held, letter: int) -> State:
        key = thread, letter
        if key not in self._steps:
            self._steps[key] = frozenset(self._moved(thread, letter))
        return self._steps[key]

    def _moved(self, thread: int | Held, letter: int) -> Iterator[Way]:
        if isinstance(thread, Held):
            starts = [
                number
                for number in (self._behind(one, letter) for one in thread.threads)
                if number is not None
            ]
            group, ends = self._held(starts, thread.then, letter)
            yield from group
            if ends is not None:
                yield from looking(self._from(thread.then, letter), ends)
        elif thread == DONE:
            yield Way(DONE)
        elif (number := self._behind(thread, letter)) is not None:
            yield from self._from(number, letter)

    def _behind(self, thread: int, letter: int) -> int | None:
        """Where a thread goes on that reads a letter."""
        one = self._code[thread]
        if isinstance(one, Read) and letter in self._letters[one.ranges]:
            return one.then
        return None

    # ---- what takes no character

    def _from(self, start: int, before: int) -> Iterator[Way]:
        """What a thread waits for, behind a letter."""
        waiting = [(start, frozenset[Seen]())]
        seen = set()
        while waiting:
            number, looks = waiting.pop()
            if (number, looks) in seen:
                continue
            seen.add((number, looks))
            match self._code[number]:
                case Read() | End() | Done():
                    yield Way(number, looks)
                case Atomic(inner, then):
                    group, ends = self._held([inner], then, before)
                    yield from looking(group, looks)
                    if ends is not None:
                        waiting.append((then, looks | ends))
                case Look(wanted, inner, then):
                    state = self._state(self._from(inner, before))
                    more = still_open([*looks, Seen(wanted, state)])
                    if more is not None:
                        waiting.append((then, more))
                case WordEdge(word, then):
                    in_word = self._behind(word, before) is not None
                    follows = Seen(not in_word, frozenset([Way(word)]))
                    waiting.append((then, looks | {follows}))
                case one:
                    waiting += [(then, looks) for then in self._free(one, before)]

    def _free(self, one: object, before: int) -> tuple[int, ...]:
        """Where one goes on that needs to know nothing of what follows."""
        match one:
            case Fork(ways):
                return ways
            case Beginning(then):
                return (then,) if before == _BEFORE_ALL else ()
            case Behind(wanted, ranges, then):
                return (then,) if (before in self._letters[ranges]) is wanted else ()
        raise Unsupported(f"{one} in an atomic group")

    def _held(
        self, starts: list[int], then: int, before: int
    ) -> tuple[State, frozenset[Seen] | None]:
        """What an atomic group waits for; and what may not follow if it ends here.

        None is for a group that cannot end here.
        """
        found: dict[int, None] = {}
        done = any(self._ordered(start, before, found, ()) for start in starts)
        group = frozenset([Way(Held(tuple(found), then))] if found else [])
        if not done:
            return group, None
        return group, still_open([Seen(False, self._state(map(Way, found)))])

    def _ordered(
        self, number: int, before: int, found: dict[int, None], path: tuple[int, ...]
    ) -> bool:
        """Find what reads, in order, up to where the group is done, if it is."""
        if number in path:
            raise Unsupported("a repeat of nothing in an atomic group")
        one = self._code[number]
        if isinstance(one, Done):
            return True
        if isinstance(one, Read):
            found[number] = None
            return False
        return any(
            self._ordered(then, before, found, (*path, number))
            for then in self._free(one, before)
        )
