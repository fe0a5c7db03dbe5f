"""Quantifiers, which both dialects write alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .reader import Reader

_QUANTIFIER = re.compile(
    r"(?:(?P<sign>[*+?])|\{(?P<low>[0-9]{1,20})(?P<comma>,(?P<high>[0-9]{0,20}))?\})[+?]?"
)
_SIGNS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Quantifier:
    """How often something is repeated.

    Attributes:
        high: None where there is no limit.
    """

    text: str
    low: int
    high: int | None

    @property
    def possessive(self) -> bool:
        """Whether it gives nothing back."""
        return len(self.text) > 1 and self.text.endswith("+")

    @property
    def lazy(self) -> bool:
        """Whether it takes as little as it may."""
        return len(self.text) > 1 and self.text.endswith("?")


def read_quantifier(reader: Reader) -> Quantifier | None:
    """Read a quantifier if one comes next.

    Raises:
        Untranslatable: It is none that Java takes.
    """
    if reader.peek() not in ("*", "+", "?", "{"):
        return None
    match = reader.match(_QUANTIFIER)
    if not match:
        reader.fail("a { begins no quantifier")
    if match["sign"]:
        return Quantifier(match[0], *_SIGNS[match["sign"]])
    low = int(match["low"])
    high = int(match["high"]) if match["high"] else None if match["comma"] else low
    if low > _MOST or (high is not None and not low <= high <= _MOST):
        reader.fail(f"the bounds of {match[0]} are impossible", match.start())
    return Quantifier(match[0], low, high)
