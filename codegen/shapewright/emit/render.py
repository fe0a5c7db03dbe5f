"""Views become text, by templates and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.meta import find_referenced_templates

from ..diagnostics import Diagnostics
from ..files import DISTRIBUTION, Bundle, Entry, Rendered, SourceFile, digest
from ..plan.views import DistributionView, ModulePlan, ModuleView
from .format import NotPython, format_source
from .program import FOLDERS, HERE, program_digest, templates_digest

_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""How a template ends that has a mistake in it."""


class _Loaded(NamedTuple):
    template: Template
    digest: str
    """Of its source and of those that it imports."""
    ours: bool
    """Whether none of these is the user's."""


class Renderer:
    """The templates, each loaded once.

    Args:
        own: A user's folder of templates; what it has comes before ours.
    """

    def __init__(self, diagnostics: Diagnostics, own: Path | None = None) -> None:
        self._diagnostics, self._own = diagnostics, own
        self._loader = FileSystemLoader([*([own] if own else []), *FOLDERS])
        self._environment = Environment(
            loader=self._loader,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            auto_reload=False,
        )
        self._loaded: dict[str, _Loaded] = {}

    def module(self, view: ModuleView) -> str:
        """The source of a Python module.

        Raises:
            Failure: A user's template is at fault.
        """
        name = view.template
        text = self._rendered(name, module=view)
        try:
            return format_source(text, ours=self._load(name).ours)
        except NotPython as error:
            self._fail(name, f"writes what is no Python: {error}")

    def modules(
        self, plans: Iterable[ModulePlan], previous: Bundle
    ) -> Iterator[Rendered]:
        """The text of each module.

        Args:
            previous: Its texts stay where they are made of the same.
        """
        known = previous.by_made_of()
        for plan in plans:
            made_of = self.digest(plan.view)
            text = known.get(made_of) or self.module(plan.view)
            entry = Entry(plan.path, digest(text), plan.origin, made_of)
            yield Rendered(
                entry=entry, text=text, view=plan.view, structures=plan.structures
            )

    def digest(self, view: ModuleView) -> str:
        """Of all that makes a module what it is: its view, templates, this program."""
        template = self._load(view.template).digest
        content = repr((template, program_digest(), view))
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
        """The text that a template writes, with LF line ends."""
        try:
            text = self._load(name).template.render(views)
            text.encode()
        except _FAULTS as error:
            if not self._own:
                raise
            return self._fail(name, f"{type(error).__name__}: {error}")
        return text.replace("\r\n", "\n")

    def _load(self, name: str) -> _Loaded:
        if name not in self._loaded:
            try:
                self._loaded[name] = self._load_anew(name)
            except TemplateSyntaxError as error:
                self._fail(error.name or name, f"line {error.lineno}: {error.message}")
            except (TemplateError, OSError, UnicodeDecodeError) as error:
                self._fail(name, f"{type(error).__name__}: {error}")
        return self._loaded[name]

    def _load_anew(self, name: str) -> _Loaded:
        digest, ours = hashlib.sha256(), True
        pending, seen = [name], set()
        while pending:
            part = pending.pop()
            if part in seen:
                continue
            seen.add(part)
            try:
                source, file, _ = self._loader.get_source(self._environment, part)
            except TemplateNotFound:
                continue  # `ignore missing`; else rendering says so
            digest.update(f"{part}\0{source}\0".encode())
            ours = ours and not (self._own and Path(file).is_relative_to(self._own))
            tree = self._environment.parse(source, part, file)
            for reference in find_referenced_templates(tree):
                if reference is None:  # its name is computed: any template may be meant
                    digest.update(templates_digest(self._own).encode())
                else:
                    pending.append(reference)
        template = self._environment.get_template(name)
        return _Loaded(template, digest.hexdigest(), ours)

    def _fail(self, name: str, message: str) -> NoReturn:
        self._diagnostics.fail("C131", f"template {name}", message, "mend the template")


def runtime_files(folder: str) -> list[SourceFile]:
    """A runtime, copied as it is, and the mark of a typed package."""
    copies = [
        SourceFile(path=f"_runtime/{file.name}", text=file.read_text(encoding="utf-8"))
        for file in sorted((HERE / folder).glob("*.py"))
    ]
    return [*copies, SourceFile(path="py.typed", text="")]
