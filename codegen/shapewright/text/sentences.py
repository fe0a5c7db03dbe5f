"""Sentences of a line of Markdown."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?](?=\s)")
_NO_ENDS = ("e.g.", "i.e.", "etc.", "vs.", "cf.", "No.")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


def first_sentence(line: str) -> str:
    """The first sentence, without links; all of a line that ends none."""
    line = _LINK.sub(r"\1", line)
    for end in _END.finditer(line):
        sentence = line[: end.end()]
        is_open = sentence.count("`") % 2 or sentence.count("(") > sentence.count(")")
        if not is_open and not sentence.endswith(_NO_ENDS):
            return sentence
    return line
