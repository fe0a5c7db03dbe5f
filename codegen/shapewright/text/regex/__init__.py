r"""Translate a pattern of a model, which is in Java's dialect, into that of `re`.

What both dialects read alike stays as it is, character for character. Two things stay
although they differ: ``.`` refuses ``\n`` only, where Java's refuses every line end,
and ``\b`` goes by ASCII, as it does from Java 19 on. So a pattern takes more, never
less, unless they stand in a negative look-around. A third is made stricter: ``$`` is
the very end, where Java's allows a line end behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .parser import Parser
from .printer import Printer
from .reader import Reader, Untranslatable
from .rewrites import REWRITES
from .satisfiable import is_satisfiable
from .simplify import simplify

__all__ = ["Translation", "Untranslatable", "translate"]


@dataclass(frozen=True, slots=True)
class Translation:
    r"""A pattern for ``re.compile(text, re.ASCII).fullmatch``.

    Attributes:
        text: In the dialect of `re`, except that ``\p{Name}`` and ``\P{Name}`` may
            stand in it; `shapewright.runtime.unicode.expand` replaces them.
        properties: The names that do, in the order of their first use.
        notes: Why the text takes more than the model's pattern, where it does.
    """

    text: str
    properties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def translate(source: str, longest: int | None = None) -> Translation:
    """Translate a pattern for matching whole values.

    Args:
        longest: How many characters values have at most, where that is known.

    Raises:
        Untranslatable: Java refuses the pattern, nothing in `re` does the same, or no
            text can match it.
    """
    reader = Reader(source)
    pattern = simplify(Parser(reader).pattern())
    if not is_satisfiable(pattern.branches):
        reader.fail("no text can match it", 0)
    text = Printer(pattern).text()
    rewrite = REWRITES.get(source)
    if rewrite and (
        not rewrite.longest or (longest is not None and longest <= rewrite.longest)
    ):
        text = rewrite.text
    return Translation(text, tuple(reader.properties), tuple(reader.notes))
