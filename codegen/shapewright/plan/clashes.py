"""Names that are one in Python, or in a form, and were several in the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from ..diagnostics import Diagnostics
from ..forms import Form
from ..ir.service import Service
from ..ir.shapes import EnumShape, Shape, StructureShape, UnionShape
from .model import Model, Structure, field_name
from .names import (
    class_name,
    enum_file,
    enum_members,
    literal_name,
    operation_file,
    structure_file,
    waiter_file,
)


def check_names(
    service: Service,
    shapes: Iterable[Shape],
    operations: Collection[str],
    diagnostics: Diagnostics,
) -> None:
    """Refuse a model of which two names become one in Python."""
    classes: dict[str, list[str]] = {}
    files: dict[str, list[str]] = {}
    where = service.provenance.file
    for shape in shapes:
        name = class_name(shape.id)
        if isinstance(shape, EnumShape):
            files.setdefault(enum_file(name), []).append(shape.id)
            classes.setdefault(literal_name(name), []).append(shape.id)
            pairs = enum_members(shape.values, shape.added)
            names = [member for member, _ in pairs]
        elif isinstance(shape, (StructureShape, UnionShape)):
            files.setdefault(structure_file(name), []).append(shape.id)
            names = [field_name(shape, member.name) for member in shape.members]
        else:
            continue
        classes.setdefault(name, []).append(shape.id)
        _check_members(f"{where}: {shape.id}", names, diagnostics)
    for operation in operations:
        files.setdefault(operation_file(operation), []).append(operation)
    for waiter in service.waiters.values():
        if waiter.operation in operations:
            files.setdefault(waiter_file(waiter.name), []).append(waiter.name)
    for name, ids in (classes | files).items():
        name = name.removesuffix(".py")
        if len(ids) > 1:
            diagnostics.error(
                "M140",
                f"{where}: {', '.join(ids)}",
                f"their name in Python is the same, {name!r}",
                "select one of them, or rename one in the model",
            )


def _check_members(where: str, names: Iterable[str], diagnostics: Diagnostics) -> None:
    for member, count in Counter(names).items():
        if count > 1:
            diagnostics.error(
                "M141",
                where,
                f"{count} of its members are called {member!r} in Python",
                "rename one of them in the model",
            )


def check_keys(model: Model, shapes: Iterable[Shape], diagnostics: Diagnostics) -> None:
    """Refuse a form of which two members have one key."""
    for shape in shapes:
        if isinstance(shape, (StructureShape, UnionShape)):
            for form in model.forms(shape.id):
                _check_form(model, shape, form, diagnostics)


def _check_form(
    model: Model, shape: Structure, form: Form, diagnostics: Diagnostics
) -> None:
    keys: dict[str, list[str]] = {}
    for member in shape.members:
        keys.setdefault(model.key(form, shape.id, member), []).append(member.name)
    for key, names in keys.items():
        if len(names) > 1:
            diagnostics.error(
                "M142",
                f"{model.service.provenance.file}: {shape.id}",
                f"{' and '.join(names)} are both called {key!r} on the wire",
                "correct their locationName",
            )
