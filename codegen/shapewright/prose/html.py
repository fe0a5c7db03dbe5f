"""Documentation HTML, read into a small tree of blocks and inlines.

The documentation of a service model is an XHTML fragment with some DocBook names, with
placeholders that look like tags (`arn:aws:kms:<region>`) and with the slips of many
hands: tags unclosed, misnested, or closed in themselves. `parse` keeps every visible
character of it and reads the structure as a browser would, or as its author meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from .blocks import (
    Admonition,
    Block,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Preformatted,
    Table,
    Term,
    Terms,
)
from .markup import Tag, tokens
from .runs import (
    CODE,
    EMPHASIS,
    LINKS,
    STRONG,
    Mark,
    Run,
    collapse,
    inlines_of,
    names,
    nest,
    run_of,
)


def parse(html: str) -> tuple[Block, ...]:
    """Read a fragment of HTML; whatever the text, this does not fail."""
    if _ESCAPED.match(html) and "<" not in html:
        html = unescape(html)
    reader = _Reader()
    for token in tokens(html, _KNOWN):
        if isinstance(token, str):
            reader.text(token)
        else:
            reader.tag(token)
    return reader.finish()


# Some strings were escaped once too often, as a whole.
_ESCAPED = re.compile(r"\s*&lt;p&gt;")

# Below this, elements are read as if they were not nested; the models' deepest list is
# the fourth inside another. Whoever walks the tree may recurse.
_DEEPEST = 50

# What is a tag -----------------------------------------------------------------------


_ADMONITIONS = names("note important caution danger tip warning")
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_LISTS = names("ul ol")
_STRUCTURES = names("ul ol dl table tr")
_CONTAINERS = names("ul ol dl table pre") | _ADMONITIONS | _HEADINGS
_BREAKS = names("br hr")
_PARAGRAPHS = names("p para div section blockquote fullname")
_MARKS = CODE | EMPHASIS | STRONG | LINKS
_TRANSPARENT = names("u span small link text value copy zonbook xhtml html body")

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
    "li": names("ul ol td th"),
    "dt": names("dl td th"),
    "dd": names("dl td th"),
    "tr": names("table"),
    "td": names("table"),
    "th": names("table"),
    "table": names(""),
}
_OTHER_FENCES = names("td th")

_KNOWN = _CONTAINERS | _BREAKS | _PARAGRAPHS | _MARKS | _TRANSPARENT | {*_PARENTS}

# Blocks ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Frame:
    """An open element that holds blocks, or parts of a list or table."""

    tag: str
    marks: list[Mark] = field(default_factory=list)
    implied: bool = False
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    cells: list[tuple[Inline, ...]] = field(default_factory=list)
    rows: list[tuple[tuple[Inline, ...], ...]] = field(default_factory=list)
    header: bool = False
    paragraph: int | None = None
    """How many marks were open when the open `<p>` began."""

    def flush(self) -> None:
        """End the paragraph at hand."""
        if not self.runs:
            return
        children = tuple(nest(collapse(self.runs)))
        self.runs.clear()
        if children:
            self.blocks.append(Paragraph(children))

    def end_paragraph(self) -> None:
        """End the paragraph and what was opened inside it and not closed."""
        self.flush()
        if self.paragraph is not None:
            del self.marks[self.paragraph :]
            self.paragraph = None


class _Reader:
    """Builds the tree from tags, as they come."""

    def __init__(self) -> None:
        self._stack = [_Frame("")]
        self._number = 0
        self._shown: set[int] = set()

    def finish(self) -> tuple[Block, ...]:
        while len(self._stack) > 1:
            self._close()
        self._stack[0].end_paragraph()
        return tuple(self._stack[0].blocks)

    # Text and tags

    def text(self, data: str) -> None:
        top = self._stack[-1]
        if top.tag in _STRUCTURES:
            if data.isspace():
                return
            top = self._flow()
        top.runs.append(run_of(data, top.marks))
        if not data.isspace():
            self._shown.update(mark.number for mark in top.marks)

    def tag(self, tag: Tag) -> None:
        if tag.opens:
            self._start(tag)
        if tag.closes:
            self._end(tag.name)

    def _start(self, start: Tag) -> None:
        tag = start.name
        if self._stack[-1].tag == "pre":
            if tag not in _MARKS and tag not in _TRANSPARENT:
                self.text("\n")
        elif tag in _MARKS:
            self._mark(tag, start.attributes())
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

    def _end(self, tag: str) -> None:
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

    def _mark(self, tag: str, attributes: dict[str, str]) -> None:
        top = self._flow() if self._stack[-1].implied else self._stack[-1]
        href = attributes.get("url" if tag == "ulink" else "href")
        if tag in LINKS:
            self._unmark("a")
            self._unmark("ulink")
        if len(top.marks) > _DEEPEST:  # each piece of text looks at all of them
            return
        self._number += 1
        top.marks.append(Mark(tag, self._number, href and href.strip()))

    def _show_address(self, tag: str) -> None:
        """Give a link that holds no text its address for one."""
        for mark in reversed(self._stack[-1].marks):
            if mark.tag == tag:
                if mark.href and mark.number not in self._shown:
                    self.text(mark.href)
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
            parent.terms.append(Term(inlines_of(blocks), ()))
        case "dd":
            term = parent.terms.pop() if parent.terms else Term((), ())
            parent.terms.append(replace(term, blocks=term.blocks + blocks))
        case "dl":
            terms = tuple(term for term in frame.terms if term.name or term.blocks)
            parent.blocks += [Terms(terms)] if terms else []
        case tag if tag in _HEADINGS and blocks:
            parent.blocks.append(Heading(int(tag[1]), inlines_of(blocks)))
        case tag if tag in _ADMONITIONS and blocks:
            parent.blocks.append(Admonition(tag, blocks))
        case _:
            _attach_cells(frame, parent)


def _attach_cells(frame: _Frame, parent: _Frame) -> None:
    match frame.tag:
        case "td" | "th":
            parent.header = parent.header or frame.tag == "th"
            parent.cells.append(inlines_of(frame.blocks))
        case "tr" if any(frame.cells):
            parent.header = parent.header or (frame.header and not parent.rows)
            parent.rows.append(tuple(frame.cells))
        case "table" if frame.rows:
            parent.blocks.append(Table(frame.header, tuple(frame.rows)))


_DOCUMENTATION = re.compile(r"\s*</?(?:p|ul|ol|note|important)>|.*</p>\s*\Z", re.DOTALL)
"""Begins or ends as documentation does. No example of code in the models is like that:
where such tags are escaped, the documentation was by mistake."""


def _preformatted(runs: Iterable[Run]) -> list[Block]:
    code = "".join(run.text for run in runs)
    if _DOCUMENTATION.match(code) and "&lt;" not in code:
        return list(parse(code))
    lines = code.expandtabs().splitlines()
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return [Preformatted(text)] if text else []
