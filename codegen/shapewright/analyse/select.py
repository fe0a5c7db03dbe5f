"""Add to a selection all that it can reach."""

from __future__ import annotations

from dataclasses import replace

from ..ir.selection import Selection
from ..ir.service import Service


def select(service: Service, roots: Selection) -> Selection:
    """The closure of the roots and of their operations, in the model's own order."""
    operations = tuple([one for one in service.operations if one in roots.operations])
    named = [*roots.shapes]
    for name in operations:
        named += service.operations[name].targets
    reached = service.closure(named)
    shapes = tuple([shape_id for shape_id in service.shapes if shape_id in reached])
    return replace(roots, shapes=shapes, operations=operations)
