"""The packages of the corpus in use, where fast path and thorough check might differ.

The contract of values is tested in `behaviour`; here are corners of the model language.
"""

from __future__ import annotations

import io
import typing
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Compiled = Callable[[str], ModuleType]


def violations(make: Callable[[], object]) -> list[tuple[str, str]]:
    """The places and constraints of what is wrong with a value."""
    with pytest.raises(ValueError, match="validation error") as error:
        make()
    return [(v.pointer, v.constraint) for v in getattr(error.value, "violations", ())]


@pytest.mark.parametrize(
    ("member", "value"),
    [("big", 2**31), ("big", 10**12), ("small", -(2**31) - 1), ("small", -(10**12))],
)
def test_a_bound_beyond_the_width_does_not_widen_an_integer(
    compiled: Compiled, member: str, value: int
) -> None:
    holder = compiled("constraints_beyond_width").Holder
    values = {"big": 1, member: value}
    assert violations(lambda: holder(**values)) == [(f"/{member.title()}", "range")]


def test_a_bound_beyond_the_width_does_not_widen_a_long(compiled: Compiled) -> None:
    holder = compiled("constraints_beyond_width").Holder
    assert holder(big=1, wide=2**63 - 1).wide == 2**63 - 1
    assert violations(lambda: holder(big=1, wide=2**63)) == [("/Wide", "range")]


def test_a_fractional_bound_of_an_integer_holds(compiled: Compiled) -> None:
    holder = compiled("constraints_beyond_width").Holder
    assert holder(big=1, fraction=1).fraction == 1
    assert violations(lambda: holder(big=1, fraction=0)) == [("/Fraction", "range")]


def test_what_is_switched_off_is_not_checked_and_can_be_written(
    compiled: Compiled,
) -> None:
    made = compiled("checks_switched_off").Holder(
        name="UPPER" * 9, size=99, items=["", "", ""], share=2.5
    )
    form = {"Name": "UPPER" * 9, "Size": 99, "Items": ["", "", ""], "Share": 2.5}
    assert made.to_boto() == form
    assert made.to_wire() == form


def test_a_number_without_its_range_writes_infinity_as_text(compiled: Compiled) -> None:
    holder = compiled("checks_switched_off").Holder
    made = holder(name="", share=float("inf"))
    assert made.to_wire() == {"Name": "", "Share": "Infinity"}
    assert holder.from_wire(made.to_wire()) == made


def test_a_check_is_off_for_one_member_and_on_for_another(compiled: Compiled) -> None:
    module = compiled("patterns_switched_off")
    assert module.First(name="UPPER AND LONG", free="lower", code="x").code == "x"
    wrong = violations(lambda: module.Second(name="UPPER", names=["lower", "UPPER"]))
    assert wrong == [("/Name", "pattern"), ("/Names/1", "pattern")]


@pytest.mark.parametrize(
    ("member", "text"), [("middle", "group/a"), ("slashes", "a/123456789012/b")]
)
def test_a_pattern_that_no_text_satisfies_refuses_nothing(
    compiled: Compiled, member: str, text: str
) -> None:
    made = compiled("patterns_unsatisfiable").Holder(**{member: text})
    assert getattr(made, member) == text


def test_a_stream_is_not_measured(compiled: Compiled) -> None:
    request = compiled("streaming_bounds").GetRequest
    stream = io.BytesIO(b"longer than nine bytes")
    assert request(body=stream).body is stream
    assert violations(lambda: request(body=stream, name=5)) == [("/Name", "type")]
    assert violations(lambda: request(body=b"0123456789", name=5)) == [
        ("/Name", "type")
    ]
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("values", "place"), [({"items": [None]}, "/Items/0"), ({"pairs": {"a": None}}, "")]
)
def test_null_in_a_dense_collection_of_documents_is_missing(
    compiled: Compiled, values: dict[str, Any], place: str
) -> None:
    holder = compiled("documents_in_collections").Holder
    wrong = violations(lambda: holder(**values))
    assert [constraint for _, constraint in wrong] == ["required"]
    assert wrong[0][0].startswith(place)


def test_a_document_in_a_header_is_one_on_both_paths(compiled: Compiled) -> None:
    request = compiled("jsonvalue").GetRequest
    made = request(attributes={"a": [1]})
    assert made.to_boto() == {"Attributes": {"a": [1]}}
    wrong = violations(lambda: request(attributes={"a": [1]}, body=5))
    assert wrong == [("/Body", "type")]
    assert "str" not in str(request.__annotations__["attributes"])
    assert "str" not in str(request.__init__.__annotations__["attributes"])


