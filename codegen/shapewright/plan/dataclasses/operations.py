"""The modules of operations: each knows its request, its answer and its errors."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.selection import Selection
from ...ir.service import Operation
from ...ir.shapes import ListShape, ShapeId, StructureShape, UnionShape
from ...text.literal import string
from ..client_docs import operation_docstring, operations_docstring
from ..exports import exports_module
from ..model import Model, field_name
from ..names import class_name, operation_file
from ..scope import Scope
from ..views import ModulePlan
from .views import ConstantModule


def operations(model: Model, selection: Selection) -> Iterator[ModulePlan]:
    """A module for each operation that is selected, and what exports them."""
    exported = {}
    for name in selection.operations:
        operation = model.service.operations[name]
        path, view = operation_file(name), _module(model, operation)
        exported[path.partition("/")[2]] = (view.name,)
        yield ModulePlan(path=path, view=view, origin=operation.digest)
    if exported:
        exports = exports_module(operations_docstring(model), exported, depth=1)
        yield ModulePlan(path="operations/__init__.py", view=exports)


def _module(model: Model, operation: Operation) -> ConstantModule:
    name = class_name(operation.name)
    scope = Scope([name])

    def shape(shape_id: ShapeId) -> str:
        package = scope.generated("...", model.package)
        return f"{package}.{class_name(shape_id)}"

    request = (
        shape(operation.input)
        if operation.input
        else scope.runtime("nothing", "operations")
    )
    answer = (
        shape(operation.output)
        if operation.output
        else scope.standard("types", "NoneType")
    )
    items = _items(model, operation)
    kind = (
        "Operation"
        if operation.paginator is None
        else "ListOperation" if items else "PagedOperation"
    )
    arguments = [string(f"{model.service.id}#{operation.name}"), request, answer]
    arguments += [items] if items else []
    arguments += [shape(error) for error in operation.errors]
    kind = scope.runtime(kind, "operations")
    return ConstantModule(
        name=name,
        expression=f"{kind}({', '.join(arguments)})",
        standard=scope.imports("standard"),
        package=scope.imports("package"),
        docstring=operation_docstring(model, operation, _listed(model, operation)),
    )


def _items(model: Model, operation: Operation) -> str:
    """A function that gives what a page lists; empty where it is not one list."""
    path = _listed(model, operation)
    if not path:
        return ""
    held = [".".join(["page", *path[:count]]) for count in range(1, len(path) + 1)]
    *holders, items = held
    condition = f" if {' and '.join(holders)} else None" if holders else ""
    return f"lambda page: {items}{condition}"


def _listed(model: Model, operation: Operation) -> tuple[str, ...]:
    """The fields that lead from an answer to the one list that it has."""
    if operation.paginator is None or operation.output is None:
        return ()
    keys = operation.paginator.result_keys
    shape = model.service.shapes[operation.output]
    path = []
    for key in keys[0].split(".") if len(keys) == 1 else ():
        if not isinstance(shape, (StructureShape, UnionShape)):
            return ()
        members = {member.name: member for member in shape.members}
        if key not in members:
            return ()
        path.append(field_name(shape, key))
        shape = model.target(members[key])
    return tuple(path) if isinstance(shape, ListShape) else ()
