"""What each structure is to the protocol of its service."""

from __future__ import annotations

from collections.abc import Mapping

from ..ir.facts import Codec, Role
from ..ir.service import Service
from ..ir.shapes import MemberId, Shape, ShapeId, StructureShape, UnionShape, edges


def roles(service: Service, codecs: Mapping[MemberId, Codec]) -> dict[ShapeId, Role]:
    """The role of every structure and union; it comes from the whole model."""
    nested: set[ShapeId] = set()
    events: set[ShapeId] = set()
    for shape in service.shapes.values():
        targets = {member.target for member in edges(shape)}
        if isinstance(shape, UnionShape) and shape.event_stream:
            events |= targets
        else:
            nested |= targets
    messages = _messages(service)
    by_shape = {}
    for shape in service.shapes.values():
        if isinstance(shape, (StructureShape, UnionShape)):
            only_event = shape.id in events - nested - messages
            if only_event or _streams(shape, codecs):
                by_shape[shape.id] = Role.STREAM
            elif service.is_rest and shape.id in messages and shape.id not in nested:
                by_shape[shape.id] = Role.MESSAGE
            else:
                by_shape[shape.id] = Role.DOCUMENT
    return by_shape


def _streams(shape: Shape, codecs: Mapping[MemberId, Codec]) -> bool:
    if isinstance(shape, UnionShape) and shape.event_stream:
        return True
    return any(codecs[shape.id, member.name] is Codec.STREAM for member in edges(shape))


def _messages(service: Service) -> set[ShapeId]:
    messages: set[ShapeId] = set()
    for operation in service.operations.values():
        messages |= {operation.input or "", operation.output or "", *operation.errors}
    return messages
