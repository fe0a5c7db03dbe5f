"""Character classes: Java's unions, intersections and hyphens, in the words of `re`.

As long as a class is a plain union, its parts keep their own spelling. Intersections
and negations within are computed, which takes sets that need no tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import assert_never

from .escapes import ROUGH, Character, CharacterSet, plain_character, read_escape
from .nodes import One
from .ranges import (
    ALL,
    ASCII,
    Ranges,
    both_cases,
    intersection,
    inverted,
    union,
    whole_class,
)
from .reader import Reader


@dataclass(frozen=True, slots=True)
class Span:
    """A range between two characters."""

    low: Character
    high: Character

    @property
    def text(self) -> str:
        # re warns of a set difference where a range ends in a bare hyphen.
        high = r"\-" if self.high.text == "-" else self.high.text
        return f"{self.low.text}-{high}"


@dataclass(frozen=True, slots=True)
class Class:
    """What stands between brackets, united."""

    negated: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What is in each of several unions."""

    sides: tuple[tuple[Part, ...], ...]


Leaf = Character | Span | CharacterSet
Part = Leaf | Class | Shared


def read_class(reader: Reader) -> One:
    """Read a class behind its opening bracket, and write it for `re`.

    Raises:
        Untranslatable: Java refuses the class, or it would have to be computed from
            tables.
    """
    content = _bracketed(reader)
    leaves = _leaves(content.parts)
    if leaves is None:
        ranges = _ranges(content, reader)
        return One(whole_class(ranges), ranges, ALL)
    text = _plain_union(reader, content.negated, leaves)
    exact = not any(isinstance(x, CharacterSet) and x.ranges is None for x in leaves)
    if exact:
        return One(text, _ranges(content, reader), ALL)
    surely = _surely(leaves)
    if content.negated:
        return One(text, intersection(inverted(surely), ((0, ASCII - 1),)), ASCII)
    return One(text, surely, ASCII, frozenset([_text(leaf) for leaf in leaves]))


def _surely(leaves: list[Leaf]) -> Ranges:
    """What is in a union, of properties only their ASCII characters."""
    sure: list[tuple[int, int]] = []
    for leaf in leaves:
        match leaf:
            case CharacterSet(_, _, ranges, _, ascii):
                sure += ascii if ranges is None else ranges
            case Span(low, high):
                sure.append((low.code, high.code))
            case Character(_, code):
                sure.append((code, code))
            case _:
                assert_never(leaf)
    return union(sure)


def _bracketed(reader: Reader) -> Class:
    with reader.nested():
        negated = reader.take("^")
        parts = _united(reader)
        reader.expect("]", "a class is not closed")
        return Class(negated, tuple(parts))


def _united(reader: Reader) -> list[Part]:
    """Read up to the closing bracket, which is a character where nothing precedes."""
    parts: list[Part] = []
    while reader.peek() != "]" or not parts:
        if reader.take("["):
            parts.append(_bracketed(reader))
        elif reader.take("&&"):
            parts = _shared(parts, tuple(_right_side(reader)))
        else:
            parts.append(_leaf(reader))
    return parts


def _shared(parts: list[Part], right: tuple[Part, ...]) -> list[Part]:
    match parts:
        case []:
            return list(right)
        case [Shared(sides)]:
            return [Shared((*sides, right))]
    return [Shared((tuple(parts), right))]


def _right_side(reader: Reader) -> list[Part]:
    """Read the right side of ``&&``; behind what has no brackets, nothing follows."""
    parts: list[Part] = []
    while reader.peek() not in ("]", "&"):
        if reader.take("["):
            parts.append(_bracketed(reader))
        else:
            with reader.nested():
                parts += _united(reader)
    if not parts or (reader.peek() == "&" and reader.peek(1) != "&"):
        reader.fail("an intersection is not complete")
    return parts


def _leaf(reader: Reader) -> Leaf:
    low = _item(reader)
    if isinstance(low, CharacterSet) or reader.peek() != "-":
        return low
    if reader.peek(1) in ("]", "["):
        return low
    reader.take("-")
    end = reader.position
    high = _item(reader, ends_range=True)
    if isinstance(high, CharacterSet):
        reader.fail("a range ends in a set of characters", end)
    if high.code < low.code:
        reader.fail("a range ends before it begins", end)
    return Span(low, high)


def _item(reader: Reader, *, ends_range: bool = False) -> Character | CharacterSet:
    if reader.take("\\"):
        return read_escape(reader, range_follows=ends_range or reader.peek(1) == "-")
    if not reader.peek():
        reader.fail("a class is not closed")
    return plain_character(reader.next())


def _leaves(parts: tuple[Part, ...]) -> list[Leaf] | None:
    """Return the leaves of a union of unions, or None where it must be computed."""
    leaves: list[Leaf] = []
    for part in parts:
        if isinstance(part, Class) and not part.negated:
            collected = _leaves(part.parts)
        elif isinstance(part, Class | Shared) or not _text(part):
            collected = None
        else:
            collected = [part]
        if collected is None:
            return None
        leaves += collected
    return leaves


def _plain_union(reader: Reader, negated: bool, leaves: list[Leaf]) -> str:
    if negated and any(isinstance(x, CharacterSet) and x.rough for x in leaves):
        reader.fail(ROUGH)
    texts = [_text(leaf) for leaf in leaves]
    neighbours = zip([None, *leaves[:-1]], texts, [*texts[1:], ""], strict=True)
    members = (
        "\\" + text if _is_misread(before, text, after, negated) else text
        for before, text, after in neighbours
    )
    return f"[{'^' if negated else ''}{''.join(members)}]"


def _text(leaf: Leaf) -> str:
    return leaf.inside if isinstance(leaf, CharacterSet) else leaf.text


def _is_misread(before: Leaf | None, text: str, after: str, negated: bool) -> bool:
    """Whether `re` would read the first character as an operator, or warn of one."""
    first = before is None
    match text[0]:
        case "]":
            return not first
        case "^":
            return first and not negated
        case "-" if len(text) > 1:
            return not first
        case "-":
            ends_something = first or isinstance(before, Span) or not after
            return not ends_something or after.startswith("-")
        case "&" | "~" | "|" as operator if len(text) == 1:
            return not first and after.startswith(operator)
    return False


def _ranges(part: Part, reader: Reader) -> Ranges:
    wanted: Ranges
    match part:
        case Class(negated, parts):
            wanted = _ranges_of_all(parts, reader)
            return inverted(wanted) if negated else wanted
        case Shared(sides):
            return reduce(
                intersection, (_ranges_of_all(parts, reader) for parts in sides)
            )
        case Character(_, code):
            wanted = ((code, code),)
        case Span(low, high):
            wanted = ((low.code, high.code),)
        case CharacterSet(inside, _, ranges):
            if ranges is None:
                reader.fail(f"{inside} is combined with other sets, which takes tables")
            wanted = ranges
        case _:
            assert_never(part)
    return both_cases(wanted) if reader.ignore_case else wanted


def _ranges_of_all(parts: tuple[Part, ...], reader: Reader) -> Ranges:
    return union(pair for part in parts for pair in _ranges(part, reader))
