"""A service: its operations and its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .corrections import Entry
from .protocols import PROTOCOLS
from .shapes import ListShape, MapShape, MemberId, Shape, ShapeId, edges
from .traits import Deprecation


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


class RewriteKind(StrEnum):
    """What boto3's dicts have at a member, where that is not what the model says."""

    DOCUMENT = "document"
    """A JSON value: a text that boto3 decodes, or a dict that it takes for a text."""
    TEXT_OR_BYTES = "text_or_bytes"
    """Bytes as well as text, which boto3 encodes."""
    UNCONSTRAINED = "unconstrained"
    """More than the constraints allow: boto3 cuts it."""
    OPTIONAL = "optional"
    """Nothing, although it is required: boto3 fills it in."""
    ALIAS = "alias"
    """The value under another name: the only one that boto3's documentation has."""
    ADDED = "added"
    """A text that boto3 adds: the model has no such member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """Members whose values boto3 changes on their way, in one and the same manner."""

    members: tuple[MemberId, ...]
    kind: RewriteKind
    handler: str
    """The function of botocore that does it."""
    note: str
    """What a user of the members has to know of it."""
    alias: str = ""
    """The other name; only of the kind that is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What is known about a service beyond its model."""

    file: str
    from_user: bool = False
    """Whether a user wrote it: shapes that it names and the model lacks are errors."""
    rules: tuple[tuple[ShapeId, Rule], ...] = ()
    corrections: tuple[Entry, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paginator:
    """How an operation's answers follow each other, in botocore's words."""

    input_tokens: tuple[str, ...]
    """The members of the input that say where a page begins."""
    limit_key: str
    """The one that says how much is on a page; empty where none does."""
    result_keys: tuple[str, ...]
    """JMESPath expressions for what answers list; nearly all are a member's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptor:
    """What an answer of a waiter's operation means, in botocore's words."""

    state: str
    """`success`, `failure` or `retry`."""
    matcher: str
    """`path`, `pathAll`, `pathAny`, `status` or `error`."""
    argument: str
    """A JMESPath expression; empty for `status` and `error`."""
    expected: str | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    """An operation that is asked until its answer is as it should be."""

    name: str
    operation: str
    delay: int
    """Seconds between two calls."""
    max_attempts: int
    acceptors: tuple[Acceptor, ...]
    """The first that matches an answer counts."""
    digest: str = ""
    """sha256 of its JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a client can call."""

    name: str
    documentation: str = ""
    input: ShapeId | None = None
    output: ShapeId | None = None
    errors: tuple[ShapeId, ...] = ()
    deprecated: Deprecation | None = None
    paginator: Paginator | None = None
    digest: str = ""
    """sha256 of its JSON and of its paginator's."""

    @property
    def targets(self) -> tuple[ShapeId, ...]:
        """What it takes, gives and raises."""
        named = (self.input, self.output, *self.errors)
        return tuple([target for target in named if target is not None])


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
    provenance: Provenance
    waiters: Mapping[str, Waiter] = field(default_factory=dict)
    digests: Mapping[ShapeId, str] = field(default_factory=dict)
    """sha256 of each shape's JSON in the model."""

    @property
    def speaks_json(self) -> bool:
        """Whether its documents are JSON on the wire."""
        return not PROTOCOLS[self.protocol].no_json

    @property
    def is_rest(self) -> bool:
        """Whether its messages are spread over headers, query and body."""
        return PROTOCOLS[self.protocol].rest

    def waiters_of(self, operation: Operation) -> list[Waiter]:
        """Those that ask this operation."""
        waiters = self.waiters.values()
        return [waiter for waiter in waiters if waiter.operation == operation.name]

    def closure(self, roots: Iterable[ShapeId]) -> set[ShapeId]:
        """These shapes and all that they lead to."""
        reached: set[ShapeId] = set()
        pending = list(roots)
        while pending:
            shape_id = pending.pop()
            if shape_id not in reached:
                reached.add(shape_id)
                pending += [member.target for member in edges(self.shapes[shape_id])]
        return reached

    def held(self, shape_id: ShapeId) -> set[ShapeId]:
        """What a structure's members lead to, through lists and maps."""
        held: set[ShapeId] = set()
        pending = [self.shapes[shape_id]]
        while pending:
            for member in edges(pending.pop()):
                target = self.shapes[member.target]
                if isinstance(target, (ListShape, MapShape)) and target.id not in held:
                    pending.append(target)
                held.add(target.id)
        return held
