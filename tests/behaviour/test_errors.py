"""The one error: what it says, and that it can be shown, sent and compared."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification, MetricDefinition
from behaviour.refusals import refusal

ADVICE = "read from a service? pass strict=False"


def two_faults() -> Any:
    return refusal(
        AlgorithmSpecification,
        training_image="i" * 300,
        training_input_mode=5,
    )


def test_str_counts_the_violations_and_lists_each_on_its_line() -> None:
    assert str(two_faults()).splitlines() == [
        "2 validation errors detected.",
        "  AlgorithmSpecification.training_image: Value with length 300 at"
        " '/TrainingImage' failed to satisfy constraint: Member must have length less"
        " than or equal to 255",
        "  AlgorithmSpecification.training_input_mode: Value at '/TrainingInputMode'"
        " failed to satisfy constraint: Member must be a string, not int 5",
    ]


def test_one_violation_is_said_in_the_singular() -> None:
    error = refusal(MetricDefinition, name="", regex=".")
    assert str(error).startswith("1 validation error detected.\n")
    assert len(str(error).splitlines()) == 2


def test_a_fault_of_the_whole_stands_at_the_structure() -> None:
    error = refusal(AlgorithmSpecification.from_wire, [])
    assert str(error).splitlines()[1] == (
        "  AlgorithmSpecification: Value at '' failed to satisfy constraint: Member"
        " must be a map of AlgorithmSpecification's members, not list"
    )


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_the_error_survives_pickling(protocol: int) -> None:
    error = two_faults()
    again = pickle.loads(pickle.dumps(error, protocol))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.shape == error.shape
    assert again.violations == error.violations


def test_the_error_survives_copies() -> None:
    error = two_faults()
    for again in (copy.copy(error), copy.deepcopy(error)):
        assert (str(again), again.violations) == (str(error), error.violations)


def test_the_advice_survives_pickling(compiled: Callable[[str], ModuleType]) -> None:
    error = refusal(compiled("answers").Item.from_wire, {})
    assert ADVICE in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_same_faults_give_the_same_text() -> None:
    assert str(two_faults()) == str(two_faults())
    assert two_faults().violations == two_faults().violations


@pytest.mark.parametrize(
    "value",
    ["s" * 10_000, b"b" * 10_000, 10**5_000],
    ids=lambda value: type(value).__name__,
)
def test_long_values_are_cut(value: Any) -> None:
    error = refusal(
        AlgorithmSpecification,
        training_image="i",
        training_input_mode="Pipe",
        container_entrypoint=value,
        enable_sage_maker_metrics_time_series=value,
    )
    assert len(str(error)) < 1_000


def test_long_keys_are_cut(compiled: Callable[[str], ModuleType]) -> None:
    error = refusal(compiled("map_places").Maps, modes={"k" * 10_000: "Medium"})
    assert len(str(error)) < 1_000
    error = refusal(AlgorithmSpecification.from_wire, {"k" * 10_000: 1})
    assert len(str(error)) < 1_500


@pytest.mark.parametrize("name", ["GetResponse", "ListResponse", "Item", "Inner"])
def test_a_strict_failure_on_what_only_outputs_reach_ends_with_advice(
    compiled: Callable[[str], ModuleType], name: str
) -> None:
    cls: Any = getattr(compiled("answers"), name)
    data = {"Nothing": "like this"}
    assert str(refusal(cls.from_wire, data)).endswith(ADVICE)
    assert str(refusal(cls.from_boto, data)).endswith(ADVICE)


@pytest.mark.parametrize("name", ["GetRequest", "PutRequest", "Shared"])
def test_what_inputs_reach_ends_without(
    compiled: Callable[[str], ModuleType], name: str
) -> None:
    cls: Any = getattr(compiled("answers"), name)
    assert ADVICE not in str(refusal(cls.from_wire, {}))


def test_a_tolerant_read_and_a_constructor_give_no_advice(
    compiled: Callable[[str], ModuleType],
) -> None:
    cls: Any = compiled("answers").Item
    assert ADVICE not in str(refusal(cls.from_wire, {"Size": []}, strict=False))
    assert ADVICE not in str(refusal(cls, id=None))
