"""Which shapes and operations a selection by name begins at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.selection import Selection
from ..ir.service import Service
from ..ir.shapes import EnumShape, ShapeId, StructureShape, UnionShape

ALL = "*"


def roots(
    service: Service,
    shapes: Iterable[str],
    operations: Iterable[str],
    diagnostics: Diagnostics,
) -> Selection:
    """The shapes and operations that are named; `*` means all.

    Of the shapes these are those that become classes.
    """
    return Selection(
        shapes=tuple(_shapes(service, shapes, diagnostics)),
        operations=tuple(_operations(service, operations, diagnostics)),
    )


def _shapes(
    service: Service, names: Iterable[str], diagnostics: Diagnostics
) -> Iterator[ShapeId]:
    classes = [
        shape.id
        for shape in service.shapes.values()
        if isinstance(shape, (StructureShape, UnionShape, EnumShape))
    ]
    for name in names:
        if name == ALL:
            yield from classes
        elif name in classes:
            yield name
        elif name in service.shapes:
            diagnostics.error(
                "C122",
                f"{service.id}: {name}",
                "is no structure, union or enum, and becomes no class",
                "name a structure that holds it",
            )
        elif name in service.operations:
            diagnostics.error(
                "C121",
                f"{service.id}: {name}",
                "is an operation, and no shape",
                "name it among the operations",
            )
        else:
            _unknown("shape", name, classes, service, diagnostics)


def _operations(
    service: Service, names: Iterable[str], diagnostics: Diagnostics
) -> Iterator[str]:
    for name in names:
        if name == ALL:
            yield from service.operations
        elif name in service.operations:
            yield name
        else:
            _unknown("operation", name, service.operations, service, diagnostics)


def _unknown(
    what: str,
    name: str,
    known: Iterable[str],
    service: Service,
    diagnostics: Diagnostics,
) -> None:
    diagnostics.error(
        "C121",
        f"{service.id}: {name}",
        f"is no {what} of {service.id} {service.api_version}",
        did_you_mean(name, known, 3, folded=True)
        or f"`shapewright list {what}s --service {service.id}` lists them",
    )
