"""The patterns of botocore's models and our overlays that `re` gets in other words."""

from __future__ import annotations

import functools
import gzip
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from every.texts import parsed
from shapewright.analyse.correct.constraints import searched
from shapewright.load.catalogue import data_folder
from shapewright.text.regex import Untranslatable, translate
from shapewright.text.regex.printer import Printer
from shapewright.text.regex.rewrites import REWRITES
from support import ROOT

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
    """Every pattern of every model and overlay, in order.

    Models are read as text, which takes a moment. What begins or ends with ``.*`` is
    there as a search too.
    """
    found: set[bytes] = set()
    for file in data_folder().glob("*/*/service-2.json*"):
        content = file.read_bytes()
        found.update(
            _PATTERN.findall(
                gzip.decompress(content) if file.suffix == ".gz" else content
            )
        )
    texts = {json.loads(text) for text in found}
    searches = {searched(text) for text in texts}
    return tuple(sorted(texts | searches | set(_corrected())))


def _corrected() -> Iterator[str]:
    for file in (ROOT / "codegen" / "shapewright" / "overlays").glob("*.toml"):
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("pattern", ()):
            if enforced := entry.get("enforced"):
                yield enforced


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
