"""A shape with what is nested in it, or an operation, drawn by mermaid or Graphviz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..ir.service import Operation
from ..ir.shapes import ListShape, MapShape, Shape, ShapeId, StructureShape, UnionShape
from ..plan.model import Model
from ..plan.overview import kind_of, members_of


class Box(NamedTuple):
    """A shape or an operation."""

    id: str
    name: str
    kind: str
    lines: tuple[str, ...]


class Arrow(NamedTuple):
    """From a structure to one in it, from an operation to what it takes and gives."""

    begin: str
    end: str
    label: str


class Picture(NamedTuple):
    """Boxes and arrows."""

    boxes: list[Box]
    arrows: list[Arrow]

    def mermaid(self) -> Iterator[str]:
        """The lines of a class diagram of mermaid's."""
        yield "classDiagram"
        for box in self.boxes:
            yield f'    class {box.id}["{box.name}"] {{'
            yield f"        <<{box.kind}>>"
            yield from [f"        {line}" for line in box.lines]
            yield "    }"
        for arrow in self.arrows:
            yield f"    {arrow.begin} --> {arrow.end} : {arrow.label}"

    def dot(self) -> Iterator[str]:
        """The lines of a graph of Graphviz'."""
        yield "digraph {"
        yield "    rankdir=LR"
        yield "    node [shape=box]"
        for box in self.boxes:
            lines = (f"{box.name}: {box.kind}", *box.lines)
            text = "".join([rf"{line}\l" for line in lines])  # \l ends a line, left
            yield f'    {box.id} [label="{text}"]'
        for arrow in self.arrows:
            yield f'    {arrow.begin} -> {arrow.end} [label="{arrow.label}"]'
        yield "}"


def picture_of_shape(model: Model, shape_id: ShapeId) -> Picture:
    """A structure with all structures in it."""
    picture = Picture([], [])
    pending, drawn = [shape_id], {shape_id}
    while pending:
        shape_id = pending.pop(0)
        shape = model.service.shapes[shape_id]
        picture.boxes.append(_box(model, shape))
        for label, inner in _structures(model, shape):
            picture.arrows.append(Arrow(shape_id, inner, label))
            if inner not in drawn:
                drawn.add(inner)
                pending.append(inner)
    return picture


def picture_of_operation(model: Model, operation: Operation) -> Picture:
    """An operation with its request, its answer and its errors."""
    begin = f"operation_{operation.name}"  # a structure may be called like it
    picture = Picture([Box(begin, operation.name, "operation", ())], [])
    ends = [("request", operation.input), ("answer", operation.output)]
    ends += [("error", error) for error in operation.errors]
    drawn: set[ShapeId] = set()
    for label, shape_id in ends:
        if shape_id is not None:
            picture.arrows.append(Arrow(begin, shape_id, label))
            if shape_id not in drawn:
                drawn.add(shape_id)
                picture.boxes.append(_box(model, model.service.shapes[shape_id]))
    return picture


def _box(model: Model, shape: Shape) -> Box:
    lines = [
        f"{one.name}: {one.type}{', required' if one.required else ''}"
        for one in members_of(model, shape)
    ]
    return Box(shape.id, shape.id, kind_of(model, shape), tuple(lines))


def _structures(model: Model, shape: Shape) -> Iterator[tuple[str, ShapeId]]:
    """The structures in a structure, also through lists and maps, by member."""
    if not isinstance(shape, (StructureShape, UnionShape)):
        return
    for member in shape.members:
        target = model.target(member)
        while isinstance(target, (ListShape, MapShape)):
            inner = target.member if isinstance(target, ListShape) else target.value
            target = model.target(inner)
        if isinstance(target, (StructureShape, UnionShape)):
            yield member.name, target.id
