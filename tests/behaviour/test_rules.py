"""Cross-field rules test presence only, and point at the structure."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification
from behaviour.refusals import broken, message, refusal

GOOD = {"a": "1", "e": "1"}


@pytest.fixture
def rules(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("rules_of_all_kinds").Rules


def test_exactly_one_of_image_and_name_must_be_set() -> None:
    for changes in ({}, {"training_image": "image", "algorithm_name": "name"}):
        error = refusal(AlgorithmSpecification, training_input_mode="File", **changes)
        (violation,) = error.violations
        assert (violation.path, violation.pointer) == ("", "")
        assert violation.constraint == "rule"
        assert "exactly one of algorithm_name and training_image" in violation.message


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"b": "1"}, "exactly one of a and b must be set"),
        ({"a": None}, "exactly one of a and b must be set"),
        ({"c": "1", "d": "1"}, "at most one of c and d may be set"),
        ({"e": None}, "at least one of e and f must be set"),
        ({"g": "1"}, "either all of g and h must be set, or none"),
        ({"i": "1"}, "i requires j"),
    ],
)
def test_each_kind_of_rule_is_enforced(
    rules: Any, changes: dict[str, Any], said: str
) -> None:
    assert message(rules, **{**GOOD, **changes}).endswith(f"follow the rule: {said}")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"a": None, "b": "1"},
        {"c": "1"},
        {"e": "1", "f": "1"},
        {"g": "1", "h": "1"},
        {"i": "1", "j": "1"},
        {"j": "1"},
    ],
)
def test_each_kind_of_rule_lets_through_what_follows_it(
    rules: Any, changes: dict[str, Any]
) -> None:
    made = rules(**{**GOOD, **changes})
    assert rules.from_wire(made.to_wire()) == made


def test_a_falsy_value_is_present(rules: Any) -> None:
    assert rules(a="", e="").a == ""


def test_rules_come_after_the_members_in_the_overlays_order(rules: Any) -> None:
    assert broken(rules, a="12345", b="1", c="1", d="1", j="12345") == [
        "length /A",
        "length /J",
        "rule ",
        "rule ",
        "rule ",
    ]


def test_the_rules_of_a_nested_structure_stand_with_its_members(
    compiled: Callable[[str], ModuleType],
) -> None:
    outer: Any = compiled("rules_of_all_kinds").Outer
    data = {"Rules": [{"A": "1", "E": "1"}, {"A": "12345"}], "Name": "12345"}
    assert broken(outer.from_boto, data) == [
        "length /Rules/1/A",
        "rule /Rules/1",
        "length /Name",
    ]


@pytest.mark.parametrize("value", [5, "12345"])
def test_a_member_that_is_wrong_is_present_for_a_rule(rules: Any, value: Any) -> None:
    constraint = "type" if value == 5 else "length"
    assert broken(rules, a=value, e="1") == [f"{constraint} /A"]
    assert broken(rules, a=value, b="1", e="1") == [f"{constraint} /A", "rule "]


def test_rules_are_not_checked_in_a_tolerant_read(rules: Any) -> None:
    assert rules.from_wire({}, strict=False).to_wire() == {}
    assert rules.from_boto({"A": "1", "B": "1"}, strict=False).b == "1"
