"""A run writes what has changed, and renders no more than that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shapewright.diagnostics import Diagnostics
from shapewright.emit.render import Renderer
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from shapewright.work.workshop import Workshop
from support import CORPUS, ROOT

Run = Callable[[], tuple[list[str], list[str]]]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A service's model, to be changed."""
    return Path(shutil.copy(CORPUS / "enum_places" / "service-2.json", tmp_path))


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder of a user's own templates, to be filled."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture
def run(
    tmp_path: Path, model: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs with a cache; gives the files that it rendered and those that it changed."""
    service = ServiceSettings(service="example", model=model, shapes=("*",))
    package = PackageSettings(
        name="shapes", output=tmp_path / "out", services=(service,), templates=templates
    )
    workshop = Workshop(cache=tmp_path / "cache")
    rendered: list[str] = []
    render = Renderer.module

    def spied(self: Renderer, view: Any) -> str:
        rendered.append(getattr(view, "path", type(view).__name__))
        return render(self, view)

    monkeypatch.setattr(Renderer, "module", spied)

    def run() -> tuple[list[str], list[str]]:
        rendered.clear()
        (result,) = generate(
            Settings(packages=(package,)),
            Diagnostics(),
            dry=False,
            force=False,
            workshop=workshop,
        )
        return sorted(rendered), sorted(
            [
                str(Path(change.path).relative_to(package.folder))
                for change in result.changes
            ]
        )

    return run


ALWAYS = "PackageModule"
"""The package's own module, which says little and is not kept."""


def test_nothing_is_rendered_when_nothing_changed(run: Run) -> None:
    rendered, changed = run()
    assert "shapes/holder.py" in rendered
    assert "example/shapes/holder.py" in changed
    assert run() == ([ALWAYS], [])


def test_documentation_of_one_shape_rewrites_its_file_and_no_other(
    run: Run, model: Path
) -> None:
    run()
    content = json.loads(model.read_text())
    content["shapes"]["Holder"]["documentation"] = "<p>Said anew.</p>"
    model.write_text(json.dumps(content))
    rendered, changed = run()
    assert rendered == [ALWAYS, "shapes/holder.py"]
    assert changed == ["_manifest.json", "example/shapes/holder.py"]


@pytest.mark.parametrize(
    ("include", "part"),
    [
        ("{% include 'head.txt' %}", "head.txt"),
        ("{% include 'he' ~ 'ad.jinja' %}", "head.jinja"),
        ("{% include 'linked/head.jinja' %}", "linked/head.jinja"),
    ],
)
def test_what_a_template_includes_counts_wherever_it_lies(
    run: Run, templates: Path, tmp_path: Path, include: str, part: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (templates / "linked").symlink_to(tmp_path / "elsewhere")
    (templates / ".#enum.py.jinja").symlink_to("nowhere")  # as an editor makes it
    (templates / "enum.py.jinja").write_text(include)
    (templates / part).write_text("x = 1\n")
    run()
    assert run()[1] == []
    (templates / part).write_text("x = 2\n")
    _, changed = run()
    assert "example/enums/colour.py" in changed
    (templates / "enum.py.jinja").rename(templates / "enumeration.py.jinja")
    _, changed = run()
    assert "example/enums/colour.py" in changed


def test_a_folder_of_templates_may_lead_to_itself(run: Run, templates: Path) -> None:
    (templates / "again").symlink_to(templates)
    part = templates / "part.jinja"
    part.write_text("x = 1\n")
    (templates / "enum.py.jinja").write_text("{% include 'again/part.jinja' %}")
    run()
    assert run() == ([ALWAYS], [])
    part.write_text("x = 2\n")
    _, changed = run()
    assert "example/enums/colour.py" in changed


def test_a_template_that_is_changed_renders_what_it_makes(
    run: Run, templates: Path
) -> None:
    every, _ = run()
    enums = [path for path in every if path.startswith("enums/")]
    own = templates / "enum.py.jinja"
    text = (ROOT / "templates" / "enum.py.jinja").read_text()
    own.write_text(text + "# Ours.\n")
    rendered, changed = run()
    assert rendered == sorted([ALWAYS, *enums])
    assert changed == ["_manifest.json", *[f"example/{path}" for path in enums]]
