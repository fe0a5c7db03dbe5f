"""How each member's value is held, where its shape does not say all."""

from __future__ import annotations

from ..ir.facts import Codec
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


def codecs(service: Service) -> dict[MemberId, Codec]:
    """The codec of every member of every structure, list and map."""
    outputs = {o.output for o in service.operations.values() if o.output}
    return {
        (shape.id, member.name): _codec(
            shape, member, service.shapes[member.target], outputs
        )
        for shape in service.shapes.values()
        for member in edges(shape)
    }


def _codec(shape: Shape, member: Member, target: Shape, outputs: set[ShapeId]) -> Codec:
    if isinstance(target, UnionShape) and target.event_stream:
        return Codec.STREAM
    if isinstance(target, SimpleShape) and target.kind is SimpleKind.BLOB:
        if member.wire.streaming or target.wire.streaming:
            return Codec.STREAM
        # boto3 gives a stream for a blob that is the whole body of an answer
        if isinstance(shape, StructureShape) and shape.payload == member.name:
            return Codec.STREAM if shape.id in outputs else Codec.PLAIN
    if member.wire.jsonvalue and member.wire.location == "header":
        return Codec.JSON_HEADER
    return Codec.PLAIN
