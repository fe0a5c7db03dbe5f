"""The read-only dict in which maps and documents are stored."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import pprint
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def tags(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("map_places").Maps(tags={"a": "1", "b": "2"}).tags


MUTATORS: dict[str, Callable[[Any], object]] = {
    "setitem": lambda it: it.__setitem__("a", "x"),
    "delitem": lambda it: it.__delitem__("a"),
    "ior": lambda it: it.__ior__({"c": "3"}),
    "update": lambda it: it.update(c="3"),
    "update with nothing": lambda it: it.update(),
    "setdefault": lambda it: it.setdefault("a", "x"),
    "pop": lambda it: it.pop("a"),
    "pop with a default": lambda it: it.pop("none", None),
    "popitem": lambda it: it.popitem(),
    "clear": lambda it: it.clear(),
}


@pytest.mark.parametrize("mutate", MUTATORS.values(), ids=MUTATORS)
def test_every_mutator_is_refused(tags: Any, mutate: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="read-only"):
        mutate(tags)
    assert tags == {"a": "1", "b": "2"}


def test_statements_that_mutate_are_refused(tags: Any) -> None:
    with pytest.raises(TypeError):
        tags["a"] = "x"
    with pytest.raises(TypeError):
        del tags["a"]
    with pytest.raises(TypeError):
        tags |= {"c": "3"}
    assert tags == {"a": "1", "b": "2"}


def test_attributes_cannot_be_set(tags: Any) -> None:
    with pytest.raises(AttributeError):
        tags.extra = 1


def test_it_is_a_dict_and_a_mapping(tags: Any) -> None:
    assert isinstance(tags, dict)
    assert isinstance(tags, Mapping)
    assert tags == {"a": "1", "b": "2"}
    assert list(tags) == ["a", "b"]


def test_it_is_hashed_by_its_pairs_whatever_their_order(
    compiled: Callable[[str], ModuleType], tags: Any
) -> None:
    turned = compiled("map_places").Maps(tags={"b": "2", "a": "1"}).tags
    assert turned == tags
    assert hash(turned) == hash(tags)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_gives_the_same_read_only_map(tags: Any, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(tags, protocol))
    assert again == tags
    assert type(again) is type(tags)
    assert list(again) == list(tags)


def test_copies_are_read_only_too(tags: Any) -> None:
    for again in (copy.copy(tags), copy.deepcopy(tags)):
        assert again == tags
        assert type(again) is type(tags)


def test_dict_and_copy_give_a_map_that_can_be_changed(tags: Any) -> None:
    for changed in (dict(tags), tags.copy(), {**tags}):
        changed["a"] = "x"
        assert type(changed) is dict
    assert tags["a"] == "1"


def test_a_union_of_maps_is_a_plain_dict(tags: Any) -> None:
    assert tags | {"c": "3"} == {"a": "1", "b": "2", "c": "3"}
    assert type(tags | {"c": "3"}) is dict
    assert {"c": "3"} | tags == {"c": "3", "a": "1", "b": "2"}
    assert type({"c": "3"} | tags) is dict


def test_asdict_takes_it(compiled: Callable[[str], ModuleType]) -> None:
    module = compiled("map_places")
    made = module.Maps(inners={"a": module.Inner(name="x")}, tags={"a": "1"})
    assert dataclasses.asdict(made)["inners"] == {"a": {"name": "x"}}
    assert dataclasses.asdict(made)["tags"] == {"a": "1"}


def test_json_and_pprint_see_a_dict(tags: Any) -> None:
    assert json.dumps(tags) == '{"a": "1", "b": "2"}'
    assert pprint.pformat(tags) == "{'a': '1', 'b': '2'}"
    assert repr(tags) == "{'a': '1', 'b': '2'}"


def test_maps_in_lists_in_maps_are_frozen_all_the_way_down(
    compiled: Callable[[str], ModuleType],
) -> None:
    made = compiled("map_places").Maps(deep={"k": [{"a": "1"}, {"b": "2"}]})
    assert made.deep == {"k": ({"a": "1"}, {"b": "2"})}
    assert type(made.deep["k"]) is tuple
    assert hash(made) == hash(copy.deepcopy(made))
    with pytest.raises(TypeError, match="read-only"):
        made.deep["k"][0]["a"] = "x"
