"""Words of a text that Markdown would take for markup, made into code spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .blocks import Code, Inline, Text

# Backticks mean code to whoever typed them in a text.
_TICKED = re.compile(r"(?<!`)(`{1,2})([^`\s](?:[^`]*[^`\s])?)\1(?!`)")
_WORD = re.compile(r"(?:<[A-Za-z/!?][^<>]{0,200}>|[^ ])+")
# Stands for another inline that touches the text.
_EDGE = "\0"
# Beyond ASCII, what is a letter depends on the version of Unicode: `(?a:\w)`.
_MARKUP = r"""
    `
    | (?<=\S)\* | \*(?=\S)                # opens or closes emphasis
    | (?<!(?a:\w))_(?=\S)                 # the same, at the edge of a word
    | (?<=\S)_(?!(?a:\w))
    | <(?=[A-Za-z/!?])                    # a tag
    | &(?=\#?(?a:\w+);)                   # a character reference
    | ~~                                  # strikes through, on GitHub
    | \](?=[(\[])                         # a link
    | !(?=\0)                             # an image, if a link follows
    | \\(?=[ !-/:-@\[-`{-~\0]|$)          # an escape, or a line break
"""
_MARKS = re.compile(r"[`*_<&~!\[\]\\]")
"""All that `_MARKUP` and labels can be special by; most texts have none of it."""
_SPECIAL = re.compile(_MARKUP, re.VERBOSE)
_SPECIAL_IN_LABEL = re.compile(rf"[\[\]] | {_MARKUP}", re.VERBOSE)


class Place(NamedTuple):
    """What inlines stand in."""

    styled: bool = False
    label: bool = False


def plain(children: Sequence[Inline], place: Place) -> list[Inline]:
    """Make code of the words of the text that Markdown would misread."""
    special = _SPECIAL_IN_LABEL if place.label else _SPECIAL
    outer = _EDGE if any(place) else ""
    last = len(children) - 1
    parts: list[Inline] = []
    for index, child in enumerate(children):
        if isinstance(child, Text):
            left = _EDGE if index else outer
            right = _EDGE if index < last else outer
            parts += _plain_text(child.text, left, right, special)
        else:
            parts.append(child)
    return parts


def _plain_text(
    text: str, left: str, right: str, special: re.Pattern[str]
) -> Iterator[Inline]:
    end = 0
    for ticked in _TICKED.finditer(text):
        before = text[end : ticked.start()]
        yield from _plain_words(before, _EDGE if end else left, _EDGE, special)
        yield Code(ticked[2])
        end = ticked.end()
    yield from _plain_words(text[end:], _EDGE if end else left, right, special)


def _plain_words(
    text: str, left: str, right: str, special: re.Pattern[str]
) -> Iterator[Inline]:
    padded = left + text + right
    end = len(left)
    stop = end + len(text)
    if _MARKS.search(text) and special.search(padded):
        for word in _WORD.finditer(padded):
            if special.search(word[0]):
                start, after = max(word.start(), end), min(word.end(), stop)
                lead, tail = _trim(padded[start:after], special)
                if start + lead > end:
                    yield Text(padded[end : start + lead])
                end = after - tail
                yield Code(padded[start + lead : end])
    if end < stop:
        yield Text(padded[end:stop])


_STOP = re.compile(r"[.,:?]$|(?<!(?a:\w));$")
_CLOSERS = {")": "(", "]": "[", "}": "{", '"': '"', "'": "'", "\u201d": "\u201c"}
_OPENERS = {opener: closer for closer, opener in _CLOSERS.items()}


def _trim(word: str, special: re.Pattern[str]) -> tuple[int, int]:
    """How many quotes, brackets and stops may stay outside of the code, at each end."""
    start, stop = 0, len(word)
    while stop - start > 1:
        core = word[start:stop]
        first, last = core[0], core[-1]
        if _CLOSERS.get(last) == first and first not in core[1:-1]:
            start, stop = start + 1, stop - 1
        elif _STOP.search(core) or (last in _CLOSERS and _is_odd(core, last, _CLOSERS)):
            stop -= 1
        elif first in _OPENERS and _is_odd(core, first, _OPENERS):
            start += 1
        else:
            break
    outside = word[:start] + _EDGE, _EDGE + word[stop:]
    needed = special.search(_EDGE + word[start:stop] + _EDGE)
    if not needed or any(map(special.search, outside)):
        return 0, 0
    return start, len(word) - stop


def _is_odd(text: str, mark: str, partners: Mapping[str, str]) -> bool:
    """Whether a quote or bracket of this kind lacks its partner."""
    count = text.count(mark)
    return (
        count % 2 == 1 if partners[mark] == mark else count > text.count(partners[mark])
    )
