"""Which structures can hold themselves, at whatever depth."""

from __future__ import annotations

from collections.abc import Mapping

from ..ir.service import Service
from ..ir.shapes import ListShape, MapShape, Shape, ShapeId, edges


def recursive(
    service: Service, components: Mapping[ShapeId, tuple[ShapeId, ...]]
) -> frozenset[ShapeId]:
    """Structures in a cycle with others, or with themselves."""
    return frozenset(
        [
            shape_id
            for shape_id, component in components.items()
            if len(component) > 1 or shape_id in _held(service, shape_id)
        ]
    )


def _held(service: Service, shape_id: ShapeId) -> set[ShapeId]:
    """What a structure's members lead to, through lists and maps."""
    held: set[ShapeId] = set()
    pending: list[Shape] = [service.shapes[shape_id]]
    while pending:
        for member in edges(pending.pop()):
            target = service.shapes[member.target]
            if isinstance(target, (ListShape, MapShape)) and target.id not in held:
                pending.append(target)
            held.add(target.id)
    return held
