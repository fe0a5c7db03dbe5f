"""Numbers, booleans and strings: what is taken, and what is stored."""

from __future__ import annotations

import enum
import json
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import broken


@pytest.fixture
def scalars(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("scalars_and_bounds").Scalars


class Loud(str):
    """A `str` that says something else wherever it can."""

    __slots__ = ()

    def __str__(self) -> str:
        return "LOUD"

    def __len__(self) -> int:
        return 2


class Odd(int):
    """An `int` that does."""

    def __int__(self) -> int:
        return 13

    def __index__(self) -> int:
        return 13

    def __str__(self) -> str:
        return "odd"


class Small(enum.IntEnum):
    ONE = 1


class Half(float):
    def __float__(self) -> float:
        return 13.0


@pytest.mark.parametrize("member", ["whole", "big", "single", "precise", "ratio"])
def test_a_bool_is_no_number(scalars: Any, member: str) -> None:
    assert broken(scalars, **{member: True}) == [f"type /{member.capitalize()}"]
    assert broken(scalars.from_wire, {member.capitalize(): False}) == [
        f"type /{member.capitalize()}"
    ]


@pytest.mark.parametrize("value", [0, 1, "true", None.__class__])
def test_a_number_is_no_bool(scalars: Any, value: Any) -> None:
    assert broken(scalars, flag=value) == ["type /Flag"]


@pytest.mark.parametrize("member", ["single", "precise", "ratio", "at_least_half"])
def test_a_float_member_takes_an_int_and_keeps_it(scalars: Any, member: str) -> None:
    stored = getattr(scalars(**{member: 1}), member)
    assert stored == 1
    assert type(stored) is int


@pytest.mark.parametrize("value", [1.0, 1.5, Decimal(1), Fraction(1), "1", 1j])
def test_an_integer_member_takes_nothing_but_integers(scalars: Any, value: Any) -> None:
    assert broken(scalars, whole=value) == ["type /Whole"]
    assert broken(scalars, big=value) == ["type /Big"]


@pytest.mark.parametrize("value", [Decimal(1), Fraction(1), "1", "NaN", 1j])
def test_a_float_member_takes_nothing_but_numbers(scalars: Any, value: Any) -> None:
    assert broken(scalars, precise=value) == ["type /Precise"]
    assert broken(scalars, ratio=value) == ["type /Ratio"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_nan_and_the_infinities_pass_only_where_there_is_no_range(
    scalars: Any, value: float
) -> None:
    stored = scalars(precise=value, single=value, doubles={"k": value})
    assert repr(stored.precise) == repr(stored.doubles["k"]) == repr(value)
    assert broken(scalars, ratio=value) == ["range /Ratio"]
    assert broken(scalars, at_least_half=value) == ["range /AtLeastHalf"]
    assert broken(scalars, ratios=[0, value]) == ["range /Ratios/1"]


def test_an_integer_that_no_float_can_hold_is_kept(scalars: Any) -> None:
    made = scalars(precise=10**400)
    assert made.precise == 10**400
    assert json.loads(json.dumps(made.to_wire()))["Precise"] == 10**400


def test_subclasses_of_str_are_stored_as_their_exact_text(scalars: Any) -> None:
    stored = scalars(text=Loud("quiet"), doubles={Loud("key"): 1})
    assert type(stored.text) is str
    assert stored.text == "quiet"
    assert [type(key) for key in stored.doubles] == [str]
    assert stored.doubles == {"key": 1}


def test_a_str_subclass_is_measured_by_its_own_text(scalars: Any) -> None:
    assert broken(scalars, few=Loud("12345")) == ["length /Few"]
    assert scalars(few=Loud("1")).few == "1"
    assert scalars(upper=Loud("ABC")).upper == "ABC"


@pytest.mark.parametrize(("value", "number"), [(Odd(5), 5), (Small.ONE, 1)])
def test_subclasses_of_int_are_stored_as_their_exact_number(
    scalars: Any, value: Any, number: int
) -> None:
    stored = scalars(whole=value, precise=value, percent=value, wholes=[value])
    for found in (stored.whole, stored.precise, stored.percent, *stored.wholes):
        assert type(found) is int
        assert found == number


def test_an_int_subclass_is_measured_by_its_own_number(scalars: Any) -> None:
    assert broken(scalars, percent=Odd(101)) == ["range /Percent"]


def test_subclasses_of_float_are_stored_as_their_exact_number(scalars: Any) -> None:
    stored = scalars(precise=Half(0.5), ratio=Half(0.5))
    assert type(stored.precise) is type(stored.ratio) is float
    assert stored.precise == stored.ratio == 0.5


def test_strings_are_counted_by_unicode_scalar_values(scalars: Any) -> None:
    assert scalars(few="\U0001f680" * 4).few == "\U0001f680" * 4
    assert broken(scalars, few="\U0001f680" * 5) == ["length /Few"]


@pytest.mark.parametrize("value", [b"text", 5, ["text"], bytearray(b"x"), object()])
def test_a_string_member_takes_nothing_but_strings(scalars: Any, value: Any) -> None:
    assert broken(scalars, text=value) == ["type /Text"]


def test_a_number_that_cannot_be_written_is_refused(scalars: Any) -> None:
    assert scalars(precise=10**4000).precise == 10**4000
    assert broken(scalars, precise=10**5000) == ["type /Precise"]
