"""Unions: exactly one member is set, and unknown variants are kept."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import broken, message


@pytest.fixture
def module(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("union_variants")


@pytest.fixture
def choice(module: Any) -> Any:
    return module.Choice


RAW = {"Colour": {"Red": [1, None, {"Deep": True}]}}


def test_set_member_is_the_python_name_of_what_is_set(module: Any) -> None:
    assert module.Choice(text="a").set_member == "text"
    assert module.Choice(number=0).set_member == "number"
    assert module.Choice(nested=module.Inner(name="a")).set_member == "nested"
    assert module.Choice(texts=[]).set_member == "texts"


def test_none_set_is_a_violation_at_the_union(choice: Any) -> None:
    for call in (choice, lambda: choice.from_wire({}), lambda: choice.from_boto({})):
        assert broken(call) == ["union "]
    assert message(choice).endswith("have exactly one member set; none is")


def test_two_set_are_a_violation_in_both_modes(choice: Any) -> None:
    data = {"Text": "a", "Number": 1}
    assert broken(choice, text="a", number=1) == ["union "]
    assert message(choice, text="a", number=1).endswith(
        "member set; 2 are: number, text"
    )
    for read in (choice.from_wire, choice.from_boto):
        for strict in (True, False):
            assert broken(read, data, strict=strict) == ["union "]


def test_nothing_is_a_variant_that_nobody_names_in_a_tolerant_read(choice: Any) -> None:
    """botocore's CBOR parser gives it; what is written of it is read again."""
    made = choice.from_boto({}, strict=False)
    assert made.set_member == ""
    assert made.to_boto() == made.to_wire() == {}
    for read in (choice.from_boto, choice.from_wire):
        assert read({}, strict=False) == made
        assert broken(read, {}) == ["union "]
    assert broken(choice.from_wire, {"__type": "Choice"}, strict=False) == ["union "]


def test_a_null_member_is_not_set(choice: Any) -> None:
    made = choice.from_wire({"Text": None, "Number": 1})
    assert made == choice(number=1)
    assert choice(text=None, number=1) == made


def test_a_variant_that_is_wrong_is_set_all_the_same(choice: Any) -> None:
    assert broken(choice, text=5) == ["type /Text"]
    assert broken(choice.from_wire, {"Nested": {}}) == ["required /Nested/Name"]
    assert broken(choice.from_wire, {"Number": []}, strict=False) == ["type /Number"]
    assert broken(choice, text=5, number=1) == ["type /Text", "union "]


def test_an_unknown_variant_is_a_violation_in_a_strict_read(choice: Any) -> None:
    assert broken(choice.from_wire, RAW) == ["unknown_member /Colour", "union "]
    assert broken(choice.from_boto, RAW) == ["unknown_member /Colour", "union "]


def test_a_tolerant_read_keeps_the_name_and_the_frozen_value(choice: Any) -> None:
    made = choice.from_wire(RAW, strict=False)
    assert made.set_member == "Colour"
    assert all(getattr(made, field.name) is None for field in dataclasses.fields(made))
    assert hash(made) == hash(choice.from_wire(copy.deepcopy(RAW), strict=False))


def test_an_unknown_variant_converts_back_to_the_same(module: Any) -> None:
    made = module.Choice.from_wire(RAW, strict=False)
    assert made.to_wire() == RAW
    assert made.to_boto() == RAW
    assert type(made.to_wire()["Colour"]["Red"]) is list
    holder = module.Holder.from_wire({"Choice": RAW, "Choices": [RAW]}, strict=False)
    assert holder.to_wire() == {"Choice": RAW, "Choices": [RAW]}


def test_the_kept_value_is_part_of_the_object_but_no_field(choice: Any) -> None:
    made = choice.from_wire(RAW, strict=False)
    assert made == choice.from_wire(RAW, strict=False)
    assert made != choice.from_wire({"Colour": {"Red": []}}, strict=False)
    assert made != choice.from_wire({"Hue": RAW["Colour"]}, strict=False)
    assert "Colour" in repr(made)
    assert "Deep" in repr(made)
    names = [field.name for field in dataclasses.fields(choice)]
    assert names == ["text", "number", "nested", "texts", "choice"]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_the_kept_value_survives_pickle(choice: Any, protocol: int) -> None:
    made = choice.from_wire(RAW, strict=False)
    again = pickle.loads(pickle.dumps(made, protocol))
    assert again == made
    assert again.set_member == "Colour"


def test_replace_of_an_unknown_variant_is_a_union_violation(choice: Any) -> None:
    made = choice.from_wire(RAW, strict=False)
    assert broken(dataclasses.replace, made) == ["union "]
    assert dataclasses.replace(made, text="a") == choice(text="a")


def test_the_type_hint_of_a_service_is_no_variant(choice: Any) -> None:
    data = {"__type": "Choice", "Text": "a"}
    assert choice.from_wire(data, strict=False) == choice(text="a")
    made = choice.from_wire({"__type": "Choice", **RAW}, strict=False)
    assert made.set_member == "Colour"


def test_botos_stand_in_for_an_unknown_variant_is_read_by_its_name(choice: Any) -> None:
    data = {"SDK_UNKNOWN_MEMBER": {"name": "Colour"}}
    made = choice.from_boto(data, strict=False)
    assert made.set_member == "Colour"
    assert made.to_boto() == data
    assert "union " in broken(choice.from_boto, data)


def test_a_variant_whose_name_boto3_does_not_tell_is_read_and_given_back(
    module: Any,
) -> None:
    made = module.Choice.from_boto({}, strict=False)
    assert made.set_member == ""
    assert made == module.Choice.from_boto({}, strict=False)
    assert made != module.Choice.from_boto({"": 1}, strict=False)
    holder = module.Holder.from_boto({"Choice": {}, "Choices": [{}]}, strict=False)
    assert holder.to_boto() == {"Choice": {}, "Choices": [{}]}
    assert broken(module.Choice.from_boto, {"Text": None}, strict=False) == ["union "]


@pytest.mark.parametrize("value", [5, "Colour", [], {}, {"name": None}, {"name": 5}])
def test_a_stand_in_that_has_no_name_still_has_a_set_member(
    choice: Any, value: Any
) -> None:
    for read in (choice.from_boto, choice.from_wire):
        made = read({"SDK_UNKNOWN_MEMBER": value}, strict=False)
        assert isinstance(made.set_member, str)
        assert made.to_boto() == {"SDK_UNKNOWN_MEMBER": value}


@pytest.mark.parametrize("key", [5, (), b"Colour", 1.5])
def test_a_name_that_is_no_text_is_a_violation(choice: Any, key: Any) -> None:
    assert broken(choice.from_boto, {key: 1}, strict=False)


def test_a_value_that_is_no_json_is_a_violation(choice: Any) -> None:
    assert broken(choice.from_boto, {"Colour": object()}, strict=False) == [
        "type /Colour"
    ]


def test_fields_of_a_union_are_all_optional(choice: Any) -> None:
    assert all(field.default is None for field in dataclasses.fields(choice))


def test_a_sensitive_union_hides_the_variant_that_nobody_knows(module: Any) -> None:
    made = module.SecretChoice.from_wire({"Pin": "hunter2"}, strict=False)
    assert "hunter2" not in repr(made)
    assert made.to_wire() == {"Pin": "hunter2"}
    assert "hunter2" not in repr(module.SecretChoice(word="hunter2"))
