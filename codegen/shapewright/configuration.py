"""`[tool.shapewright]` of a pyproject.toml becomes Settings."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from packaging.utils import InvalidName, canonicalize_name
from packaging.version import InvalidVersion, Version

from .diagnostics import Diagnostics, did_you_mean
from .ir.options import CHECKS, Checks
from .settings import PackageSettings, ServiceSettings, Settings, is_package_name
from .tables import Table
from .toml import read_toml

_FILES = ("license", "notice")
"""What else a distribution may have that can be the name of a package."""
_PACKAGE = ("name", "output", "distribution", "version", "templates", "services")
_SERVICE = ("shapes", "operations", "checks", "model", "overlay")


def find_configuration(start: Path) -> Path | None:
    """The nearest pyproject.toml, upwards, that has `[tool.shapewright]`.

    One that is no TOML counts: reading it says why.
    """
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if os.path.isfile(file):
            try:
                content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
            except (OSError, ValueError, RecursionError):
                return file
            tool = content.get("tool")
            if isinstance(tool, dict) and "shapewright" in tool:
                return file
    return None


def read_settings(file: Path, diagnostics: Diagnostics) -> Settings:
    """Read and check a configuration; every fault is said at once.

    Raises:
        Failure: The configuration is at fault.
    """
    content = read_toml(file, str(file), diagnostics)
    table = Table(content, f"{file}: ", "C110", diagnostics)
    table = table.table("tool").table("shapewright")
    table.only(("package",))
    holders = table.tables("package")
    if not holders and not table.is_broken:
        table.error("package", f"must be one table or more: {_HEADING}")
    packages = [_package(holder, file) for holder in holders]
    for index, package in enumerate(packages):
        _refuse_overlap(package, packages, index, holders[index])
    diagnostics.stop_on_error()
    return Settings(packages=tuple(packages))


_HEADING = "[[tool.shapewright.package]]"


def _package(table: Table, file: Path) -> PackageSettings:
    for key in _SERVICE:
        if table.has(key):
            table.error(key, "is an unknown key", "it belongs under services.NAME")
    table.only(_PACKAGE, besides=_SERVICE)
    name = table.text("name", required=True)
    if name and not is_package_name(name):
        table.error("name", f"must be the name of a package, not {name!r}")
    output = _file(table, "output", file) or file.parent.resolve()
    distribution, version = table.text("distribution"), table.text("version")
    _check_distribution(distribution, version, table)
    if distribution and output == file.parent.resolve():
        table.error(
            "output",
            "is the folder of this configuration, whose pyproject.toml the"
            " distribution's would replace",
            "choose another folder",
        )
    return PackageSettings(
        name=name,
        output=output,
        distribution=distribution,
        version=version,
        templates=_file(table, "templates", file),
        services=_services(table, file),
    )


def _services(table: Table, file: Path) -> tuple[ServiceSettings, ...]:
    services = table.table("services")
    if not services.names() and not services.is_broken:
        table.error("services", "must name one service or more")
    folders: dict[str, str] = {}
    for key in services.names():
        folder = re.sub(r"\W", "_", key, flags=re.ASCII)
        if folder in folders:
            services.error(key, f"has the folder of {folders[folder]!r} too")
        folders[folder] = key
    return tuple([_service(key, services.table(key), file) for key in services.names()])


def _service(key: str, table: Table, file: Path) -> ServiceSettings:
    table.only(_SERVICE)
    service, _, api_version = key.partition("@")
    shapes, operations = table.texts("shapes"), table.texts("operations")
    if not shapes and not operations:
        table.error(None, "selects nothing: give shapes or operations")
    return ServiceSettings(
        service=service,
        api_version=api_version,
        shapes=shapes,
        operations=operations,
        checks=_checks(table.table("checks")),
        model=_file(table, "model", file),
        overlay=_file(table, "overlay", file),
    )


def _checks(table: Table) -> Checks:
    texts = {key: frozenset(table.texts(key)) for key in table.names()}
    for key, kinds in texts.items():
        for kind in sorted(kinds - set(CHECKS)):
            hint = did_you_mean(kind, CHECKS) or f"known are {', '.join(CHECKS)}"
            table.error(key, f"{kind!r} is no check", hint)
    return Checks(everywhere=texts.pop("off", frozenset()), places=texts)


def _path(table: Table, key: str) -> str:
    text = table.text(key)
    if "\0" in text:
        table.error(key, "must be text, not text with NUL")
        return ""
    return text


def _file(table: Table, key: str, file: Path) -> Path | None:
    text = _path(table, key)
    if not text:
        return None
    try:
        return (file.parent / text).resolve()
    except (OSError, RuntimeError):  # which of them depends on the version of Python
        table.error(key, "is a loop of links")
        return None


def _check_distribution(name: str, version: str, table: Table) -> None:
    if name and not version:
        table.error("version", "is required with a distribution")
    if version and not name:
        table.error("distribution", "is required with a version")
    try:
        canonicalize_name(name or "unnamed", validate=True)
    except InvalidName:
        table.error("distribution", f"must be a name, not {name!r}")
    try:
        odd = version != version.strip() or not Version(version or "0")
    except InvalidVersion:
        odd = True
    if odd:
        table.error("version", f"must be a version, not {version!r}")


def _refuse_overlap(
    package: PackageSettings, packages: list[PackageSettings], index: int, table: Table
) -> None:
    """Two packages would take each other's files for foreign ones."""
    if not is_package_name(package.name):
        return  # that has been said
    beside = [one for one in packages if one.output == package.output]
    folder = package.name.partition(".")[0].casefold()
    if folder in _FILES and any(one.distribution for one in beside):
        message = "is the name of a file of the distribution beside it"
        table.error("name", message)
    for other in packages[:index]:
        inside = package.folder.is_relative_to(other.folder)
        if inside or other.folder.is_relative_to(package.folder):
            table.error(None, f"is written into the folder of {other.name!r}")
        elif package.output == other.output and (
            package.distribution and other.distribution
        ):
            table.error(None, f"has the distribution files of {other.name!r}")
