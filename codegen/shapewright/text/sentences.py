"""Sentences of a line of Markdown."""

from __future__ import annotations

import re

_CODE = "`[^`]*`"
_MARKS = re.compile(rf"({_CODE})|\[((?:{_CODE}|[^\[\]])*)\]\([^()]*\)|\*+")
_END = re.compile(r"[.!?](?=\s+[^\sa-z])|\u3002")
_NO_END = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|no|fig|approx|dr|corp|inc|u\.s)\.$", re.I
)


def first_sentence(line: str) -> str:
    """The first sentence as plain text and code; all of a line that ends none.

    A sentence of one word, such as *Required*, brings the next one with it.
    """
    line = _MARKS.sub(lambda match: match[1] or match[2] or "", line)
    brackets = line.count("(") == line.count(")")
    for end in _END.finditer(line):
        sentence = line[: end.end()]
        is_open = sentence.count("`") % 2
        is_open = is_open or (brackets and sentence.count("(") > sentence.count(")"))
        if not is_open and not _NO_END.search(sentence) and " " in sentence:
            return sentence
    return line
