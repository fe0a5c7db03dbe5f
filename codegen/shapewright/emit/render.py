"""Views become text, by templates and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..plan.views import (
    EnumModule,
    FolderModule,
    PackageModule,
    PackagePlan,
    ServiceModule,
    StructuresModule,
)
from .files import DISTRIBUTION, SourceFile

_HERE = Path(__file__).parents[1]
_PLACES = (_HERE / "_templates", _HERE.parents[1] / "templates")
_TEMPLATES = {
    StructuresModule: "structures.py.jinja",
    EnumModule: "enum.py.jinja",
    ServiceModule: "service.py.jinja",
    PackageModule: "package.py.jinja",
    FolderModule: "folder.py.jinja",
}


class Renderer:
    """The templates, loaded once.

    They ship inside the wheel; a checkout has them in its root.
    """

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([folder for folder in _PLACES if folder.is_dir()]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )

    def module(self, view: Any) -> str:
        """The source of a Python module, a statement a line where that fits or not."""
        template = self._environment.get_template(_TEMPLATES[type(view)])
        return template.render(module=view)

    def distribution(self, plan: PackagePlan) -> list[SourceFile]:
        """The files that make the package a distribution, if it is to be one."""
        if plan.distribution is None:
            return []
        return [
            SourceFile(
                path=name,
                text=self._environment.get_template(f"distribution/{name}").render(
                    distribution=plan.distribution
                ),
                of_distribution=True,
            )
            for name in DISTRIBUTION
        ]


def runtime_files() -> list[SourceFile]:
    """The runtime, copied as it is, and the mark of a typed package."""
    folder = _HERE / "runtime"
    copies = [
        SourceFile(path=f"_runtime/{file.name}", text=file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.py"))
    ]
    return [*copies, SourceFile(path="py.typed", text="")]
