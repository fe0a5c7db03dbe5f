"""The JSON document form."""

from __future__ import annotations

import json
import math
from collections import UserDict
from collections.abc import Callable
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification, MetricDefinition
from behaviour.refusals import broken, refusal
from behaviour.strategies import runtime

FULL = {
    "TrainingImage": "image",
    "TrainingInputMode": "File",
    "MetricDefinitions": [{"Name": "loss", "Regex": "loss=(.*?);"}],
    "EnableSageMakerMetricsTimeSeries": False,
    "ContainerEntrypoint": ["python"],
    "ContainerArguments": ["", "b"],
    "TrainingImageConfig": {
        "TrainingRepositoryAccessMode": "Vpc",
        "TrainingRepositoryAuthConfig": {
            "TrainingRepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-1:"
            "123456789012:function:credentials"
        },
    },
}


@pytest.fixture
def scalars(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("scalars_and_bounds").Scalars


def test_a_whole_document_is_read_and_written_back() -> None:
    spec = AlgorithmSpecification.from_wire(FULL)
    assert spec.to_wire() == FULL
    assert json.loads(json.dumps(spec.to_wire(), allow_nan=False)) == FULL


def test_keys_stand_in_the_models_order_whatever_the_inputs_order() -> None:
    turned = dict(reversed(FULL.items()))
    assert list(AlgorithmSpecification.from_wire(turned).to_wire()) == list(FULL)


def test_each_call_gives_a_fresh_document() -> None:
    spec = AlgorithmSpecification.from_wire(FULL)
    first = spec.to_wire()
    first["MetricDefinitions"][0]["Name"] = "other"
    first["ContainerArguments"].append("c")
    first["TrainingImageConfig"].clear()
    assert spec.to_wire() == FULL


def test_it_is_made_of_plain_types_alone() -> None:
    def plain(value: Any) -> bool:
        if type(value) is dict:
            return all(type(k) is str and plain(v) for k, v in value.items())
        if type(value) is list:
            return all(map(plain, value))
        return type(value) in (str, int, float, bool)

    assert plain(AlgorithmSpecification.from_wire(FULL).to_wire())
    assert plain(AlgorithmSpecification.from_wire(FULL).to_boto())


def test_absent_members_are_left_out() -> None:
    spec = AlgorithmSpecification(training_image="i", training_input_mode="Pipe")
    assert spec.to_wire() == {"TrainingImage": "i", "TrainingInputMode": "Pipe"}


def test_falsy_values_are_kept(
    compiled: Callable[[str], ModuleType], scalars: Any
) -> None:
    made = scalars(
        whole=0, precise=0.0, flag=False, text="", percent=0, wholes=[], doubles={}
    )
    wire = {
        "Whole": 0,
        "Precise": 0.0,
        "Flag": False,
        "Text": "",
        "Percent": 0,
        "Doubles": {},
        "Wholes": [],
    }
    assert made.to_wire() == made.to_boto() == wire
    assert scalars.from_wire(wire) == made
    blobs = compiled("blob_places").Blobs
    assert blobs(plain=b"").to_wire() == {"Plain": ""}
    choice = compiled("union_variants").Choice
    assert choice(texts=[]).to_wire() == {"Texts": []}
    inner = compiled("answers").Inner
    assert compiled("answers").GetResponse.from_wire(
        {"Inner": {}}, strict=False
    ).to_wire() == {"Inner": {}}
    assert inner().to_wire() == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [(math.nan, "NaN"), (math.inf, "Infinity"), (-math.inf, "-Infinity")],
)
def test_nan_and_the_infinities_are_text(scalars: Any, value: float, text: str) -> None:
    made = scalars(precise=value, single=value, doubles={"k": value})
    wire = {"Single": text, "Precise": text, "Doubles": {"k": text}}
    assert made.to_wire() == wire
    assert repr(scalars.from_wire(wire)) == repr(made)
    assert repr(made.to_boto()["Precise"]) == repr(value)


@pytest.mark.parametrize("text", ["nan", "inf", "+Infinity", "1.5", "", "NaN "])
def test_no_other_text_is_a_number_in_a_strict_read(scalars: Any, text: str) -> None:
    assert broken(scalars.from_wire, {"Precise": text}) == ["type /Precise"]


def test_text_for_a_number_with_a_range_is_out_of_range(scalars: Any) -> None:
    assert broken(scalars.from_wire, {"Ratio": "NaN"}) == ["range /Ratio"]


def test_what_equals_itself_still_does_after_a_round_trip(scalars: Any) -> None:
    made = scalars(precise=float("nan"), doubles={"k": float("nan")})
    assert scalars.from_wire(made.to_wire()) == made
    assert hash(scalars.from_wire(made.to_wire())) == hash(made)


def test_enums_are_plain_text_also_as_keys(
    compiled: Callable[[str], ModuleType],
) -> None:
    maps: Any = compiled("map_places").Maps
    made = maps(counts={"Fast": 1}, modes={"k": "Slow"}, modelist=["Fast"])
    wire = made.to_wire()
    assert wire == {"Counts": {"Fast": 1}, "Modes": {"k": "Slow"}, "Modelist": ["Fast"]}
    kinds = {*map(type, wire["Counts"]), *map(type, wire["Modes"].values())}
    assert kinds == {str}
    assert maps.from_wire(wire) == made


