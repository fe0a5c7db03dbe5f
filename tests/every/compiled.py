"""Everything compiled into one package, and work spread over its services."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from shapewright.diagnostics import Diagnostics, Failure
from shapewright.load.catalogue import services
from shapewright.package import generate
from shapewright.plan.names import service_package
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from shapewright.work.processes import cores
from shapewright.work.workshop import Workshop
from support import ROOT

PACKAGE = "every_shapes"
FOLDER = ROOT / ".every"
"""Not in git; it stays between runs, and a run compiles what has changed."""

_Made = TypeVar("_Made")


def chosen(names: Iterable[str], *, old: bool = False) -> list[ServiceSettings]:
    """Whole services: those that are named, or all.

    Args:
        old: Their older API versions as well.
    """
    known = services()
    found = []
    for name in names or known:
        for version in known[name][:-1] if old else ():
            found.append((name, version))
        found.append((name, ""))
    return [
        ServiceSettings(
            service=name, api_version=version, shapes=("*",), operations=("*",)
        )
        for name, version in found
    ]


def compile_all(wanted: list[ServiceSettings]) -> tuple[Path, Diagnostics]:
    """The package with these services; gives the source root."""
    diagnostics = Diagnostics()
    package = PackageSettings(name=PACKAGE, output=FOLDER, services=tuple(wanted))
    workshop = Workshop(cache=FOLDER / "cache", processes=cores())
    settings = Settings(packages=(package,))
    try:
        generate(settings, diagnostics, dry=False, force=True, workshop=workshop)
    except Failure as failure:
        print(*diagnostics.errors, sep="\n")
        raise SystemExit(failure.exit_code) from failure
    return FOLDER, diagnostics


def folder_of(service: ServiceSettings) -> str:
    return service_package(service.service, service.api_version)


def module_of(service: str) -> ModuleType:
    """The package of a service; what it exports is imported when it is asked."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return import_module(f"{PACKAGE}.{service_package(service)}")


def each(
    work: Callable[[str], _Made], names: Iterable[str]
) -> Iterator[tuple[str, _Made]]:
    """What the work gives for each service, in order, from several processes."""
    names = list(names)
    with Pool(cores(), maxtasksperchild=8) as pool:  # modules stay in memory
        yield from zip(names, pool.imap(work, names), strict=True)
