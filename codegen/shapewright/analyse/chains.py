"""What long chains of structures import first: Python imports only so many in a row."""

from __future__ import annotations

from collections.abc import Mapping

from ..ir.service import Service
from ..ir.shapes import ShapeId

LINKS = 50
"""How many modules may import each other in a row; each takes six of Python's 1,000
frames."""


def chains(
    service: Service, components: Mapping[ShapeId, tuple[ShapeId, ...]]
) -> dict[ShapeId, tuple[ShapeId, ...]]:
    """For each cycle, the modules that its own module must import before all others.

    Cycles lie in bands of 50 by how long the chains below them are. A module imports
    the lower bands first, so a chain of imports never leaves its own band.

    Args:
        components: In such an order that a cycle stands behind those it leads to.

    Returns:
        By the first structure of a cycle, the first ones of the others.
    """
    heights: dict[ShapeId, int] = {}
    first: dict[ShapeId, tuple[ShapeId, ...]] = {}
    for component in dict.fromkeys(components.values()):
        held = {
            components[target][0]
            for shape_id in component
            for target in service.held(shape_id)
            if target in components and target not in component
        }
        height = 1 + max([heights[one] for one in held], default=0)
        named: set[ShapeId] = set()
        for one in held:
            same = heights[one] // LINKS == height // LINKS
            named |= set(first.get(one, ())) if same else {one}
        heights[component[0]] = height
        if named:
            lowest = sorted(named, key=lambda one: (heights[one], one))
            first[component[0]] = tuple(lowest)
    return first
