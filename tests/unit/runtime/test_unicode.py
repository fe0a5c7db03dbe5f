from __future__ import annotations

import re
import unicodedata

import pytest

from shapewright.runtime.unicode import expand, ranges

CATEGORIES = (
    "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp"
    " Cc Cf Cs Co Cn"
)
EVERYTHING = range(0x110000)
CHANGED = {0x0295: "Ll", 0x1171E: "Mn"}
"""What Unicode 17.0 and 16.0 put into other categories than 15.0 did."""


def members(name: str) -> set[int]:
    return {code for low, high in ranges(name) for code in range(low, high + 1)}


def matches(text: str, value: str) -> bool:
    return re.compile(expand(text), re.ASCII).fullmatch(value) is not None


def test_the_categories_are_those_of_unicode_15() -> None:
    exact = unicodedata.unidata_version == "15.0.0"
    ours = {code: name for name in CATEGORIES.split() for code in members(name)}
    assert len(ours) == len(EVERYTHING)
    differing = {
        code: (ours[code], theirs)
        for code in EVERYTHING
        if ours[code] != (theirs := unicodedata.category(chr(code)))
        and (exact or ("Cn" not in (ours[code], theirs) and code not in CHANGED))
    }
    assert differing == {}


def test_a_character_is_assigned_in_our_version() -> None:
    assert 0x1FAE8 in members("So"), "new in 15.0"
    assert 0x2FFC in members("Cn"), "new in 15.1"
    assert all(code in members(name) for code, name in CHANGED.items())


def test_categories_do_not_overlap() -> None:
    sizes = [len(members(name)) for name in CATEGORIES.split()]
    assert sum(sizes) == len(EVERYTHING)


@pytest.mark.parametrize("group", list("LMNPSZC"))
def test_a_group_is_the_union_of_its_categories(group: str) -> None:
    parts = [members(name) for name in CATEGORIES.split() if name[0] == group]
    assert members(group) == set().union(*parts)


def test_other_unions() -> None:
    assert members("LC") == members("Lu") | members("Ll") | members("Lt")
    assert members("LD") == members("L") | members("Nd")


def test_alphabetic_holds_more_than_unicode_says_but_nothing_foreign() -> None:
    alphabetic = members("IsAlphabetic")
    assert members("L") | members("Nl") | members("M") <= alphabetic
    rest = alphabetic - members("L") - members("Nl") - members("M")
    assert {unicodedata.category(chr(code)) for code in rest} == {"So"}
    assert len(rest) == 52 + 26 * 3
    names = {unicodedata.name(chr(code)) for code in rest}
    assert all("LATIN" in name and "LETTER" in name for name in names)


@pytest.mark.parametrize("name", ["L", "Lu", "C", "Cn", "Zl", "IsAlphabetic"])
def test_ranges_are_in_order_and_apart(name: str) -> None:
    ends = [end for pair in ranges(name) for end in pair]
    assert ends == sorted(ends)
    assert all(low <= high for low, high in ranges(name))
    assert all(b - a > 1 for a, b in zip(ends[1::2], ends[2::2], strict=False))


@pytest.mark.parametrize(
    "text", ["", "a", r"[^]\]]\[", r"\\p{L}", r"[\\p{L}]", r"\\\\p"]
)
def test_what_holds_no_property_stays(text: str) -> None:
    assert expand(text) == text


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        (r"\p{Zl}", "[\u2028-\u2028]"),
        (r"[\p{Zl}a]", "[\u2028-\u2028a]"),
        (r"[^\p{Zl}]", "[^\u2028-\u2028]"),
        (r"\P{Zl}", "[\u2029-\U0010ffff\\x00-\u2027]"),
        (r"[\P{Zl}]", "[\u2029-\U0010ffff\\x00-\u2027]"),
        (r"[\p{Zl}\p{Zp}a]", "[\u2028-\u2029a]"),
        (r"[\p{Zl}a\p{Zp}]", "[\u2028-\u2028a\u2029-\u2029]"),
        (r"\p{Zl}\p{Zp}", "[\u2028-\u2028][\u2029-\u2029]"),
        (r"\s[\p{Zl}\s\d\w\S]", "\\s[\u2028-\u2028\\t-\\r 0-90-9A-Z_a-z\\S]"),
        (r"\\\p{Zl}", "\\\\[\u2028-\u2028]"),
        (r"[\]\p{Zl}]\p{Zl}", "[\\]\u2028-\u2028][\u2028-\u2028]"),
        (r"[]\p{Zl}]", "[]\u2028-\u2028]"),
        (r"[^]\p{Zl}]", "[^]\u2028-\u2028]"),
        (r"[[\p{Zl}]\p{Zl}", "[[\u2028-\u2028][\u2028-\u2028]"),
        (r"\[\p{Zl}", "\\[[\u2028-\u2028]"),
        ("[\\\\]\\p{Zl}", "[\\\\][\u2028-\u2028]"),
    ],
)
def test_expansion(text: str, expanded: str) -> None:
    assert expand(text) == expanded


def test_expanded_texts_match() -> None:
    assert matches(r"\p{L}+", "aéß漢𐐀")
    assert not matches(r"\p{L}+", "a1")
    assert matches(r"[\p{Nd}_]\P{L}", "٣]")
    assert not matches(r"[^\p{C}]", "\x7f")
    assert matches(r"(?:\p{Lu}|-){2}", "É-")
    assert matches(r"\p{P}\P{P}", "]^")
    assert matches(r"\p{Cs}", "\ud800")
    assert matches(r"[\p{L}\s\d\w]{4}", "\t\r 9")


def test_united_properties_hold_what_each_of_them_does() -> None:
    united = re.compile(expand(r"[\p{L}\P{C}\p{Cf}]"), re.ASCII).fullmatch
    wanted = members("L") | set(EVERYTHING) - members("C") | members("Cf")
    assert {code for code in EVERYTHING if united(chr(code))} == wanted


@pytest.mark.parametrize("name", ["", "Q", "Lx", "Latin", "l"])
def test_an_unknown_property_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="no property is called"):
        ranges(name)


def test_a_trailing_backslash_is_an_error() -> None:
    with pytest.raises(ValueError, match="ends in a backslash"):
        expand("a\\")
