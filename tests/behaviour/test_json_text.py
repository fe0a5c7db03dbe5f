"""JSON text: the service's own document, and what the AWS command line has."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import DescribeTrainingJobResponse, MetricDefinition
from behaviour.refusals import refusal

MOMENT = datetime(2024, 2, 29, 12, 0, 0, 500_000, UTC)


@pytest.fixture
def load(compiled: Callable[[str], ModuleType]) -> Callable[[str], Any]:
    return compiled


def test_the_text_is_that_of_the_document() -> None:
    metric = MetricDefinition(name="é", regex="r")
    text = metric.to_json()
    assert text == json.dumps(metric.to_wire())
    assert MetricDefinition.from_json(text) == metric
    assert MetricDefinition.from_json(text.encode()) == metric
    assert MetricDefinition.from_json(bytearray(text.encode())) == metric
    assert metric.to_json(indent=2) == json.dumps(metric.to_wire(), indent=2)


def test_reading_is_strict_or_not() -> None:
    text = '{"Name": "a", "Regex": "r", "More": 1}'
    error = refusal(MetricDefinition.from_json, text)
    assert [one.constraint for one in error.violations] == ["unknown_member"]
    for read in (MetricDefinition.from_json, MetricDefinition.from_cli_json):
        assert read(text, strict=False) == MetricDefinition(name="a", regex="r")
        refusal(read, text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "Expecting property name"),
        (b"\xff", "can't decode byte"),
        ("", "Expecting value"),
        (None, "must be str, bytes or bytearray, not NoneType"),
        ("[" * 100_000, "recursion"),
        ("9" * 5_000, "limit"),
    ],
    ids=["cut", "no text", "empty", "None", "deep", "long"],
)
def test_what_is_no_json_is_said(text: Any, why: str) -> None:
    for read in (MetricDefinition.from_json, MetricDefinition.from_cli_json):
        error = refusal(read, text)
        (violation,) = error.violations
        assert violation.constraint == "type"
        assert "Member must be JSON text: " in violation.message
        assert why in violation.message
        assert error.__cause__ is None
        assert error.__context__ is None


def test_json_of_another_shape_is_a_violation() -> None:
    error = refusal(MetricDefinition.from_json, "[]")
    assert "a map of MetricDefinition's members, not list" in str(error)


def test_the_command_lines_times_are_iso_text() -> None:
    answer = DescribeTrainingJobResponse.from_cli_json(
        '{"TrainingJobName": "a", "CreationTime": "2024-02-29T14:00:00.5+02:00",'
        ' "TrainingStartTime": 1709208000.5,'
        ' "LastModifiedTime": "2024-02-29T12:00:00"}',
        strict=False,
    )
    assert answer.creation_time == MOMENT
    assert answer.training_start_time == MOMENT
    assert answer.last_modified_time == MOMENT.replace(microsecond=0)
    assert json.loads(answer.to_cli_json()) == {
        "TrainingJobName": "a",
        "CreationTime": "2024-02-29T12:00:00.500000+00:00",
        "LastModifiedTime": "2024-02-29T12:00:00+00:00",
        "TrainingStartTime": "2024-02-29T12:00:00.500000+00:00",
    }
    wire = json.loads(answer.to_json())
    assert wire["CreationTime"] == 1709208000.5


def test_the_command_lines_blobs_are_base64(load: Callable[[str], Any]) -> None:
    blobs = load("blob_places").Blobs
    made = blobs.from_cli_json('{"Plain": "/w=="}')
    assert made.plain == b"\xff"
    assert json.loads(made.to_cli_json()) == {"Plain": "/w=="}
    error = refusal(blobs.from_cli_json, '{"Plain": "no base64!"}')
    assert "Member must be base64 text" in str(error)
    error = refusal(blobs.from_cli_json, '{"Plain": 5}')
    assert "Member must be base64 text, not int" in str(error)


def test_a_time_that_is_none_is_told_what_to_be() -> None:
    text = '{"CreationTime": "noon"}'
    error = refusal(DescribeTrainingJobResponse.from_cli_json, text, strict=False)
    assert "Member must be ISO 8601 text or Unix seconds" in str(error)


def test_names_are_boto3s_and_metadata_is_left_out(load: Callable[[str], Any]) -> None:
    renamed = load("wire_names").Renamed
    made = renamed.from_cli_json('{"FirstName": "a", "ResponseMetadata": {}}')
    assert json.loads(made.to_cli_json()) == {"FirstName": "a"} == made.to_boto()
    assert made.to_wire() != made.to_boto()


def test_a_service_that_speaks_no_json_has_the_command_lines(
    load: Callable[[str], Any],
) -> None:
    request = load("query_forms").PutRequest
    assert not hasattr(request, "to_json")
    assert not hasattr(request, "from_json")
    assert request.from_cli_json('{"Name": "a"}').to_cli_json() == '{"Name": "a"}'


def test_what_has_a_stream_has_no_text(load: Callable[[str], Any]) -> None:
    for cls in (load("streaming").GetResponse, load("event_stream").GetResponse):
        for method in ("to_json", "from_json", "to_cli_json", "from_cli_json"):
            assert not hasattr(cls, method)


def test_an_errors_code_and_message_are_kept(load: Callable[[str], Any]) -> None:
    in_use = load("errors").InUse
    text = '{"Error": {"Code": "InUse", "Message": "taken"}, "ResourceId": "r"}'
    error = in_use.from_cli_json(text, strict=False)
    assert (error.error_code, error.message) == ("InUse", "taken")
    wire = '{"__type": "a#InUse", "message": "taken"}'
    assert in_use.from_json(wire, strict=False).error_code == "InUse"


def test_a_text_that_boto3_takes_as_bytes_is_text_here(
    load: Callable[[str], Any],
) -> None:
    cls = load("boto3_forms").PutRequest
    made = cls(id="i", policy={"a": 1}, key=b"#!/bin/sh")
    assert json.loads(made.to_cli_json()) == {
        "Id": "i",
        "Policy": {"a": 1},
        "Key": "#!/bin/sh",
    }
    with pytest.raises(
        ValueError, match=r"PutRequest\.key: bytes that are no"
    ) as caught:
        cls(id="i", policy="p", key=b"\xff").to_cli_json()
    assert caught.value.__context__ is None
