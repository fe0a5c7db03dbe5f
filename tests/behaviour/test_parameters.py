"""Parameters are wide, attributes narrow."""

from __future__ import annotations

from array import array
from collections import ChainMap, OrderedDict, UserDict, UserList, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    TrainingInputMode,
)
from behaviour.refusals import broken, message


def build(**changes: Any) -> AlgorithmSpecification:
    given = {"training_image": "image", "training_input_mode": "File", **changes}
    return AlgorithmSpecification(**given)


class Shy(list[Any]):
    """A list that lies about its length."""

    def __len__(self) -> int:
        return 1


class ShyMap(dict[Any, Any]):
    """A dict that does."""

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize(
    "given",
    [
        ["a", "b"],
        ("a", "b"),
        deque(["a", "b"]),
        UserList(["a", "b"]),
        type("Mine", (list,), {})(["a", "b"]),
        type("Mine", (tuple,), {})(["a", "b"]),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_list_parameter_takes_any_sequence_and_stores_a_tuple(given: Any) -> None:
    stored = build(container_arguments=given).container_arguments
    assert stored == ("a", "b")
    assert type(stored) is tuple


def test_a_list_of_integers_takes_a_range_and_an_array(
    compiled: Callable[[str], ModuleType],
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    assert scalars(wholes=range(3)).wholes == (0, 1, 2)
    assert scalars(wholes=array("i", [7, 8])).wholes == (7, 8)


@pytest.mark.parametrize(
    "given",
    [
        "ab",
        b"ab",
        bytearray(b"ab"),
        memoryview(b"ab"),
        {"a", "b"},
        frozenset("ab"),
        (letter for letter in "ab"),
        iter(["a", "b"]),
        {"a": "b"},
        {"a": "b"}.keys(),
        {"a": "b"}.values(),
        map(str, "ab"),
        5,
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_list_parameter_takes_nothing_else(given: Any) -> None:
    assert broken(build, container_arguments=given) == ["type /ContainerArguments"]
    assert broken(build, metric_definitions=given) == ["type /MetricDefinitions"]


def test_what_is_stored_is_what_is_counted(
    compiled: Callable[[str], ModuleType],
) -> None:
    maps: Any = compiled("map_places").Maps
    many = Shy(["a"] * 101)
    assert broken(build, container_arguments=many) == ["length /ContainerArguments"]
    assert broken(maps, tags=ShyMap(a="", b="", c="", d="")) == ["length /Tags"]


def test_a_list_that_is_changed_later_changes_nothing() -> None:
    arguments = ["a"]
    spec = build(container_arguments=arguments)
    arguments.append("b")
    assert spec.container_arguments == ("a",)


@pytest.mark.parametrize(
    "given",
    [
        {"k": "v"},
        OrderedDict(k="v"),
        defaultdict(str, k="v"),
        MappingProxyType({"k": "v"}),
        UserDict({"k": "v"}),
        ChainMap({"k": "v"}),
    ],
    ids=lambda given: type(given).__name__,
)
def test_a_map_parameter_takes_any_mapping(
    compiled: Callable[[str], ModuleType], given: Mapping[str, str]
) -> None:
    stored = compiled("map_places").Maps(tags=given).tags
    assert stored == {"k": "v"}
    assert isinstance(stored, Mapping)
    assert hash(stored) == hash(compiled("map_places").Maps(tags={"k": "v"}).tags)


@pytest.mark.parametrize("given", [[("k", "v")], "kv", {"k"}, 5, None.__class__])
def test_a_map_parameter_takes_nothing_else(
    compiled: Callable[[str], ModuleType], given: Any
) -> None:
    assert broken(compiled("map_places").Maps, tags=given) == ["type /Tags"]


def test_a_map_that_is_changed_later_changes_nothing(
    compiled: Callable[[str], ModuleType],
) -> None:
    tags = {"k": "v"}
    made = compiled("map_places").Maps(tags=tags)
    tags["l"] = "w"
    assert made.tags == {"k": "v"}


@pytest.mark.parametrize("given", [TrainingInputMode.FILE, "File"])
def test_an_enum_parameter_takes_the_member_or_its_text(given: Any) -> None:
    spec = build(training_input_mode=given)
    assert spec.training_input_mode is TrainingInputMode.FILE


@pytest.mark.parametrize("given", [5, b"File", ["File"], {}, "file", "FILE"])
def test_an_enum_parameter_takes_nothing_else(given: Any) -> None:
    constraint = "enum" if isinstance(given, str) else "type"
    (found,) = broken(build, training_input_mode=given)
    assert found == f"{constraint} /TrainingInputMode"


def test_enums_are_stored_as_members_in_lists_and_maps(
    compiled: Callable[[str], ModuleType],
) -> None:
    module: Any = compiled("map_places")
    fast, slow = module.Mode.FAST, module.Mode.SLOW
    made = module.Maps(
        modelist=["Fast", slow], modes={"a": "Slow"}, counts={"Fast": 1, slow: 2}
    )
    assert made.modelist == (fast, slow)
    assert all(type(mode) is module.Mode for mode in made.modelist)
    assert list(made.modes.items()) == [("a", slow)]
    assert [type(key) for key in made.counts] == [module.Mode, module.Mode]
    assert made.counts["Fast"] == 1


def test_a_nested_structure_is_its_class_and_nothing_like_it() -> None:
    @dataclass(frozen=True)
    class Like:
        name: str
        regex: str

    assert broken(build, metric_definitions=[Like("a", "b")]) == [
        "type /MetricDefinitions/0"
    ]
    assert broken(build, training_image_config=Like("a", "b")) == [
        "type /TrainingImageConfig"
    ]


def test_a_structure_is_no_mapping_and_no_sequence() -> None:
    one = MetricDefinition(name="a", regex="b")
    assert "a list" in message(build, metric_definitions=one)