def test_keys_are_the_location_names(compiled: Callable[[str], ModuleType]) -> None:
    module: Any = compiled("wire_names")
    made = module.Renamed(
        first_name="a", last_name="b", parts=[module.Part(part_size=1)], plain="c"
    )
    wire = {"first": "a", "FirstName": "b", "parts": [{"size": 1}], "Plain": "c"}
    boto = {
        "FirstName": "a",
        "LastName": "b",
        "Parts": [{"PartSize": 1}],
        "Plain": "c",
    }
    assert (made.to_wire(), made.to_boto()) == (wire, boto)
    for strict in (True, False):
        assert module.Renamed.from_wire(wire, strict=strict) == made
        assert module.Renamed.from_boto(boto, strict=strict) == made


def test_a_member_name_is_no_wire_name(compiled: Callable[[str], ModuleType]) -> None:
    renamed: Any = compiled("wire_names").Renamed
    assert broken(renamed.from_wire, {"first": "a", "LastName": "b"}) == [
        "unknown_member /LastName"
    ]
    tolerant = renamed.from_wire({"first": "a", "LastName": "b"}, strict=False)
    assert tolerant == renamed(first_name="a")


def test_pointers_are_of_member_names_in_both_forms(
    compiled: Callable[[str], ModuleType],
) -> None:
    renamed: Any = compiled("wire_names").Renamed
    wire = {"first": "a" * 9, "parts": [{"size": "x"}]}
    boto = {"FirstName": "a" * 9, "Parts": [{"PartSize": "x"}]}
    wanted = ["length /FirstName", "type /Parts/0/PartSize"]
    assert broken(renamed.from_wire, wire) == broken(renamed.from_boto, boto) == wanted


def test_a_strict_read_checks_as_construction_does() -> None:
    data = {
        "TrainingImage": "i" * 300,
        "AlgorithmName": "-",
        "TrainingInputMode": "Turbo",
        "MetricDefinitions": [{"Name": ""}, None, 5],
        "ContainerArguments": "abc",
        "TrainingImageConfig": {"TrainingRepositoryAuthConfig": {}},
    }
    wanted = [
        "length /TrainingImage",
        "pattern /AlgorithmName",
        "enum /TrainingInputMode",
        "length /MetricDefinitions/0/Name",
        "required /MetricDefinitions/0/Regex",
        "required /MetricDefinitions/1",
        "type /MetricDefinitions/2",
        "type /ContainerArguments",
        "required /TrainingImageConfig/TrainingRepositoryAccessMode",
        "required /TrainingImageConfig/TrainingRepositoryAuthConfig"
        "/TrainingRepositoryCredentialsProviderArn",
        "rule ",
    ]
    assert broken(AlgorithmSpecification.from_wire, data) == wanted
    assert broken(AlgorithmSpecification.from_boto, data) == wanted


def test_unknown_members_are_violations_in_a_strict_read() -> None:
    data = {"Name": "a", "Regex": "b", "Colour": "red", "__type": "MetricDefinition"}
    wanted = ["unknown_member /Colour", "unknown_member /__type"]
    assert broken(MetricDefinition.from_wire, data) == wanted
    assert broken(MetricDefinition.from_boto, data) == wanted
    said, _ = refusal(MetricDefinition.from_wire, data).violations
    assert said.path == "Colour"
    assert said.message.endswith(
        "Member must be a member of MetricDefinition, which has none of this name"
    )


def test_a_null_member_is_absent() -> None:
    data = {**FULL, "AlgorithmName": None, "MetricDefinitions": None}
    spec = AlgorithmSpecification.from_wire(data)
    assert spec.metric_definitions is None
    assert "MetricDefinitions" not in spec.to_wire()
    assert broken(MetricDefinition.from_wire, {"Name": None, "Regex": "b"}) == [
        "required /Name"
    ]


@pytest.mark.parametrize("data", [None, [], "text", b"", 5, [("Name", "a")], {1, 2}])
def test_what_is_no_mapping_is_a_violation_at_the_root(data: Any) -> None:
    for strict in (True, False):
        for read in (MetricDefinition.from_wire, MetricDefinition.from_boto):
            assert broken(read, data, strict=strict) == ["type "]


@pytest.mark.parametrize("make", [MappingProxyType, UserDict])
def test_any_mapping_is_read(make: Callable[[dict[str, Any]], Any]) -> None:
    nested = {**FULL, "TrainingImageConfig": make({**FULL["TrainingImageConfig"]})}  # type: ignore[dict-item]
    for strict in (True, False):
        spec = AlgorithmSpecification.from_wire(make(nested), strict=strict)
        assert spec == AlgorithmSpecification.from_wire(FULL)


def test_what_is_read_is_not_changed() -> None:
    data = json.loads(json.dumps(FULL))
    AlgorithmSpecification.from_wire(data)
    AlgorithmSpecification.from_boto(data, strict=False)
    assert data == FULL


def test_strict_is_a_keyword() -> None:
    with pytest.raises(TypeError, match="positional"):
        MetricDefinition.from_wire({}, False)  # type: ignore[call-arg]


def test_where_no_form_differs_one_method_writes_all() -> None:
    metric: Any = MetricDefinition(name="loss", regex="x")
    written = metric._write(runtime(MetricDefinition, "modes").WIRE)
    assert written == metric.to_wire() == metric.to_boto()
