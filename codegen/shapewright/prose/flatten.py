"""Blocks as inlines, for where only these can stand."""

from __future__ import annotations

from collections.abc import Iterable
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
    Table,
    Terms,
    Text,
)
from .runs import join


def flatten(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """What a term, a cell or a heading has of blocks."""
    flat: list[Inline] = []
    for block in blocks:
        match block:
            case Paragraph(children) | Heading(_, children):
                parts = [children]
            case ListBlock(_, items):
                parts = [flatten(item) for item in items]
            case Admonition(_, inner):
                parts = [flatten(inner)]
            case Preformatted(text):
                parts = [(Code(" ".join(text.split())),)]
            case Terms(terms):
                parts = [
                    part for term in terms for part in (term.name, flatten(term.blocks))
                ]
            case Table(_, rows):
                parts = [cell for row in rows for cell in row]
            case _:
                assert_never(block)
        for part in filter(None, parts):
            flat += [Text(" "), *part] if flat else part
    return tuple(join(flat))
