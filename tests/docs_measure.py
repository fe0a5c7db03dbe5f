"""How much of the documentation survives the way into Markdown.

Each string is converted, rendered back by a Markdown parser and compared with what a
browser's parser reads in the original. Both readings are made here, independently of
the converter, with packages that only this module needs: selectolax (lexbor, an HTML5
parser) and markdown-it-py (CommonMark).

The original is read as HTML5, except that

* a tag of no known name, or of a common word's name and without its end, is text:
  `arn:aws:kms:<region>`; so is what stands in a CDATA section;
* a string without tags that starts with `&lt;p&gt;` was escaped once too often;
* `<code/>` and its like are empty, as in the XHTML that they come from;
* `<note>` and its like are blocks; DocBook's `<function>` and `<filename>` are code,
  `<ulink url>` is a link;
* `` `name` `` in running text is code: its author wrote Markdown already;
* white space before closing punctuation does not count.

Run as `python tests/docs_measure.py [--show N] [SERVICE …]`; without a service it reads
all, and measures each distinct string once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser, LexborNode

from shapewright.prose.html import parse
from shapewright.prose.markdown import to_markdown

KINDS = (
    "characters",
    "words",
    "paragraphs",
    "links",
    "code",
    "items",
    "depth",
    "notes",
)
WIDTH = 84
EDGE = "\x1d"
"""The edge of a block; it is white space, and none of the texts holds it."""


@dataclass(slots=True)
class Measure:
    """What became of some strings; a string may differ in several ways at once."""

    strings: int = 0
    unchanged: int = 0
    differences: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.unchanged / self.strings if self.strings else 1.0

    def __str__(self) -> str:
        counts = ", ".join(f"{kind} {self.differences[kind]}" for kind in KINDS)
        return f"{self.share:.4%} of {self.strings} unchanged; {counts}"


def measure(strings: Iterable[str]) -> Measure:
    """Convert, render back and compare."""
    result = Measure()
    for html in strings:
        kinds = differences(html)
        result.strings += 1
        result.unchanged += not kinds
        result.differences.update(kinds)
        if kinds:
            result.examples.append((kinds, html))
    return result


def differences(html: str) -> tuple[str, ...]:
    """The kinds of difference between a string and its Markdown."""
    original = read_html(html)
    rendered = read_markdown(to_markdown(parse(html), WIDTH))
    found = {
        "characters": original.characters != rendered.characters,
        "words": original.words != rendered.words,
        "paragraphs": original.paragraphs != rendered.paragraphs,
        "links": original.links != rendered.links,
        "code": not _same_code(original, rendered),
        "items": len(original.depths) != len(rendered.depths),
        "depth": original.depths != rendered.depths,
        "notes": original.notes != rendered.notes,
    }
    return tuple(kind for kind in KINDS if found[kind])


# A reading ---------------------------------------------------------------------------


@dataclass(slots=True)
class Reading:
    """What a reader of the rendered text sees, however it was marked up."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, style: str = "") -> None:
        self.pieces.append((text, style))

    def since(self, piece: int) -> str:
        """The characters that were added since then."""
        text = "".join(text for text, _ in self.pieces[piece:])
        return "".join(text.split())

    @property
    def characters(self) -> str:
        return self.since(0)

    @property
    def paragraphs(self) -> list[str]:
        text = "".join(text for text, _ in self.pieces)
        blocks = ("".join(block.split()) for block in text.split(EDGE))
        return [block for block in blocks if block]

    @property
    def words(self) -> list[str]:
        text = " ".join("".join(text for text, _ in self.pieces).split())
        return re.sub(r" (?=[.,;:!?)]+(?:\s|$))", "", text).split()

    @property
    def styles(self) -> str:
        """For each character that is no white space, `c`ode, `r`eference or `-`."""
        return "".join(
            (style or "-") * len("".join(text.split())) for text, style in self.pieces
        )


def _same_code(original: Reading, rendered: Reading) -> bool:
    """Whether code is code still, and nothing else is without need.

    Needed are references, and words with a character that Markdown reads as markup.
    """
    if original.characters != rendered.characters:
        return True  # counted already, and no longer comparable
    before, after = original.styles, rendered.styles
    if any(a == "c" != b for a, b in zip(before, after, strict=True)):
        return False
    start = 0
    for text, style in rendered.pieces:
        end = start + len("".join(text.split()))
        if style and "-" in before[start:end] and not _MARKUP.search(text):
            return False
        start = end
    return True


