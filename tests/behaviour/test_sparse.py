"""Sparse lists and maps hold None; dense ones do not."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import both_strict, broken

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture
def module(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("sparse_collections")


def test_sparse_collections_hold_none(module: Any) -> None:
    made = module.Sparse(
        texts=["a", None],
        numbers={"a": None, "b": 0},
        inners=[None, module.Inner(name="a")],
        times={"a": NOON, "b": None},
        modes=["Fast", None],
    )
    assert made.texts == ("a", None)
    assert made.numbers == {"a": None, "b": 0}
    assert made.inners[0] is None
    assert made.modes == (module.Mode.FAST, None)


def test_nulls_of_sparse_collections_stay_in_both_forms_and_modes(module: Any) -> None:
    wire = {
        "Texts": ["a", None, ""],
        "Numbers": {"a": None, "b": 0},
        "Inners": [None, {"Name": "a"}],
        "Times": {"a": 1769860800, "b": None},
        "Modes": [None, "Slow"],
    }
    for strict in (True, False):
        made = module.Sparse.from_wire(wire, strict=strict)
        assert json.loads(json.dumps(made.to_wire(), allow_nan=False)) == wire
        again = module.Sparse.from_boto(made.to_boto(), strict=strict)
        assert again == made
        assert hash(again) == hash(made)


def test_items_of_sparse_collections_are_checked(module: Any) -> None:
    assert broken(module.Sparse, texts=[None, "12345"], numbers={"a": "b"}) == [
        "length /Texts/1",
        "type /Numbers/a",
    ]


def test_a_null_in_a_dense_collection_is_a_violation_at_the_element(
    module: Any,
) -> None:
    data = {"Dense": ["a", None], "DenseMap": {"a": None, "b": 1}}
    wanted = ["required /Dense/1", "required /DenseMap/a"]
    assert both_strict(module.Sparse, data) == [wanted, wanted]
    assert broken(module.Sparse, dense=["a", None], dense_map={"a": None}) == wanted


def test_a_tolerant_read_drops_it(module: Any) -> None:
    data = {"Dense": ["a", None, "b"], "DenseMap": {"a": None, "b": 1}}
    for read in (module.Sparse.from_wire, module.Sparse.from_boto):
        made = read(data, strict=False)
        assert made.to_wire() == {"Dense": ["a", "b"], "DenseMap": {"b": 1}}


def test_the_docstring_says_what_may_be_none_and_that_boto3_refuses_it(
    compiled: Callable[[str], ModuleType],
) -> None:
    module: Any = compiled("sparse_sent")
    assert "It may hold `None`, which boto3's own validator refuses." in docstring(
        module.PutRequest
    )
    said = docstring(module.GetResponse)
    assert "It may hold `None`." in said


def docstring(cls: Any) -> str:
    """The source of a class, in which the members' docstrings are."""
    return " ".join(inspect.getsource(cls).split())
