"""Asks `re` itself whether two patterns match the same texts: all short, many random.

What the automata take for granted about `re` shows here, if it is wrong.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from every.attacks import letters, within_time
from every.texts import Maker, parsed
from shapewright.runtime.patterns import matcher
from shapewright.text.regex.nodes import Branches, Capture, Group, One, Repeat

from .rewritten import Rewritten

_PIECES = 7
_LITERALS = 3
_CAP = 0.05
"""Seconds for one question: what is rewritten may have been slow before."""


@dataclass
class Answers:
    """What came of the questions."""

    asked: int = 0
    matched: int = 0
    too_slow: int = 0
    different: str | None = None


def compare(one: Rewritten, length: int, tries: int) -> Answers:
    """Compare on all texts of so many pieces, and on so many random ones.

    Pieces are the pattern's own words and one character of each kind. It ends with the
    first difference.
    """
    before, behind = matcher(one.plain), matcher(one.final)
    answers = Answers()
    for text in dict.fromkeys([*_short(one.source, length), *_random(one, tries)]):
        if one.longest is not None and len(text) > one.longest:
            continue
        said = within_time(before, text, _CAP)
        if said is None:
            answers.too_slow += 1
            continue
        answers.asked += 1
        answers.matched += bool(said[1])
        if bool(said[1]) is not bool(behind(text)):
            answers.different = text
            break
    return answers


def _short(source: str, length: int) -> Iterator[str]:
    branches = parsed(source).branches
    words = sorted(dict.fromkeys(_words(branches)), key=len, reverse=True)[:_LITERALS]
    kinds = dict.fromkeys([*letters(branches), "\n", "~"])
    pieces = [*words, *kinds][:_PIECES]
    for count in range(length + 1):
        for chosen in itertools.product(pieces, repeat=count):
            yield "".join(chosen)


def _words(branches: Branches) -> Iterator[str]:
    """What stands in a pattern letter by letter."""
    for branch in branches:
        word = ""
        for node in branch:
            if isinstance(node, One) and node.exact and len(_codes(node)) == 1:
                word += chr(_codes(node)[0])
                continue
            if len(word) > 1:
                yield word
            word = ""
            item = node.item if isinstance(node, Repeat) else node
            if isinstance(item, Group | Capture):
                yield from _words(item.branches)
        if len(word) > 1:
            yield word


def _codes(one: One) -> range:
    """The characters of a set without gaps."""
    gapless = len(one.ranges) == 1
    return range(one.ranges[0][0], one.ranges[0][1] + 1) if gapless else range(0)


def _random(one: Rewritten, tries: int) -> Iterator[str]:
    """Texts that the pattern's parts make, and the same with faults."""
    rng = random.Random(one.source)
    branches = parsed(one.source).branches
    signs = [*letters(branches), *"\n /x0"]
    for more in (0, 1, 2, 3, 6):
        for _ in range(tries):
            text = Maker(rng, more).branches(branches)
            yield text
            yield _spoilt(text, rng, signs)


def _spoilt(text: str, rng: random.Random, signs: list[str]) -> str:
    chars = list(text)
    for _ in range(rng.randint(1, 2)):
        place = rng.randint(0, len(chars))
        gone = rng.randint(0, 1)
        chars[place : place + gone] = rng.sample(signs, rng.randint(0, 1))
    return "".join(chars)
