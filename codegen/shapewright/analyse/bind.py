"""Where each member stands in the JSON document form, and how its value is written.

A member's own traits beat those of its target; this is decided here, once.
"""

from __future__ import annotations

from ..ir.facts import Binding, Codec
from ..ir.service import Service
from ..ir.shapes import (
    Member,
    MemberId,
    Shape,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
    edges,
)

_UNIX = "unixTimestamp"


def bind(service: Service) -> dict[MemberId, Binding]:
    """The binding of every member of every structure, list and map."""
    outputs = {o.output for o in service.operations.values() if o.output}
    return {
        (shape.id, member.name): _binding(service, shape, member, outputs)
        for shape in service.shapes.values()
        for member in edges(shape)
    }


def _binding(
    service: Service, shape: Shape, member: Member, outputs: set[ShapeId]
) -> Binding:
    target = service.shapes[member.target]
    format = member.wire.timestamp_format
    if not format and isinstance(target, SimpleShape):
        format = target.wire.timestamp_format
    return Binding(
        key=member.wire.location_name or member.name,
        timestamp_format=format or _UNIX,
        codec=_codec(shape, member, target, outputs),
    )


def _codec(shape: Shape, member: Member, target: Shape, outputs: set[ShapeId]) -> Codec:
    match target:
        case UnionShape(event_stream=True):
            return Codec.STREAM
        case SimpleShape(kind=SimpleKind.BLOB):
            if member.wire.streaming or target.wire.streaming:
                return Codec.STREAM
            # boto3 gives a stream for a blob that is the whole body of an answer
            if isinstance(shape, StructureShape) and shape.payload == member.name:
                return Codec.STREAM if shape.id in outputs else Codec.PLAIN
    if member.wire.jsonvalue and member.wire.location == "header":
        return Codec.JSON_HEADER
    return Codec.PLAIN
