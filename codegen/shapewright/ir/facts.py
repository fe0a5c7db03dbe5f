"""What follows from the whole model about its shapes and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .shapes import MemberId, ShapeId


class Role(StrEnum):
    """What a structure is to the protocol of its service."""

    STREAM = "stream"
    """An event stream, only an event of one, or a holder of a stream."""
    MESSAGE = "message"
    """Spread over headers, query and body: input, output or error of a rest service."""
    DOCUMENT = "document"
    """Everything else: one JSON document, where the service speaks JSON."""


class Codec(StrEnum):
    """How a member's value is held, where its shape does not say all."""

    PLAIN = "plain"
    JSON_HEADER = "json_header"
    """A JSON document in a header."""
    STREAM = "stream"
    """The object itself, unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """How a member stands in one form of data."""

    key: str
    """What it is called."""
    timestamp_format: str
    """`unixTimestamp`, `iso8601` or `rfc822`; it counts for timestamps only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What operations lead to a structure."""

    inputs: bool = False
    outputs: bool = False
    operation_input: bool = False
    """Whether it is the input of an operation itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the analysis knows, beside the service and not on its nodes."""

    components: Mapping[ShapeId, tuple[ShapeId, ...]]
    """The structures of each structure's cycle, itself included, in the model's order;
    one alone where it is in no cycle."""
    recursive: frozenset[ShapeId]
    """Structures that can hold themselves."""
    chains: Mapping[ShapeId, tuple[ShapeId, ...]]
    """By the first structure of a cycle, those whose modules are imported before its
    module."""
    roles: Mapping[ShapeId, Role]
    codecs: Mapping[MemberId, Codec]
    bindings: Mapping[str, Mapping[MemberId, Binding]]
    """By the name of the form."""
    reach: Mapping[ShapeId, Reach]
    """Of structures and unions."""
