"""What one part of a benchmark has to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .table import as_markdown, as_text


@dataclass(frozen=True)
class Section:
    """A table, and what has to be known to judge it."""

    title: str
    table: Sequence[tuple[str, ...]]
    """The first line is the heads of the columns."""
    notes: tuple[str, ...] = ()

    def shown(self, *, markdown: bool) -> str:
        table = as_markdown if markdown else as_text
        notes = "\n".join(f"- {note}" for note in self.notes)
        title = f"## {self.title}" if markdown else self.title.upper()
        return "\n\n".join(filter(None, [title, table([*self.table]), notes]))


def part_of(ours: float, theirs: float) -> str:
    """Ours as a part of theirs."""
    return f"{ours / theirs:.3g} of it"


def listed(names: Iterable[str]) -> str:
    """Names in a sentence."""
    return ", ".join(names) or "none"
