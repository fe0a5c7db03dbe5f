"""What must hold between shapes: targets exist, and values of every shape can end."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from ..diagnostics import Diagnostics
from ..ir.service import Service
from ..ir.shapes import EnumShape, ListShape, MapShape, SimpleKind, SimpleShape, edges

DEPTH = 64
"""How many lists and maps may be nested without a structure between them."""


def check_graph(
    service: Service, diagnostics: Diagnostics, named: Iterable[str] = ()
) -> None:
    """Say every dangling reference, every loop of lists only, every odd map key.

    Args:
        named: The shapes of the model, also those that are at fault themselves.

    Raises:
        Failure: There are any, or an error was said before.
    """
    named = set(named) | service.shapes.keys() | {""}  # a missing name has been said
    file = service.provenance.file
    for name, shape in service.shapes.items():
        for member in edges(shape):
            if member.target not in named:
                _dangling(f"{file}: {name}${member.name}", member.target, diagnostics)
        if isinstance(shape, MapShape):
            _check_key(service, shape, diagnostics)
    for operation in service.operations.values():
        targets = {"input": operation.input, "output": operation.output}
        for role, target in targets.items():
            if target is not None and target not in named:
                _dangling(f"{file}: {operation.name}${role}", target, diagnostics)
        for target in operation.errors:
            if target not in named:
                _dangling(f"{file}: {operation.name}$errors", target, diagnostics)
    _check_loops(service, diagnostics)
    diagnostics.stop_on_error()


def _dangling(where: str, target: str, diagnostics: Diagnostics) -> None:
    diagnostics.error(
        "M111",
        where,
        f"refers to {target!r}, which is no shape of the model",
        "add the shape, or correct the name",
    )


def _check_key(service: Service, shape: MapShape, diagnostics: Diagnostics) -> None:
    target = service.shapes.get(shape.key.target)
    if target is None or isinstance(target, EnumShape):
        return
    if isinstance(target, SimpleShape) and target.kind is SimpleKind.STRING:
        return
    diagnostics.error(
        "M113",
        f"{service.provenance.file}: {shape.id}$key",
        f"{shape.key.target!r} is no string",
        "the keys of a map are strings or enums",
    )


def _check_loops(service: Service, diagnostics: Diagnostics) -> None:
    """A loop that meets no structure has no end."""
    graph = {
        name: [member.target for member in edges(shape)]
        for name, shape in service.shapes.items()
        if isinstance(shape, (ListShape, MapShape))
    }
    for name, targets in graph.items():
        graph[name] = [target for target in targets if target in graph]
    while True:
        try:
            order = list(TopologicalSorter(graph).static_order())
            break
        except CycleError as error:
            loop: list[str] = error.args[1][::-1]
            diagnostics.error(
                "M112",
                f"{service.provenance.file}: {loop[0]}",
                f"is a loop of lists and maps only: {' → '.join(loop)}",
                "no value of it ends; let it pass through a structure",
            )
            graph[loop[0]] = []
    depths: dict[str, int] = {}
    for name in order:
        depths[name] = 1 + max([depths[target] for target in graph[name]], default=0)
        if depths[name] == DEPTH + 1:
            diagnostics.error(
                "M115",
                f"{service.provenance.file}: {name}",
                f"nests more than {DEPTH} lists and maps in each other",
                "let a structure stand between them",
            )
