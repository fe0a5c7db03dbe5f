"""What overlays say is wrong with a model; entries as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from .shapes import Constraint, ShapeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A shape, or the target of one member of a structure, list or map."""

    shape: ShapeId
    member: str = ""
    """Empty for the shape itself, wherever it is the target."""

    def __str__(self) -> str:
        return f"{self.shape}${self.member}" if self.member else self.shape


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongConstraint:
    """A pattern, length or range that refuses what the service takes."""

    subject: Subject
    kind: type[Constraint]
    source: Constraint | None
    """The model's own: if it has another, the entry is not used. None fits any."""
    enforced: Constraint | None
    """What is checked instead; None for nothing."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongEnum:
    """An enum that lacks values, or that is not to be enforced."""

    subject: Subject
    add: tuple[str, ...]
    """What it lacks; empty where any text is taken."""
    source: tuple[str, ...]
    """The model's own values, as in `WrongConstraint`; empty fits any. Not needed with
    `add`, which ends when the model lists the value."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTarget:
    """A member whose target should be another shape of the model."""

    subject: Subject
    source: ShapeId
    target: ShapeId
    reason: str


class Trait(StrEnum):
    """A mark that a model can lack."""

    UNION = "union"
    SPARSE = "sparse"
    FAULT = "fault"
    """The service is to blame for an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmarkedTrait:
    """A shape that lacks one of the model's marks."""

    subject: Subject
    trait: Trait
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A pattern that is looked for in a text, and was not meant to match all of it.

    botocore's models have `.*` before and behind it, which takes no line end.
    """

    subject: Subject
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a user has to know of a shape or member, and documentation does not say."""

    subject: Subject
    text: str


Entry: TypeAlias = (
    WrongConstraint | WrongEnum | WrongTarget | UnmarkedTrait | Search | Note
)
