"""Documents: JSON values without a model, deeply frozen."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import broken, message

VALUE: Any = {"a": [1, 2.5, True, None, "x", {"b": []}], "c": {}}


@pytest.fixture
def documents(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("document_places").Documents


def test_a_document_is_no_class(compiled: Callable[[str], ModuleType]) -> None:
    assert compiled("document_places").__all__ == ["Documents"]


def test_documents_are_deeply_frozen(documents: Any) -> None:
    made: Any = documents(always=VALUE)
    assert made.always == {"a": (1, 2.5, True, None, "x", {"b": ()}), "c": {}}
    assert hash(made) == hash(documents(always=copy.deepcopy(VALUE)))
    with pytest.raises(TypeError, match="read-only"):
        made.always["a"] = 1
    with pytest.raises(TypeError, match="read-only"):
        made.always["a"][5]["b"] = 1


def test_a_map_in_a_document_is_a_mapping(documents: Any) -> None:
    assert isinstance(documents(always=VALUE).always, Mapping)


def test_what_is_given_may_be_changed_later(documents: Any) -> None:
    given = copy.deepcopy(VALUE)
    made = documents(always=given)
    given["a"].append("more")
    assert made == documents(always=VALUE)


@pytest.mark.parametrize("write", ["to_wire", "to_boto"])
def test_both_forms_are_fresh_plain_lists_and_dicts(documents: Any, write: str) -> None:
    made = documents(always=VALUE)
    first, second = getattr(made, write)(), getattr(made, write)()
    assert first == {"Always": VALUE}
    assert type(first["Always"]) is dict
    assert type(first["Always"]["a"]) is list
    first["Always"]["a"].clear()
    assert getattr(made, write)() == second


@pytest.mark.parametrize("value", [False, 0, 0.0, "", [], {}, "text", 10**30, -1.5])
def test_a_document_may_be_any_json_value(documents: Any, value: Any) -> None:
    made = documents(always=value, several=[value, value], by_name={"k": value})
    wire = json.loads(json.dumps(made.to_wire(), allow_nan=False))
    assert wire == {"Always": value, "Several": [value] * 2, "ByName": {"k": value}}
    assert documents.from_wire(wire) == documents.from_boto(wire) == made


def test_null_at_the_root_of_a_required_document_is_absence(documents: Any) -> None:
    assert broken(documents, always=None) == ["required /Always"]
    assert broken(documents.from_wire, {"Always": None}) == ["required /Always"]
    assert documents.from_wire({"Always": None}, strict=False).always is None


def test_null_for_an_item_of_a_dense_collection_is_missing(documents: Any) -> None:
    given = {"several": [None, 1], "by_name": {"k": None}}
    wanted = ["required /Several/0", "required /ByName/k"]
    assert broken(documents, always=1, **given) == wanted
    data = {"Always": 1, "Several": [None, 1], "ByName": {"k": None}}
    assert broken(documents.from_wire, data) == wanted
    made = documents.from_wire(data, strict=False)
    assert made == documents(always=1, several=[1], by_name={})


def test_nulls_inside_are_kept(documents: Any) -> None:
    wire = {"Always": {"k": None, "l": [None]}}
    assert documents.from_wire(wire).to_wire() == wire
    assert documents.from_wire(wire, strict=False).to_wire() == wire


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        [float("inf")],
        {"k": float("-inf")},
        {1: "key"},
        {None: 1},
        b"bytes",
        {"a"},
        ...,
        [...],
        1j,
        iter([1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_json_is_refused_in_both_modes(documents: Any, value: Any) -> None:
    assert broken(documents, always=value) == ["type /Always"]
    for strict in (True, False):
        data = {"Always": value}
        assert broken(documents.from_boto, data, strict=strict) == ["type /Always"]
    assert "JSON" in message(documents, always=value)


def test_subclasses_are_stored_as_what_they_are(documents: Any) -> None:
    text = type("Text", (str,), {"__str__": lambda self: "loud"})("quiet")
    number = type("Number", (int,), {"__int__": lambda self: 13})(5)
    made = documents(always=[text, number, OrderedDict({text: number})])
    plain, five, inner = made.always
    assert (type(plain), type(five), type(next(iter(inner)))) == (str, int, str)
    assert (plain, five, inner) == ("quiet", 5, {"quiet": 5})


def test_documents_can_be_pickled_copied_and_asdict_ed(documents: Any) -> None:
    made = documents(always=VALUE, several=[VALUE])
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert dataclasses.asdict(made)["always"] == made.always
