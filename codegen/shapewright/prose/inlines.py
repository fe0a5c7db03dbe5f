"""Inlines, printed as Markdown: code, links, italics and bold type that is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never
from urllib.parse import quote

from ..text.characters import is_beside_words, is_in_word
from .blocks import Code, Emphasis, Inline, Link, Reference, Strong, Text
from .lookalikes import Place, plain
from .runs import join

# A space where no line may break. Parsed text has none: white space was collapsed.
HARD = "\x1f"


def inline(children: Sequence[Inline]) -> str:
    return _writer_name(_settled(children, " ", " ", Place()))


def _writer_name(parts: Iterable[Inline]) -> str:
    return "".join([_print(part) for part in parts])


def _print(part: Inline) -> str:
    match part:
        case Text(text):
            return text
        case Code(text) | Reference(text):
            return code(text)
        case Emphasis(children):
            return f"*{_writer_name(children)}*"
        case Strong(children):
            return f"**{_writer_name(children)}**"
        case Link(href, children):
            # editors show the brackets of one whose text is broken over lines
            text = _writer_name(children).replace(" ", HARD)
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
            # Beside punctuation, inner marks may be read as the end of outer ones.
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


def code(text: str) -> str:
    fence = fence_of(text, 1)
    pad = HARD if text.startswith("`") or text.endswith("`") else ""
    return fence + pad + HARD.join(text.split()) + pad + fence


def fence_of(text: str, least: int) -> str:
    """More backticks than the text has in a row."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    return "`" * max(least, longest + 1)


_NO_ADDRESS = re.compile(r"[\s()<>\\]|&(?=#?(?a:\w+);)")


def _address(href: str) -> str:
    return _NO_ADDRESS.sub(_address_escape, href)


def _address_escape(match: re.Match[str]) -> str:
    return "&amp;" if match[0] == "&" else quote(match[0], safe="")
