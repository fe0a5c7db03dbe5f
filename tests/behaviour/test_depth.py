"""A hundred levels are read; more are a violation and never a RecursionError."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from behaviour.refusals import broken, refusal

NESTED: dict[str, Callable[[Any], Any]] = {
    "Left": lambda inner: inner,
    "Children": lambda inner: [inner],
    "ByName": lambda inner: {"k": inner},
    "Branches": lambda inner: {"k": [inner]},
}
"""How a tree is held by a tree, by member."""
STEP = {
    "Left": "/Left",
    "Children": "/Children/0",
    "ByName": "/ByName/k",
    "Branches": "/Branches/k/0",
}


def nested(levels: int, member: str, make: Callable[[Any], Any] = dict) -> Any:
    """A tree of so many levels."""
    tree = make({"Name": "leaf"})
    for _ in range(levels - 1):
        tree = make({"Name": "tree", member: NESTED[member](tree)})
    return tree


def lists(levels: int, inner: Any = 0) -> Any:
    for _ in range(levels):
        inner = [inner]
    return inner


@pytest.fixture
def tree(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("recursion_places").Tree


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("form", ["from_wire", "from_boto"])
@pytest.mark.parametrize("member", NESTED)
def test_a_hundred_levels_are_read(
    tree: Any, member: str, form: str, strict: bool
) -> None:
    data = nested(100, member)
    made = getattr(tree, form)(data, strict=strict)
    assert made.to_wire() == data
    assert made.to_boto() == data


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("member", NESTED)
def test_a_hundred_levels_of_any_mapping_are_read(
    tree: Any, member: str, strict: bool
) -> None:
    data = nested(100, member, MappingProxyType)
    made = tree.from_wire(data, strict=strict)
    assert made.to_wire() == nested(100, member)


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("form", ["from_wire", "from_boto"])
@pytest.mark.parametrize("member", NESTED)
@pytest.mark.parametrize("levels", [101, 150, 20_000])
def test_one_level_more_is_a_violation_where_it_stands(
    tree: Any, member: str, form: str, strict: bool, levels: int
) -> None:
    data = nested(levels, member)
    found = broken(getattr(tree, form), data, strict=strict)
    assert found == [f"type {STEP[member] * 100}"]


def test_cycles_of_several_classes_count_every_level(
    compiled: Callable[[str], ModuleType],
) -> None:
    person: Any = compiled("recursion_places").Person

    def people(levels: int) -> dict[str, Any]:
        data: dict[str, Any] = {"Name": "x"}
        for level in range(levels - 1):
            data = (
                {"Name": "x", "Employer": data}
                if level % 2
                else {
                    "Name": "x",
                    "Staff": [data],
                }
            )
        return data

    assert person.from_wire(people(99)).to_wire() == people(99)
    assert broken(person.from_wire, people(101))


@pytest.mark.parametrize("member", NESTED)
def test_what_was_read_can_be_used(tree: Any, member: str) -> None:
    made = tree.from_wire(nested(100, member))
    again = tree.from_wire(nested(100, member))
    assert made == again
    assert hash(made) == hash(again)
    assert "leaf" in repr(made)
    assert copy.deepcopy(made) == made
    assert pickle.loads(pickle.dumps(made)) == made
    assert dataclasses.asdict(made)["name"] == "tree"
    assert dataclasses.replace(made, name="other").name == "other"


@pytest.mark.parametrize("member", NESTED)
def test_a_fault_at_the_deepest_level_is_found_there(tree: Any, member: str) -> None:
    data = nested(100, member)
    leaf = data
    while member in leaf:
        step = leaf[member]
        step = step["k"] if member in ("ByName", "Branches") else step
        leaf = step[0] if member in ("Children", "Branches") else step
    leaf["Name"] = ""
    assert broken(tree.from_wire, data) == [f"length {STEP[member] * 99}/Name"]


def test_objects_may_be_built_by_hand_as_deep(tree: Any) -> None:
    made = tree(name="leaf")
    for _ in range(99):
        made = tree(name="tree", left=made)
    assert tree.from_wire(made.to_wire()) == made


def test_documents_are_read_to_the_same_depth(
    compiled: Callable[[str], ModuleType],
) -> None:
    documents: Any = compiled("document_places").Documents
    made = documents(always=lists(100))
    assert documents.from_wire(made.to_wire()) == made
    assert hash(made) == hash(documents.from_boto(made.to_boto()))
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize("levels", [101, 20_000])
def test_deeper_documents_are_a_violation(
    compiled: Callable[[str], ModuleType], levels: int
) -> None:
    documents: Any = compiled("document_places").Documents
    assert broken(documents, always=lists(levels)) == ["type /Always"]
    for strict in (True, False):
        data = {"Always": lists(levels, {})}
        assert broken(documents.from_wire, data, strict=strict) == ["type /Always"]


def test_deep_raw_values_of_unknown_variants_are_a_violation(
    compiled: Callable[[str], ModuleType],
) -> None:
    choice: Any = compiled("union_variants").Choice
    made = choice.from_wire({"Colour": lists(100)}, strict=False)
    assert made.set_member == "Colour"
    assert broken(choice.from_wire, {"Colour": lists(101)}, strict=False) == [
        "type /Colour"
    ]


def test_a_value_that_holds_itself_is_a_violation(
    tree: Any, compiled: Callable[[str], ModuleType]
) -> None:
    loop: dict[str, Any] = {"Name": "loop"}
    loop["Left"] = loop
    assert len(broken(tree.from_wire, loop)) == 1
    ring: list[Any] = []
    ring.append(ring)
    assert broken(compiled("document_places").Documents, always=ring) == [
        "type /Always"
    ]


def test_a_stack_that_is_nearly_full_gives_a_violation_not_a_recursion_error(
    tree: Any,
) -> None:
    data: Mapping[str, Any] = nested(100, "Branches")

    def deeper(frames: int) -> list[str]:
        return deeper(frames - 1) if frames else broken(tree.from_wire, data)

    frame: Any = sys._getframe()
    used = 0
    while frame is not None:
        frame, used = frame.f_back, used + 1
    assert deeper(sys.getrecursionlimit() - used - 150)


def built(cls: Any, levels: int, member: str) -> Any:
    """The same tree as `nested`, of objects, which a constructor takes at any depth."""
    tree = cls(name="leaf")
    fields = {"Left": "left", "Children": "children", "ByName": "by_name"}
    for _ in range(levels - 1):
        if member == "Branches":
            tree = cls(name="tree", branches={"k": [tree]})
        else:
            tree = cls(name="tree", **{fields[member]: NESTED[member](tree)})
    return tree


@pytest.mark.parametrize("form", ["to_wire", "to_boto"])
@pytest.mark.parametrize("member", NESTED)
def test_what_is_written_can_be_read(tree: Any, member: str, form: str) -> None:
    made = built(tree, 100, member)
    assert getattr(made, form)() == nested(100, member)
    for levels in (101, 150):
        error = refusal(getattr(built(tree, levels, member), form))
        (violation,) = error.violations
        assert (violation.constraint, violation.pointer) == ("type", "")
        assert violation.message.endswith("be nested at most 100 levels deep")
        assert error.shape == "Tree"


def chain(levels: int, held: Any = None) -> Any:
    """A chain of an odd number of levels, the last of which holds something."""
    data = {"Name": "end"} if held is None else {"Held": held}
    for _ in range(levels // 2):
        data = {"Next": {"Chain": data}}
    return data


def leaves(levels: int) -> Any:
    data: Any = {"Mark": {"Text": "end"}}
    for _ in range(levels - 1):
        data = {"Leaves": [data]}
    return data


@pytest.mark.parametrize("case", ["recursion_levels", "recursion_query"])
def test_the_levels_of_each_cycle_count_alone(
    compiled: Callable[[str], ModuleType], case: str
) -> None:
    """Not those above and below it, so that both ways agree."""
    holder: Any = compiled(case).Holder
    forms = [("from_boto", "to_boto")]
    if hasattr(holder, "to_wire"):
        forms.append(("from_wire", "to_wire"))
    whole = {"First": {"Chain": chain(99, leaves(100))}}
    for read, write in forms:
        made = getattr(holder, read)(whole)
        assert getattr(made, write)() == whole
        found = broken(getattr(holder, read), {"First": {"Chain": chain(101)}})
        assert found == ["type /First/Chain" + "/Next/Chain" * 50]
        found = broken(
            getattr(holder, read), {"First": {"Chain": {"Held": leaves(101)}}}
        )
        assert found == ["type /First/Chain/Held" + "/Leaves/0" * 100]


@pytest.mark.parametrize("case", ["recursion_levels", "recursion_query"])
def test_what_is_too_deep_is_not_written_wherever_it_is_held(
    compiled: Callable[[str], ModuleType], case: str
) -> None:
    module: Any = compiled(case)
    leaf = module.Leaf(mark=module.Mark(text="end"))
    for _ in range(100):
        leaf = module.Leaf(leaves=[leaf])
    made = module.Holder(first=module.First(chain=module.Chain(held=leaf)))
    for one in (leaf, made):
        for name in ("to_boto", "to_wire"):
            if hasattr(one, name):
                assert broken(getattr(one, name)) == ["type "]
    (inner,) = leaf.leaves
    made = module.Holder(first=module.First(chain=module.Chain(held=inner)))
    assert module.Holder.from_boto(made.to_boto()) == made
