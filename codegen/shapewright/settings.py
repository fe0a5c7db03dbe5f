"""`[tool.shapewright]` of a pyproject.toml becomes Settings."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from keyword import iskeyword
from pathlib import Path
from typing import Any

from packaging.utils import InvalidName, canonicalize_name
from packaging.version import InvalidVersion, Version

from .diagnostics import Diagnostics, did_you_mean
from .ir.options import CHECKS
from .ir.options import Checks as Checks  # part of what settings say
from .toml import read_toml

_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FILES = ("license", "notice")
"""What else a distribution may have that can be the name of a package."""
_PACKAGE_KEYS = (
    "name",
    "output",
    "distribution",
    "version",
    "templates",
    "services",
)
_SERVICE_KEYS = ("shapes", "operations", "checks", "model", "overlay")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """What of one service goes into a package."""

    service: str
    api_version: str = ""
    """Empty for the latest."""
    shapes: tuple[str, ...] = ()
    """Names, or `*` for all."""
    operations: tuple[str, ...] = ()
    checks: Checks = field(default_factory=Checks)
    model: Path | None = None
    """A model file in place of botocore's."""
    overlay: Path | None = None
    """Rules and pattern overrides that are added to the compiler's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSettings:
    """One package to write."""

    name: str
    output: Path
    """The source root that it is written under."""
    services: tuple[ServiceSettings, ...]
    distribution: str = ""
    version: str = ""
    templates: Path | None = None
    """A folder of templates that come before the compiler's own."""

    @property
    def folder(self) -> Path:
        """The folder of the package itself."""
        return self.output.joinpath(*self.name.split("."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a run is to do."""

    packages: tuple[PackageSettings, ...]


def is_package_name(name: str) -> bool:
    """Whether a package can be imported by this name."""
    return all(
        _MODULE.fullmatch(part) and not iskeyword(part) for part in name.split(".")
    )


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
    reader = _Reader(file, diagnostics)
    tool = reader.table(content, "tool", "tool")
    table = reader.table(tool, "shapewright", "tool.shapewright")
    reader.keys(table, "tool.shapewright", ("package",))
    packages = []
    path = "tool.shapewright.package"
    holders = table.get("package")
    if not isinstance(holders, list) or not holders:
        reader.fault(path, "must be one table or more: [[tool.shapewright.package]]")
        holders = []
    for index, holder in enumerate(holders):
        packages.append(reader.package(holder, f"{path}[{index}]"))
    reader.no_overlap(packages)
    diagnostics.stop_on_error()
    return Settings(packages=tuple(packages))


class _Reader:
    """Each method gives an empty value where the configuration is wrong."""

    def __init__(self, file: Path, diagnostics: Diagnostics) -> None:
        self._file, self._diagnostics = file, diagnostics

    def fault(self, path: str, message: str, hint: str = "") -> None:
        self._diagnostics.error("C110", f"{self._file}: {path}", message, hint)

    def keys(self, table: Mapping[str, Any], path: str, known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                hint = _did(key, known)
                if key in _SERVICE_KEYS:
                    hint = "it belongs under services.NAME"
                self.fault(f"{path}.{key}", "is an unknown key", hint)

    def table(self, holder: Mapping[str, Any], key: str, path: str) -> dict[str, Any]:
        value = holder.get(key, {})
        if isinstance(value, dict):
            return value
        self.fault(path, "must be a table")
        return {}

    def text(self, holder: Mapping[str, Any], key: str, path: str) -> str:
        value = holder.get(key, "")
        if isinstance(value, str) and "\0" not in value:
            return value
        kind = "text with NUL" if isinstance(value, str) else type(value).__name__
        self.fault(f"{path}.{key}", f"must be text, not {kind}")
        return ""

    def texts(self, holder: Mapping[str, Any], key: str, path: str) -> tuple[str, ...]:
        value = holder.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(f"{path}.{key}", "must be a list of texts")
        return ()

    def package(self, holder: Any, path: str) -> PackageSettings:
        if not isinstance(holder, dict):
            self.fault(path, "must be a table")
            holder = {}
        self.keys(holder, path, _PACKAGE_KEYS)
        name = self.text(holder, "name", path)
        if not name:
            self.fault(f"{path}.name", "is required")
        elif not is_package_name(name):
            self.fault(f"{path}.name", f"must be the name of a package, not {name!r}")
        output = self.text(holder, "output", path) or "."
        distribution = self.text(holder, "distribution", path)
        version = self.text(holder, "version", path)
        self.check_distribution(distribution, version, path)
        folder = (self._file.parent / output).resolve()
        if distribution and folder == self._file.parent.resolve():
            self.fault(
                f"{path}.output",
                "is the folder of this configuration, whose pyproject.toml the"
                " distribution's would replace",
                "choose another folder",
            )
        services = self.table(holder, "services", f"{path}.services")
        if not services:
            self.fault(f"{path}.services", "must name one service or more")
        self.no_overlap_of_services(services, f"{path}.services")
        return PackageSettings(
            name=name,
            output=folder,
            distribution=distribution,
            version=version,
            templates=self.path(holder, "templates", path),
            services=tuple(
                [
                    self.service(key, table, f"{path}.services.{key}")
                    for key, table in services.items()
                ]
            ),
        )

    def check_distribution(self, name: str, version: str, path: str) -> None:
        if name and not version:
            self.fault(f"{path}.version", "is required with a distribution")
        if version and not name:
            self.fault(f"{path}.distribution", "is required with a version")
        try:
            canonicalize_name(name or "unnamed", validate=True)
        except InvalidName:
            self.fault(f"{path}.distribution", f"must be a name, not {name!r}")
        try:
            odd = version != version.strip() or not Version(version or "0")
        except InvalidVersion:
            odd = True
        if odd:
            self.fault(f"{path}.version", f"must be a version, not {version!r}")

    def no_overlap_of_services(self, services: Mapping[str, Any], path: str) -> None:
        folders: dict[str, str] = {}
        for key in services:
            folder = re.sub(r"\W", "_", key, flags=re.ASCII)
            if folder in folders:
                self.fault(
                    f"{path}.{key}", f"has the folder of {folders[folder]!r} too"
                )
            folders[folder] = key

    def service(self, key: str, table: Any, path: str) -> ServiceSettings:
        if not isinstance(table, dict):
            self.fault(path, "must be a table")
            table = {}
        self.keys(table, path, _SERVICE_KEYS)
        service, _, api_version = key.partition("@")
        shapes = self.texts(table, "shapes", path)
        operations = self.texts(table, "operations", path)
        if not shapes and not operations:
            self.fault(path, "selects nothing: give shapes or operations")
        return ServiceSettings(
            service=service,
            api_version=api_version,
            shapes=shapes,
            operations=operations,
            checks=self.checks(table, f"{path}.checks"),
            model=self.path(table, "model", path),
            overlay=self.path(table, "overlay", path),
        )

    def path(self, holder: Mapping[str, Any], key: str, path: str) -> Path | None:
        text = self.text(holder, key, path)
        return (self._file.parent / text).resolve() if text else None

    def checks(self, table: Mapping[str, Any], path: str) -> Checks:
        holder = self.table(table, "checks", path)
        found = {}
        for key in holder:
            kinds = self.texts(holder, key, path)
            for kind in kinds:
                if kind not in CHECKS:
                    self.fault(
                        f"{path}.{key}", f"{kind!r} is no check", _did(kind, CHECKS)
                    )
            found[key] = frozenset(kinds)
        everywhere = found.pop("off", frozenset())
        return Checks(everywhere=everywhere, places=found)

    def no_overlap(self, packages: list[PackageSettings]) -> None:
        """Two packages would take each other's files for foreign ones."""
        for index, package in enumerate(packages):
            path = f"tool.shapewright.package[{index}]"
            if not is_package_name(package.name):
                continue  # that has been said
            beside = [one for one in packages if one.output == package.output]
            folder = package.name.partition(".")[0].casefold()
            if folder in _FILES and any(one.distribution for one in beside):
                message = "is the name of a file of the distribution beside it"
                self.fault(f"{path}.name", message)
            for other in packages[:index]:
                inside = package.folder.is_relative_to(other.folder)
                if inside or other.folder.is_relative_to(package.folder):
                    self.fault(path, f"is written into the folder of {other.name!r}")
                elif package.output == other.output and (
                    package.distribution and other.distribution
                ):
                    self.fault(path, f"has the distribution files of {other.name!r}")


def _did(word: str, known: tuple[str, ...]) -> str:
    return did_you_mean(word, known) or f"known are {', '.join(known)}"
