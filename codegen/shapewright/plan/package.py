"""A whole package: which modules it has, and what they export."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..diagnostics import Diagnostics
from ..ir.service import Service
from ..ir.shapes import EnumShape, Shape, ShapeId, StructureShape, UnionShape, edges
from ..text.docstring import docstring
from ..text.literal import string
from .docs import service_docstring
from .enums import enum_module
from .model import Model
from .names import class_name, enum_members, literal_name, member_name, module_name
from .structures import Structure, structures_module
from .views import (
    DistributionView,
    EnumModule,
    ExportView,
    FolderModule,
    ImportView,
    ModuleView,
    PackageModule,
    PackagePlan,
    ServiceModule,
    StructuresModule,
)

CLASSES = (StructureShape, UnionShape, EnumShape)
"""What becomes a class; all other shapes are annotations of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan:
    """The modules of one service."""

    folder: str
    title: str
    model_sha256: str
    package: ServiceModule
    modules: tuple[StructuresModule | EnumModule, ...]
    origins: dict[str, str]
    """By module, the digest of the shapes that it came from."""


def plan_service(
    model: Model, selected: Service, folder: str, diagnostics: Diagnostics
) -> ServicePlan:
    """Plan the structures and enums of a selection.

    Raises:
        Failure: Two names of the model are one in Python.
    """
    check_names(model.service, selected.shapes.values(), diagnostics)
    _check_wire_names(model, selected.shapes.values(), diagnostics)
    diagnostics.stop_on_error()
    modules: list[StructuresModule | EnumModule] = []
    origins = {}
    done: set[ShapeId] = set()
    for shape in selected.shapes.values():
        if shape.id in done or not isinstance(shape, CLASSES):
            continue
        module = plan_module(model, shape)
        modules.append(module)
        done |= set(model.facts.components.get(shape.id, (shape.id,)))
        origins[module.path] = _origin(model, shape)
    modules.sort(key=lambda module: module.path)
    service = model.service
    return ServicePlan(
        folder=folder,
        title=f"{service.title}, {service.api_version}",
        model_sha256=service.provenance.sha256,
        package=_service_module(model, modules),
        modules=tuple(modules),
        origins=origins,
    )


def plan_module(
    model: Model, shape: StructureShape | UnionShape | EnumShape
) -> StructuresModule | EnumModule:
    """The module of a shape and of the structures in its cycle."""
    if isinstance(shape, EnumShape):
        return enum_module(model, shape)
    return structures_module(model, _component(model, shape))


def plan_package(
    name: str, distribution: str, version: str, services: tuple[ServicePlan, ...]
) -> PackagePlan:
    """All modules of a package, with their paths.

    Args:
        name: The package's import name.
        distribution: The distribution's name; empty where only the package is wanted.
    """
    modules: list[tuple[str, ModuleView]] = [("__init__.py", _package_module(services))]
    origins = {}
    for service in services:
        folder = service.folder
        modules.append((f"{folder}/__init__.py", service.package))
        for kind in ("enums", "shapes"):
            if any(module.path.startswith(f"{kind}/") for module in service.modules):
                modules.append((f"{folder}/{kind}/__init__.py", FolderModule()))
        modules += [(f"{folder}/{module.path}", module) for module in service.modules]
        for path, origin in service.origins.items():
            origins[f"{folder}/{path}"] = origin
    view = None
    if distribution:
        view = DistributionView(
            name=distribution,
            version=version,
            package=name,
            top=name.partition(".")[0],
            services=tuple([service.title for service in services]),
        )
    return PackagePlan(
        modules=tuple(modules), distribution=view, origins=tuple(origins.items())
    )


def _package_module(services: Iterable[ServicePlan]) -> PackageModule:
    listed = ", ".join([f"`{service.folder}`" for service in services])
    text = (
        "Shapes of AWS services as frozen, validated dataclasses.\n\n"
        f"Import them from a service's package: {listed}."
    )
    return PackageModule(docstring=docstring(text, ""))


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
            names = [member for member, _ in enum_members(shape.values)]
        elif isinstance(shape, (StructureShape, UnionShape)):
            files.setdefault(f"shapes/{module_name(name)}", []).append(shape.id)
            names = [member_name(member.name) for member in shape.members]
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
    """The digest of a module's shapes and of what they name in passing."""
    group = model.facts.components.get(shape.id, (shape.id,))
    pending, found = list(group), {}
    while pending:
        shape_id = pending.pop()
        if shape_id not in found:
            found[shape_id] = repr(model.service.shapes[shape_id])
            for member in edges(model.service.shapes[shape_id]):
                if not isinstance(model.target(member), CLASSES):
                    pending.append(member.target)
    text = "\n".join([found[shape_id] for shape_id in sorted(found)])
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _service_module(
    model: Model, modules: Iterable[StructuresModule | EnumModule]
) -> ServiceModule:
    imports = []
    exports = []
    for module in modules:
        path = module.path.removesuffix(".py").replace("/", ".")
        if isinstance(module, EnumModule):
            names = [module.name, module.literal]
        else:
            names = sorted([view.name for view in module.structures])
        exports += [
            ExportView(name=string(name), module=string(path)) for name in names
        ]
        imports.append(ImportView(module=f".{path}", names=tuple(names)))
    return ServiceModule(
        docstring=service_docstring(model),
        exports=tuple(sorted(exports, key=lambda export: export.name)),
        modules=tuple(imports),
    )
