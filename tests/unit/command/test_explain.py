"""One shape after each stage, and lists of what there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import said
from shapewright.command.explain import explain_shape
from shapewright.command.listing import listing
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.package import jobs_of
from shapewright.settings import ServiceSettings

SHAPES: dict[str, Any] = {
    "Thing": {"type": "structure", "members": {"Colour": {"shape": "Colour"}}},
    "Colour": {"type": "string", "enum": ["red"]},
    "Items": {"type": "list", "member": {"shape": "Thing"}},
}


def settings(folder: Path, name: str = "first", **shapes: Any) -> ServiceSettings:
    file = folder / f"{name}.json"
    metadata = {"apiVersion": "2020-01-01", "protocol": "json"}
    file.write_text(json.dumps({"metadata": metadata, "shapes": shapes or SHAPES}))
    return ServiceSettings(service=name, model=file)


def stages(shape: str, *services: ServiceSettings) -> dict[str, str]:
    found = explained(shape, services)
    return {title.partition(":")[0]: text for title, text in found}


def explained(
    shape: str,
    services: Iterable[ServiceSettings],
    templates: Path | None = None,
    diagnostics: Diagnostics | None = None,
) -> Iterator[tuple[str, str]]:
    diagnostics = diagnostics or Diagnostics()
    jobs = jobs_of(services, templates, diagnostics)
    return explain_shape(shape, jobs, diagnostics)


def test_a_structure_has_five_stages(tmp_path: Path) -> None:
    found = stages("Thing", settings(tmp_path))
    assert list(found) == ["document", "ir", "facts", "view", "source"]
    assert json.loads(found["document"]) == SHAPES["Thing"]
    assert found["ir"].startswith("StructureShape(")
    assert "wire of Colour" in found["facts"]
    assert found["view"].startswith("StructuresModule(")
    assert "class Thing(DocumentShape):" in found["source"]


def test_an_enum_has_a_source_and_a_list_has_none(tmp_path: Path) -> None:
    assert "class Colour(Enum):" in stages("Colour", settings(tmp_path))["source"]
    assert list(stages("Items", settings(tmp_path))) == ["document", "ir", "facts"]


def test_a_string_shows_its_pattern_as_python_has_it(tmp_path: Path) -> None:
    name = {"type": "string", "pattern": r"\p{IsAlphabetic}+"}
    found = stages("Name", settings(tmp_path, Name=name))
    assert list(found) == ["document", "ir", "facts", "pattern"]
    assert "notes=(" in found["pattern"]


def test_the_source_is_what_the_users_own_template_makes(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "enum.py.jinja").write_text("NAME = {{ module.literal }}\n")
    found = dict(explained("Colour", [settings(tmp_path)], own))
    assert found["source: enums/colour.py"] == "NAME = ColourLiteral\n"


def test_the_first_service_that_has_it_is_shown(tmp_path: Path) -> None:
    first = settings(tmp_path)
    second = settings(tmp_path, "second", **SHAPES, Only={"type": "string"})
    titles = [title for title, _ in explained("Only", [first, second])]
    assert titles[0] == "document: second.json"
    titles = [title for title, _ in explained("Thing", [first, second])]
    assert titles[0] == "document: first.json"


def test_a_star_is_searched_behind_what_is_named_before_it(tmp_path: Path) -> None:
    services = [settings(tmp_path), ServiceSettings(service="*")]
    first = next(name for name, _ in listing("services", None, Diagnostics()))
    one, *_ = listing("shapes", ServiceSettings(service=first), Diagnostics())
    for shape, file in (("Thing", "first.json"), (one[0], f"{first}/")):
        title, _ = next(explained(shape, services))
        assert title.startswith(f"document: {file}")


@pytest.mark.parametrize(
    ("shape", "hint"),
    [("Thimg", "did you mean Thing?"), ("Zzz", "name another --service")],
)
def test_a_shape_that_none_has_gets_the_nearest(
    tmp_path: Path, shape: str, hint: str
) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        list(explained(shape, [settings(tmp_path)], diagnostics=diagnostics))
    assert failure.value.exit_code == 2
    assert said(diagnostics) == [f"C121 {shape}"]
    assert next(iter(diagnostics)).hint == hint


@pytest.mark.parametrize("shapes", [None, [], ["Thing"], "Thing", 5])
def test_a_model_whose_shapes_are_none_is_at_fault(tmp_path: Path, shapes: Any) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps({"metadata": {"protocol": "json"}, "shapes": shapes}))
    service = ServiceSettings(service="first", model=file)
    with pytest.raises(Failure) as failure:
        list(explained("Thing", [service]))
    assert failure.value.exit_code == 3


def test_services_are_listed_without_reading_a_model() -> None:
    assert ("sts", "2011-06-15") in listing("services", None, Diagnostics())


def test_shapes_and_operations_are_listed(tmp_path: Path) -> None:
    service = settings(tmp_path)
    assert listing("shapes", service, Diagnostics()) == [
        ("Thing", "structure"),
        ("Colour", "enum"),
        ("Items", "list"),
    ]
    assert listing("operations", service, Diagnostics()) == []
