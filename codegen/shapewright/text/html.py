"""Documentation HTML, read into a small tree of blocks and inlines.

The documentation of a service model is an XHTML fragment with some DocBook names, with
placeholders that look like tags (`arn:aws:kms:<region>`) and with the slips of many
hands: tags unclosed, misnested, or closed in themselves. `parse` keeps every visible
character of it and reads the structure as a browser would, or as its author meant it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from html.entities import html5
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple, TypeAlias, assert_never


@dataclass(frozen=True, slots=True)
class Text:
    """Running text. Any white space in it is one plain space."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is code, a file name or a command."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of another shape or operation: an `<a>` without an address."""

    name: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Text in bold type."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link; its address is as written, which may be relative."""

    href: str
    children: tuple[Inline, ...]


Inline: TypeAlias = Text | Code | Reference | Emphasis | Strong | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break in the source begins another one."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list whose items hold blocks; no item is empty."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Admonition:
    """A note or a warning; its kind is the lower-case tag name."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines whose white space counts."""

    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what explains it; one of the two may be empty."""

    name: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms, `<dl>`."""

    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `header` tells whether the first row is one."""

    header: bool
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block: TypeAlias = (
    Paragraph | Heading | ListBlock | Admonition | Preformatted | Terms | Table
)


def parse(html: str) -> tuple[Block, ...]:
    """Read a fragment of HTML; whatever the text, this does not fail."""
    if _ESCAPED.match(html) and "<" not in html:
        html = unescape(html)
    reader = _Reader()
    reader.feed(_MARKUP.sub(_literal, _REFERENCE.sub(_literal_reference, html)))
    reader.close()
    return reader.finish()


# Some strings were escaped once too often, as a whole.
_ESCAPED = re.compile(r"\s*&lt;p&gt;")

# Below this, elements are read as if they were not nested; the models' deepest list is
# the fourth inside another. Whoever walks the tree may recurse.
_DEEPEST = 50

# What is a tag -----------------------------------------------------------------------


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ADMONITIONS = _names("note important caution danger tip warning")
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_LISTS = _names("ul ol")
_STRUCTURES = _names("ul ol dl table tr")
_CONTAINERS = _names("ul ol dl table pre") | _ADMONITIONS | _HEADINGS
_BREAKS = _names("br hr")
_PARAGRAPHS = _names("p para div section blockquote fullname")
_CODE = _names("code tt kbd samp filename function")
_EMPHASIS = _names("i em emphasis replaceable")
_STRONG = _names("b strong")
_LINKS = _names("a ulink")
_MARKS = _CODE | _EMPHASIS | _STRONG | _LINKS
_TRANSPARENT = _names("u span small link text value copy zonbook xhtml html body")

# Where a part belongs; the first name is opened for it if none is.
_PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "tr": ("table",),
    "td": ("tr",),
    "th": ("tr",),
}
# What an end tag, or the search for a parent, does not reach beyond.
_FENCES = {
    "li": _names("ul ol td th"),
    "dt": _names("dl td th"),
    "dd": _names("dl td th"),
    "tr": _names("table"),
    "td": _names("table"),
    "th": _names("table"),
    "table": _names(""),
}
_OTHER_FENCES = _names("td th")

_KNOWN = _CONTAINERS | _BREAKS | _PARAGRAPHS | _MARKS | _TRANSPARENT | {*_PARENTS}

# These names are common words too: `<value>` alone is a placeholder, and only with its
# end tag an element.
_WORDS = _names(
    "copy emphasis filename function fullname link replaceable section table text tip"
    " ulink value"
)

_REFERENCE = re.compile(r"&(?:#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|(\w+;))?")
_ATTRIBUTE = r"""(?:\s+|(?<=["']))[^\s"'<>/=]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)"""
_MARKUP = re.compile(
    rf"""
    <!--.*?-->
    | <!\[CDATA\[ (?P<data>.*?) \]\]>
    | < (?: (?P<end>/?) (?P<tag>[A-Za-z][A-Za-z0-9]*)
        (?P<attributes>(?:{_ATTRIBUTE}(?:{_ATTRIBUTE}|\s+[\w-]+)*)?)
        \s* (?P<empty>/?) > )?
    """,
    re.VERBOSE | re.DOTALL,
)

# HTMLParser drops what it cannot read, and differs between Python's versions in how it
# does. After these two, only well-formed and known markup is left for it.


def _literal_reference(reference: re.Match[str]) -> str:
    """Keep a character reference; make text of what only looks like one."""
    found, name = reference[0], reference[1]
    is_known = name in html5 if name else found != "&"
    return found if is_known else "&amp;" + found[1:]


def _literal(markup: re.Match[str]) -> str:
    """Keep a tag, drop a comment; make text of what only looks like a tag."""
    found, data = markup[0], markup["data"]
    if data is not None:
        return str(data).replace("<", "&lt;")
    if found.startswith("<!--"):
        return ""
    return found if _is_tag(markup) else "&lt;" + found[1:]


def _is_tag(markup: re.Match[str]) -> bool:
    tag = (markup["tag"] or "").lower()
    if tag not in _KNOWN:
        return False
    if markup["end"]:
        return not markup["attributes"] and not markup["empty"]
    if tag not in _WORDS:
        return True
    end_tag = re.compile(rf"</{tag}\s*>", re.IGNORECASE)
    return end_tag.search(markup.string, markup.end()) is not None


# Inlines -----------------------------------------------------------------------------


class _Mark(NamedTuple):
    """An inline element that is open; the number tells it from its equals."""

    tag: str
    number: int
    href: str | None


class _Run(NamedTuple):
    """A piece of text, with the elements that it stands in."""

    text: str
    link: _Mark | None = None
    strong: bool = False
    emphasis: bool = False
    leaf: _Mark | None = None


def _run(text: str, marks: Iterable[_Mark]) -> _Run:
    link: _Mark | None = None
    leaf: _Mark | None = None
    strong = emphasis = False
    for mark in marks:
        if mark.href:
            link = mark
        elif mark.tag in _LINKS:
            leaf = leaf if mark.href == "" else mark
        elif mark.tag in _CODE:
            leaf = leaf or mark
        elif leaf is None:
            # Italics inside code mark a placeholder; they would tear the code apart.
            strong = strong or mark.tag in _STRONG
            emphasis = emphasis or mark.tag in _EMPHASIS
    return _Run(text, link, strong, emphasis, leaf)


_SPACES = re.compile(r"\s+")
_CLOSING = re.compile(r"[.,;:!?)](?:\s|$)")


def _collapse(runs: Sequence[_Run]) -> list[_Run]:
    """Make white space single across the runs, and none at the ends.

    A space at the end of an element is dropped before closing punctuation: there are
    thousands of `<a …>Name </a>.`
    """
    tidy: list[_Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if tidy and tidy[-1].text.endswith(" "):
            if _ends(tidy[-1], run) and _CLOSING.match(text):
                tidy[-1] = tidy[-1]._replace(text=tidy[-1].text[:-1])
            text = text.lstrip(" ")
        elif not tidy:
            text = text.lstrip(" ")
        if text:
            tidy.append(run._replace(text=text))
    if tidy:
        tidy[-1] = tidy[-1]._replace(text=tidy[-1].text.rstrip(" "))
    return [run for run in tidy if run.text]


def _ends(before: _Run, after: _Run) -> bool:
    """Whether an element ends between two runs, and plain text follows."""
    return any(before[1:]) and not any(after[1:])


_Nest: TypeAlias = Callable[[list[_Run]], list[Inline]]


def _nest(runs: list[_Run]) -> list[Inline]:
    """Build the tree: links outside, then bold and italics, and code innermost."""
    if not any(any(run[1:]) for run in runs):
        return [Text("".join([run.text for run in runs]))] if runs else []
    return _grouped(
        runs,
        lambda run: run.link,
        lambda inner: [Link(_href(inner[0].link), tuple(_styles(inner)))],
        otherwise=_styles,
    )


def _grouped(
    runs: list[_Run], key: Callable[[_Run], object], build: _Nest, otherwise: _Nest
) -> list[Inline]:
    """Build an element of each stretch of runs that share a key, if they have one."""
    nested: list[Inline] = []
    for mark, group in groupby(runs, key):
        inner = list(group)
        if not mark:
            nested += otherwise(inner)
            continue
        lead, inner, tail = _trim(inner)
        nested += [*lead, *(build(inner) if inner else []), *tail]
    return _join(nested)


def _styles(runs: list[_Run]) -> list[Inline]:
    return _grouped(
        runs, lambda run: run.strong or run.emphasis, _style, otherwise=_leaves
    )


def _style(runs: list[_Run]) -> list[Inline]:
    # Whichever reaches further is outside.
    if all(run.emphasis for run in runs):
        return [Emphasis(tuple(_bold(runs, _leaves)))]
    return _bold(runs, _italic)


def _bold(runs: list[_Run], below: _Nest) -> list[Inline]:
    return _grouped(
        runs,
        lambda run: run.strong,
        lambda inner: [Strong(tuple(below(inner)))],
        otherwise=below,
    )


def _italic(runs: list[_Run]) -> list[Inline]:
    return _grouped(
        runs,
        lambda run: run.emphasis,
        lambda inner: [Emphasis(tuple(_leaves(inner)))],
        otherwise=_leaves,
    )


def _leaves(runs: list[_Run]) -> list[Inline]:
    return _grouped(runs, lambda run: run.leaf, _leaf, otherwise=_leaf)


def _leaf(runs: list[_Run]) -> list[Inline]:
    text = "".join([run.text for run in runs])
    match runs[0].leaf:
        case None:
            return [Text(text)]
        case _Mark(tag) if tag in _CODE:
            return [Code(text)]
        case _:
            return [Reference(text)]


def _href(link: _Mark | None) -> str:
    return link.href or "" if link else ""


def _trim(runs: list[_Run]) -> tuple[list[Text], list[_Run], list[Text]]:
    """Take the spaces at the edges of an element out of it."""
    lead: list[Text] = []
    tail: list[Text] = []
    if runs[0].text.startswith(" "):
        lead = [Text(" ")]
        runs = [runs[0]._replace(text=runs[0].text[1:]), *runs[1:]]
    if runs[-1].text.endswith(" "):
        tail = [Text(" ")]
        runs = [*runs[:-1], runs[-1]._replace(text=runs[-1].text[:-1])]
    return lead, [run for run in runs if run.text], tail


def _join(inlines: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for inline in inlines:
        match joined[-1:], inline:
            case [Text(before)], Text(text):
                joined[-1] = Text(before + text)
            case _:
                joined.append(inline)
    return joined


def _inlines_of(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """Flatten blocks for where only inlines can stand: a term, a cell, a heading."""
    flat: list[Inline] = []
    for block in blocks:
        match block:
            case Paragraph(children) | Heading(_, children):
                parts = [children]
            case ListBlock(_, items):
                parts = [_inlines_of(item) for item in items]
            case Admonition(_, inner):
                parts = [_inlines_of(inner)]
            case Preformatted(text):
                parts = [(Code(" ".join(text.split())),)]
            case Terms(terms):
                parts = [
                    part
                    for term in terms
                    for part in (term.name, _inlines_of(term.blocks))
                ]
            case Table(_, rows):
                parts = [cell for row in rows for cell in row]
            case _:
                assert_never(block)
        for part in filter(None, parts):
            flat += [Text(" "), *part] if flat else part
    return tuple(_join(flat))


# Blocks ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Frame:
    """An open element that holds blocks, or parts of a list or table."""

    tag: str
    marks: list[_Mark] = field(default_factory=list)
    implied: bool = False
    blocks: list[Block] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    cells: list[tuple[Inline, ...]] = field(default_factory=list)
    rows: list[tuple[tuple[Inline, ...], ...]] = field(default_factory=list)
    header: bool = False
    paragraph: int | None = None
    """How many marks were open when the open `<p>` began."""

    def flush(self) -> None:
        """End the paragraph at hand."""
        children = tuple(_nest(_collapse(self.runs)))
        self.runs.clear()
        if children:
            self.blocks.append(Paragraph(children))

    def end_paragraph(self) -> None:
        """End the paragraph and what was opened inside it and not closed."""
        self.flush()
        if self.paragraph is not None:
            del self.marks[self.paragraph :]
            self.paragraph = None


class _Reader(HTMLParser):
    """Builds the tree from tags, as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack = [_Frame("")]
        self._number = 0
        self._shown: set[int] = set()

    def finish(self) -> tuple[Block, ...]:
        while len(self._stack) > 1:
            self._close()
        self._stack[0].end_paragraph()
        return tuple(self._stack[0].blocks)

    # Events of HTMLParser

    def handle_data(self, data: str) -> None:
        top = self._stack[-1]
        if top.tag in _STRUCTURES:
            if data.isspace():
                return
            top = self._flow()
        top.runs.append(_run(data, top.marks))
        if not data.isspace():
            self._shown.update(mark.number for mark in top.marks)

    def handle_starttag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        if self._stack[-1].tag == "pre":
            if tag not in _MARKS and tag not in _TRANSPARENT:
                self.handle_data("\n")
        elif tag in _MARKS:
            self._mark(tag, dict(attrs))
        elif len(self._stack) > _DEEPEST:
            self._flow().flush()
        elif tag in _PARENTS:
            self._enter(tag)
        elif tag in _CONTAINERS:
            self._flow()
            self._push(tag)
        elif tag in _PARAGRAPHS:
            top = self._flow()
            top.end_paragraph()
            top.paragraph = len(top.marks)
        elif tag in _BREAKS:
            self._flow().flush()

    def handle_endtag(self, tag: str) -> None:
        top = self._stack[-1]
        if top.tag == "pre" and tag != "pre":
            return
        if tag in _MARKS:
            self._show_address(tag)
            self._unmark(tag)
        elif tag in _PARAGRAPHS:
            top.end_paragraph()
        elif (index := self._nearest((tag,))) is not None:
            self._close_from(index)

    def handle_startendtag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    # The stack of open elements

    def _nearest(self, tags: Sequence[str]) -> int | None:
        """Find the innermost open one of these, inside the same list or cell."""
        fences = _FENCES.get(tags[0], _OTHER_FENCES)
        for index in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[index].tag
            if tag in tags:
                return index
            if tag in fences:
                return None
        return None

    def _push(self, tag: str, *, implied: bool = False) -> _Frame:
        top = self._stack[-1]
        top.end_paragraph()
        frame = _Frame(tag, list(top.marks), implied)
        self._stack.append(frame)
        return frame

    def _enter(self, tag: str) -> None:
        """Open an item, a term, a row or a cell, in the parent that it belongs to."""
        parents = _PARENTS[tag]
        index = self._nearest(parents)
        if index is not None:
            self._close_from(index + 1)
        elif parents[0] in _PARENTS:
            self._enter(parents[0])
        else:
            self._flow()
            self._push(parents[0], implied=True)
        self._push(tag)

    def _flow(self) -> _Frame:
        """Return the element that takes content here.

        What stands in a list but in no item belongs to the item before it; a list that
        was only implied by an item ends there.
        """
        while (top := self._stack[-1]).tag in _STRUCTURES:
            if top.implied:
                self._close()
            elif top.tag in _LISTS:
                blocks = top.items.pop() if top.items else ()
                self._push("li").blocks.extend(blocks)
            elif top.tag == "dl":
                self._push("dd")
            else:
                self._enter("td")
        return top

    def _close_from(self, index: int) -> None:
        while len(self._stack) > index:
            self._close()

    def _close(self) -> None:
        frame = self._stack.pop()
        parent = self._stack[-1]
        if frame.tag == "pre":
            parent.blocks += _preformatted(frame.runs)
        else:
            frame.end_paragraph()
            _attach(frame, parent)

    # Inline elements

    def _mark(self, tag: str, attrs: dict[str, str | None]) -> None:
        top = self._flow() if self._stack[-1].implied else self._stack[-1]
        href = attrs.get("url" if tag == "ulink" else "href")
        if tag in _LINKS:
            self._unmark("a")
            self._unmark("ulink")
        self._number += 1
        top.marks.append(_Mark(tag, self._number, href and href.strip()))

    def _show_address(self, tag: str) -> None:
        """Give a link that holds no text its address for one."""
        for mark in reversed(self._stack[-1].marks):
            if mark.tag == tag:
                if mark.href and mark.number not in self._shown:
                    self.handle_data(mark.href)
                return

    def _unmark(self, tag: str) -> None:
        """Close the innermost element of that name and leave the others open."""
        top = self._stack[-1]
        for index in range(len(top.marks) - 1, -1, -1):
            mark = top.marks[index]
            if mark.tag == tag:
                del top.marks[index]
                if top.paragraph is not None and index < top.paragraph:
                    top.paragraph -= 1
                return


# What an element becomes when it ends ------------------------------------------------


def _attach(frame: _Frame, parent: _Frame) -> None:
    """Give what an element holds to the one around it; an empty one vanishes."""
    blocks = tuple(frame.blocks)
    match frame.tag:
        case "li" if blocks:
            parent.items.append(blocks)
        case "ul" | "ol" if frame.items:
            items = tuple(frame.items)
            parent.blocks.append(ListBlock(frame.tag == "ol", items))
        case "dt":
            parent.terms.append(Term(_inlines_of(blocks), ()))
        case "dd":
            term = parent.terms.pop() if parent.terms else Term((), ())
            parent.terms.append(replace(term, blocks=term.blocks + blocks))
        case "dl":
            terms = tuple(term for term in frame.terms if term.name or term.blocks)
            parent.blocks += [Terms(terms)] if terms else []
        case tag if tag in _HEADINGS and blocks:
            parent.blocks.append(Heading(int(tag[1]), _inlines_of(blocks)))
        case tag if tag in _ADMONITIONS and blocks:
            parent.blocks.append(Admonition(tag, blocks))
        case _:
            _attach_cells(frame, parent)


def _attach_cells(frame: _Frame, parent: _Frame) -> None:
    match frame.tag:
        case "td" | "th":
            parent.header = parent.header or frame.tag == "th"
            parent.cells.append(_inlines_of(frame.blocks))
        case "tr" if any(frame.cells):
            parent.header = parent.header or (frame.header and not parent.rows)
            parent.rows.append(tuple(frame.cells))
        case "table" if frame.rows:
            parent.blocks.append(Table(frame.header, tuple(frame.rows)))


def _preformatted(runs: Iterable[_Run]) -> list[Block]:
    lines = "".join(run.text for run in runs).expandtabs().splitlines()
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return [Preformatted(text)] if text else []
