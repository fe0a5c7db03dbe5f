"""A service: its operations and its shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .shapes import Deprecation, Shape, ShapeId


class RuleKind(StrEnum):
    """What the members of a rule must satisfy together."""

    EXACTLY_ONE_OF = "exactly_one_of"
    AT_MOST_ONE_OF = "at_most_one_of"
    AT_LEAST_ONE_OF = "at_least_one_of"
    ALL_OR_NONE_OF = "all_or_none_of"
    REQUIRES = "requires"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A cross-field rule, which the model says in prose only."""

    kind: RuleKind
    members: tuple[str, ...]
    """Model names; the first of `requires` is the one that requires the others."""
    evidence: str
    """The sentence of the model's documentation that proves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPattern:
    """A pattern of the model that is not to be enforced."""

    shape: ShapeId
    reason: str
    source: str = ""
    """The model's own text; where that changes, the entry no longer holds. Empty is
    for whatever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What is known about a service beyond its model."""

    file: str
    users: bool = False
    """Whether it is the user's, who wants to hear of shapes that there are not."""
    rules: tuple[tuple[ShapeId, Rule], ...] = ()
    unenforced: tuple[WrongPattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a client can call."""

    name: str
    documentation: str = ""
    input: ShapeId | None = None
    output: ShapeId | None = None
    errors: tuple[ShapeId, ...] = ()
    deprecated: Deprecation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a service's model came from."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A whole service of one API version."""

    id: str
    """botocore's name of it: `sagemaker`, `lex-models`."""
    api_version: str
    title: str
    protocol: str
    """The one that botocore resolves to."""
    documentation: str
    operations: Mapping[str, Operation]
    shapes: Mapping[ShapeId, Shape]
    rules: Mapping[ShapeId, tuple[Rule, ...]]
    unenforced: Mapping[ShapeId, str]
    """Shapes whose pattern is known to be wrong, and why."""
    provenance: Provenance
