"""The patterns of botocore's models that are not enforced as they are written."""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from every.texts import parsed
from shapewright.load.catalogue import data_folder
from shapewright.text.regex import Untranslatable, translate
from shapewright.text.regex.printer import Printer
from shapewright.text.regex.rewrites import REWRITES

_PATTERN = re.compile(rb'"pattern":\s*("(?:[^"\\]|\\.)*")')
_NOT_REGULAR = re.compile(r"\(\?(?:[=!>]|<[=!])|\\b|[*+?}]\+")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A pattern before and behind the rules or the table.

    Attributes:
        plain: The translation alone.
        final: What is enforced.
        longest: Up to which length the two have to be equal, if not without an end.
    """

    source: str
    plain: str
    final: str
    longest: int | None
    by_table: bool

    @property
    def regular(self) -> bool:
        """Whether neither is sure to look around or to give nothing back."""
        return not any(map(_NOT_REGULAR.search, (self.plain, self.final)))


def plain(source: str) -> str:
    """A model's pattern in `re`'s dialect, with nothing rewritten."""
    return Printer(parsed(source)).text()


def by_table(source: str, longest: int | None) -> bool:
    """Whether the table has another pattern for texts of such a length."""
    return source in REWRITES and translate(source, longest).text == REWRITES[source][0]


@functools.cache
def sources() -> tuple[str, ...]:
    """Every pattern of every model, in order; read as text, which takes a moment."""
    found: set[bytes] = set()
    for file in data_folder().glob("*/*/service-2.json*"):
        content = file.read_bytes()
        found.update(
            _PATTERN.findall(
                gzip.decompress(content) if file.suffix == ".gz" else content
            )
        )
    return tuple(sorted({json.loads(text) for text in found}))


@functools.cache
def rewritten() -> tuple[Rewritten, ...]:
    """All that differ, for every length that makes a difference."""
    return tuple(
        {
            (one.plain, one.final): one for source in sources() for one in _of(source)
        }.values()
    )


def _of(source: str) -> Iterator[Rewritten]:
    entry = REWRITES.get(source)
    for longest in {None, entry.longest} if entry else (None,):
        try:
            final = translate(source, longest).text
        except Untranslatable:
            return
        if final != plain(source):
            told = by_table(source, longest)
            yield Rewritten(source, plain(source), final, longest, told)
