"""The dicts that boto3 takes and gives, after its own handlers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification
from behaviour.refusals import broken

tzlocal: Any = import_module("dateutil.tz").tzlocal

METADATA = {"RequestId": "1", "HTTPStatusCode": 200, "HTTPHeaders": {}}


@pytest.fixture
def answers(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("answers")


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("make", [dict, MappingProxyType])
def test_response_metadata_is_dropped_at_the_root_in_both_modes(
    answers: Any, strict: bool, make: Any
) -> None:
    data = {"Items": [{"Id": "a"}], "ResponseMetadata": METADATA}
    made = answers.ListResponse.from_boto(make(data), strict=strict)
    assert made == answers.ListResponse(items=[answers.Item(id="a")])
    assert "ResponseMetadata" in data


def test_response_metadata_is_dropped_nowhere_else(answers: Any) -> None:
    data = {"Items": [{"Id": "a", "ResponseMetadata": METADATA}]}
    assert broken(answers.ListResponse.from_boto, data) == [
        "unknown_member /Items/0/ResponseMetadata"
    ]
    data = {"Items": [], "ResponseMetadata": METADATA}  # type: ignore[dict-item]
    assert broken(answers.ListResponse.from_wire, data) == [
        "unknown_member /ResponseMetadata"
    ]


def test_a_member_of_that_name_is_read(answers: Any) -> None:
    data = {"Name": "a", "Count": 1, "Items": [], "Mode": "Fast"}
    made = answers.GetResponse.from_boto({**data, "ResponseMetadata": "own"})
    assert made.response_metadata == "own"
    assert made.to_boto()["ResponseMetadata"] == "own"


def test_datetimes_with_dateutils_local_zone_are_converted(answers: Any) -> None:
    local = datetime(2026, 1, 31, 12, tzinfo=tzlocal())
    for strict in (True, False):
        made = answers.ListResponse.from_boto(
            {"Items": [], "When": local}, strict=strict
        )
        assert made.when == local
        assert made.when.utcoffset() == timedelta(0)
        assert made.to_boto()["When"].tzinfo is UTC


def test_unknown_variants_are_read_as_boto_gives_them(answers: Any) -> None:
    data = {"Items": [], "Choice": {"SDK_UNKNOWN_MEMBER": {"name": "Colour"}}}
    made = answers.ListResponse.from_boto(data, strict=False)
    assert made.choice.set_member == "Colour"


def test_text_that_botos_parser_leaves_is_read_as_numbers(answers: Any) -> None:
    data = {"Items": [{"Id": "a", "Size": "7"}], "Share": "NaN", "Ratio": "0.5"}
    made = answers.ListResponse.from_boto(data, strict=False)
    assert made.items[0].size == 7
    assert made.share != made.share
    assert made.ratio == 0.5


def test_none_is_absent() -> None:
    data = {
        "TrainingImage": "image",
        "AlgorithmName": None,
        "TrainingInputMode": "File",
        "MetricDefinitions": None,
    }
    spec = AlgorithmSpecification.from_boto(data)
    assert spec.to_boto() == {"TrainingImage": "image", "TrainingInputMode": "File"}


def test_each_call_gives_a_fresh_dict() -> None:
    spec = AlgorithmSpecification(
        training_image="image", training_input_mode="File", container_arguments=["a"]
    )
    spec.to_boto()["ContainerArguments"].append("b")
    assert spec.to_boto()["ContainerArguments"] == ["a"]
