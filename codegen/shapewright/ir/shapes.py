"""Shapes and their members, as the model has them.

Smithy's words throughout, see https://smithy.io/2.0/spec/model.html. Facts that follow
from several shapes are in `ir.facts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, assert_never

from .traits import NO_TRAITS, Deprecation, ErrorTrait, WireTraits

ShapeId: TypeAlias = str
"""A shape's name within its service."""

MemberId: TypeAlias = tuple[ShapeId, str]
"""A container's name and a member's; `member`, `key` and `value` in lists and maps."""


class SimpleKind(StrEnum):
    """The simple types of the format; `document` is a structure there.

    `text_or_bytes` is not in it: boto3 takes both for some strings, and encodes them.
    """

    STRING = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    LONG = "long"
    FLOAT = "float"
    DOUBLE = "double"
    TIMESTAMP = "timestamp"
    BLOB = "blob"
    DOCUMENT = "document"
    TEXT_OR_BYTES = "text_or_bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Bounds of a length, both allowed."""

    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Bounds of a number, both allowed."""

    min: float | None
    max: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A regular expression in Java's dialect, which the whole value matches."""

    source: str


Constraint: TypeAlias = Length | Range | Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A constraint of the model that refuses what the service takes."""

    source: Constraint
    """The model's own."""
    enforced: Constraint | None
    """What is checked in its place; None for nothing."""
    reason: str
    from_user: bool = False
    """Whether it is of a user's overlay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A named edge from a container shape to its target shape."""

    name: str
    target: ShapeId
    required: bool = False
    documentation: str = ""
    deprecated: Deprecation | None = None
    idempotency_token: bool = False
    alias: str = ""
    """Another name that boto3 takes for it in an operation's input."""
    wire: WireTraits = NO_TRAITS


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleShape:
    """A string, number, boolean, timestamp, blob or document."""

    id: ShapeId
    kind: SimpleKind
    documentation: str = ""
    deprecated: Deprecation | None = None
    sensitive: bool = False
    constraints: tuple[Constraint, ...] = ()
    corrections: tuple[Correction, ...] = ()
    copy_of: ShapeId = ""
    """The model's own shape, of which it is a copy for one member."""
    wire: WireTraits = NO_TRAITS


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumShape:
    """A string of which some values have names."""

    id: ShapeId
    values: tuple[str, ...]
    documentation: str = ""
    deprecated: Deprecation | None = None
    sensitive: bool = False
    added: tuple[str, ...] = ()
    """Those of the values that an overlay has added."""
    open: bool = False
    """Whether any other text is taken as well."""
    copy_of: ShapeId = ""
    """The model's own shape, of which it is a copy for one member."""
    notes: tuple[str, ...] = ()
    """What a user has to know of values that are not the model's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShape:
    """A list; a sparse one may hold nulls."""

    id: ShapeId
    member: Member
    sparse: bool = False
    documentation: str = ""
    deprecated: Deprecation | None = None
    sensitive: bool = False
    constraints: tuple[Constraint, ...] = ()
    corrections: tuple[Correction, ...] = ()
    copy_of: ShapeId = ""
    """The model's own shape, of which it is a copy for one member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShape:
    """A map from strings; a sparse one may hold nulls."""

    id: ShapeId
    key: Member
    value: Member
    sparse: bool = False
    documentation: str = ""
    deprecated: Deprecation | None = None
    sensitive: bool = False
    constraints: tuple[Constraint, ...] = ()
    corrections: tuple[Correction, ...] = ()
    copy_of: ShapeId = ""
    """The model's own shape, of which it is a copy for one member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureShape:
    """Named members, in the model's order."""

    id: ShapeId
    members: tuple[Member, ...]
    documentation: str = ""
    deprecated: Deprecation | None = None
    sensitive: bool = False
    payload: str = ""
    """The member that is a message's whole body."""
    error: ErrorTrait | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionShape:
    """Named members of which exactly one is set."""

    id: ShapeId
    members: tuple[Member, ...]
    documentation: str = ""
    deprecated: Deprecation | None = None
    sensitive: bool = False
    event_stream: bool = False


Shape: TypeAlias = (
    SimpleShape | EnumShape | ListShape | MapShape | StructureShape | UnionShape
)


Constrained: TypeAlias = SimpleShape | ListShape | MapShape


def enum_of_member(structure: ShapeId, member: str) -> ShapeId:
    """The shape ID of an enum that a single member has; a model has none for it.

    Capitals beyond ASCII depend on the version of Unicode, and stay as they are.
    """
    first = member[:1].upper() if member[:1].isascii() else member[:1]
    return f"{structure}{first}{member[1:]}"


def source_of(shape: Shape) -> ShapeId:
    """The model's own shape that this is, or is a copy of."""
    match shape:
        case SimpleShape() | EnumShape() | ListShape() | MapShape():
            return shape.copy_of or shape.id
        case StructureShape() | UnionShape():
            return shape.id
        case _:
            assert_never(shape)


def enforced(shape: Constrained, constraint: Constraint) -> Constraint | None:
    """What is checked for a constraint of the model; None for nothing."""
    correction = correction_of(shape, constraint)
    return constraint if correction is None else correction.enforced


def correction_of(shape: Constrained, constraint: Constraint) -> Correction | None:
    """What is known to be wrong with a constraint of the model."""
    for correction in shape.corrections:
        if correction.source == constraint:
            return correction
    return None


def shape_type(shape: Shape) -> str:
    """What a shape is, in the model's word: `string`, `list`, `structure`, `union`."""
    if isinstance(shape, SimpleShape):
        return shape.kind.value
    return type(shape).__name__.removesuffix("Shape").lower()


def edges(shape: Shape) -> tuple[Member, ...]:
    """Every member that leads from a shape to another, in the model's order."""
    match shape:
        case StructureShape() | UnionShape():
            return shape.members
        case ListShape():
            return (shape.member,)
        case MapShape():
            return (shape.key, shape.value)
        case SimpleShape() | EnumShape():
            return ()
        case _:
            assert_never(shape)
