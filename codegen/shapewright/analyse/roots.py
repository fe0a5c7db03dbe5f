"""Which shapes a selection by name begins at."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ..diagnostics import Diagnostics
from ..ir.service import Service
from ..ir.shapes import EnumShape, ShapeId, StructureShape, UnionShape

ALL = "*"


def roots(
    service: Service,
    shapes: Iterable[str],
    operations: Iterable[str],
    diagnostics: Diagnostics,
) -> list[ShapeId]:
    """The shapes that are named, and the inputs, outputs and errors of operations.

    `*` means all that become classes.
    """
    classes = [
        shape.id
        for shape in service.shapes.values()
        if isinstance(shape, (StructureShape, UnionShape, EnumShape))
    ]
    found: list[ShapeId] = []
    for name in shapes:
        if name == ALL:
            found += classes
        elif name in classes:
            found.append(name)
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
    for name in operations:
        if name == ALL:
            names = list(service.operations)
        elif name in service.operations:
            names = [name]
        else:
            _unknown("operation", name, service.operations, service, diagnostics)
            continue
        for operation in [service.operations[name] for name in names]:
            targets = (operation.input, operation.output, *operation.errors)
            found += [target for target in targets if target is not None]
    return found


def _unknown(
    what: str,
    name: str,
    known: Iterable[str],
    service: Service,
    diagnostics: Diagnostics,
) -> None:
    by_folded = {candidate.casefold(): candidate for candidate in known}
    near = get_close_matches(name.casefold(), by_folded, 3)
    names = ", ".join([by_folded[match] for match in near])
    diagnostics.error(
        "C121",
        f"{service.id}: {name}",
        f"is no {what} of {service.id} {service.api_version}",
        (
            f"did you mean {names}?"
            if near
            else f"`shapewright list {what}s --service {service.id}` lists them"
        ),
    )
