"""Which structures a caller sends, and which a service answers with."""

from __future__ import annotations

from ..ir.facts import Reach
from ..ir.service import Service
from ..ir.shapes import ShapeId, StructureShape, UnionShape


def reach(service: Service) -> dict[ShapeId, Reach]:
    """What operations lead to each structure and union."""
    operations = service.operations.values()
    inputs = {operation.input for operation in operations if operation.input}
    outputs = {operation.output for operation in operations if operation.output}
    errors = {error for operation in operations for error in operation.errors}
    sent = service.closure(inputs)
    answered = service.closure(outputs | errors)
    return {
        shape.id: Reach(
            inputs=shape.id in sent,
            outputs=shape.id in answered,
            operation_input=shape.id in inputs,
        )
        for shape in service.shapes.values()
        if isinstance(shape, (StructureShape, UnionShape))
    }
