"""What templates see: text, flags, and tuples and views of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """`from module import names`."""

    module: str
    """As it is written, relative in the package."""
    names: tuple[str, ...]
    """Each as it is written: `Length`, or `Range as Range_`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """A public name and the module that has it."""

    name: str
    """A literal."""
    module: str
    """A literal of its path below the service's package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsModule:
    """The `__init__.py` of a service, or of its operations or waiters."""

    template: ClassVar[str] = "exports.py.jinja"
    runtime: str
    """The runtime's package, as it is imported."""
    docstring: str
    """A literal."""
    exports: tuple[ExportView, ...]
    """By name."""
    modules: tuple[ImportView, ...]
    """The same by module, for type checkers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderModule:
    """The `__init__.py` of a folder that is not public."""

    template: ClassVar[str] = "folder.py.jinja"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageModule:
    """The package's own `__init__.py`."""

    template: ClassVar[str] = "package.py.jinja"
    docstring: str
    """A literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionView:
    """The files that make the package a distribution."""

    name: str
    """The distribution's."""
    version: str
    """The distribution's."""
    package: str
    """The import name, with dots where it is in a namespace."""
    top: str
    """The first part of the package's name."""
    services: tuple[str, ...]
    """`Amazon SageMaker Service, 2017-07-24`."""


class ModuleView(Protocol):
    """A module of a service, which its template gets as `module`."""

    template: ClassVar[str]


class ShapesModule(ModuleView, Protocol):
    """One that a flavour plans."""

    @property
    def path(self) -> str:
        """Where it stands below the service's folder."""

    @property
    def exported(self) -> tuple[str, ...]:
        """The public names that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePlan:
    """A module of a service, and where it stands below the service's folder."""

    path: str
    """`shapes/metric_definition.py`."""
    view: ModuleView
    """What its template gets."""
    origin: str = ""
    """The digest of the shapes that it came from."""
    structures: int = 0
    """How many it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    """What of a package is in no service."""

    package: PackageModule
    """Its own `__init__.py`."""
    distribution: DistributionView | None
    """None where only the package is wanted."""
    runtime: str
    """The folder of what its modules share, which is copied."""
