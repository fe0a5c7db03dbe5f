"""Add to a selection all that it can reach."""

from __future__ import annotations

from dataclasses import replace

from ..ir.selection import Selection
from ..ir.service import Service
from ..ir.shapes import ShapeId, edges


def select(service: Service, roots: Selection) -> Selection:
    """The closure of the roots and of their operations, in the model's own order."""
    reached: set[ShapeId] = set()
    pending = list(roots.shapes)
    for name in roots.operations:
        pending += service.operations[name].targets
    while pending:
        shape_id = pending.pop()
        if shape_id not in reached:
            reached.add(shape_id)
            pending += [member.target for member in edges(service.shapes[shape_id])]
    shapes = tuple([shape_id for shape_id in service.shapes if shape_id in reached])
    return replace(roots, shapes=shapes)
