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

# These names are common words too: `<value>` alone is a placeholder, and only with its
# end tag an element.
_WORDS = frozenset(
    "copy emphasis filename function fullname link replaceable section table text tip"
    " ulink value".split()
)

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|([0-9A-Za-z]+;))?")
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'<>]+)"""
_ATTRIBUTE = rf"""(?:\s+|(?<=["']))[^\s"'<>/=]+\s*=\s*{_VALUE}"""
_MARKUP = re.compile(
    rf"""
    <!--.*?-->
    | <!\[CDATA\[ (?P<data>.*?) \]\]>
    | < (?: (?P<end>/?) (?P<name>[A-Za-z][A-Za-z0-9]*)
        (?P<attributes>(?:{_ATTRIBUTE}(?:{_ATTRIBUTE}|\s+[0-9A-Za-z_-]+)*)?)
        \s* (?P<empty>/?) > )?
    """,
    re.VERBOSE | re.DOTALL,
)
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
    text, end = "", 0
    for markup in _MARKUP.finditer(html):
        text += html[end : markup.start()]
        end = markup.end()
        if not _is_tag(markup, known):
            text += _literal(markup)
            continue
        if text := unescape(text):
            yield text
            text = ""
        closes = bool(markup["end"])
        yield Tag(
            name=markup["name"].lower(),
            opens=not closes,
            closes=closes or bool(markup["empty"]),
            assignments=markup["attributes"],
        )
    if text := unescape(text + html[end:]):
        yield text


def _literal_reference(reference: re.Match[str]) -> str:
    """Keep a character reference; make text of what only looks like one."""
    found, name = reference[0], reference[1]
    is_known = name in html5 if name else found != "&"
    return found if is_known else "&amp;" + found[1:]


def _literal(markup: re.Match[str]) -> str:
    """The text that it is: a comment is none, what is no tag all that it looks like."""
    found, data = markup[0], markup["data"]
    if data is not None:
        return str(data)
    return "" if found.startswith("<!--") else found


def _is_tag(markup: re.Match[str], known: Collection[str]) -> bool:
    name = (markup["name"] or "").lower()
    if name not in known:
        return False
    if markup["end"]:
        return not markup["attributes"] and not markup["empty"]
    if name not in _WORDS:
        return True
    end_tag = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    return end_tag.search(markup.string, markup.end()) is not None
