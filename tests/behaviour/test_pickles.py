"""Pickles are by name: their class may have changed since they were written."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any

import pytest

from behaviour.refusals import broken
from generations import generation


def pickled(cls: Any, **values: Any) -> bytes:
    return pickle.dumps(cls(**values))


def test_members_in_another_order_keep_their_values(tmp_path: Path) -> None:
    with generation(tmp_path / "1", {"First": "Text", "Second": "Text"}) as before:
        content = pickled(before.Holder, first="a", second="b")
    with generation(tmp_path / "2", {"Second": "Text", "First": "Text"}) as after:
        assert pickle.loads(content) == after.Holder(first="a", second="b")


def test_a_new_optional_member_is_none(tmp_path: Path) -> None:
    with generation(tmp_path / "1", {"First": "Text"}) as before:
        content = pickled(before.Holder, first="a")
    with generation(tmp_path / "2", {"New": "Text", "First": "Text"}) as after:
        assert pickle.loads(content) == after.Holder(first="a")


def test_a_new_required_member_and_one_that_is_gone_are_violations(
    tmp_path: Path,
) -> None:
    with generation(tmp_path / "1", {"First": "Text", "Old": "Text"}) as before:
        content = pickled(before.Holder, first="a", old="b")
        without = pickled(before.Holder, first="a")
    with generation(tmp_path / "2", {"First": "Text", "New": "Text"}, "New"):
        assert broken(pickle.loads, content) == ["required /New", "unknown_member /old"]
    with generation(tmp_path / "3", {"First": "Text"}) as after:
        assert broken(pickle.loads, content) == ["unknown_member /old"]
        assert pickle.loads(without) == after.Holder(first="a")


def test_names_and_values_that_are_not_as_many_are_an_error(tmp_path: Path) -> None:
    with generation(tmp_path, {"First": "Text", "Second": "Text"}) as module:
        function, arguments = module.Holder(first="a").__reduce__()
        cls, names, values = arguments
        for bad in ((cls, names, values[:1]), (cls, names[:1], values)):
            with pytest.raises(ValueError, match="damaged pickle of Holder"):
                function(*bad)
        assert function(*arguments) == module.Holder(first="a")


def test_the_names_stand_in_a_pickle_once() -> None:
    from aws_shapes.sagemaker import MetricDefinition

    many = [MetricDefinition(name=f"n{index}", regex="x") for index in range(100)]
    assert pickle.dumps(many).count(b"regex") == 1
    assert sys.getsizeof(pickle.dumps(many)) < 3_000


def test_an_unknown_variant_and_a_code_are_pickled_by_name(tmp_path: Path) -> None:
    with generation(tmp_path / "1", {"A": "Text", "B": "Text"}, union=True) as before:
        made = before.Holder.from_wire({"New": 1}, strict=False)
        content = pickle.dumps(made)
    with generation(tmp_path / "2", {"B": "Text", "A": "Text"}, union=True) as after:
        assert pickle.loads(content) == after.Holder.from_wire({"New": 1}, strict=False)


def test_nan_is_pickled_by_the_name_that_it_always_had(tmp_path: Path) -> None:
    with generation(tmp_path / "1", {"A": "Number"}) as made:
        content = pickled(made.Holder, a=float("nan"))
        assert b"_runtime.numbers" in content
        assert pickle.loads(content) == made.Holder(a=float("nan"))
