"""What a user chooses: packages, and what of which services goes into each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from keyword import iskeyword
from pathlib import Path

from .ir.options import Checks as Checks  # part of what settings say

_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


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
    """An overlay that is added to the compiler's own."""


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
