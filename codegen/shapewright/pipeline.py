"""Every stage, in order; nothing else names them.

service-2.json → load → ir.Service → analyse → Facts → plan → views
    → render → format → write → files + manifest
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from . import __version__
from .analyse.bind import bind
from .analyse.chains import chains
from .analyse.check_places import check_places
from .analyse.components import components
from .analyse.correct import correct
from .analyse.overlay import overlay
from .analyse.reach import reach
from .analyse.recursion import recursive
from .analyse.rewrite import rewrite
from .analyse.roles import roles
from .analyse.roots import roots
from .analyse.select import select
from .diagnostics import Diagnostics, Failure
from .emit.files import (
    AnyFile,
    Bundle,
    Compiled,
    DamagedBundleError,
    Entry,
    SourceFile,
    digest,
)
from .emit.format import black_version
from .emit.manifest import manifest_text
from .emit.render import Renderer, runtime_files
from .emit.write import Change, Target
from .ir.facts import Facts
from .ir.service import Service
from .jobs import Job, Workshop
from .load.catalogue import botocore_version, find_model, services
from .load.document import Document, read_document
from .load.graph import check_graph
from .load.overlay import read_overlays
from .load.resolve import resolve
from .plan.model import Model
from .plan.names import service_package
from .plan.package import CLASSES, plan_package, plan_service
from .plan.views import ModulePlan
from .settings import PackageSettings, ServiceSettings, Settings


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
    overlays = read_overlays(settings.service, settings.overlay, diagnostics)
    for entries in overlays:
        service = overlay(service, entries, diagnostics)
    service = correct(service, overlays, diagnostics)
    for entries in overlays:
        service = rewrite(service, entries, diagnostics)
    check_graph(service, diagnostics)  # an entry may have given a member a wrong target
    diagnostics.stop_on_error()
    return service


def analyse(service: Service) -> Facts:
    """What follows from the whole model."""
    bindings = bind(service)
    cycles = components(service)
    return Facts(
        components=cycles,
        recursive=recursive(service, cycles),
        chains=chains(service, cycles),
        roles=roles(service, bindings),
        bindings=bindings,
        reach=reach(service),
    )


def plan(
    service: Service, settings: ServiceSettings, diagnostics: Diagnostics
) -> Iterator[ModulePlan]:
    """One service's modules, one by one."""
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
    return plan_service(model, selected, diagnostics)


def emit(
    modules: Iterable[ModulePlan], renderer: Renderer, known: dict[str, str]
) -> Iterator[tuple[int, tuple[Entry, str]]]:
    """The text of each module, or the known one of what is made of the same."""
    for module in modules:
        made_of = renderer.digest(module.view)
        text = known.get(made_of) or renderer.module(module.view)
        entry = Entry(module.path, digest(text), module.origin, made_of)
        yield module.structures, (entry, text)


def compile_service(
    job: Job, done: Callable[[int], None] = lambda structures: None
) -> Compiled:
    """All stages but the last, for one service; its errors are in what it says.

    Args:
        done: Told of the structures of each module.
    """
    diagnostics = Diagnostics(strict_model=job.strict_model)
    made_of = job.made_of
    made: list[tuple[Entry, str]] = []
    title, model_sha256, structures = "", "", 0
    try:
        document = load(job.settings, diagnostics)
        service = understand(document, job.settings, diagnostics)
        title, model_sha256 = f"{service.title}, {service.api_version}", document.sha256
        renderer = Renderer(diagnostics, job.templates)
        modules = plan(service, job.settings, diagnostics)
        for count, module in emit(modules, renderer, job.previous.by_made_of()):
            made.append(module)
            structures += count
            done(count)
    except Failure:
        made = []
    return Compiled(
        made_of=made_of,
        title=title,
        model_sha256=model_sha256,
        structures=structures,
        said=tuple(diagnostics),
        bundle=Bundle.of(made),
    )


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
    workshop: Workshop | None = None,
) -> list[Result]:
    """Write the packages, or with `dry` only say what would be written.

    Raises:
        Failure: With its reasons in `diagnostics`. Nothing is written unless every
            package compiles.
    """
    workshop = workshop or Workshop()
    targets = [
        Target(package.folder, package.output, diagnostics)
        for package in settings.packages
    ]
    if not dry:
        for target in targets:
            target.recover()  # a package is back also where nothing compiles
    compiled = [
        compile_package(package, diagnostics, workshop) for package in settings.packages
    ]
    results = []
    for package, target, (files, manifest) in zip(
        settings.packages, targets, compiled, strict=True
    ):
        try:
            changes = target.update(files, manifest=manifest, force=force, dry=dry)
        except DamagedBundleError:
            thorough = replace(workshop, thorough=True)
            files, manifest = compile_package(package, diagnostics, thorough)
            changes = target.update(files, manifest=manifest, force=force, dry=dry)
        results.append(Result(package=package.name, changes=changes))
    return results


