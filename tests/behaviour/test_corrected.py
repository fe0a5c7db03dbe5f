"""What an overlay corrects is what is checked, shown and written."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import both_strict, broken, message


@pytest.fixture
def module(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("corrected")


TAKEN = {
    "Name": "a name of twenty cha",
    "Note": "no digits",
    "Count": 0,
    "Tags": ["a", "b", "c", "d"],
    "Color": "blue",
    "Shade": "dark-red",
    "Colors": ["red", "blue"],
    "Tint": "mellow",
    "Tints": {"dark": "mellow", "soft": "light"},
    "Value": {"Number": 0},
    "Numbers": [0, 3],
}


def test_what_the_service_takes_is_taken(module: Any) -> None:
    for strict in (True, False):
        made = module.Holder.from_wire(TAKEN, strict=strict)
        assert made.to_wire() == TAKEN
        assert module.Holder.from_boto(made.to_boto(), strict=strict) == made
    assert made.color is module.Color.BLUE
    assert made.shade is module.HolderShade.DARK_RED
    assert made.tints == {module.Tint.DARK: "mellow", "soft": module.Tint.LIGHT}
    assert not made.tints["dark"].is_known


WRONG = {
    "Name": ("a name of twenty char", "length /Name"),
    "Count": (4, "range /Count"),
    "Tags": (["a"] * 5, "length /Tags"),
    "Color": ("yellow", "enum /Color"),
    "Shade": ("light-red", "enum /Shade"),
    "Colors": (["dark-red"], "enum /Colors/0"),
    "Tint": (5, "type /Tint"),
    "Tints": ({"dark": 5}, "type /Tints/dark"),
    "Value": ({"Text": "a", "Number": 0}, "union /Value"),
    "Numbers": (["a"], "type /Numbers/0"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_neighbour_is_still_refused(module: Any, name: str) -> None:
    value, expected = WRONG[name]
    assert both_strict(module.Holder, {name: value}) == [[expected], [expected]]


def test_a_member_that_is_no_text_is_no_open_enum(module: Any) -> None:
    assert broken(module.Holder, tints={5: "light"}) == ["type /Tints"]


def test_the_message_shows_what_is_enforced(module: Any) -> None:
    assert "pattern: [a-z ]+" in message(module.Holder, name="A")
    assert "between 1 and 20," in message(module.Holder, name="")
    assert "[red, green, blue]" in message(module.Holder, color="x")


def test_an_enum_that_is_open_takes_a_member_of_another(module: Any) -> None:
    made = module.Holder(tints={module.Color.RED: module.Tint.DARK})
    assert made.to_wire() == {"Tints": {"red": "dark"}}
    assert broken(module.Holder, colors=[module.Tint.DARK]) == ["enum /Colors/0"]
