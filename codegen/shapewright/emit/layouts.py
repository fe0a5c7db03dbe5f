"""How black lays out what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ..width import COLUMNS

LEVEL = "    "
STRING = r'r?"(?:\\.|[^"\\])*"'
_TOKENS = re.compile(STRING + r'|, | or | for | \| |[^"\'(\[{)\]},\s]+|.')

Lines = tuple[str, ...]


def hugged(head: str, body: str, tail: str, depth: int) -> Lines | None:
    """All of the contents on one line."""
    return fitting(indented((head, LEVEL + body, tail), depth))


def stacked(
    head: str,
    items: Iterable[str],
    tail: str,
    depth: int,
    long: Callable[[str, int], Lines | None] = lambda item, depth: None,
) -> Lines | None:
    """An item a line, with a comma behind each; `long` breaks one that is too long."""
    lines = [LEVEL * depth + head]
    if len(lines[0]) > COLUMNS:
        return None
    for item in items:
        line = f"{LEVEL * (depth + 1)}{item},"
        inner = (line,) if len(line) <= COLUMNS else long(item, depth + 1)
        if inner is None:
            return None
        lines += inner
    return (*lines, LEVEL * depth + tail)


def indented(lines: Iterable[str], depth: int) -> Lines:
    return tuple([LEVEL * depth + line for line in lines])


def fitting(lines: Lines) -> Lines | None:
    return lines if all(len(line) <= COLUMNS for line in lines) else None


def comprehension(text: str) -> list[str]:
    """What is collected, and its loops; empty where a text is none."""
    parts = (split(text, " for ") if " for " in text else None) or []
    return parts if len(parts) > 1 else []


def split(text: str, separator: str) -> list[str] | None:
    """The parts of a text between separators that stand in no brackets and strings.

    None where the brackets are not pairs, or a quote is single.
    """
    parts, begin, depth = [], 0, 0
    for token in _TOKENS.finditer(text):
        match token[0]:
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth -= 1
                if depth < 0:
                    return None
            case "'":
                return None
            case other if other == separator and not depth:
                parts.append(text[begin : token.start()])
                begin = token.end()
    return [*parts, text[begin:]] if not depth else None
