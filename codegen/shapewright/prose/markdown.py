"""Blocks, printed as Markdown inside Google style.

That is what editors show best: inline links, single backticks, `-` lists, and notes as
`Note:` with an indented body. Backslash escapes and HTML entities are shown raw by some
of them, so words that only look like markup become code spans: `lookalikes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from .blocks import (
    Admonition,
    Block,
    Code,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Preformatted,
    Strong,
    Table,
    Term,
    Terms,
    Text,
)
from .inlines import HARD, code, fence_of, inline

_NARROWEST = 24


def to_markdown(blocks: Sequence[Block], width: int, *, lead: int = 0) -> str:
    """Print blocks, wrapped at `width` columns where there is a space to wrap at.

    `lead` is how many columns of the first line are taken by something else, as by the
    quotes of a docstring. Code spans and addresses stay whole, however long they are.
    """
    return "\n".join(_lines(blocks, width, lead)).replace(HARD, " ")


# Blocks ------------------------------------------------------------------------------


def _lines(blocks: Sequence[Block], width: int, lead: int = 0) -> list[str]:
    lines: list[str] = []
    marker = ""
    for block in blocks:
        marker = _marker(block, marker)
        if lines:
            lines.append("")
        lines += _block(block, width, marker, 0 if lines else lead)
    return lines


def _marker(block: Block, before: str) -> str:
    """What marks the items of a list, given what marks those of the block before.

    Two lists in a row are one to Markdown, unless their markers differ.
    """
    match block:
        case ListBlock(ordered=True):
            return ")" if before == "." else "."
        case ListBlock() | Terms():
            return "*" if before == "-" else "-"
        case _:
            return ""


def _block(block: Block, width: int, marker: str, lead: int) -> list[str]:
    match block:
        case Paragraph(children):
            lines = wrapped(_paragraph(children), width, lead)
        case Heading(_, children):
            bold = Strong(tuple(child for part in children for child in _unbold(part)))
            lines = wrapped(_paragraph([bold]), width, lead)
        case Preformatted(text):
            fence = fence_of(text, 3)
            lines = [fence, *text.split("\n"), fence]
        case Admonition(kind, inner):
            lines = [f"{kind.capitalize()}:", *_indented(_lines(inner, width - 4), 4)]
        case ListBlock(_, items):
            lines = _list(items, width, marker, loose=any(map(_is_loose, items)))
        case Terms(terms):
            lines = _list([_entry(term) for term in terms], width, marker, loose=True)
        case Table(header, rows):
            lines = _table(rows if header else [(), *rows])
        case _:
            assert_never(block)
    return lines


def _unbold(part: Inline) -> tuple[Inline, ...]:
    return part.children if isinstance(part, Strong) else (part,)


def _entry(term: Term) -> tuple[Block, ...]:
    return (Paragraph(term.name), *term.blocks) if term.name else term.blocks


def _list(
    items: Iterable[Sequence[Block]], width: int, marker: str, *, loose: bool
) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(items, 1):
        mark = f"{marker} " if marker in {"-", "*"} else f"{number}{marker} "
        inner = _lines(item, width - len(mark))
        if not loose:
            inner = [line for line in inner if line]
        elif lines:
            lines.append("")
        lines += [mark + inner[0], *_indented(inner[1:], len(mark))]
    return lines


def _is_loose(item: Sequence[Block]) -> bool:
    """Whether an item is more than a paragraph with perhaps a plain list below it.

    Such items stand apart from each other.
    """
    match item:
        case (Paragraph(),):
            return False
        case (ListBlock(_, items),) | (Paragraph(), ListBlock(_, items)):
            return any(map(_is_loose, items))
        case _:
            return True


def _indented(lines: Iterable[str], columns: int) -> Iterator[str]:
    for line in lines:
        yield " " * columns + line if line else ""


def _table(rows: Sequence[Sequence[Sequence[Inline]]]) -> list[str]:
    columns = max(map(len, rows))
    lines: list[str] = []
    for row in rows:
        cells = [inline(cell).replace("|", r"\|") for cell in row]
        cells += [""] * (columns - len(row))
        lines.append(f"| {' | '.join(cells)} |")
    lines.insert(1, "|" + " --- |" * columns)
    return lines


# Paragraphs --------------------------------------------------------------------------

# What would start a quote, a fence, a link's definition, a heading, a list or a rule if
# it began a block; on later lines also an underline and the second row of a table.
_BLOCK_START = re.compile(r">|~~~")
_DEFINITION = re.compile(r"\[[^\[\]]+\]:")
_FIRST_WORD = re.compile(r"(?:#{1,6}|\+|-+|\*+|_+|[0-9]{1,9}[.)])$")
_NO_BREAK = re.compile(r" (?=>|~~~|(?:#{1,6}|[-+*_=|:]+|[0-9]{1,9}[.)])(?: |\Z))")


def _paragraph(children: Sequence[Inline]) -> str:
    """Print inlines; a first word that would begin another block becomes code."""
    first = children[0]
    if isinstance(first, Text):
        word, space, rest = first.text.partition(" ")
        whole = bool(space) or len(children) == 1
        if (
            _BLOCK_START.match(word)
            or _DEFINITION.match(first.text)
            or (whole and _FIRST_WORD.match(word))
        ):
            return inline((Code(word), Text(space + rest), *children[1:]))
    source = inline(children)
    word, space, rest = source.partition(" ")
    # Words that were italic or bold may have lost their marks.
    if _BLOCK_START.match(word) or _FIRST_WORD.match(word):
        return code(word) + space + rest
    return source


def wrapped(source: str, width: int, lead: int) -> list[str]:
    """Break a paragraph at spaces, but never before what would begin another block.

    `lead` is as in `to_markdown`.
    """
    source = _NO_BREAK.sub(HARD, source)
    lines: list[str] = []
    room = max(width - lead, _NARROWEST)
    while len(source) > room:
        end = source.rfind(" ", 0, room + 1)
        if end < 0:  # a word that is longer than a line
            end = source.find(" ", room)
        if end < 0:
            break
        lines.append(source[:end])
        source = source[end + 1 :]
        room = max(width, _NARROWEST)
    return [*lines, source]
