"""A whole package: which modules it has, and what they export."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostics
from ..ir.selection import Selection
from ..ir.shapes import EnumShape, Shape, ShapeId, edges, source_of
from ..text.docstring import docstring
from .clashes import check_keys, check_names
from .docs import service_docstring
from .exports import exports_module
from .flavour import Flavour
from .model import CLASSES, Class, Model
from .views import (
    DistributionView,
    FolderModule,
    ModulePlan,
    PackageModule,
    PackagePlan,
    ShapesModule,
)


def plan_service(
    model: Model, selection: Selection, flavour: Flavour, diagnostics: Diagnostics
) -> Iterator[ModulePlan]:
    """Plan the modules of a selection one by one, the service's own last.

    Raises:
        Failure: Nothing becomes a class, or two names of the model are one in Python.
    """
    shapes = [model.service.shapes[shape_id] for shape_id in selection.shapes]
    classes = [shape for shape in shapes if isinstance(shape, CLASSES)]
    if not classes:
        diagnostics.fail(
            "C130",
            model.service.id,
            "nothing that is selected becomes a class",
            f"`shapewright list shapes --service {model.service.id}` lists what does",
        )
    check_names(model.service, shapes, selection.operations, diagnostics)
    check_keys(model, shapes, diagnostics)
    diagnostics.stop_on_error()
    views: list[ShapesModule] = []
    done: set[ShapeId] = set()
    for shape in classes:
        if shape.id not in done:
            group = component(model, shape)
            done |= {one.id for one in group}
            view = flavour.module(model, group)
            views.append(view)
            yield ModulePlan(
                path=view.path,
                view=view,
                origin=_origin(model, group),
                structures=0 if isinstance(shape, EnumShape) else len(group),
            )
    for plan in flavour.beside:
        yield from plan(model, selection)
    for folder in sorted({view.path.partition("/")[0] for view in views}):
        yield ModulePlan(path=f"{folder}/__init__.py", view=FolderModule())
    exported = {view.path: view.exported for view in views}
    own = exports_module(service_docstring(model), exported)
    yield ModulePlan(path="__init__.py", view=own)


def component(model: Model, shape: Class) -> tuple[Class, ...]:
    """A structure and those of its cycle, or an enum."""
    ids = model.facts.components.get(shape.id, (shape.id,))
    group = [model.service.shapes[shape_id] for shape_id in ids]
    return tuple([one for one in group if isinstance(one, CLASSES)])


def plan_package(
    name: str,
    distribution: str,
    version: str,
    services: Iterable[tuple[str, str]],
    flavour: Flavour,
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
        package=PackageModule(docstring=docstring(text, "")),
        distribution=view,
        runtime=flavour.runtime,
    )


def _origin(model: Model, group: Iterable[Shape]) -> str:
    """The digest of what the model has of a module's shapes, and of those in passing.

    Of its JSON: what we make of it changes with each version of ours.
    """
    pending, digests = [shape.id for shape in group], {}
    while pending:
        shape = model.service.shapes[pending.pop()]
        if shape.id not in digests:
            digests[shape.id] = model.service.digests.get(source_of(shape), "")
            for member in edges(shape):
                if not isinstance(model.target(member), CLASSES):
                    pending.append(member.target)
    text = "\n".join(
        [f"{shape_id} {digests[shape_id]}" for shape_id in sorted(digests)]
    )
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
