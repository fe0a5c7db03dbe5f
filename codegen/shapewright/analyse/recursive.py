"""Which structures can hold themselves, at whatever depth."""

from __future__ import annotations

from collections.abc import Mapping

from ..ir.service import Service
from ..ir.shapes import ShapeId


def recursive(
    service: Service, components: Mapping[ShapeId, tuple[ShapeId, ...]]
) -> frozenset[ShapeId]:
    """Structures in a cycle with others, or with themselves."""
    return frozenset(
        [
            shape_id
            for shape_id, component in components.items()
            if len(component) > 1 or shape_id in service.held(shape_id)
        ]
    )
