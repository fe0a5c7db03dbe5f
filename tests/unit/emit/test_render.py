"""Templates of a user's own, and what is said where one is at fault."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import black
import pytest

from models import said
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.emit.render import Renderer
from shapewright.package import generate
from shapewright.plan.dataclasses.views import EnumModule
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from shapewright.work.workshop import Workshop
from support import CORPUS

ENUM = "enums/colour.py"


def run(tmp_path: Path, name: str, text: str, diagnostics: Diagnostics) -> Path:
    """A package of which one template is a user's."""
    own = tmp_path / "templates" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(text)
    model = CORPUS / "enum_places" / "service-2.json"
    service = ServiceSettings(service="example", model=model, shapes=("*",))
    package = PackageSettings(
        name="shapes",
        output=tmp_path / "out",
        distribution="shapes",
        services=(service,),
        templates=tmp_path / "templates",
    )
    settings = Settings(packages=(package,))
    generate(settings, diagnostics, dry=False, force=False, workshop=Workshop())
    return package.folder / "example"


def test_what_a_users_template_writes_goes_through_black(tmp_path: Path) -> None:
    ugly = "x = {  'a':1,\n'b' : [ 1,2 ] }\n"
    folder = run(tmp_path, "enum.py.jinja", ugly, Diagnostics())
    assert (folder / ENUM).read_text() == black.format_str(ugly, mode=black.Mode())


def test_a_users_part_of_a_template_makes_the_whole_a_users(tmp_path: Path) -> None:
    part = "{% macro imports(modules) %}import  this{% endmacro %}"
    folder = run(tmp_path, "imports.jinja", part, Diagnostics())
    assert "import this\n" in (folder / ENUM).read_text()


def test_a_part_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    twice = '{% include "enum.py.jinja" %}'
    part = tmp_path / "templates" / "part.jinja"
    part.parent.mkdir()
    part.write_text("x = 1\n")
    text = twice.replace("enum.py", "part") * 2
    folder = run(tmp_path, "enum.py.jinja", text, Diagnostics())
    assert (folder / ENUM).read_text() == "x = 1\nx = 1\n"


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'none.jinja' ignore missing %}x = 1\n",
        "{% if false %}{% include 'none.jinja' %}{% endif %}x = 1\n",
        "x = 1{{ '\\r\\n' }}",
    ],
)
def test_what_jinja_lets_pass_is_written_with_files_line_ends(
    tmp_path: Path, text: str
) -> None:
    folder = run(tmp_path, "enum.py.jinja", text, Diagnostics())
    assert (folder / ENUM).read_bytes() == b"x = 1\n"


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    part = tmp_path / "templates" / "imports.jinja"
    part.parent.mkdir()
    part.write_bytes(b"\xe4")
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        run(tmp_path, "other.jinja", "", diagnostics)
    assert {one.code for one in diagnostics} == {"C131"}


def test_a_fault_of_ours_is_a_bug_and_not_said_of_a_template(tmp_path: Path) -> None:
    nothing: Any = None
    names = [field.name for field in fields(EnumModule)]
    faulty = EnumModule(**dict.fromkeys(names, nothing))
    diagnostics = Diagnostics()
    with pytest.raises(TypeError):
        Renderer(diagnostics).module(faulty)
    assert said(diagnostics) == []
    (tmp_path / "enum.py.jinja").write_text("{{ module.members + 1 }}")
    with pytest.raises(Failure):
        Renderer(diagnostics, tmp_path).module(faulty)
    assert said(diagnostics) == ["C131 template enum.py.jinja"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("enum.py.jinja", "x = (", "writes what is no Python"),
        ("enum.py.jinja", "x = '\0'", "writes what is no Python"),
        ("enum.py.jinja", "{% if %}", "line 1: Expected an expression"),
        ("imports.jinja", "\n{% for %}", "line 2: Expected an expression"),
        ("enum.py.jinja", "{{ module.nothing.of_the_kind }}", "nothing"),
        ("enum.py.jinja", '{% include "gone.jinja" %}', "gone.jinja"),
        ("distribution/README.md", "{{ gone.away }}", "'gone' is undefined"),
        ("distribution/README.md", "{{ '\\ud800' }}", "surrogates not allowed"),
        ("enum.py.jinja", "{{ 1 / 0 }}", "division by zero"),
        ("enum.py.jinja", "{{ 'a' + 1 }}", "concatenate"),
        ("enum.py.jinja", "{% include 'enum.py.jinja' %}", "recursion"),
    ],
)
def test_a_template_at_fault_is_said_and_nothing_is_written(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        run(tmp_path, name, text, diagnostics)
    assert failure.value.exit_code == 2
    assert said(diagnostics) == [f"C131 template {name}"]
    (one,) = diagnostics
    assert told in one.message
    assert not (tmp_path / "out").exists()
