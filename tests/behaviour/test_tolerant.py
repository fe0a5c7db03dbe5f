"""The tolerant read, for what a service answered."""

from __future__ import annotations

import copy
import json
import math
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification
from behaviour.refusals import broken, message
from behaviour.strategies import runtime

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def answers(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("answers")


@pytest.fixture(params=["from_wire", "from_boto"])
def read(request: pytest.FixtureRequest, answers: Any) -> Callable[[Any], Any]:
    """A tolerant read of ListResponse, of either form."""
    call = getattr(answers.ListResponse, request.param)
    return lambda data: call(data, strict=False)


def test_unknown_members_are_dropped_at_every_level(
    read: Callable[[Any], Any],
) -> None:
    made = read({"Items": [{"Id": "a", "New": 1}], "New": {"a": []}, "__type": "x"})
    assert made.to_wire() == {"Items": [{"Id": "a"}]}


def test_lengths_ranges_and_patterns_are_not_checked(
    read: Callable[[Any], Any],
) -> None:
    data = {"Items": [{"Id": "TOO LONG", "Size": 99}] * 9, "Ratio": 7.5}
    assert read(data).to_wire() == data


@pytest.mark.parametrize(
    "data",
    [
        {"Items": [{"Id": "TOO LONG AND NO WORD"}]},
        {"Items": [{"Id": "a", "New": 1}], "Inner": {"New": 1}},
    ],
    ids=["a broken pattern", "as many members as there are"],
)
def test_what_services_answer_takes_no_second_look(answers: Any, data: Any) -> None:
    cls = answers.ListResponse
    modes, read = runtime(cls, "modes"), runtime(cls, "read")
    read.load(data, cls, modes.WIRE_TOLERANT)


def test_a_missing_required_member_is_none_and_stays_out(
    read: Callable[[Any], Any],
) -> None:
    made = read({})
    assert made.items is None
    assert made.to_wire() == made.to_boto() == {}
    assert read({"Items": None}) == made
    assert read({"Items": [{}]}).to_wire() == {"Items": [{}]}


def test_null_items_of_dense_lists_are_dropped(read: Callable[[Any], Any]) -> None:
    made = read({"Items": [None, {"Id": "a"}, None]})
    assert made.to_wire() == {"Items": [{"Id": "a"}]}


def test_unknown_enum_values_and_union_variants_are_kept(
    read: Callable[[Any], Any],
) -> None:
    data = {"Items": [], "Mode": "Warp", "Choice": {"Colour": {"Red": 1}}}
    made = read(data)
    assert not made.mode.is_known
    assert made.choice.set_member == "Colour"
    assert made.to_wire() == made.to_boto() == data


@pytest.mark.parametrize(
    ("given", "number"),
    [(7.0, 7), ("7", 7), ("-7", -7), ("7.0", 7), (-0.0, 0), (7, 7), ("+7", 7)],
)
def test_integral_floats_and_text_are_taken_for_integers(
    read: Callable[[Any], Any], given: Any, number: int
) -> None:
    (item,) = read({"Items": [{"Size": given}]}).items
    assert item.size == number
    assert type(item.size) is int


@pytest.mark.parametrize(
    "given",
    [7.5, "7.5", "seven", "", " 7", "1_0", "0x7", True, [], {}, "NaN", math.inf],
)
def test_nothing_else_is_an_integer(read: Callable[[Any], Any], given: Any) -> None:
    assert broken(read, {"Items": [{"Size": given}]}) == ["type /Items/0/Size"]


@pytest.mark.parametrize(
    ("given", "number"), [("7", 7), ("7.5", 7.5), ("-1e3", -1000), (7, 7), (7.5, 7.5)]
)
def test_text_is_taken_for_floats(
    read: Callable[[Any], Any], given: Any, number: float
) -> None:
    made = read({"Share": given, "Ratio": given})
    assert made.share == made.ratio == number


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("member", ["Share", "Ratio"])
def test_what_is_no_json_number_is_read_and_written_back(
    read: Callable[[Any], Any], member: str, text: str
) -> None:
    made = read({member: text})
    assert isinstance(getattr(made, member.lower()), float)
    assert json.loads(json.dumps(made.to_wire(), allow_nan=False)) == {member: text}


@pytest.mark.parametrize("given", ["1e400", "-1e400", math.inf, math.nan])
def test_a_number_without_a_json_form_never_reaches_the_wire(
    answers: Any, given: Any
) -> None:
    for member in ("Share", "Ratio"):
        made = answers.ListResponse.from_boto({member: given}, strict=False)
        json.dumps(made.to_wire(), allow_nan=False)


@pytest.mark.parametrize("given", ["nan", "seven", "", "0x7", True, [], {}, "1_0"])
def test_nothing_else_is_a_float(read: Callable[[Any], Any], given: Any) -> None:
    assert broken(read, {"Share": given, "Ratio": given}) == [
        "type /Ratio",
        "type /Share",
    ]


@pytest.mark.parametrize(
    ("given", "flag"),
    [("true", True), ("false", False), ("True", True), ("FALSE", False), (True, True)],
)
def test_the_two_words_are_taken_for_booleans(
    answers: Any, read: Callable[[Any], Any], given: Any, flag: bool
) -> None:
    made = read({"Done": given})
    assert made.done is flag
    assert made.to_wire() == made.to_boto() == {"Done": flag}


@pytest.mark.parametrize("given", ["yes", "", "1", 1, 0, 1.0, "true ", []])
def test_nothing_else_is_a_boolean(read: Callable[[Any], Any], given: Any) -> None:
    assert broken(read, {"Done": given}) == ["type /Done"]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_not_a_number_equals_itself_pickled_copied_and_read_again(
    answers: Any, protocol: int
) -> None:
    nan, other = float("nan"), float("nan")
    made = answers.ListResponse(items=[], share=nan, shares={"a": [nan, 1.5]})
    assert made == answers.ListResponse(
        items=[], share=other, shares={"a": [other, 1.5]}
    )
    again = pickle.loads(pickle.dumps(made, protocol))
    for same in (
        again,
        copy.deepcopy(made),
        answers.ListResponse.from_wire(made.to_wire()),
        answers.ListResponse.from_boto(made.to_boto()),
        answers.ListResponse(items=[], share=again.share, shares=again.shares),
    ):
        assert same == made
        assert hash(same) == hash(made)
        assert math.isnan(same.share)
        assert repr(same) == repr(made)
    assert made.to_wire() == {
        "Items": [],
        "Share": "NaN",
        "Shares": {"a": ["NaN", 1.5]},
    }


@pytest.mark.parametrize("strict", [True, False])
def test_from_boto_takes_decimals_for_floats(answers: Any, strict: bool) -> None:
    data = {"Items": [], "Ratio": Decimal("0.5"), "Shares": {"a": [Decimal("1E+30")]}}
    made = answers.ListResponse.from_boto(data, strict=strict)
    assert made.to_boto() == {"Items": [], "Ratio": 0.5, "Shares": {"a": [1e30]}}
    assert type(made.ratio) is float
    assert broken(answers.ListResponse, items=[], share=Decimal(1)) == ["type /Share"]
    assert "(float(value) makes one of a Decimal)" in message(
        answers.ListResponse, items=[], share=Decimal(1)
    )
    assert broken(
        answers.ListResponse.from_boto, {"Items": [], "Ratio": Decimal(2)}
    ) == ["range /Ratio"]


@pytest.mark.parametrize(
    ("given", "whole"), [("3", 3), ("-3.00", -3), ("3E+2", 300), ("9E+39", 9 * 10**39)]
)
def test_a_tolerant_read_takes_a_whole_decimal_for_an_integer(
    compiled: Callable[[str], ModuleType], given: str, whole: int
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    data = {"Big": Decimal(given)}
    made = scalars.from_boto(data, strict=False)
    assert (type(made.big), made.big) == (int, whole)
    assert broken(scalars.from_boto, data) == ["type /Big"]  # as boto3 refuses it


@pytest.mark.parametrize("given", ["3.5", "NaN", "sNaN", "Infinity", "1E+40"])
def test_another_decimal_is_no_integer(
    compiled: Callable[[str], ModuleType], given: str
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    data = {"Big": Decimal(given)}
    assert broken(scalars.from_boto, data, strict=False) == ["type /Big"]


@pytest.mark.parametrize("given", ["NaN", "sNaN", "Infinity", "1E+400"])
def test_a_decimal_that_is_no_finite_float_is_refused(answers: Any, given: str) -> None:
    data = {"Items": [], "Share": Decimal(given), "Ratio": Decimal(given)}
    for strict in (True, False):
        assert broken(answers.ListResponse.from_boto, data, strict=strict) == [
            "type /Ratio",
            "type /Share",
        ]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (7, "7"),
        (-(10**30), "-1000000000000000000000000000000"),
        (7.5, "7.5"),
        (1e22, "1e+22"),
        (True, "true"),
        (False, "false"),
        (Decimal("7.50"), "7.50"),
    ],
)
def test_numbers_and_booleans_are_taken_for_text(
    answers: Any, read: Callable[[Any], Any], given: Any, text: str
) -> None:
    data = {"Items": [{"Id": given}], "Inner": {"Name": given}, "Mode": given}
    made = read(data)
    assert made.items[0].id == made.inner.name == text
    assert made.mode == answers.Mode.unknown(text)
    written = {"Items": [{"Id": text}], "Inner": {"Name": text}, "Mode": text}
    assert made.to_boto() == made.to_wire() == written
    strict = broken(answers.ListResponse.from_wire, data)
    assert strict == ["type /Items/0/Id", "type /Mode", "type /Inner/Name"]


@pytest.mark.parametrize(
    "data",
    [
        {"Items": {}},
        {"Items": "text"},
        {"Items": [5]},
        {"Items": [{"Id": []}]},
        {"Mode": {}},
        {"Inner": []},
        {"Inner": {"Name": b"a"}},
        {"Choice": {"Text": None, "Number": True}},
        {"When": []},
        {"Choice": "text"},
        {"Digest": 5},
    ],
    ids=repr,
)
def test_any_other_wrong_type_is_a_violation_in_both_modes(
    answers: Any, read: Callable[[Any], Any], data: dict[str, Any]
) -> None:
    (found,) = broken(read, data)
    assert found.startswith("type ")
    strict = broken(answers.ListResponse.from_wire, {"Items": [], **data})
    assert found in strict


def test_all_violations_are_listed_in_a_tolerant_read_too(
    read: Callable[[Any], Any],
) -> None:
    data = {"Items": [{"Id": {}}, {"Size": []}], "Inner": 5, "Mode": None}
    assert broken(read, data) == [
        "type /Items/0/Id",
        "type /Items/1/Size",
        "type /Inner",
    ]


def test_strict_and_tolerant_give_equal_objects_for_valid_values(answers: Any) -> None:
    data = {
        "Items": [{"Id": "a", "Size": 1}],
        "Mode": "Fast",
        "Ratio": 0.5,
        "Share": "NaN",
        "When": 1769860800,
        "Digest": "YWI=",
        "Choice": {"Text": "a"},
        "Extra": {"a": [1]},
        "Inner": {},
    }
    strict = answers.ListResponse.from_wire(data)
    tolerant = answers.ListResponse.from_wire(data, strict=False)
    assert strict == tolerant
    assert hash(strict) == hash(tolerant)


def test_a_tolerantly_read_value_is_refused_again_when_it_is_replaced() -> None:
    import dataclasses

    spec = AlgorithmSpecification.from_wire({"TrainingImage": "i" * 300}, strict=False)
    assert broken(dataclasses.replace, spec) == [
        "length /TrainingImage",
        "required /TrainingInputMode",
    ]
