"""Enums are open: the service may know more values than the model."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from typing import Any, get_args

import pytest

from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    TrainingInputMode,
    TrainingInputModeLiteral,
)
from behaviour.refusals import broken

TURBO = TrainingInputMode.unknown("Turbo")


class Loud(str):
    """A `str` that says something else wherever it can."""

    __slots__ = ()

    def __str__(self) -> str:
        return "LOUD"


def build(mode: Any) -> AlgorithmSpecification:
    return AlgorithmSpecification(training_image="image", training_input_mode=mode)


def test_enums_are_str_enums_in_the_models_order() -> None:
    assert issubclass(TrainingInputMode, enum.StrEnum)
    assert list(TrainingInputMode) == ["Pipe", "File", "FastFile"]
    assert TrainingInputMode.FASTFILE.value == "FastFile"


def test_the_literal_alias_lists_the_same_texts() -> None:
    assert get_args(TrainingInputModeLiteral) == ("Pipe", "File", "FastFile")


def test_a_text_that_the_model_does_not_list_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="Turbo"):
        TrainingInputMode("Turbo")
    assert TrainingInputMode("File") is TrainingInputMode.FILE


def test_unknown_gives_a_member_like_value() -> None:
    assert isinstance(TURBO, TrainingInputMode)
    assert not TURBO.is_known
    assert TrainingInputMode.FILE.is_known
    assert TURBO == "Turbo"
    assert TrainingInputMode.unknown("Turbo") == TURBO
    assert hash(TURBO) == hash("Turbo")
    assert (TURBO.value, str(TURBO), f"{TURBO}") == ("Turbo", "Turbo", "Turbo")
    assert repr(TURBO) == "TrainingInputMode.unknown('Turbo')"
    assert json.dumps(TURBO) == '"Turbo"'


def test_unknown_of_a_known_text_is_the_member_itself() -> None:
    assert TrainingInputMode.unknown("File") is TrainingInputMode.FILE
    assert TrainingInputMode.unknown(TrainingInputMode.FILE) is TrainingInputMode.FILE


def test_unknown_takes_only_text() -> None:
    with pytest.raises(TypeError, match="int"):
        TrainingInputMode.unknown(5)  # type: ignore[arg-type]


def test_unknown_holds_the_exact_text_of_a_subclass() -> None:
    made = TrainingInputMode.unknown(Loud("Turbo"))
    assert made == made.value == "Turbo"
    assert type(made.value) is str


def test_unknown_leaves_the_enum_as_it_is() -> None:
    TrainingInputMode.unknown("Warp")
    assert len(TrainingInputMode) == 3
    assert "Warp" not in TrainingInputMode.__members__
    with pytest.raises(ValueError, match="Warp"):
        TrainingInputMode("Warp")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_unknown_and_known_values_survive_pickle(protocol: int) -> None:
    again = pickle.loads(pickle.dumps(TURBO, protocol))
    assert again == TURBO
    assert type(again) is TrainingInputMode
    assert not again.is_known
    known = pickle.loads(pickle.dumps(TrainingInputMode.FILE, protocol))
    assert known is TrainingInputMode.FILE


def test_unknown_and_known_values_survive_copies() -> None:
    for value in (TURBO, TrainingInputMode.FILE):
        for again in (copy.copy(value), copy.deepcopy(value)):
            assert again == value
            assert type(again) is TrainingInputMode


def test_an_unknown_value_is_sent_on_purpose() -> None:
    spec = build(TURBO)
    assert spec.training_input_mode == "Turbo"
    assert type(spec.to_wire()["TrainingInputMode"]) is str
    assert spec.to_boto()["TrainingInputMode"] == "Turbo"
    assert build(TrainingInputMode.unknown("Turbo")) == spec


def test_an_unknown_text_is_not() -> None:
    assert broken(build, "Turbo") == ["enum /TrainingInputMode"]


def test_an_unknown_value_of_another_enum_is_not_either() -> None:
    class Other(enum.StrEnum):
        TURBO = "Turbo"
        FILE = "File"

    assert broken(build, Other.TURBO) == ["enum /TrainingInputMode"]
    assert build(Other.FILE).training_input_mode is TrainingInputMode.FILE


def test_a_tolerant_read_yields_unknown_values() -> None:
    data = {"TrainingImage": "image", "TrainingInputMode": "Turbo"}
    for read in (AlgorithmSpecification.from_wire, AlgorithmSpecification.from_boto):
        spec = read(data, strict=False)
        assert spec.training_input_mode == TURBO
        assert not spec.training_input_mode.is_known
        assert spec.to_wire() == spec.to_boto() == data
        assert broken(read, data) == ["enum /TrainingInputMode"]


def test_a_tolerant_read_yields_members_for_known_values() -> None:
    data = {"TrainingInputMode": "Pipe"}
    spec = AlgorithmSpecification.from_wire(data, strict=False)
    assert spec.training_input_mode is TrainingInputMode.PIPE


def test_an_unknown_value_on_purpose_stands_beside_a_fault() -> None:
    mode = TrainingInputMode.unknown("Turbo")
    arguments: Any = {"training_input_mode": mode, "training_image": 5}
    assert broken(AlgorithmSpecification, **arguments) == ["type /TrainingImage"]
