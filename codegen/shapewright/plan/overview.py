"""A shape or an operation at a glance: what somebody asks who is about to use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..ir.service import Operation, Service
from ..ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    ShapeId,
    SimpleShape,
    StructureShape,
    UnionShape,
    edges,
    shape_type,
)
from ..prose.blocks import Block
from ..prose.html import parse
from ..prose.markdown import to_markdown
from ..text.sentences import first_sentence
from .docs import paragraph, rules_of
from .model import Model, field_name
from .wording import Note, constraint_notes, joined, shape_notes

_ONE_LINE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member of a structure."""

    name: str
    python: str
    type: str
    required: bool
    constraints: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What there is to say of a shape or an operation in few lines."""

    name: str
    kind: str
    """`structure`, `string`, `list of Tag`, `operation`, …"""
    sentence: str
    """The first one of its documentation."""
    constraints: str = ""
    """Those of the shape itself."""
    members: tuple[MemberLine, ...] = ()
    rules: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    """An enum's."""
    requests: tuple[str, ...] = ()
    """The operations whose requests lead to the shape."""
    answers: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    """The operations whose errors do; of an operation, its own."""
    request: str = ""
    """An operation's."""
    answer: str = ""
    paged: bool = False
    waiters: tuple[str, ...] = ()


def overview_of_shape(model: Model, shape: Shape) -> Overview:
    """What a shape is, and which operations lead to it."""
    requests, answers, errors = _uses(model.service, shape.id)
    return Overview(
        name=shape.id,
        kind=kind_of(model, shape),
        sentence=_sentence(shape.documentation),
        constraints=_noted(shape_notes(shape)),
        members=members_of(model, shape),
        rules=tuple([_line(rule) for rule in rules_of(model, shape)]),
        values=shape.values if isinstance(shape, EnumShape) else (),
        requests=requests,
        answers=answers,
        errors=errors,
    )


def overview_of_operation(service: Service, operation: Operation) -> Overview:
    """What an operation takes and gives."""
    return Overview(
        name=operation.name,
        kind="operation",
        sentence=_sentence(operation.documentation),
        request=operation.input or "",
        answer=operation.output or "",
        errors=operation.errors,
        paged=operation.paginator is not None,
        waiters=tuple([one.name for one in service.waiters_of(operation)]),
    )


def members_of(model: Model, shape: Shape) -> tuple[MemberLine, ...]:
    """A line for each member of a structure; none of another shape."""
    if not isinstance(shape, (StructureShape, UnionShape)):
        return ()
    return tuple([_member(model, shape, member) for member in shape.members])


def _noted(notes: list[Note]) -> str:
    return _line(paragraph(*joined(notes, "; ")[:-1])) if notes else ""


def _sentence(documentation: str) -> str:
    blocks = parse(documentation)
    return first_sentence(_line(*blocks[:1]).partition("\n")[0])


def _line(*blocks: Block) -> str:
    return to_markdown(blocks, _ONE_LINE)


def _member(model: Model, shape: Shape, member: Member) -> MemberLine:
    return MemberLine(
        name=member.name,
        python=field_name(shape, member.name),
        type=_type(model, member),
        required=member.required,
        constraints=_noted(constraint_notes(model, shape, member)),
    )


def kind_of(model: Model, shape: Shape) -> str:
    """What a shape is, and what a list or a map holds."""
    match shape:
        case ListShape():
            return f"list of {_type(model, shape.member)}"
        case MapShape():
            return f"map of {_type(model, shape.key)} to {_type(model, shape.value)}"
        case _:
            return shape_type(shape)


def _type(model: Model, member: Member) -> str:
    """The name of what has members or values of its own; else what it is."""
    shape = model.target(member)
    if isinstance(shape, (SimpleShape, ListShape, MapShape)):
        return kind_of(model, shape)
    return shape.id


def _uses(service: Service, shape_id: ShapeId) -> tuple[tuple[str, ...], ...]:
    """The operations by whose request, answer or error a shape is reached."""
    holders: dict[ShapeId, set[ShapeId]] = defaultdict(set)
    for shape in service.shapes.values():
        for member in edges(shape):
            holders[member.target].add(shape.id)
    above, pending = {shape_id}, [shape_id]
    while pending:
        new = holders[pending.pop()] - above
        above |= new
        pending += new
    operations = service.operations.values()
    return (
        _names(one for one in operations if one.input in above),
        _names(one for one in operations if one.output in above),
        _names(one for one in operations if above & set(one.errors)),
    )


def _names(operations: Iterable[Operation]) -> tuple[str, ...]:
    return tuple([operation.name for operation in operations])
