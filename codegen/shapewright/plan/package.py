"""A whole package: which modules it has, and what they export."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostics
from ..ir.selection import Selection
from ..ir.service import Service
from ..ir.shapes import EnumShape, Shape, ShapeId, StructureShape, UnionShape, edges
from ..text.docstring import docstring
from ..text.literal import string
from .docs import service_docstring
from .enums import enum_module
from .model import Model, field_name
from .names import class_name, enum_members, literal_name, module_name
from .structures import Structure, structures_module
from .views import (
    DistributionView,
    EnumModule,
    ExportView,
    FolderModule,
    ImportView,
    ModulePlan,
    PackageModule,
    PackagePlan,
    ServiceModule,
    StructuresModule,
)

CLASSES = (StructureShape, UnionShape, EnumShape)
"""What becomes a class; all other shapes are annotations of one."""


def plan_service(
    model: Model, selection: Selection, diagnostics: Diagnostics
) -> Iterator[ModulePlan]:
    """Plan the modules of a selection one by one, the service's own last.

    Raises:
        Failure: Nothing becomes a class, or two names of the model are one in Python.
    """
    shapes = [model.service.shapes[shape_id] for shape_id in selection.shapes]
    if not any(isinstance(shape, CLASSES) for shape in shapes):
        diagnostics.fail(
            "C130",
            model.service.id,
            "nothing that is selected becomes a class",
            f"`shapewright list shapes --service {model.service.id}` lists what does",
        )
    check_names(model.service, shapes, diagnostics)
    _check_wire_names(model, shapes, diagnostics)
    diagnostics.stop_on_error()
    exported = []
    done: set[ShapeId] = set()
    for shape in shapes:
        if shape.id in done or not isinstance(shape, CLASSES):
            continue
        module = plan_module(model, shape)
        done |= set(model.facts.components.get(shape.id, (shape.id,)))
        exported.append(_exported(module))
        yield ModulePlan(path=module.path, view=module, origin=_origin(model, shape))
    for folder in sorted({path.partition("/")[0] for path, _ in exported}):
        yield ModulePlan(path=f"{folder}/__init__.py", view=FolderModule())
    yield ModulePlan(path="__init__.py", view=_service_module(model, sorted(exported)))


def plan_module(
    model: Model, shape: StructureShape | UnionShape | EnumShape
) -> StructuresModule | EnumModule:
    """The module of a shape and of the structures in its cycle."""
    if isinstance(shape, EnumShape):
        return enum_module(model, shape)
    return structures_module(model, _component(model, shape))


def plan_package(
    name: str, distribution: str, version: str, services: Iterable[tuple[str, str]]
) -> PackagePlan:
    """What of a package is in no service.

    Args:
        name: The package's import name.
        distribution: The distribution's name; empty where only the package is wanted.
        services: Each one's folder and title.
    """
    services = tuple(services)
    view = None
    if distribution:
        view = DistributionView(
            name=distribution,
            version=version,
            package=name,
            top=name.partition(".")[0],
            services=tuple([title for _, title in services]),
        )
    listed = ", ".join([f"`{folder}`" for folder, _ in services])
    text = (
        "Shapes of AWS services as frozen, validated dataclasses.\n\n"
        f"Import them from a service's package: {listed}."
    )
    return PackagePlan(
        package=PackageModule(docstring=docstring(text, "")), distribution=view
    )


def check_names(
    service: Service, shapes: Iterable[Shape], diagnostics: Diagnostics
) -> None:
    """Refuse a model of which two names become one in Python."""
    classes: dict[str, list[str]] = {}
    files: dict[str, list[str]] = {}
    where = service.provenance.file
    for shape in shapes:
        name = class_name(shape.id)
        if isinstance(shape, EnumShape):
            files.setdefault(f"enums/{module_name(name)}", []).append(shape.id)
            classes.setdefault(literal_name(name), []).append(shape.id)
            pairs = enum_members(shape.values, shape.added)
            names = [member for member, _ in pairs]
        elif isinstance(shape, (StructureShape, UnionShape)):
            files.setdefault(f"shapes/{module_name(name)}", []).append(shape.id)
            names = [field_name(shape, member.name) for member in shape.members]
        else:
            continue
        classes.setdefault(name, []).append(shape.id)
        for member, count in Counter(names).items():
            if count > 1:
                diagnostics.error(
                    "M141",
                    f"{where}: {shape.id}",
                    f"{count} of its members are called {member!r} in Python",
                    "rename one of them in the model",
                )
    for name, ids in (classes | files).items():
        if len(ids) > 1:
            diagnostics.error(
                "M140",
                f"{where}: {', '.join(ids)}",
                f"their name in Python is the same, {name!r}",
                "select one of them, or rename one in the model",
            )


def _check_wire_names(
    model: Model, shapes: Iterable[Shape], diagnostics: Diagnostics
) -> None:
    """Refuse a JSON document of which two members have one key."""
    for shape in shapes:
        if not isinstance(shape, (StructureShape, UnionShape)):
            continue
        if not model.is_document(shape.id):
            continue
        keys: dict[str, list[str]] = {}
        for member in shape.members:
            keys.setdefault(model.binding(shape.id, member).key, []).append(member.name)
        for key, names in keys.items():
            if len(names) > 1:
                diagnostics.error(
                    "M142",
                    f"{model.service.provenance.file}: {shape.id}",
                    f"{' and '.join(names)} are both called {key!r} on the wire",
                    "correct their locationName",
                )


def _component(model: Model, shape: Structure) -> tuple[Structure, ...]:
    group: list[Structure] = []
    for shape_id in model.facts.components[shape.id]:
        member = model.service.shapes[shape_id]
        assert isinstance(member, (StructureShape, UnionShape))
        group.append(member)
    return tuple(group)


def _origin(model: Model, shape: Shape) -> str:
    """The digest of a module's shapes and of what they name in passing.

    Of their ASCII: `repr` shows as it is what the running Python can print.
    """
    group = model.facts.components.get(shape.id, (shape.id,))
    pending, found = list(group), {}
    while pending:
        shape_id = pending.pop()
        if shape_id not in found:
            found[shape_id] = ascii(model.service.shapes[shape_id])
            for member in edges(model.service.shapes[shape_id]):
                if not isinstance(model.target(member), CLASSES):
                    pending.append(member.target)
    text = "\n".join([found[shape_id] for shape_id in sorted(found)])
    return hashlib.sha256(text.encode()).hexdigest()


def _exported(module: StructuresModule | EnumModule) -> tuple[str, tuple[str, ...]]:
    """A module's path and its public names."""
    if isinstance(module, EnumModule):
        return module.path, (module.name, module.literal)
    return module.path, tuple(sorted([view.name for view in module.structures]))


def _service_module(
    model: Model, modules: Iterable[tuple[str, tuple[str, ...]]]
) -> ServiceModule:
    imports = []
    exports = []
    for path, names in modules:
        module = path.removesuffix(".py").replace("/", ".")
        exports += [
            ExportView(name=string(name), module=string(module)) for name in names
        ]
        imports.append(ImportView(module=f".{module}", names=names))
    return ServiceModule(
        docstring=service_docstring(model),
        exports=tuple(sorted(exports, key=lambda export: export.name)),
        modules=tuple(imports),
    )
