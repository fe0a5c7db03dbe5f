"""The one error: what it says, and that it can be shown, sent and compared."""

from __future__ import annotations

import copy
import pickle
import tracemalloc
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    CreateTrainingJobRequest,
    MetricDefinition,
    ResourceConfig,
    TrainingInstanceType,
)
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


def test_notes_are_pickled_too() -> None:
    error = two_faults()
    error.add_note("seen at noon")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert again.__notes__ == ["seen at noon"]
        assert str(again) == str(error)


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


def test_an_enums_text_is_told_the_nearest_of_many_and_what_was_meant() -> None:
    error = refusal(ResourceConfig, volume_size_in_gb=1, instance_type="ml.m5.Large")
    (violation,) = error.violations
    assert violation.message.startswith(
        "Value at '/InstanceType' failed to satisfy constraint: Member must satisfy"
        " enum value set: [ml.m5.large, ml.m5.xlarge, "
    )
    assert violation.message.endswith(f"] and {len(TrainingInstanceType) - 10} more")
    assert violation.message.count(",") == 9
    assert violation.given == "not 'ml.m5.Large'"
    assert violation.suggestions[0] == "ml.m5.large"
    assert len(violation.suggestions) == 3
    assert str(error).endswith("(not 'ml.m5.Large'; did you mean ml.m5.large?)")


def test_of_few_texts_all_are_listed_and_a_strange_one_has_no_neighbour() -> None:
    error = refusal(
        AlgorithmSpecification, training_image="i", training_input_mode="x" * 10_000
    )
    (violation,) = error.violations
    assert violation.message.endswith("enum value set: [Pipe, File, FastFile]")
    assert violation.suggestions == ()
    assert "did you mean" not in str(error)


def test_long_nonsense_is_compared_with_nothing() -> None:
    error = refusal(ResourceConfig, volume_size_in_gb=1, instance_type="m" * 10**6)
    (violation,) = error.violations
    assert violation.suggestions == ()
    first = ", ".join([str(one) for one in list(TrainingInstanceType)[:10]])
    assert f"[{first}] and " in violation.message


def test_a_misspelt_member_is_told_its_neighbour() -> None:
    error = refusal(AlgorithmSpecification.from_wire, {"TrainingInputmode": "File"})
    (unknown,) = [one for one in error.violations if one.suggestions]
    assert unknown.constraint == "unknown_member"
    assert unknown.suggestions[0] == "TrainingInputMode"
    assert str(error).splitlines()[2].endswith("(did you mean TrainingInputMode?)")


@pytest.mark.parametrize(
    "name", ["a\nb", "a\x1b[31mb", "a\u2028b", "a\u202eb", "a\ud800b", "\r"]
)
def test_no_key_and_no_name_breaks_or_forges_a_line(name: str) -> None:
    error = refusal(
        CreateTrainingJobRequest.from_boto, {name: 1, "Environment": {name: 5}}
    )
    lines = str(error).split("\n")
    assert len(lines) == len(error.violations) + 1
    assert all(line.isprintable() for line in lines)
    assert all(one.message.isprintable() for one in error.violations)
    by_pointer = {one.pointer: one for one in error.violations}
    assert by_pointer[f"/{name}"].path == name
    assert by_pointer[f"/Environment/{name}"].path == f"environment[{name!r}]"


def test_the_text_has_its_limit_and_the_violations_have_none() -> None:
    count = 20_000
    error = refusal(MetricDefinition.from_wire, dict.fromkeys(map(str, range(count))))
    assert len(error.violations) == count + 2
    text = str(error)
    assert len(text.encode()) <= 20_000
    first, *shown, last = text.splitlines()
    assert first == "20,002 validation errors detected."
    assert last == f"  and {count + 2 - len(shown):,} more"


def test_one_violation_is_shown_however_long_it_is() -> None:
    error = refusal(MetricDefinition, name="", regex="ä" * 10**6)
    assert len(str(error).encode()) <= 20_000
    assert len(error.violations) == 2


def test_violations_share_what_their_places_have_in_common(
    compiled: Callable[[str], ModuleType],
) -> None:
    tree = compiled("recursion_places").Tree
    data: Any = {"ByName": {"k" * 60_000: {"Children": [{"Name": []}] * 4_000}}}
    tracemalloc.start()
    error = refusal(tree.from_wire, data, strict=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(error.violations) == 4_000
    assert peak < 30_000_000


def test_a_violation_is_a_value() -> None:
    one, other = refusal(MetricDefinition, name="", regex="").violations
    assert one == refusal(MetricDefinition, name="", regex="").violations[0]
    assert one != other
    assert one != "one"
    assert hash(one) == hash(pickle.loads(pickle.dumps(one)))
    assert repr(one).startswith("Violation(path='name', pointer='/Name', constraint=")


def test_repr_and_args_are_of_the_text() -> None:
    error = two_faults()
    assert error.args == (str(error),)
    assert repr(error) == f"ShapeValidationError({str(error)!r})"


def test_both_ends_of_a_long_place_are_shown() -> None:
    data: Any = {"Regex": 5}
    key = "k" * 300
    error = refusal(CreateTrainingJobRequest.from_boto, {"Environment": {key: data}})
    (line,) = [one for one in str(error).splitlines() if "environment['" in one]
    assert "CreateTrainingJobRequest.environment['kkk" in line
    assert "kkk'] " not in line
    assert line.count("…") == 0
    long = refusal(CreateTrainingJobRequest.from_boto, {"Environment": {key * 9: data}})
    (line,) = [one for one in str(long).splitlines() if "environment['" in one]
    assert "environment['kkk" in line
    assert "kkk']: Value at '/Environment/kkk" in line
    assert line.count("…") == 2


def test_thousands_of_misspelt_values_take_little_to_tell() -> None:
    name = TrainingInstanceType.ML_M5_LARGE
    request = {"ResourceConfig": {"InstanceType": f"{name}x"}}
    (violation,) = [
        one
        for one in refusal(CreateTrainingJobRequest.from_boto, request).violations
        if one.constraint == "enum"
    ]
    tracemalloc.start()
    assert violation.suggestions
    assert violation.message
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 20_000


@pytest.mark.parametrize("read", ["from_wire", "from_boto"])
@pytest.mark.parametrize("data", ['{"Regex": "secret"}', b"secret", 5])
def test_what_stands_in_place_of_a_structure_is_not_shown(read: str, data: Any) -> None:
    said = [
        refusal(getattr(MetricDefinition, read), data),
        refusal(getattr(AlgorithmSpecification, read), {"MetricDefinitions": [data]}),
    ]
    for error in said:
        assert "secret" not in str(error)
        assert f"not {type(data).__name__}" in str(error)
