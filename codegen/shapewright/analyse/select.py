"""Keep only the shapes that the chosen roots can reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..ir.service import Service
from ..ir.shapes import ShapeId, edges


def select(service: Service, roots: Iterable[ShapeId]) -> Service:
    """The service with the closure of `roots`, in the model's own order."""
    reached: set[ShapeId] = set()
    pending = list(roots)
    while pending:
        shape_id = pending.pop()
        if shape_id not in reached:
            reached.add(shape_id)
            pending += [member.target for member in edges(service.shapes[shape_id])]
    shapes = {key: shape for key, shape in service.shapes.items() if key in reached}
    return replace(service, shapes=shapes)
