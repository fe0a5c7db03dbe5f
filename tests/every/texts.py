"""Texts that a pattern matches, made from its parts."""

from __future__ import annotations

import functools
import random
import re
import sys
from collections.abc import Iterator

from shapewright.runtime.patterns import matcher
from shapewright.runtime.unicode import expand
from shapewright.text.regex import translate
from shapewright.text.regex.nodes import (
    Branches,
    Capture,
    Group,
    Kind,
    Node,
    One,
    Pattern,
    Reference,
    Repeat,
)
from shapewright.text.regex.parser import Parser
from shapewright.text.regex.reader import Reader

USUAL = (
    "a",
    "abcd1234",
    "123456789012",
    "arn:aws:iam::123456789012:role/a",
    "arn:aws:lambda:eu-west-1:123456789012:function:a",
    "arn:aws:fsx:eu-west-1:123456789012:file-system/fs-0123456789abcdef0",
    "https://example.com/a",
    "s3://bucket/key",
    "2020-01-31T00:00:00Z",
)
_FIRST = "a0Bz9_-./: \t\n\r\x00é\u00a0Ж中\u2028😀"
_SEVERAL = 4
_TRIES = 30
_LONGEST = 2000


@functools.cache
def parsed(source: str) -> Pattern:
    """A model's pattern, in parts."""
    return Parser(Reader(source)).pattern()


@functools.cache
def characters(text: str) -> str:
    """Some that one character of a pattern takes, the plainest first."""
    match = re.compile(expand(text), re.ASCII).fullmatch
    ascii_ones = [chr(code) for code in range(32, 127)]
    found = [char for char in (*_FIRST, *ascii_ones) if match(char)]
    if not found:
        others = (chr(code) for code in range(sys.maxunicode + 1))
        found = [next(char for char in others if match(char))]
    return "".join(dict.fromkeys(found))


@functools.cache
def matching(source: str, low: int = 0, high: int | None = None) -> tuple[str, ...]:
    """A few texts, within a length, that a model's pattern matches.

    Always the same ones; none only where this module is not clever enough.
    """
    rng = random.Random(source)
    match = matcher(translate(source).text)
    found: dict[str, None] = {}
    for text in (*USUAL, *_made(source, rng, low, high)):
        sized = low <= len(text) and (high is None or len(text) <= high)
        if sized and text not in found and match(text):
            found[text] = None
            if len(found) == _SEVERAL:
                break
    return tuple(found)


def _made(source: str, rng: random.Random, low: int, high: int | None) -> Iterator[str]:
    """Texts of growing size; they obey look-arounds only by chance."""
    branches = parsed(source).branches
    for more in (0, 1, 3, 12, 40, low // 2, low, 2 * low, high or 0):
        for _ in range(_TRIES if more < 50 else _TRIES // 10):
            yield Maker(rng, more).branches(branches)
    for more in (low - 2, low - 1, low):
        for _ in range(4):
            yield Maker(rng, max(0, more), always=True).branches(branches)


class Maker:
    """Makes one text; look-arounds are left to chance.

    Args:
        more: How often a repeat may go on beyond its least number.
        always: Whether it does.
    """

    def __init__(self, rng: random.Random, more: int, always: bool = False) -> None:
        self._rng, self._more, self._always = rng, more, always
        self._room = _LONGEST
        self._captured: list[str] = []

    def branches(self, branches: Branches) -> str:
        branch = self._rng.choice(branches)
        return "".join([self._node(node) for node in branch])

    def _node(self, node: Node) -> str:
        match node:
            case One(text):
                found = characters(text)
                return self._rng.choice(found[: self._rng.choice((1, 8, 200))])
            case Reference(number):
                known = self._captured[number - 1 : number]
                return known[0] if known else ""
            case Repeat(item, quantifier):
                least = quantifier.low
                most = least + min(self._more, self._room)
                if quantifier.high is not None:
                    most = min(most, quantifier.high)
                always = self._always and quantifier.high != 1
                count = most if always else self._rng.randint(least, most)
                self._room = max(0, self._room - count)
                return "".join([self._node(item) for _ in range(count)])
            case Capture(branches):
                index = len(self._captured)
                self._captured.append("")
                self._captured[index] = self.branches(branches)
                return self._captured[index]
            case Group(Kind.PLAIN | Kind.ATOMIC, branches):
                return self.branches(branches)
        return ""