def test_an_error_of_an_operation_is_not_only_an_event(compiled: Compiled) -> None:
    module = compiled("event_stream_errors")
    assert module.Failed(message="no").to_wire() == {"message": "no"}
    assert not hasattr(module.Only, "to_wire")


def test_an_enum_of_a_member_is_checked(compiled: Compiled) -> None:
    holder = compiled("enum_on_member").Holder
    assert holder(output_type="YAML", free="anything").output_type == "YAML"
    assert violations(lambda: holder(output_type="XML")) == [("/OutputType", "enum")]


def test_odd_enum_values_are_their_texts(compiled: Compiled) -> None:
    odd = compiled("enum_names").Odd
    for text in ("", " ", "mro", "name", "value", "_sunder_", "日本", "a\"b'c", "\n"):
        if text != "\n":
            assert odd(text) == text
            assert odd(text).is_known
    assert odd.NAME.name == "NAME"
    assert odd.VALUE.value == "value"
    assert odd.MRO == "mro"
    assert [str(value) for value in odd] == list(
        typing.get_args(compiled("enum_names").OddLiteral)
    )


@pytest.mark.parametrize("name", ["Words", "Spellings"])
def test_odd_member_names_round_trip(compiled: Compiled, name: str) -> None:
    cls = getattr(compiled("names_members"), name)
    values = {field: f"of {field}" for field in cls.__annotations__}
    made = cls(**values)
    assert {field: getattr(made, field) for field in values} == values
    assert cls.from_wire(made.to_wire()) == made
    assert cls.from_boto(made.to_boto()) == made
    assert set(typing.get_type_hints(cls)) >= set(values)


def test_a_helper_and_a_class_of_one_name_do_not_meet(compiled: Compiled) -> None:
    module = compiled("names_classes")
    made = module.Holder(
        text="abc",
        none=module.None_(text="a"),
        range=module.Range(text="a"),
        mapping=module.Mapping(text="a"),
        any=module.Any(text="a"),
        type="one",
        enum="two",
        number=5,
        pairs={"a": "b"},
    )
    assert module.Holder.from_wire(made.to_wire()) == made
    wrong = violations(lambda: module.Holder(text="abcdef", number=6, pairs={"": "A"}))
    assert [place for place, _ in wrong][:2] == ["/Text", "/Number"]


def test_hostile_names_mean_their_texts(compiled: Compiled) -> None:
    module = compiled("names_hostile")
    holder = next(
        cls for cls in vars(module).values() if getattr(cls, "_members", None)
    )
    members = list(holder._members.values())
    assert {"../../y", "a\nb", "'); import os #", 'a"""b', "\ud800"} <= set(members)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("ExactlyOne", [{}, {"a": "", "b": ""}, {"a": "", "class_": ""}]),
        ("AtMostOne", [{"a": "", "b": ""}]),
        ("AtLeastOne", [{}]),
        ("AllOrNone", [{"a": ""}, {"a": "", "b": ""}]),
        ("Requires", [{"a": ""}, {"a": "", "b": ""}]),
        ("Several", [{}, {"b": ""}]),
    ],
)
def test_rules_are_checked(
    compiled: Compiled, name: str, values: list[dict[str, str]]
) -> None:
    cls = getattr(compiled("rules"), name)
    for given in values:
        assert violations(lambda given=given: cls(**given)) == [("", "rule")]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("ExactlyOne", [{"a": ""}, {"class_": ""}]),
        ("AtMostOne", [{}, {"a": ""}, {"b": ""}]),
        ("AtLeastOne", [{"a": ""}, {"a": "", "b": "", "c": ""}]),
        ("AllOrNone", [{}, {"a": "", "b": "", "c": ""}]),
        ("Requires", [{}, {"b": ""}, {"a": "", "b": "", "c": ""}]),
        ("Several", [{"a": ""}, {"a": "", "b": ""}]),
    ],
)
def test_what_satisfies_a_rule_passes(
    compiled: Compiled, name: str, values: list[dict[str, str]]
) -> None:
    cls = getattr(compiled("rules"), name)
    for given in values:
        assert cls(**given).to_boto() == {
            cls._members[field]: text for field, text in given.items()
        }
