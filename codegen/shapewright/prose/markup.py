"""Documentation HTML, taken apart into text and tags.

What only looks like a tag (`arn:aws:kms:<region>`) or a reference (`a&b`) is text.
Python's own HTMLParser drops what it cannot read, and differs between versions in how.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

# Common words: `<value>` is a placeholder unless its end tag follows.
_WORDS = frozenset(
    "copy emphasis filename function fullname link replaceable section table text tip"
    " ulink value".split()
)

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|([0-9A-Za-z]+;))?")
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'<>]+)"""
_ATTRIBUTE = rf"""(?:\s+|(?<=["']))[^\s"'<>/=]+\s*=\s*{_VALUE}"""
_MARKUP = re.compile(
    rf"""
    <!(?P<opaque>--|\[CDATA\[)
    | < (?: (?P<end>/?) (?P<name>[A-Za-z][A-Za-z0-9]*)
        (?P<attributes>(?:{_ATTRIBUTE}(?:{_ATTRIBUTE}|\s+[0-9A-Za-z_-]+)*)?)
        \s* (?P<empty>/?) > )?
    """,
    re.VERBOSE,
)
_CLOSERS = {"--": "-->", "[CDATA[": "]]>"}
_ASSIGNMENT = re.compile(rf"""([^\s"'<>/=]+)\s*=\s*({_VALUE})""")


class Tag(NamedTuple):
    """A start tag, an end tag, or with `<name/>` both."""

    name: str
    opens: bool
    closes: bool
    assignments: str

    def attributes(self) -> dict[str, str]:
        """Those that have a value."""
        return {
            name.lower(): unescape(value[1:-1] if value[0] in "\"'" else value)
            for name, value in _ASSIGNMENT.findall(self.assignments)
        }


def tokens(html: str, known: Collection[str]) -> Iterator[str | Tag]:
    """The tags of these names, and the text between them, never empty."""
    html = _REFERENCE.sub(_literal_reference, html)
    ahead = _Ahead(html)
    pieces: list[str] = []
    end = 0
    while markup := _MARKUP.search(html, end):
        pieces.append(html[end : markup.start()])
        end = markup.end()
        if opaque := markup["opaque"]:
            closer = _CLOSERS[opaque]
            stop = ahead.find(re.escape(closer), end)
            if stop is None:  # nothing closes it: it is text
                pieces.append(markup[0])
                continue
            if opaque != "--":  # a comment is no text
                pieces.append(html[end:stop])
            end = stop + len(closer)
            continue
        if not _is_tag(markup, known, ahead):
            pieces.append(markup[0])
            continue
        if text := unescape("".join(pieces)):
            yield text
        pieces = []
        closes = bool(markup["end"])
        yield Tag(
            name=markup["name"].lower(),
            opens=not closes,
            closes=closes or bool(markup["empty"]),
            assignments=markup["attributes"],
        )
    if text := unescape("".join([*pieces, html[end:]])):
        yield text


class _Ahead:
    """Where something stands next; each character is looked at once for each thing."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._found: dict[str, int] = {}

    def find(self, pattern: str, start: int) -> int | None:
        """The first place at or after `start`; calls come in order."""
        place = self._found.get(pattern, -1)
        if place < start:
            match = re.compile(pattern, re.IGNORECASE).search(self._html, start)
            place = self._found[pattern] = match.start() if match else len(self._html)
        return place if place < len(self._html) else None


def _literal_reference(reference: re.Match[str]) -> str:
    """Keep a character reference; make text of what only looks like one."""
    whole, name = reference[0], reference[1]
    is_known = name in html5 if name else whole != "&"
    return whole if is_known else "&amp;" + whole[1:]


def _is_tag(markup: re.Match[str], known: Collection[str], ahead: _Ahead) -> bool:
    name = (markup["name"] or "").lower()
    if name not in known:
        return False
    if markup["end"]:
        return not markup["attributes"] and not markup["empty"]
    if name not in _WORDS:
        return True
    return ahead.find(rf"</{name}\s*>", markup.end()) is not None
