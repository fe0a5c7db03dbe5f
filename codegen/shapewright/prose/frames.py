"""Open elements, and what they become when they end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .blocks import (
    Admonition,
    Block,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Table,
    Term,
    Terms,
)
from .elements import ADMONITIONS, HEADINGS
from .flatten import flatten
from .runs import Mark, Run, collapse, nest


@dataclass(slots=True)
class Frame:
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


def attach(frame: Frame, parent: Frame) -> None:
    """Give what an element holds to the one around it; an empty one vanishes."""
    blocks = tuple(frame.blocks)
    match frame.tag:
        case "li" if blocks:
            parent.items.append(blocks)
        case "ul" | "ol" if frame.items:
            items = tuple(frame.items)
            parent.blocks.append(ListBlock(frame.tag == "ol", items))
        case "dt":
            parent.terms.append(Term(flatten(blocks), ()))
        case "dd":
            term = parent.terms.pop() if parent.terms else Term((), ())
            parent.terms.append(replace(term, blocks=term.blocks + blocks))
        case "dl":
            terms = tuple(term for term in frame.terms if term.name or term.blocks)
            parent.blocks += [Terms(terms)] if terms else []
        case tag if tag in HEADINGS and blocks:
            parent.blocks.append(Heading(int(tag[1]), flatten(blocks)))
        case tag if tag in ADMONITIONS and blocks:
            parent.blocks.append(Admonition(tag, blocks))
        case _:
            _attach_cells(frame, parent)


def _attach_cells(frame: Frame, parent: Frame) -> None:
    match frame.tag:
        case "td" | "th":
            parent.header = parent.header or frame.tag == "th"
            parent.cells.append(flatten(frame.blocks))
        case "tr" if any(frame.cells):
            parent.header = parent.header or (frame.header and not parent.rows)
            parent.rows.append(tuple(frame.cells))
        case "table" if frame.rows:
            parent.blocks.append(Table(frame.header, tuple(frame.rows)))
