"""A shape after each stage, at a glance and drawn, and lists of what there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import said
from shapewright.command.explain import explanation, find
from shapewright.command.explain import stages as stages_of
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
    return stages_of(find(shape, jobs, diagnostics), diagnostics)


def glance(
    name: str, *services: ServiceSettings, form: str = "text", stage: str = ""
) -> list[str]:
    """The lines that are printed."""
    diagnostics = Diagnostics()
    jobs = jobs_of(services, None, diagnostics)
    wanted = [stage] if stage else []
    return list(explanation(name, jobs, wanted, form, diagnostics))


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


SERVICE: dict[str, Any] = {
    "metadata": {"apiVersion": "2020-01-01", "protocol": "json"},
    "operations": {
        "ListThings": {
            "name": "ListThings",
            "documentation": "<p>Lists things. All of them.</p>",
            "input": {"shape": "Request"},
            "output": {"shape": "Thing"},
            "errors": [{"shape": "Gone"}, {"shape": "Gone"}],
        },
        "Ping": {"name": "Ping"},
        **{
            f"Get{n}": {"name": f"Get{n}", "input": {"shape": "Wide"}} for n in range(9)
        },
    },
    "shapes": {
        "Request": {
            "type": "structure",
            "required": ["Name"],
            "documentation": "<p>What is asked for. And more.</p>",
            "members": {
                "Name": {"shape": "Name"},
                "Things": {"shape": "Things"},
                "Tags": {"shape": "Tags"},
                "Colour": {"shape": "Colour"},
            },
        },
        "Thing": {"type": "structure", "members": {"Parent": {"shape": "Thing"}}},
        "Things": {"type": "list", "member": {"shape": "Thing"}, "max": 5},
        "Tags": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Thing"}},
        "Name": {"type": "string", "max": 9, "pattern": "[a-z]+"},
        "Colour": {"type": "string", "enum": ["red", "green"]},
        "Gone": {"type": "structure", "members": {}, "exception": True},
        "Wide": {
            "type": "structure",
            "members": {f"Member{n}": {"shape": "Name"} for n in range(99)},
        },
    },
}
PAGINATORS = {"pagination": {"ListThings": {"input_token": "a", "result_key": "b"}}}
WAITERS = {
    "waiters": {
        "ThingThere": {
            "operation": "ListThings",
            "acceptors": [{"state": "success", "matcher": "status", "expected": 200}],
        }
    }
}


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServiceSettings:
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "service-2.json"
    file.write_text(json.dumps(SERVICE))
    (tmp_path / "paginators-1.json").write_text(json.dumps(PAGINATORS))
    (tmp_path / "waiters-2.json").write_text(json.dumps(WAITERS))
    return ServiceSettings(service="first", model=file)


def test_a_structure_at_a_glance(service: ServiceSettings) -> None:
    assert glance("Request", service) == [
        "Request: structure of first 2020-01-01",
        "What is asked for.",
        "",
        "  name*   string                  at most 9 characters; pattern `[a-z]+`",
        "  things  list of Thing           at most 5 items",
        "  tags    map of string to Thing  each key: at most 9 characters,"
        " pattern `[a-z]+`",
        "  colour  Colour",
        "",
        "* is required.",
        "In requests of: ListThings",
    ]


def test_other_shapes_at_a_glance(service: ServiceSettings) -> None:
    assert glance("Name", service) == [
        "Name: string of first 2020-01-01",
        "at most 9 characters; pattern `[a-z]+`",
        "",
        "In requests of: ListThings, " + ", ".join(f"Get{n}" for n in range(7)) + " and"
        " 2 more",
    ]
    assert "  2 values: red, green" in glance("Colour", service)
    assert glance("Gone", service)[-1] == "In errors of: ListThings"
    assert glance("Thing", service)[-2:] == [
        "In requests of: ListThings",
        "In answers of: ListThings",
    ]


def test_an_operation_at_a_glance(service: ServiceSettings) -> None:
    assert glance("ListThings", service) == [
        "ListThings: operation of first 2020-01-01",
        "Lists things.",
        "",
        "Request: Request",
        "Answer: Thing",
        "It has pages.",
        "Waiters: ThingThere",
        "Errors: Gone, Gone",
    ]
    assert glance("Ping", service)[-2:] == ["Request: none", "Answer: none"]
    assert glance("Ping", service, stage="source") == []


def test_a_glance_has_thirty_lines(service: ServiceSettings) -> None:
    lines = glance("Wide", service)
    assert len(lines) <= 30
    assert "  … and 77 more: --stage source" in lines


def test_lines_are_as_wide_as_the_terminal(
    service: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = glance("Request", service)
    assert max([len(line) for line in lines]) == 40
    assert lines[3].endswith("…")


def test_the_rules_are_told(tmp_path: Path) -> None:
    lines = glance("AlgorithmSpecification", ServiceSettings(service="sagemaker"))
    assert "Exactly one of `algorithm_name` and `training_image` must be set." in lines


def test_a_glance_in_json(service: ServiceSettings) -> None:
    (text,) = glance("Request", service, form="json")
    shown = json.loads(text)
    assert shown["members"][0] == {
        "name": "Name",
        "python": "name",
        "type": "string",
        "required": True,
        "constraints": "at most 9 characters; pattern `[a-z]+`",
    }
    assert shown["requests"] == ["ListThings"]


def test_one_stage_alone(service: ServiceSettings) -> None:
    (text,) = glance("Thing", service, stage="source")
    assert text.startswith("# source: shapes/thing.py\n\n# Generated by")
    (text,) = glance("Thing", service, stage="view")
    assert text.startswith("# view\n\nStructuresModule(")
    titles = [text.split("\n")[0] for text in glance("Thing", service, stage="all")]
    assert titles == [
        "# document: service-2.json",
        "# ir",
        "# facts",
        "# view",
        "# source: shapes/thing.py",
    ]
    (text,) = glance("Name", service, stage="ir", form="json")
    assert list(json.loads(text)) == ["ir"]


def test_a_shape_is_drawn_with_what_is_nested_in_it(service: ServiceSettings) -> None:
    assert glance("Request", service, form="mermaid") == [
        "classDiagram",
        '    class Request["Request"] {',
        "        <<structure>>",
        "        Name: string, required",
        "        Things: list of Thing",
        "        Tags: map of string to Thing",
        "        Colour: Colour",
        "    }",
        '    class Thing["Thing"] {',
        "        <<structure>>",
        "        Parent: Thing",
        "    }",
        "    Request --> Thing : Things",
        "    Request --> Thing : Tags",
        "    Thing --> Thing : Parent",
    ]
    assert glance("Name", service, form="mermaid") == [
        "classDiagram",
        '    class Name["Name"] {',
        "        <<string>>",
        "    }",
    ]


def test_an_operation_is_drawn_with_its_errors(service: ServiceSettings) -> None:
    lines = glance("ListThings", service, form="dot")
    assert lines[0] == "digraph {"
    assert '    operation_ListThings [label="ListThings: operation\\l"]' in lines
    assert '    Thing [label="Thing: structure\\lParent: Thing\\l"]' in lines
    assert '    operation_ListThings -> Request [label="request"]' in lines
    assert lines.count('    Gone [label="Gone: structure\\l"]') == 1
    assert lines[-1] == "}"
    assert len(glance("Ping", service, form="dot")) == 5


def test_what_is_listed_has_a_pattern(service: ServiceSettings) -> None:
    def names(*patterns: str) -> list[str]:
        rows = listing("operations", service, Diagnostics(), patterns)
        return [name for name, _ in rows]

    assert names("list*") == ["ListThings"]
    assert names("*NG", "Get[12]") == ["Ping", "Get1", "Get2"]
    assert names("nothing") == []
    assert len(names()) == 11
