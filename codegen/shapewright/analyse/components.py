"""Which structures contain each other, and so must share a module."""

from __future__ import annotations

from collections.abc import Mapping

from ..ir.service import Service
from ..ir.shapes import Shape, ShapeId, StructureShape, UnionShape, edges


def components(service: Service) -> dict[ShapeId, tuple[ShapeId, ...]]:
    """Each structure's strongly connected component, in the model's order.

    Tarjan's algorithm, without recursion: a hostile model may be one long chain.
    """
    shapes = service.shapes
    order = {shape_id: index for index, shape_id in enumerate(shapes)}
    by_structure: dict[ShapeId, tuple[ShapeId, ...]] = {}
    for component in _strongly_connected(shapes):
        structures = [
            shape_id
            for shape_id in sorted(component, key=order.__getitem__)
            if isinstance(shapes[shape_id], (StructureShape, UnionShape))
        ]
        by_structure |= dict.fromkeys(structures, tuple(structures))
    return by_structure


def _strongly_connected(shapes: Mapping[ShapeId, Shape]) -> list[list[ShapeId]]:
    index: dict[ShapeId, int] = {}
    low: dict[ShapeId, int] = {}
    stack: list[ShapeId] = []
    on_stack: set[ShapeId] = set()
    components: list[list[ShapeId]] = []
    for root in shapes:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(edges(shapes[root])))]
        while work:
            node, rest = work[-1]
            for member in rest:
                target = member.target
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(edges(shapes[target]))))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    cut = stack.index(node)
                    components.append(stack[cut:])
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
    return components
