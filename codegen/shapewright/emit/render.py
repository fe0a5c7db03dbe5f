"""Views become text, by templates and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.meta import find_referenced_templates

from ..diagnostics import Diagnostics
from ..plan.views import (
    DistributionView,
    EnumModule,
    FolderModule,
    ModuleView,
    PackageModule,
    ServiceModule,
    StructuresModule,
)
from .files import DISTRIBUTION, SourceFile
from .format import NotPython, black_version, format_source

_HERE = Path(__file__).parents[1]
_PLACES = (_HERE / "_templates", _HERE.parents[1] / "templates")
_TEMPLATES = {
    StructuresModule: "structures.py.jinja",
    EnumModule: "enum.py.jinja",
    ServiceModule: "service.py.jinja",
    PackageModule: "package.py.jinja",
    FolderModule: "folder.py.jinja",
}


class _Loaded(NamedTuple):
    template: Template
    digest: str
    """Of its source and of those that it imports."""
    ours: bool
    """Whether none of these is the user's."""


class Renderer:
    """The templates, each loaded once.

    They ship inside the wheel; a checkout has them in its root.

    Args:
        own: A user's folder of templates; what it has comes before ours.
    """

    def __init__(self, diagnostics: Diagnostics, own: Path | None = None) -> None:
        self._diagnostics, self._own = diagnostics, own
        places = [folder for folder in _PLACES if folder.is_dir()]
        self._loader = FileSystemLoader([own, *places] if own else places)
        self._environment = Environment(
            loader=self._loader,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        self._loaded: dict[str, _Loaded] = {}

    def module(self, view: ModuleView | PackageModule) -> str:
        """The source of a Python module.

        Raises:
            Failure: A user's template is at fault.
        """
        name = _TEMPLATES[type(view)]
        text = self._rendered(name, module=view)
        try:
            return format_source(text, ours=self._load(name).ours)
        except NotPython as error:
            self._fail(name, f"writes what is no Python: {error}")

    def digest(self, view: ModuleView) -> str:
        """Of all that makes a module what it is: its view, its templates, black."""
        template = self._load(_TEMPLATES[type(view)]).digest
        content = repr((template, black_version(), view))
        return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()

    def distribution(self, view: DistributionView | None) -> list[SourceFile]:
        """The files that make the package a distribution, if it is to be one."""
        if view is None:
            return []
        return [
            SourceFile(
                path=name,
                text=self._rendered(f"distribution/{name}", distribution=view),
                of_distribution=True,
            )
            for name in DISTRIBUTION
        ]

    def _rendered(self, name: str, **views: Any) -> str:
        try:
            return self._load(name).template.render(views)
        except TemplateError as error:
            return self._fail(name, str(error))

    def _load(self, name: str) -> _Loaded:
        if name not in self._loaded:
            try:
                self._loaded[name] = self._load_anew(name)
            except TemplateSyntaxError as error:
                self._fail(error.name or name, f"line {error.lineno}: {error.message}")
            except TemplateError as error:
                self._fail(name, str(error))
        return self._loaded[name]

    def _load_anew(self, name: str) -> _Loaded:
        digest, ours = hashlib.sha256(), True
        pending, seen = [name], set()
        while pending:
            part = pending.pop()
            if part in seen:
                continue
            seen.add(part)
            source, file, _ = self._loader.get_source(self._environment, part)
            digest.update(f"{part}\0{source}\0".encode())
            ours = ours and not (self._own and Path(file).is_relative_to(self._own))
            tree = self._environment.parse(source, part, file)
            pending += [found for found in find_referenced_templates(tree) if found]
        template = self._environment.get_template(name)
        return _Loaded(template, digest.hexdigest(), ours)

    def _fail(self, name: str, message: str) -> NoReturn:
        self._diagnostics.fail("C131", f"template {name}", message, "mend the template")


def template_files(own: Path | None) -> list[Path]:
    """Every template that there is, a user's own among them."""
    folders = [*([own] if own else []), *_PLACES]
    return sorted([file for folder in folders for file in folder.rglob("*.jinja")])


def runtime_files() -> list[SourceFile]:
    """The runtime, copied as it is, and the mark of a typed package."""
    folder = _HERE / "runtime"
    copies = [
        SourceFile(path=f"_runtime/{file.name}", text=file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.py"))
    ]
    return [*copies, SourceFile(path="py.typed", text="")]
