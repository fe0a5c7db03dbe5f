"""Every stage, in order; nothing else names them.

service-2.json → load → ir.Service → analyse → Facts → plan → PackagePlan
    → render → format → write → files + manifest
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from . import __version__
from .analyse.bind import bind
from .analyse.check_places import check_places
from .analyse.components import components
from .analyse.overlay import overlay
from .analyse.reach import reach
from .analyse.roles import roles
from .analyse.roots import roots
from .analyse.select import select
from .diagnostics import Diagnostics
from .emit.files import SourceFile
from .emit.format import black_version, format_source
from .emit.manifest import manifest_text
from .emit.render import Renderer, runtime_files
from .emit.write import Change, Target
from .ir.facts import Facts
from .ir.service import Service
from .load.catalogue import botocore_version, find_model
from .load.document import Document, read_document
from .load.overlay import read_overlays
from .load.resolve import resolve
from .plan.model import Model
from .plan.names import service_package
from .plan.package import CLASSES, ServicePlan, plan_package, plan_service
from .plan.views import PackagePlan
from .settings import PackageSettings, ServiceSettings, Settings

_T = TypeVar("_T")
Progress = Callable[[Iterable[_T]], Iterable[_T]]


def load(settings: ServiceSettings, diagnostics: Diagnostics) -> Document:
    """A service's model, as it is in the file."""
    path, shown = find_model(
        settings.service, settings.api_version, settings.model, diagnostics
    )
    return read_document(settings.service, path, shown, diagnostics)


def understand(
    document: Document, settings: ServiceSettings, diagnostics: Diagnostics
) -> Service:
    """The service that a document describes, with what is known beyond it."""
    service = resolve(document, diagnostics)
    for entries in read_overlays(settings.service, settings.overlay, diagnostics):
        service = overlay(service, entries, diagnostics)
    diagnostics.stop_on_error()
    return service


def analyse(service: Service) -> Facts:
    """What follows from the whole model."""
    bindings = bind(service)
    return Facts(
        components=components(service),
        roles=roles(service, bindings),
        bindings=bindings,
        reach=reach(service),
    )


def plan(settings: ServiceSettings, diagnostics: Diagnostics) -> ServicePlan:
    """One service's modules."""
    service = understand(load(settings, diagnostics), settings, diagnostics)
    chosen = roots(service, settings.shapes, settings.operations, diagnostics)
    diagnostics.stop_on_error()
    check_places(service, settings.checks, diagnostics)
    diagnostics.stop_on_error()
    selected = select(service, chosen)
    if not any(isinstance(shape, CLASSES) for shape in selected.shapes.values()):
        diagnostics.fail(
            "C130",
            service.id,
            "nothing that is selected becomes a class",
            f"`shapewright list shapes --service {service.id}` lists what does",
        )
    model = Model(service, analyse(service), settings.checks, diagnostics)
    folder = service_package(settings.service, settings.api_version)
    return plan_service(model, selected, folder, diagnostics)


def emit(planned: PackagePlan, progress: Progress[Any]) -> list[SourceFile]:
    """The text of every file."""
    renderer = Renderer()
    files = [*runtime_files(), *renderer.distribution(planned)]
    origins = dict(planned.origins)
    for path, view in progress(planned.modules):
        text = format_source(renderer.module(view))
        files.append(SourceFile(path=path, text=text, origin=origins.get(path, "")))
    return files


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run did to one package, or would do."""

    package: str
    changes: tuple[Change, ...]


def generate(
    settings: Settings,
    diagnostics: Diagnostics,
    *,
    dry: bool,
    force: bool,
    progress: Progress[Any] = lambda work: work,
) -> list[Result]:
    """Write the packages, or with `dry` only say what would be written.

    Raises:
        Failure: With its reasons in `diagnostics`. Nothing is written unless every
            package compiles.
    """
    ready = [
        (package, *_compile(package, diagnostics, progress))
        for package in settings.packages
    ]
    results = []
    for package, files, manifest in ready:
        target = Target(package.folder, package.output, diagnostics)
        with target.lock(dry):
            changes = target.changes(files, manifest=manifest, force=force)
            if not dry:
                target.write(changes)
        results.append(Result(package=package.name, changes=changes))
    return results


def _compile(
    settings: PackageSettings, diagnostics: Diagnostics, progress: Progress[Any]
) -> tuple[list[SourceFile], str]:
    """The files of one package, and its manifest."""
    services = tuple([plan(service, diagnostics) for service in settings.services])
    _refuse_one_folder(services, diagnostics)
    planned = plan_package(
        settings.name, settings.distribution, settings.version, services
    )
    files = emit(planned, progress)
    return files, manifest_text(files, _provenance(services))


def _refuse_one_folder(
    services: Iterable[ServicePlan], diagnostics: Diagnostics
) -> None:
    folders: set[str] = set()
    for service in services:
        name = service.folder.casefold()  # for disks that tell no case
        if name in folders:
            diagnostics.error(
                "C112",
                service.folder,
                "is the folder of two services",
                "put one of them into a package of its own",
            )
        folders.add(name)
    diagnostics.stop_on_error()


def _provenance(services: Iterable[ServicePlan]) -> dict[str, Any]:
    return {
        "shapewright": __version__,
        "botocore": botocore_version(),
        "black": black_version(),
        "models": {service.folder: service.model_sha256 for service in services},
    }
