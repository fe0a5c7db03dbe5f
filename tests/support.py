"""What several tests share: compiling a corpus case, and importing what came out."""

from __future__ import annotations

import importlib
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from shapewright.diagnostics import Diagnostics
from shapewright.ir.options import Checks
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"


@dataclass(frozen=True)
class Case:
    """A folder of the corpus: a model, and in `case.toml` how it is compiled."""

    name: str

    @property
    def folder(self) -> Path:
        return CORPUS / self.name

    @property
    def options(self) -> dict[str, Any]:
        """`service`, `shapes`, `operations`, `checks`, and `refused` for refusals."""
        file = self.folder / "case.toml"
        return tomllib.loads(file.read_text()) if file.is_file() else {}

    @property
    def package(self) -> str:
        return f"case_{self.name}"

    def settings(self, output: Path) -> PackageSettings:
        options = self.options
        checks = {
            place: frozenset(kinds)
            for place, kinds in options.get("checks", {}).items()
        }
        overlay = self.folder / "overlay.toml"
        service = ServiceSettings(
            service=options.get("service", "example"),
            model=self.folder / "service-2.json",
            overlay=overlay if overlay.is_file() else None,
            shapes=tuple(options.get("shapes", ["*"])),
            operations=tuple(options.get("operations", [])),
            checks=Checks(everywhere=checks.pop("off", frozenset()), places=checks),
        )
        return PackageSettings(name=self.package, output=output, services=(service,))

    def compile(self, output: Path, diagnostics: Diagnostics | None = None) -> Path:
        """Write the package; gives its folder."""
        said = Diagnostics() if diagnostics is None else diagnostics
        settings = self.settings(output)
        generate(Settings(packages=(settings,)), said, dry=False, force=False)
        return settings.folder


def cases(*, refused: bool) -> list[str]:
    """The names of the corpus's cases that compile, or that must not."""
    return [
        folder.name
        for folder in sorted(CORPUS.iterdir())
        if folder.is_dir() and bool(Case(folder.name).options.get("refused")) is refused
    ]


def import_service(package: str, service: str, root: Path) -> ModuleType:
    """Import a service's package from a source root, with everything it exports."""
    sys.path.insert(0, str(root))
    try:
        importlib.invalidate_caches()
        module = importlib.import_module(f"{package}.{service}")
        for name in module.__all__:
            getattr(module, name)
    finally:
        sys.path.remove(str(root))
    return module