_MARKUP = re.compile(r"[`*_<>&~\[\]!\\#]|^[-+=]+$|^\d+[.)]$")


# The original ------------------------------------------------------------------------


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _names(
    "a b blockquote body br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr html i kbd li ol"
    " p pre samp small span strong td th tr tt u ul note important caution danger"
    " warning zonbook xhtml para"
)
WORDS = _names(
    "copy emphasis filename fullname function link replaceable section table text tip"
    " ulink value"
)
BLOCKS = _names(
    "p para div section blockquote fullname br hr ul ol li dl dt dd pre table tr td th"
    " h1 h2 h3 h4 h5 h6"
)
CODE = frozenset({"code", "kbd", "samp", "tt", "filename", "function", "pre"})
NOTES = frozenset({"note", "important", "caution", "danger", "tip", "warning"})
_TAG = re.compile(
    r"""<(/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>"""
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TICKED = re.compile(r"(?<!`)(?:`|``)([^`\s](?:[^`]*[^`\s])?)(?:``|`)(?!`)")


def read_html(html: str) -> Reading:
    """Read a documentation string with an HTML5 parser."""
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{_as_html5(html)}").body
    reading = Reading()
    assert body is not None
    _HtmlWalk(reading).children(body, "", 0)
    return reading


def _as_html5(html: str) -> str:
    """Spell the exceptions that this module makes so that HTML5 reads them."""
    if html.lstrip().startswith("&lt;p&gt;") and "<" not in html:
        html = unescape(html)
    html = _CDATA.sub(r"\1", html)
    end = 0
    pieces = []
    for start in (found.start() for found in re.finditer("<", html)):
        pieces.append(html[end:start])
        tag = _TAG.match(html, start)
        if tag and _is_element(tag):
            pieces.append(_spelled(*tag.groups()))
            end = tag.end()
        else:
            pieces.append("&lt;")
            end = start + 1
    return "".join([*pieces, html[end:]])


def _spelled(closing: str, name: str, attributes: str, empty: str) -> str:
    name = name.lower()
    if name == "link":
        # HTML's own `link` is void and belongs into the head.
        name, attributes = "span", ""
    elif name in NOTES:
        # HTML5 takes what it does not know for inline, and ends it with the paragraph.
        name, attributes = "div", "" if closing else f' class="{name}"'
    end = f"</{name}>" if empty and name not in {"br", "hr"} else ""
    return f"<{closing}{name}{attributes}>{end}"


def _is_element(tag: re.Match[str]) -> bool:
    name = tag[2].lower()
    if name in WORDS:
        return bool(tag[1]) or f"</{name}>" in tag.string[tag.end() :].lower()
    return name in ELEMENTS


@dataclass(slots=True)
class _HtmlWalk:
    reading: Reading

    def children(self, node: LexborNode, style: str, depth: int) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self.text(child.text(deep=False) or "", style)
            else:
                self.element(child, style, depth)

    def text(self, text: str, style: str) -> None:
        if style:
            self.reading.add(text, style)
            return
        for index, piece in enumerate(_TICKED.split(text)):
            self.reading.add(piece, "c" if index % 2 else "")

    def element(self, node: LexborNode, style: str, depth: int) -> None:
        edge = EDGE if node.tag in BLOCKS else ""
        self.reading.add(edge)
        if (node.text() or "").strip():
            self.filled(node, style, depth)
        else:
            self.reading.add(node.text() or "")
        self.reading.add(edge)

    def filled(self, node: LexborNode, style: str, depth: int) -> None:
        tag = node.tag or ""
        if tag in {"li", "dt"} or (tag == "dd" and _is_first(node)):
            self.reading.depths.append(max(depth, 1))
        href = _href(node)
        kind = node.attributes.get("class") if tag == "div" else None
        spans = self.reading.links if href else self.reading.notes
        place, start = len(spans), len(self.reading.pieces)
        spans += [("", "")] if href or kind else []
        self.children(node, _style(node) or style, depth + (tag in {"ul", "ol", "dl"}))
        if href or kind:
            name = unquote(href) if href else str(kind)
            spans[place] = (name, self.reading.since(start))


def _style(node: LexborNode) -> str:
    if node.tag in CODE:
        return "c"
    return "r" if node.tag == "a" and "href" not in node.attributes else ""


def _href(node: LexborNode) -> str:
    name = {"a": "href", "ulink": "url"}.get(node.tag or "")
    return (node.attributes.get(name) or "").strip() if name else ""


def _is_first(definition: LexborNode) -> bool:
    """Whether no term, and no other definition, has begun the item that this is in."""
    before = definition.prev
    while before is not None and before.tag not in {"dt", "dd"}:
        before = before.prev
    return before is None or not (before.text() or "").strip()


# The Markdown ------------------------------------------------------------------------

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_LABEL = re.compile(
    r"((?: {2,}|[-*+] +|\d+[.)] +|> )*)(Note|Important|Caution|Danger|Tip|Warning):"
)


def read_markdown(text: str) -> Reading:
    """Read Markdown with a CommonMark parser, `Note:` forms as block quotes."""
    walk = _MarkdownWalk()
    lines = _quoted(text.split("\n"), walk.kinds)
    for token in _MARKDOWN.parse("\n".join(lines)):
        walk.block(token)
    return walk.reading


def _quoted(lines: list[str], kinds: list[str]) -> list[str]:
    """Undo the indented bodies of notes, which CommonMark does not know."""
    out: list[str] = []
    while lines:
        label = _LABEL.fullmatch(lines[0])
        if label is None:
            out.append(lines.pop(0))
            continue
        kinds.append(label[2].lower())
        column = len(label[1]) + 4
        body = [line[column:] for line in takewhile(_indented(column), lines[1:])]
        quoted = _quoted(list(body), kinds)
        out.append(f"{label[1]}> {quoted[0]}")
        out += [f"{' ' * len(label[1])}> {line}" for line in quoted[1:]]
        # An empty line, or what follows would continue the quoted paragraph.
        out.append("")
        lines = lines[len(body) + 1 :]
    return out


def _indented(column: int) -> Callable[[str], bool]:
    return lambda line: not line or line.startswith(" " * column)


@dataclass(slots=True)
class _MarkdownWalk:
    reading: Reading = field(default_factory=Reading)
    kinds: list[str] = field(default_factory=list)
    """The notes' kinds in their order, outer ones first."""
    depth: int = 0
    link: int = 0
    open_notes: list[tuple[int, int]] = field(default_factory=list)

    def block(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
            case "list_item_open":
                self.reading.depths.append(self.depth)
            case "blockquote_open":
                place = len(self.reading.notes)
                self.open_notes.append((place, len(self.reading.pieces)))
                self.reading.notes.append((self.kinds[place], ""))
            case "blockquote_close":
                place, start = self.open_notes.pop()
                self.reading.notes[place] = (
                    self.kinds[place],
                    self.reading.since(start),
                )
            case "inline":
                for child in token.children or ():
                    self.inline(child)
            case "fence" | "code_block":
                self.reading.add(token.content, "c")
        self.reading.add(EDGE)

    def inline(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.reading.add(token.content)
            case "code_inline":
                self.reading.add(token.content, "c")
            case "softbreak" | "hardbreak":
                self.reading.add("\n")
            case "link_open":
                self.link = len(self.reading.pieces)
                self.reading.links.append((unquote(str(token.attrs["href"])), ""))
            case "link_close":
                href, _ = self.reading.links[-1]
                self.reading.links[-1] = (href, self.reading.since(self.link))


# The models --------------------------------------------------------------------------


def documentation(services: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every documentation string of the installed botocore, by service."""
    spec = find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    data = Path(spec.origin).parent / "data"
    names = list(services) or sorted(path.name for path in data.iterdir())
    found: dict[str, list[str]] = {}
    for name in names:
        for path in sorted((data / name).glob("*/service-2*.json.gz")):
            model = json.loads(gzip.decompress(path.read_bytes()))
            found.setdefault(name, []).extend(_strings(model))
    return found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "documentation" and isinstance(item, str):
                yield item
            else:
                yield from _strings(item)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Measure the conversion of docs.")
    parser.add_argument("services", nargs="*", metavar="SERVICE")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N losses"
    )
    options = parser.parse_args(arguments)
    strings = documentation(options.services)
    if unknown := [name for name in options.services if name not in strings]:
        parser.error(f"botocore has no service {', '.join(unknown)}")
    results = {name: measure(dict.fromkeys(strings[name])) for name in options.services}
    if not results:
        every = (text for texts in strings.values() for text in texts)
        results = {"all services": measure(dict.fromkeys(every))}
    for name, result in results.items():
        print(f"{name}: {result}")
        for kinds, html in result.examples[: options.show]:
            print(f"  {', '.join(kinds)}: {html}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
