"""Whole packages: their services compiled, their files gathered and written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import __version__
from .compile_service import compile_service
from .diagnostics import Diagnostics
from .disk.comparison import Change
from .disk.manifest import manifest_text
from .disk.target import Target
from .emit.format import black_version
from .emit.render import Renderer, runtime_files
from .files import AnyFile, DamagedBundleError, SourceFile
from .load.catalogue import botocore_version, services
from .plan.flavours import FLAVOUR
from .plan.names import service_package
from .plan.package import plan_package
from .settings import PackageSettings, ServiceSettings, Settings
from .work.job import Job
from .work.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run did to one package, or would do."""

    package: str
    changes: tuple[Change, ...]


def generate(
    settings: Settings,
    diagnostics: Diagnostics,
    *,
    dry: bool = False,
    force: bool = False,
    workshop: Workshop | None = None,
) -> list[Result]:
    """Write the packages.

    Args:
        settings: What to write, and where.
        diagnostics: Is told of warnings and errors.
        dry: Only say what would be written.
        force: Overwrite files that were edited by hand, and others in the way.
        workshop: How and where services are compiled; else here, without a cache.

    Returns:
        What was done to each package, or would be.

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
            target.recover()  # also where nothing compiles now
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
    jobs = jobs_of(package.services, package.templates, diagnostics)
    chosen = [job.settings for job in jobs]
    folders = [service_package(s.service, s.api_version) for s in chosen]
    _refuse_one_folder(folders, diagnostics)
    compiled = workshop.run(compile_service, jobs, diagnostics)
    diagnostics.stop_on_error()
    pairs = list(zip(folders, compiled, strict=True))
    planned = plan_package(
        package.name,
        package.distribution,
        package.version,
        [(folder, service.title) for folder, service in pairs],
        FLAVOUR,
    )
    renderer = Renderer(diagnostics, package.templates)
    files: list[AnyFile] = [
        *runtime_files(planned.runtime),
        *renderer.distribution(planned.distribution),
        SourceFile(path="__init__.py", text=renderer.module(planned.package)),
    ]
    for folder, service in pairs:
        files += service.bundle.files(folder)
    models = {folder: service.model_sha256 for folder, service in pairs}
    return files, manifest_text(files, _provenance(models))


def jobs_of(
    services: Iterable[ServiceSettings],
    templates: Path | None,
    diagnostics: Diagnostics,
) -> list[Job]:
    """A job for each service; `*` is every one that is not named beside it.

    Raises:
        Failure: A key beside `*` can hold for one service only, or there are no
            templates.
    """
    if templates and not templates.is_dir():
        diagnostics.fail(
            "C132", str(templates), "is no folder", "name one with templates"
        )
    return [
        Job(
            settings=service, templates=templates, strict_model=diagnostics.strict_model
        )
        for service in expand(services, diagnostics)
    ]


def expand(
    chosen: Iterable[ServiceSettings], diagnostics: Diagnostics
) -> list[ServiceSettings]:
    """`*` is every service that is not named beside it.

    Raises:
        Failure: A key beside `*` can hold for one service only.
    """
    chosen = list(chosen)
    named = {settings.service for settings in chosen}
    expanded = []
    for settings in chosen:
        if settings.service == "*":
            _refuse_what_is_about_one(settings, diagnostics)
            others = [name for name in services() if name not in named]
            expanded += [replace(settings, service=name) for name in others]
        else:
            expanded.append(settings)
    return expanded


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
        name = folder.casefold()  # some disks ignore case
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
