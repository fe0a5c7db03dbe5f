"""The module that makes typed values of a client's exceptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ...ir.selection import Selection
from ...ir.shapes import ShapeId, StructureShape
from ...text.literal import string
from ..client_docs import errors_docstring
from ..model import Model, is_error
from ..names import ERRORS_FILE, class_name
from ..scope import Scope
from ..views import ModulePlan
from .views import CodeView, ErrorsModule


def client_errors(model: Model, selection: Selection) -> Iterator[ModulePlan]:
    """One module for all errors that are selected."""
    shapes = [model.service.shapes[shape_id] for shape_id in selection.shapes]
    errors = [
        shape
        for shape in shapes
        if isinstance(shape, StructureShape) and is_error(shape)
    ]
    if errors or selection.operations:
        digests = [model.service.digests.get(error.id, "") for error in errors]
        origin = hashlib.sha256("\n".join(digests).encode()).hexdigest()
        view = _module(model, errors)
        yield ModulePlan(path=ERRORS_FILE, view=view, origin=origin)


def _module(model: Model, errors: list[StructureShape]) -> ErrorsModule:
    scope = Scope([class_name(error.id) for error in errors], runtime=".._runtime")
    names = {
        error.id: scope.generated(".", class_name(error.id))
        for error in sorted(errors, key=lambda error: class_name(error.id))
    }
    by_code = _by_code(errors)
    codes = {code: names[ids[0]] for code, ids in by_code.items()}
    for shape_id, name in names.items():
        # services that speak JSON send the shape's name, whatever its code is
        codes.setdefault(shape_id, name)
    return ErrorsModule(
        docstring=errors_docstring(model),
        union=" | ".join(names.values()) or scope.standard("typing", "Never"),
        alias_type=scope.standard("typing", "TypeAlias"),
        value=scope.runtime("ServiceError", "client_errors"),
        read=scope.runtime("read_error", "client_errors"),
        standard=scope.imports("standard"),
        package=scope.imports("package"),
        codes=tuple(
            [
                CodeView(code=string(code), name=name)
                for code, name in sorted(codes.items())
            ]
        ),
        by_operation=_by_operation(model, by_code, names),
    )


def _by_code(errors: list[StructureShape]) -> dict[str, list[ShapeId]]:
    """Those of each code; first the one that is named like it."""
    by_code: dict[str, list[ShapeId]] = {}
    for error in errors:
        assert error.error is not None
        by_code.setdefault(error.error.code or error.id, []).append(error.id)
    for code, ids in by_code.items():
        ids.sort(key=lambda shape_id: shape_id != code)
    return by_code


def _by_operation(
    model: Model, by_code: dict[str, list[ShapeId]], names: dict[ShapeId, str]
) -> str:
    """Whose error a code is where several have it: that of the operation's own."""
    entries = []
    for operation in model.service.operations.values():
        own = [
            f"{string(code)}: {names[declared[0]]}"
            for code, ids in by_code.items()
            if (declared := [one for one in ids if one in operation.errors])
            and declared[0] != ids[0]
        ]
        if own:
            entries.append(f"{string(operation.name)}: {{{', '.join(own)}}}")
    return f"{{{', '.join(entries)}}}"
