"""Blocks, printed as Markdown inside Google style.

That is what editors show best: inline links, single backticks, `-` lists, and notes as
`Note:` with an indented body. Backslash escapes and HTML entities are shown raw by some
of them, so words that only look like markup become code spans: `lookalikes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never
from urllib.parse import quote

from ..text.characters import is_beside_words, is_in_word
from .blocks import (
    Admonition,
    Block,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Preformatted,
    Reference,
    Strong,
    Table,
    Term,
    Terms,
    Text,
)
from .lookalikes import Place, plain
from .runs import join

# A space that is never wrapped at. As it is white space, no parsed text holds it.
_HARD = "\x1f"
_NARROWEST = 24


def to_markdown(blocks: Sequence[Block], width: int, *, lead: int = 0) -> str:
    """Print blocks, wrapped at `width` columns where there is a space to wrap at.

    `lead` is how many columns of the first line are taken by something else, as by the
    quotes of a docstring. Code spans and addresses stay whole, however long they are.
    """
    return "\n".join(_lines(blocks, width, lead)).replace(_HARD, " ")


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
            lines = _wrapped(_paragraph(children), width, lead)
        case Heading(_, children):
            bold = Strong(tuple(child for part in children for child in _unbold(part)))
            lines = _wrapped(_paragraph([bold]), width, lead)
        case Preformatted(text):
            fence = _fence(text, 3)
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
        cells = [_inline(cell).replace("|", r"\|") for cell in row]
        cells += [""] * (columns - len(row))
        lines.append(f"| {' | '.join(cells)} |")
    lines.insert(1, "|" + " --- |" * columns)
    return lines


# Paragraphs --------------------------------------------------------------------------

# What is no plain text at the start of a block: a quote, a fence, a link's definition;
# and as a word, a heading, a bullet or rule, a number. On later lines also an underline
# and the second row of a table.
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
            return _inline((Code(word), Text(space + rest), *children[1:]))
    source = _inline(children)
    word, space, rest = source.partition(" ")
    # Of words in italics or bold type, the marks may have been dropped.
    if _BLOCK_START.match(word) or _FIRST_WORD.match(word):
        return _code(word) + space + rest
    return source


def _wrapped(source: str, width: int, lead: int) -> list[str]:
    """Break a paragraph at spaces, but never before what would begin another block."""
    source = _NO_BREAK.sub(_HARD, source)
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


# Inlines -----------------------------------------------------------------------------


def _inline(children: Sequence[Inline]) -> str:
    return _printed(_settled(children, " ", " ", Place()))


def _printed(parts: Iterable[Inline]) -> str:
    return "".join([_print(part) for part in parts])


def _print(part: Inline) -> str:
    match part:
        case Text(text):
            return text
        case Code(text) | Reference(text):
            return _code(text)
        case Emphasis(children):
            return f"*{_printed(children)}*"
        case Strong(children):
            return f"**{_printed(children)}**"
        case Link(href, children):
            # editors show the brackets of one whose text is broken over lines
            text = _printed(children).replace(" ", _HARD)
            return f"[{text}]({_address(href)})"
    assert_never(part)


def _settled(
    children: Sequence[Inline], before: str, after: str, place: Place
) -> list[Inline]:
    """Bring inlines that stand between two characters into what Markdown can say.

    Words that look like markup become code, code that touches becomes one span, and
    italics or bold type that Markdown would not see is dropped. What is dropped joins
    what stands beside it, which may make other words: all is looked at again.
    """
    parts, dropped = list(children), True
    while dropped:
        parts = _merged(plain(_merged(parts), place))
        parts, dropped = _styled(parts, before, after, place)
    return parts


def _styled(
    parts: Sequence[Inline], before: str, after: str, place: Place
) -> tuple[list[Inline], bool]:
    """Drop italics and bold type that Markdown would not see; says whether there is."""
    settled: list[Inline] = []
    dropped = False
    for index, part in enumerate(parts):
        if isinstance(part, Link):
            label = _settled(part.children, "[", "]", Place(label=True))
            settled.append(Link(part.href, tuple(label)))
        elif isinstance(part, Emphasis | Strong):
            following = index + 1 < len(parts)
            left = _last(settled[-1]) if settled else before
            right = _first(parts[index + 1]) if following else after
            inner = _settled(part.children, left, right, place._replace(styled=True))
            # Inside other marks, marks beside punctuation may be taken for theirs.
            is_apart = (not settled or left == " ") and (not following or right == " ")
            if (place.styled and not is_apart) or not _is_seen(inner, left, right):
                settled += inner
                dropped = True
            else:
                settled.append(type(part)(tuple(inner)))
        else:
            settled.append(part)
    return settled, dropped


def _is_seen(inner: Sequence[Inline], before: str, after: str) -> bool:
    """Whether Markdown sees italics or bold type there.

    Its marks open only left of a word and close only right of one (CommonMark calls
    these flanking), and marks that touch are one mark.
    """
    opens = is_in_word(_first(inner[0])) or is_beside_words(before)
    closes = is_in_word(_final(inner[-1])) or is_beside_words(after)
    return opens and closes and before != "*"


def _first(part: Inline) -> str:
    """The first character that is no mark of italics or bold type."""
    match part:
        case Text(text):
            return text[:1]
        case Code() | Reference():
            return "`"
        case Link():
            return "["
        case Emphasis(children) | Strong(children):
            return _first(children[0])
    assert_never(part)


def _final(part: Inline) -> str:
    """The last character that is no mark of italics or bold type."""
    match part:
        case Emphasis(children) | Strong(children):
            return _final(children[-1])
        case _:
            return _last(part)


def _last(part: Inline) -> str:
    match part:
        case Text(text):
            return text[-1:]
        case Code() | Reference():
            return "`"
        case Link():
            return ")"
        case Emphasis() | Strong():
            return "*"
    assert_never(part)


def _merged(parts: Sequence[Inline]) -> list[Inline]:
    """Join texts that touch, and code, whose backticks would run together."""
    if len(parts) == 1:
        return list(parts)
    return join(join(parts), (Code, Reference), Code)


def _code(text: str) -> str:
    fence = _fence(text, 1)
    pad = _HARD if text.startswith("`") or text.endswith("`") else ""
    return fence + pad + _HARD.join(text.split()) + pad + fence


def _fence(text: str, least: int) -> str:
    """More backticks than the text has in a row."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    return "`" * max(least, longest + 1)


_NO_ADDRESS = re.compile(r"[\s()<>\\]|&(?=#?(?a:\w+);)")


def _address(href: str) -> str:
    return _NO_ADDRESS.sub(_address_escape, href)


def _address_escape(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else quote(found[0], safe="")
