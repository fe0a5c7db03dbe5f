"""Documentation HTML, read into a small tree of blocks and inlines.

The documentation of a service model is an XHTML fragment with some DocBook names, with
placeholders that look like tags (`arn:aws:kms:<region>`) and with the slips of many
hands: tags unclosed, misnested, or closed in themselves. `parse` keeps every visible
character of it and reads the structure as a browser would, or as its author meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

from .blocks import Block, Preformatted
from .elements import (
    BREAKS,
    CONTAINERS,
    FENCES,
    KNOWN,
    LINKS,
    LISTS,
    MARKS,
    OTHER_FENCES,
    PARAGRAPHS,
    PARENTS,
    STRUCTURES,
    TRANSPARENT,
)
from .frames import Frame, attach
from .markup import Tag, tokens
from .runs import Mark, Run, run_of


def parse(html: str) -> tuple[Block, ...]:
    """Read a fragment of HTML; whatever the text, this does not fail."""
    if _ESCAPED.match(html) and "<" not in html:
        html = unescape(html)
    reader = _Reader()
    for token in tokens(html, KNOWN):
        if isinstance(token, str):
            reader.text(token)
        else:
            reader.tag(token)
    return reader.finish()


# Some strings were escaped once too often, as a whole.
_ESCAPED = re.compile(r"\s*&lt;p&gt;")

# Deeper elements are read as if they were not nested, so that code that walks the tree
# may recurse. The models nest lists four deep.
_DEEPEST = 50


class _Reader:
    """Builds the tree from tags, as they come."""

    def __init__(self) -> None:
        self._stack = [Frame("")]
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
        if top.tag in STRUCTURES:
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
            if tag not in MARKS and tag not in TRANSPARENT:
                self.text("\n")
        elif tag in MARKS:
            self._mark(tag, start.attributes())
        elif len(self._stack) > _DEEPEST:
            self._flow().flush()
        elif tag in PARENTS:
            self._enter(tag)
        elif tag in CONTAINERS:
            self._flow()
            self._push(tag)
        elif tag in PARAGRAPHS:
            top = self._flow()
            top.end_paragraph()
            top.paragraph = len(top.marks)
        elif tag in BREAKS:
            self._flow().flush()

    def _end(self, tag: str) -> None:
        top = self._stack[-1]
        if top.tag == "pre" and tag != "pre":
            return
        if tag in MARKS:
            self._show_address(tag)
            self._unmark(tag)
        elif tag in PARAGRAPHS:
            top.end_paragraph()
        elif (index := self._nearest((tag,))) is not None:
            self._close_from(index)

    # The stack of open elements

    def _nearest(self, tags: Sequence[str]) -> int | None:
        """Find the innermost open one of these, inside the same list or cell."""
        fences = FENCES.get(tags[0], OTHER_FENCES)
        for index in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[index].tag
            if tag in tags:
                return index
            if tag in fences:
                return None
        return None

    def _push(self, tag: str, *, implied: bool = False) -> Frame:
        top = self._stack[-1]
        top.end_paragraph()
        frame = Frame(tag, list(top.marks), implied)
        self._stack.append(frame)
        return frame

    def _enter(self, tag: str) -> None:
        """Open an item, a term, a row or a cell, in the parent that it belongs to."""
        parents = PARENTS[tag]
        index = self._nearest(parents)
        if index is not None:
            self._close_from(index + 1)
        elif parents[0] in PARENTS:
            self._enter(parents[0])
        else:
            self._flow()
            self._push(parents[0], implied=True)
        self._push(tag)

    def _flow(self) -> Frame:
        """Return the element that takes content here.

        What stands in a list but in no item belongs to the item before it; a list that
        was only implied by an item ends there.
        """
        while (top := self._stack[-1]).tag in STRUCTURES:
            if top.implied:
                self._close()
            elif top.tag in LISTS:
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
            attach(frame, parent)

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
