"""Structures are real dataclasses: frozen, slotted, keyword-only."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
import weakref
from typing import Any

import pytest

from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    TrainingImageConfig,
    TrainingInputMode,
)
from behaviour.refusals import broken

LOSS = MetricDefinition(name="loss", regex="loss=(.*?);")
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def build(**changes: Any) -> AlgorithmSpecification:
    given = {"training_image": "image", "training_input_mode": "File", **changes}
    return AlgorithmSpecification(**given)


SPEC = build(metric_definitions=[LOSS], container_arguments=["a", "b"])


def test_classes_and_objects_are_dataclasses() -> None:
    assert dataclasses.is_dataclass(AlgorithmSpecification)
    assert dataclasses.is_dataclass(SPEC)


def test_fields_stand_in_the_models_order() -> None:
    assert [field.name for field in dataclasses.fields(AlgorithmSpecification)] == [
        "training_image",
        "algorithm_name",
        "training_input_mode",
        "metric_definitions",
        "enable_sage_maker_metrics_time_series",
        "container_entrypoint",
        "container_arguments",
        "training_image_config",
    ]


def test_members_that_may_be_absent_have_the_default_none() -> None:
    for field in dataclasses.fields(AlgorithmSpecification):
        required = field.name == "training_input_mode"
        assert field.default is (dataclasses.MISSING if required else None)
        assert field.default_factory is dataclasses.MISSING
        assert field.kw_only


def test_the_class_says_that_it_is_frozen_slotted_and_keyword_only() -> None:
    parameters: Any = AlgorithmSpecification
    said = parameters.__dataclass_params__
    assert said.frozen
    assert said.init
    assert said.repr
    assert said.eq
    assert not said.order
    if sys.version_info >= (3, 12):
        assert said.slots
        assert said.kw_only
    assert AlgorithmSpecification.__match_args__ == ()
    assert not hasattr(SPEC, "__dict__")


def test_replace_gives_a_checked_copy() -> None:
    spec = dataclasses.replace(SPEC, training_image="other")
    assert (spec.training_image, SPEC.training_image) == ("other", "image")
    assert spec.metric_definitions is SPEC.metric_definitions
    assert broken(dataclasses.replace, SPEC, algorithm_name="name") == ["rule "]
    assert broken(dataclasses.replace, SPEC, training_input_mode=None) == [
        "required /TrainingInputMode"
    ]
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        dataclasses.replace(SPEC, image="other")  # type: ignore[call-arg]


def test_replace_takes_the_wide_values_at_run_time() -> None:
    spec = dataclasses.replace(
        SPEC,
        training_input_mode="Pipe",  # type: ignore[arg-type]
        container_arguments=["c"],  # type: ignore[arg-type]
    )
    assert spec.training_input_mode is TrainingInputMode.PIPE
    assert spec.container_arguments == ("c",)


def test_copy_replace_does_the_same() -> None:
    replaced = dataclasses.replace(SPEC, training_image="other")
    assert SPEC.__replace__(training_image="other") == replaced
    if sys.version_info >= (3, 13):
        assert copy.replace(SPEC, training_image="other") == replaced


def test_asdict_goes_down_into_nested_shapes() -> None:
    assert dataclasses.asdict(SPEC) == {
        "training_image": "image",
        "algorithm_name": None,
        "training_input_mode": TrainingInputMode.FILE,
        "metric_definitions": ({"name": "loss", "regex": "loss=(.*?);"},),
        "enable_sage_maker_metrics_time_series": None,
        "container_entrypoint": None,
        "container_arguments": ("a", "b"),
        "training_image_config": None,
    }


def test_astuple_goes_down_into_nested_shapes() -> None:
    assert dataclasses.astuple(SPEC)[3] == (("loss", "loss=(.*?);"),)


def test_keyword_patterns_match() -> None:
    match SPEC:
        case AlgorithmSpecification(
            training_image=str(image), metric_definitions=[MetricDefinition(name=name)]
        ):
            assert (image, name) == ("image", "loss")
        case _:
            pytest.fail("no keyword pattern matches")


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_pickle_gives_an_equal_object(protocol: int) -> None:
    again = pickle.loads(pickle.dumps(SPEC, protocol))
    assert again == SPEC
    assert type(again) is AlgorithmSpecification
    assert hash(again) == hash(SPEC)
    assert type(again.training_input_mode) is TrainingInputMode


def test_pickle_and_copy_do_not_validate_again() -> None:
    answered = TrainingImageConfig.from_boto({}, strict=False)
    assert answered.training_repository_access_mode is None
    assert pickle.loads(pickle.dumps(answered)) == answered
    assert copy.copy(answered) == copy.deepcopy(answered) == answered
    assert broken(dataclasses.replace, answered) == [
        "required /TrainingRepositoryAccessMode"
    ]


def test_copies_are_equal() -> None:
    assert copy.copy(SPEC) == SPEC
    assert copy.deepcopy(SPEC) == SPEC
    assert copy.deepcopy([SPEC, SPEC]) == [SPEC, SPEC]


def test_objects_can_be_referred_to_weakly() -> None:
    spec = build()
    reference = weakref.ref(spec)
    assert reference() is spec
    del spec
    assert reference() is None


def test_equality_is_by_class_and_value() -> None:
    assert build() == build()
    assert build() != build(training_image="other")
    others: list[Any] = [SPEC, ("loss", "loss=(.*?);"), None]
    assert LOSS not in others
    assert SPEC.__eq__(5) is NotImplemented


def test_equal_objects_have_equal_hashes() -> None:
    assert hash(build()) == hash(build())
    assert len({build(), build(), SPEC}) == 2
    assert {LOSS: 1}[MetricDefinition(name="loss", regex="loss=(.*?);")] == 1


def test_repr_shows_the_members_that_are_set() -> None:
    assert repr(build(container_arguments=["a"])) == (
        "AlgorithmSpecification(training_image='image', training_input_mode="
        "<TrainingInputMode.FILE: 'File'>, container_arguments=('a',))"
    )
    assert repr(build(enable_sage_maker_metrics_time_series=False)).endswith(
        "enable_sage_maker_metrics_time_series=False)"
    )


def test_assignment_and_deletion_raise_frozen_instance_error() -> None:
    spec = build()
    for name in ("training_image", "no_such_field", "_members"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(spec, name, "other")
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(spec, name)
    with pytest.raises(AttributeError):
        spec.training_image = "other"  # type: ignore[misc]
    assert spec == build()


def test_classes_are_final() -> None:
    assert AlgorithmSpecification.__final__  # type: ignore[attr-defined]
    assert MetricDefinition.__final__  # type: ignore[attr-defined]


def test_a_refused_value_leaves_nothing_half_made() -> None:
    with pytest.raises(ValueError, match="1 validation error"):
        build(training_input_mode="Turbo")
    made = build()
    assert type(made) is AlgorithmSpecification
    assert type(AlgorithmSpecification.from_wire(made.to_wire())) is type(made)
