"""What documentation is made of: a small tree of blocks and inlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


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

    text: str


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
