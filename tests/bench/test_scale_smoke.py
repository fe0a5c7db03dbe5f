from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aws_shapes.sagemaker import CreateTrainingJobRequest
from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings

from .agreement import DISAGREES, returns
from .cost import run
from .demanding import most_demanding
from .generators import Schemas, generators
from .imports import Place, cost
from .json_schema import json_schema
from .large import compared
from .scale import main
from .subjects import small, subject

SMALLEST = "signer-data"


def test_a_run_is_measured() -> None:
    point = run("one", [SMALLEST])
    assert point.structures > 0
    assert point.used.cpu > 0
    assert point.used.peak > 1e6
    assert point.each == point.used.cpu / point.structures


def test_the_most_demanding_request_is_imported(tmp_path: Path) -> None:
    service = ServiceSettings(service=SMALLEST, shapes=("*",), operations=("*",))
    package = PackageSettings(name="few", output=tmp_path, services=(service,))
    generate(Settings(packages=(package,)), Diagnostics(), dry=False, force=False)
    request = most_demanding(SMALLEST)
    assert request is not None
    assert cost(Place(tmp_path, "few"), request, rounds=1).ratio < 1


def test_a_request_with_everything_set_is_measured() -> None:
    one = subject(CreateTrainingJobRequest)
    assert all(DISAGREES not in returns(peer, one.document) for peer in one.peers)
    assert {*one.flat} < {*one.document}
    section = compared([small(), one], rounds=1)
    figures = {(line[1], line[3].partition(" ")[0]) for line in section.table[1:]}
    assert {("construct", "botocore"), ("memory", "pydantic")} <= figures
    assert all(len(line) == len(section.table[0]) for line in section.table)
    assert section.shown(markdown=True).startswith("## Large values\n\n| of | figure |")


def test_a_peer_that_is_not_installed_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = generators(Schemas(tmp_path, tmp_path))
    assert found[0].installed
    monkeypatch.setattr("bench.generators.installed_version", lambda name: "")
    assert not any(one.installed for one in found)


def test_json_schema() -> None:
    text = {"type": "string", "min": 1, "pattern": "a+"}
    shades = {"key": {"shape": "Text"}, "value": {"shape": "Color"}}
    shapes: dict[str, Any] = {
        "Text": text,
        "Color": {"type": "string", "enum": ["red"]},
        "Texts": {"type": "list", "member": {"shape": "Text"}, "max": 2},
        "Colors": {"type": "map", **shades},
        "Page": {
            "type": "structure",
            "required": ["Lines"],
            "members": {"Lines": {"shape": "Texts"}, "Shades": {"shape": "Colors"}},
        },
    }
    line = {"type": "string", "minLength": 1, "pattern": "a+"}
    assert json_schema({"shapes": shapes})["$defs"] == {
        "Color": {"type": "string", "enum": ["red"]},
        "Page": {
            "type": "object",
            "properties": {
                "Lines": {"type": "array", "items": line, "maxItems": 2},
                "Shades": {
                    "type": "object",
                    "additionalProperties": {"$ref": "#/$defs/Color"},
                },
            },
            "required": ["Lines"],
        },
    }
    page = shapes["Page"]
    page["documentation"] = "<p>A page.</p>"
    page["members"]["Lines"]["documentation"] = "Its lines."
    documented = json_schema({"shapes": shapes}, documented=True)["$defs"]["Page"]
    assert documented["description"] == "<p>A page.</p>"
    assert documented["properties"]["Lines"]["description"] == "Its lines."


def test_unknown_parts_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["everithing"])
    assert "no part is called 'everithing'" in capsys.readouterr().err
