"""What the constructor checks, and how it says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes import ShapeValidationError, Violation
from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    Tag,
    TrainingImageConfig,
    TrainingInputMode,
    TrainingRepositoryAuthConfig,
)
from behaviour.refusals import broken, message, refusal

LOSS = MetricDefinition(name="loss", regex="loss=(.*?);")
AT = "failed to satisfy constraint: Member must"
LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:credentials"


def build(**changes: Any) -> AlgorithmSpecification:
    given = {"training_image": "image", "training_input_mode": "File", **changes}
    return AlgorithmSpecification(**given)


def test_a_valid_value_is_built_as_it_is_given() -> None:
    spec = build(metric_definitions=[LOSS], container_entrypoint=["python", "a.py"])
    assert spec.training_image == "image"
    assert spec.training_input_mode is TrainingInputMode.FILE
    assert spec.metric_definitions == (LOSS,)
    assert spec.container_entrypoint == ("python", "a.py")
    assert spec.algorithm_name is None


def test_a_missing_required_keyword_is_a_type_error_of_python() -> None:
    with pytest.raises(TypeError, match="keyword-only argument: 'training_input_mode'"):
        AlgorithmSpecification(training_image="image")  # type: ignore[call-arg]


def test_an_unknown_keyword_is_a_type_error_of_python() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'image'"):
        build(image="image")


def test_positional_arguments_are_a_type_error_of_python() -> None:
    with pytest.raises(TypeError, match="positional"):
        MetricDefinition("loss", "loss=(.*?);")  # type: ignore[call-arg]


def test_none_for_a_required_member_is_a_required_violation() -> None:
    said = message(build, training_input_mode=None)
    assert said == f"Value at '/TrainingInputMode' {AT} not be null"


def test_none_for_an_optional_member_is_absence() -> None:
    assert build(metric_definitions=None) == build()


@pytest.mark.parametrize(
    ("changes", "constraint", "said"),
    [
        (
            {"training_image": "i" * 300},
            "length",
            f"Value with length 300 at '/TrainingImage' {AT}"
            " have length less than or equal to 255",
        ),
        (
            {"training_image": None, "algorithm_name": ""},
            "length",
            f"Value with length 0 at '/AlgorithmName' {AT}"
            " have length between 1 and 170, inclusive",
        ),
        (
            {"metric_definitions": [LOSS] * 41},
            "length",
            f"Value with length 41 at '/MetricDefinitions' {AT}"
            " have length less than or equal to 40",
        ),
        (
            {"container_arguments": []},
            "length",
            f"Value with length 0 at '/ContainerArguments' {AT}"
            " have length between 1 and 100, inclusive",
        ),
        (
            {"container_arguments": ["ok", "a" * 257]},
            "length",
            f"Value with length 257 at '/ContainerArguments/1' {AT}"
            " have length less than or equal to 256",
        ),
        (
            {"training_image": "two\nlines"},
            "pattern",
            f"Value at '/TrainingImage' {AT} satisfy regular expression pattern: .*",
        ),
        (
            {"training_image": None, "algorithm_name": "ends-with-"},
            "pattern",
            f"Value at '/AlgorithmName' {AT} satisfy regular expression pattern:"
            r" (arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?"
            r"([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)",
        ),
        (
            {"training_input_mode": "Turbo"},
            "enum",
            f"Value at '/TrainingInputMode' {AT}"
            " satisfy enum value set: [Pipe, File, FastFile]",
        ),
        (
            {"enable_sage_maker_metrics_time_series": 1},
            "type",
            f"Value at '/EnableSageMakerMetricsTimeSeries' {AT}"
            " be a boolean, not int 1",
        ),
        (
            {"container_entrypoint": "python"},
            "type",
            f"Value at '/ContainerEntrypoint' {AT} be a list, not str 'python'",
        ),
    ],
)
def test_messages_have_the_wording_of_smithy(
    changes: dict[str, Any], constraint: str, said: str
) -> None:
    (violation,) = refusal(build, **changes).violations
    assert (violation.constraint, violation.message) == (constraint, said)


def test_the_pattern_in_a_message_is_the_models_own() -> None:
    said = message(Tag, key="?", value="")
    pattern = r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"
    assert said.endswith(f"satisfy regular expression pattern: {pattern}")


def test_a_lambda_arn_is_no_trap() -> None:
    config = TrainingRepositoryAuthConfig(
        training_repository_credentials_provider_arn=LAMBDA
    )
    assert config.training_repository_credentials_provider_arn == LAMBDA


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        ("at_least_two", "x", "have length greater than or equal to 2"),
        ("few", "12345", "have length less than or equal to 4"),
        ("exact", "12", "have length between 3 and 3, inclusive"),
        ("percent", 101, "be between 0 and 100, inclusive"),
        ("percent", -1, "be between 0 and 100, inclusive"),
        ("positive", 0, "be greater than or equal to 1"),
        ("ratio", 1.5, "be between 0 and 1, inclusive"),
        ("at_least_half", 0.25, "be greater than or equal to 0.5"),
        ("whole", 2**31, "be between -2147483648 and 2147483647, inclusive"),
        (
            "big",
            -(2**63) - 1,
            "be between -9223372036854775808 and 9223372036854775807, inclusive",
        ),
        ("upper", "lower", "satisfy regular expression pattern: [A-Z]+"),
        ("upper", "UPPER\n", "satisfy regular expression pattern: [A-Z]+"),
    ],
)
def test_bounds_are_inclusive_and_said_as_smithy_says_them(
    compiled: Callable[[str], ModuleType], member: str, value: Any, said: str
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    assert message(scalars, **{member: value}).endswith(f"{AT} {said}")


def test_the_bounds_themselves_are_accepted(
    compiled: Callable[[str], ModuleType],
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    scalars(percent=0, whole=-(2**31), big=-(2**63), few="", at_least_two="ab")
    scalars(percent=100, whole=2**31 - 1, big=2**63 - 1, few="1234", ratio=1)


def test_length_is_checked_before_the_pattern(
    compiled: Callable[[str], ModuleType],
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    assert broken(scalars, upper="lower" * 9) == ["length /Upper"]


def test_everything_that_is_wrong_is_in_one_error() -> None:
    assert broken(
        build,
        training_image="i" * 256,
        algorithm_name="-",
        training_input_mode="Turbo",
        metric_definitions=[LOSS, None, "loss"],
        enable_sage_maker_metrics_time_series="yes",
        container_entrypoint=[],
        container_arguments=["a" * 257, "ok", "\n"],
        training_image_config=5,
    ) == [
        "length /TrainingImage",
        "pattern /AlgorithmName",
        "enum /TrainingInputMode",
        "required /MetricDefinitions/1",
        "type /MetricDefinitions/2",
        "type /EnableSageMakerMetricsTimeSeries",
        "length /ContainerEntrypoint",
        "length /ContainerArguments/0",
        "pattern /ContainerArguments/2",
        "type /TrainingImageConfig",
        "rule ",
    ]


def test_violations_stand_in_the_models_order_whatever_the_keywords_order() -> None:
    assert broken(
        AlgorithmSpecification,
        container_arguments=[],
        training_input_mode="Turbo",
        algorithm_name="-",
    ) == [
        "pattern /AlgorithmName",
        "enum /TrainingInputMode",
        "length /ContainerArguments",
    ]


def test_paths_are_pythons_and_pointers_are_the_models() -> None:
    data = {
        "TrainingImage": "image",
        "TrainingInputMode": "File",
        "MetricDefinitions": [{"Name": "a", "Regex": "b"}] * 3 + [{"Regex": "b"}],
    }
    (violation,) = refusal(AlgorithmSpecification.from_boto, data).violations
    assert violation.path == "metric_definitions[3].name"
    assert violation.pointer == "/MetricDefinitions/3/Name"


def test_map_keys_are_quoted_in_paths_and_escaped_in_pointers(
    compiled: Callable[[str], ModuleType],
) -> None:
    maps: Any = compiled("map_places").Maps
    (violation,) = refusal(maps, tags={"a/b~c": "too long a value"}).violations
    assert violation.path == "tags['a/b~c']"
    assert violation.pointer == "/Tags/a~1b~0c"


def test_a_faulty_map_key_is_reported_at_the_map(
    compiled: Callable[[str], ModuleType],
) -> None:
    maps: Any = compiled("map_places").Maps
    (violation,) = refusal(maps, tags={"UPPER": "value"}).violations
    assert (violation.path, violation.pointer) == ("tags", "/Tags")
    assert violation.constraint == "pattern"


def test_a_dict_for_a_structure_is_refused_and_told_the_way() -> None:
    said = message(build, training_image_config={"TrainingRepositoryAccessMode": "Vpc"})
    assert "from_wire" in said
    assert "from_boto" in said


def test_a_structure_is_taken_by_its_type_and_not_checked_again() -> None:
    unchecked = TrainingImageConfig.from_boto({}, strict=False)
    assert build(training_image_config=unchecked).training_image_config is unchecked
    assert broken(build, training_image_config=LOSS) == ["type /TrainingImageConfig"]


def test_the_error_is_a_value_error_with_shape_and_violations() -> None:
    error = refusal(build, training_input_mode="Turbo")
    assert isinstance(error, ValueError)
    assert isinstance(error, ShapeValidationError)
    assert error.shape == "AlgorithmSpecification"
    assert isinstance(error.violations, tuple)
    assert isinstance(error.violations[0], Violation)
