"""Nobody gets at an object half made."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes import _runtime
from aws_shapes.sagemaker import AlgorithmSpecification, MetricDefinition
from behaviour.refusals import broken


def test_no_subclass_is_listed() -> None:
    from aws_shapes._runtime.bases import DocumentShape, JsonShape, Shape

    assert AlgorithmSpecification.__subclasses__() == []
    assert AlgorithmSpecification in DocumentShape.__subclasses__()
    assert DocumentShape in JsonShape.__subclasses__()
    assert JsonShape in Shape.__subclasses__()
    unguarded: Any = object.__setattr__
    for cls in DocumentShape.__subclasses__():
        assert cls.__setattr__ is not unguarded


class Interrupting:
    def __hash__(self) -> int:
        raise KeyboardInterrupt


def test_what_an_argument_raises_leaves_no_unfrozen_object() -> None:
    made: Any = object.__new__(AlgorithmSpecification)
    arguments: Any = {"training_image": "i", "training_input_mode": Interrupting()}
    with pytest.raises(KeyboardInterrupt):
        made.__init__(**arguments)
    kind: type[Any] = type(made)
    assert kind is AlgorithmSpecification
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.training_image = "j"
    assert not hasattr(made, "training_image")


def test_a_refused_constructor_leaves_nothing_unchecked() -> None:
    made: Any = MetricDefinition(name="a", regex="b")
    assert broken(made.__init__, name="c", regex=5) == ["type /Regex"]
    assert not hasattr(made, "name")
    assert not hasattr(made, "regex")


def test_a_map_is_not_filled_again(compiled: Callable[[str], ModuleType]) -> None:
    made = compiled("map_places").Maps(tags={"a": "b"})
    made.tags.__init__(c="d")
    made.tags.__init__({"c": "d"})
    assert made.tags == {"a": "b"}
    empty = _runtime.FrozenMap()
    empty.__init__(c="d")  # type: ignore[misc]
    assert empty == {}
    with pytest.raises(AttributeError):
        made.tags.__class__ = dict


def test_a_map_is_made_like_a_dict() -> None:
    made = _runtime.FrozenMap([("a", 1)], b=2)
    assert made == {"a": 1, "b": 2}
    assert type(made) is _runtime.FrozenMap
