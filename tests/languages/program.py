"""A pattern as a program: what may be read, and where to go on from there.

The parser is Python's own, so that what is decided here holds for what `re` runs, and
an error in the project's parser cannot hide itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from shapewright.text.regex.ranges import (
    EVERYTHING,
    Ranges,
    both_cases,
    inverted,
    pairs,
    union,
)

_parse: Any = import_module("re._parser").parse
_NEWLINE = pairs("\n\n")
WORD = pairs("09AZ__az")
_CATEGORIES = {"DIGIT": pairs("09"), "WORD": WORD, "SPACE": pairs("\t\r  ")}
_ONES = ("LITERAL", "NOT_LITERAL", "IN", "ANY")
_BEGINNINGS = ("AT_BEGINNING", "AT_BEGINNING_STRING")


class Unsupported(ValueError):
    """A part of a pattern that these automata know nothing of."""


@dataclass(frozen=True, slots=True)
class Read:
    """One character."""

    ranges: Ranges
    then: int


@dataclass(frozen=True, slots=True)
class Fork:
    """Any of several ways; `re` tries the first one first."""

    ways: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Whether the program that starts there matches a beginning of what follows."""

    wanted: bool
    start: int
    then: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Whether the character before is one of these; at the beginning there is none."""

    wanted: bool
    ranges: Ranges
    then: int


@dataclass(frozen=True, slots=True)
class WordEdge:
    r"""``\b``; the program that starts there reads what words are made of."""

    word: int
    then: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """Nothing before."""

    then: int


@dataclass(frozen=True, slots=True)
class Atomic:
    """The first match of the program that starts there, and no other."""

    start: int
    then: int


@dataclass(frozen=True, slots=True)
class End:
    """The match of a whole text: nothing follows."""


@dataclass(frozen=True, slots=True)
class Done:
    """The match of a part: anything may follow."""


Instruction = Read | Fork | Look | Behind | WordEdge | Beginning | Atomic | End | Done
END, DONE = 0, 1


@dataclass(slots=True)
class Program:
    """Instructions, by their numbers.

    Attributes:
        ranks: For each, which one it is a copy of, and how many more copies may come,
            for each repeat that it stands in. More of them match all that fewer do.
    """

    start: int = END
    code: list[Instruction] = field(default_factory=lambda: [End(), Done()])
    ranks: list[tuple[int, tuple[int, ...]]] = field(
        default_factory=lambda: [(END, ()), (DONE, ())]
    )

    @property
    def sets(self) -> set[Ranges]:
        """All that it tells characters apart by."""
        return {one.ranges for one in self.code if isinstance(one, Read | Behind)}


def program(text: str, change: Callable[[Any], Iterable[Any]] = list) -> Program:
    r"""Compile a pattern for matching whole texts; ``\p{…}`` must not stand in it.

    Args:
        change: Gives what is compiled in place of what Python's parser found.

    Raises:
        Unsupported: Something in it is not known here.
    """
    tree = _parse(text, re.ASCII)
    made = Program()
    made.start = _Compiler(made).sequence(change(tree), tree.state.flags, END)
    return made


class _Compiler:
    """Each method gives the number of the instruction to begin with."""

    def __init__(self, made: Program) -> None:
        self._made = made

    def _add(self, instruction: Instruction) -> int:
        number = len(self._made.code)
        self._made.code.append(instruction)
        self._made.ranks.append((number, ()))
        return number

    def sequence(self, nodes: Any, flags: int, then: int) -> int:
        for kind, value in reversed(list(nodes)):
            then = self._node(str(kind), value, flags, then)
        return then

    def _node(self, kind: str, value: Any, flags: int, then: int) -> int:
        match kind, value:
            case _ if kind in _ONES:
                return self._add(Read(_ranges(kind, value, flags), then))
            case "BRANCH", (_, branches):
                ways = [self.sequence(branch, flags, then) for branch in branches]
                return self._add(Fork(tuple(ways)))
            case "SUBPATTERN", (_, on, off, inner):
                return self.sequence(inner, (flags | on) & ~off, then)
            case "MAX_REPEAT" | "MIN_REPEAT", _:
                return self._repeat(value, flags, then, lazy=kind == "MIN_REPEAT")
            case "POSSESSIVE_REPEAT", (_, _, inner) if _is_one(inner):
                start = self._repeat(value, flags, DONE, lazy=False)
                return self._add(Atomic(start, then))
            case "ATOMIC_GROUP", inner:
                return self._add(Atomic(self.sequence(inner, flags, DONE), then))
            case "ASSERT" | "ASSERT_NOT", (1, inner):
                start = self.sequence(inner, flags, DONE)
                return self._add(Look(kind == "ASSERT", start, then))
            case "ASSERT" | "ASSERT_NOT", (_, inner) if len(inner) == 1:
                ranges = _ranges(str(inner[0][0]), inner[0][1], flags)
                return self._add(Behind(kind == "ASSERT", ranges, then))
            case "AT", _ if not flags & re.MULTILINE:
                return self._place(str(value), then)
        raise Unsupported(f"{kind} of {value}")

    def _place(self, kind: str, then: int) -> int:
        if kind in _BEGINNINGS:
            return self._add(Beginning(then))
        if kind == "AT_END_STRING":
            return self._add(Look(True, END, then))
        if kind == "AT_END":
            before_newline = self._add(Fork((self._add(Read(_NEWLINE, END)), END)))
            return self._add(Look(True, before_newline, then))
        if kind == "AT_BOUNDARY":
            return self._add(WordEdge(self._add(Read(WORD, DONE)), then))
        raise Unsupported(kind)

    def _repeat(self, value: Any, flags: int, then: int, *, lazy: bool) -> int:
        low, high, inner = int(value[0]), value[1], value[2]
        if str(high) == "MAXREPEAT":
            fork = self._add(Fork(()))
            body = self.sequence(inner, flags, fork)
            self._made.code[fork] = _either(body, then, lazy=lazy)
            then = fork
        else:
            out, first = then, len(self._made.code)
            for copy in range(int(high) - low):
                begin = len(self._made.code)
                body = self.sequence(inner, flags, then)
                then = self._add(_either(body, out, lazy=lazy))
                self._rank(first, begin, copy)
        for _ in range(low):
            then = self.sequence(inner, flags, then)
        return then

    def _rank(self, first: int, begin: int, copy: int) -> None:
        """Note which instructions are copies of those of the last round."""
        ranks = self._made.ranks
        for number in range(begin, len(self._made.code)):
            original = ranks[first + number - begin][0]
            ranks[number] = (original, (*ranks[number][1], copy))


def _either(more: int, out: int, *, lazy: bool) -> Fork:
    return Fork((out, more) if lazy else (more, out))


def _is_one(nodes: Any) -> bool:
    """Whether it is one character: of more, each round would be atomic for itself."""
    return len(nodes) == 1 and str(nodes[0][0]) in _ONES


def _ranges(kind: str, value: Any, flags: int) -> Ranges:
    """Which characters a part matches that matches one."""
    cases = both_cases if flags & re.IGNORECASE else union
    match kind, value:
        case "LITERAL", _:
            return cases(((value, value),))
        case "NOT_LITERAL", _:
            return inverted(cases(((value, value),)))
        case "ANY", _:
            return EVERYTHING if flags & re.DOTALL else inverted(_NEWLINE)
        case "IN", [(first, _), *_]:
            found = cases(union([pair for item in value for pair in _item(*item)]))
            return inverted(found) if str(first) == "NEGATE" else found
    raise Unsupported(f"{kind} of {value}")


def _item(kind: Any, value: Any) -> Ranges:
    """What a member of a class adds to it."""
    match str(kind):
        case "NEGATE":
            return ()
        case "LITERAL":
            return ((value, value),)
        case "RANGE":
            return (tuple(value),)
        case "CATEGORY":
            negated, _, name = str(value).removeprefix("CATEGORY_").rpartition("_")
            return inverted(_CATEGORIES[name]) if negated else _CATEGORIES[name]
    raise Unsupported(f"{kind} in a class")
