"""The parts of a pattern. What stands in them as text is already in `re`'s dialect."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .quantifiers import Quantifier
from .ranges import LAST, NOTHING, Ranges


class Kind(Enum):
    """What a group without a capture is for; the value opens it, in both dialects."""

    PLAIN = "(?:"
    ATOMIC = "(?>"
    AHEAD = "(?="
    NOT_AHEAD = "(?!"
    BEHIND = "(?<="
    NOT_BEHIND = "(?<!"


@dataclass(frozen=True, slots=True)
class One:
    """Matches one character.

    Attributes:
        ranges: Code points that it is sure to match.
        known: Below which code point it matches no others.
        parts: What it unites, as spelt, where that is all that is known.
    """

    text: str
    ranges: Ranges = NOTHING
    known: int = 0
    parts: frozenset[str] = frozenset()

    @property
    def exact(self) -> bool:
        """Whether `ranges` says all."""
        return self.known > LAST


@dataclass(frozen=True, slots=True)
class Edge:
    r"""Matches between characters: ``^ \b \A \Z``."""

    text: str


@dataclass(frozen=True, slots=True)
class Dollar:
    """Matches at the end; what is written depends on what follows."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Matches what a group before it has captured."""

    number: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """Matches an item several times."""

    item: One | Reference | Group | Capture
    quantifier: Quantifier


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives.

    Attributes:
        flags: What is switched for it, on and off: ``i``, ``s``, ``i-s``, ….
    """

    kind: Kind
    branches: Branches
    flags: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """Alternatives whose match can be referred to."""

    branches: Branches


Item = One | Edge | Dollar | Reference | Group | Capture
Node = Item | Repeat
Branch = tuple[Node, ...]
Branches = tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole pattern.

    Attributes:
        flags: What holds from its beginning to its end.
    """

    flags: str
    branches: Branches