def compile_package(
    package: PackageSettings, diagnostics: Diagnostics, workshop: Workshop
) -> tuple[list[AnyFile], str]:
    """The files of one package, and its manifest."""
    if package.templates and not package.templates.is_dir():
        diagnostics.fail(
            "C132", str(package.templates), "is no folder", "name one with templates"
        )
    chosen = expand(package.services, diagnostics)
    folders = [service_package(s.service, s.api_version) for s in chosen]
    _refuse_one_folder(folders, diagnostics)
    jobs = [
        Job(
            settings=service,
            templates=package.templates,
            strict_model=diagnostics.strict_model,
        )
        for service in chosen
    ]
    compiled = workshop.run(compile_service, jobs, diagnostics)
    diagnostics.stop_on_error()
    made = list(zip(folders, compiled, strict=True))
    planned = plan_package(
        package.name,
        package.distribution,
        package.version,
        [(folder, service.title) for folder, service in made],
    )
    renderer = Renderer(diagnostics, package.templates)
    files: list[AnyFile] = [
        *runtime_files(),
        *renderer.distribution(planned.distribution),
        SourceFile(path="__init__.py", text=renderer.module(planned.package)),
    ]
    for folder, service in made:
        files += service.bundle.files(folder)
    models = {folder: service.model_sha256 for folder, service in made}
    return files, manifest_text(files, _provenance(models))


def expand(
    chosen: Iterable[ServiceSettings], diagnostics: Diagnostics
) -> list[ServiceSettings]:
    """`*` is every service that is not named beside it.

    Raises:
        Failure: What is said of every service is about one.
    """
    chosen = list(chosen)
    named = {settings.service for settings in chosen}
    found = []
    for settings in chosen:
        if settings.service == "*":
            _refuse_what_is_about_one(settings, diagnostics)
            others = [name for name in services() if name not in named]
            found += [replace(settings, service=name) for name in others]
        else:
            found.append(settings)
    return found


def _refuse_what_is_about_one(
    settings: ServiceSettings, diagnostics: Diagnostics
) -> None:
    about_one = {
        "api_version": settings.api_version,
        "model": settings.model,
        "overlay": settings.overlay,
        "checks": settings.checks.places,
        "shapes": set(settings.shapes) - {"*"},
        "operations": set(settings.operations) - {"*"},
    }
    for key, value in about_one.items():
        if value:
            diagnostics.error(
                "C133",
                f"services.*: {key}",
                "is about one service",
                "name that service beside `*`",
            )
    diagnostics.stop_on_error()


def _refuse_one_folder(folders: Iterable[str], diagnostics: Diagnostics) -> None:
    seen: set[str] = set()
    for folder in folders:
        name = folder.casefold()  # for disks that tell no case
        if name in seen:
            diagnostics.error(
                "C112",
                folder,
                "is the folder of two services",
                "put one of them into a package of its own",
            )
        seen.add(name)
    diagnostics.stop_on_error()


def _provenance(models: dict[str, str]) -> dict[str, Any]:
    return {
        "shapewright": __version__,
        "botocore": botocore_version(),
        "black": black_version(),
        "models": models,
    }
