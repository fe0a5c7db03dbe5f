"""Reading an object key by key: what is wrong is said, and an empty value given."""

from __future__ import annotations

from typing import Any

import pytest

from models import said
from shapewright.diagnostics import Diagnostics
from shapewright.load.raw import Raw


def raw(holder: Any) -> tuple[Raw, Diagnostics]:
    diagnostics = Diagnostics()
    return Raw(holder, "m.json", "A", diagnostics), diagnostics


@pytest.mark.parametrize("holder", [None, [], "text", 5, 1.5, True])
def test_what_is_no_object_is_said_and_empty(holder: Any) -> None:
    reader, diagnostics = raw(holder)
    assert said(diagnostics) == ["M108 m.json: A"]
    assert reader.text("key") == ""
    assert not reader.has("key")


@pytest.mark.parametrize(
    ("read", "empty", "wrong"),
    [
        (Raw.text, "", [None, 5, [], {}, True]),
        (Raw.flag, False, [None, 1, 0, "true", []]),
        (Raw.texts, (), [None, "text", {}, ["a", 1], [None]]),
        (Raw.bound, None, [None, "1", [], True, float("nan"), float("inf")]),
        (Raw.whole, None, [None, "1", 1.5, False, float("-inf")]),
        (Raw.list_of, [], [None, {}, "text"]),
        (Raw.children, [], [None, [], "text", 5]),
    ],
)
def test_a_value_of_the_wrong_type_is_said_once(
    read: Any, empty: Any, wrong: list[Any]
) -> None:
    for value in wrong:
        reader, diagnostics = raw({"key": value})
        assert read(reader, "key") == empty
        assert len(said(diagnostics)) == 1, value
        assert said(diagnostics)[0].endswith("m.json: A"), value


@pytest.mark.parametrize(
    ("read", "empty"),
    [
        (Raw.text, ""),
        (Raw.flag, False),
        (Raw.texts, ()),
        (Raw.bound, None),
        (Raw.whole, None),
        (Raw.list_of, []),
        (Raw.children, []),
    ],
)
def test_what_is_not_there_is_empty_and_no_fault(read: Any, empty: Any) -> None:
    reader, diagnostics = raw({})
    assert read(reader, "key") == empty
    assert said(diagnostics) == []


@pytest.mark.parametrize(
    ("read", "value", "given"),
    [
        (Raw.text, "text", "text"),
        (Raw.flag, True, True),
        (Raw.texts, ["a", "b"], ("a", "b")),
        (Raw.bound, 5, 5),
        (Raw.bound, -0.5, -0.5),
        (Raw.whole, 5.0, 5),
        (Raw.whole, 0, 0),
    ],
)
def test_what_is_right_is_given(read: Any, value: Any, given: Any) -> None:
    reader, diagnostics = raw({"key": value})
    assert read(reader, "key") == given
    assert said(diagnostics) == []


@pytest.mark.parametrize("value", [10**400, -(10**400), 10**30])
def test_a_huge_bound_is_a_number_or_refused(value: int) -> None:
    reader, diagnostics = raw({"key": value})
    assert reader.bound("key") == value or said(diagnostics)


def test_what_must_be_there_is_missed() -> None:
    reader, diagnostics = raw({})
    assert reader.text("shape", required=True) == ""
    reader.child("member", required=True)
    assert reader.children("members", required=True) == []
    assert said(diagnostics) == ["M109 m.json: A"] * 3


def test_children_know_where_they_stand() -> None:
    reader, diagnostics = raw({"members": {"B": 1}, "shapes": {"C": 1}, "key": 1})
    reader.children("members")
    reader.children("shapes")
    reader.child("key")
    assert said(diagnostics) == [
        "M108 m.json: A$B",
        "M108 m.json: C",
        "M108 m.json: A$key",
    ]


def test_deprecation_says_since_when() -> None:
    assert raw({"deprecatedMessage": "alone"})[0].deprecation() is None
    full = {"deprecated": True, "deprecatedMessage": "m", "deprecatedSince": "2020"}
    found = raw(full)[0].deprecation()
    assert found is not None
    assert (found.message, found.since) == ("m", "2020")


def test_the_root_stands_nowhere() -> None:
    diagnostics = Diagnostics()
    Raw({}, "m.json", "", diagnostics).say("M108", "message", "hint")
    assert [str(one) for one in diagnostics] == ["error M108: m.json: message: hint"]
