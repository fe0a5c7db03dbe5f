"""What a character is, on whatever Python this runs: the digests are fixed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable

import pytest

from shapewright.text.characters import is_beside_words, is_in_word, is_printable

EVERYTHING = [chr(code) for code in range(0x110000)]


def digest(holds: Callable[[str], object]) -> str:
    """Of all characters that something holds of."""
    codes = [f"{ord(character):x}" for character in EVERYTHING if holds(character)]
    return hashlib.sha256(" ".join(codes).encode()).hexdigest()[:16]


def split_lines(character: str) -> bool:
    return len(f"a{character}b".splitlines()) > 1


FIXED: dict[str, tuple[Callable[[str], object], str]] = {
    "printable": (is_printable, "94f67fa8c11a8b3a"),
    "in words": (is_in_word, "4dc3329f71155b90"),
    "beside words": (is_beside_words, "05798d9dec4410d6"),
    "white space": (str.isspace, "29afb402e57e5c49"),
    "white space to `re`": (re.compile(r"\s").match, "29afb402e57e5c49"),
    "line ends": (split_lines, "dac1a719f2032d99"),
}
"""Ours, and what of Python's own the compiler relies on."""


@pytest.mark.parametrize("what", FIXED)
def test_it_is_the_same_on_every_python(what: str) -> None:
    holds, fixed = FIXED[what]
    assert digest(holds) == fixed


def test_printable_is_what_unicode_14_can_print() -> None:
    exact = unicodedata.unidata_version == "14.0.0"
    differing = [
        character
        for character in EVERYTHING
        if (ours := is_printable(character)) is not (theirs := character.isprintable())
        and (exact or ours > theirs)
    ]
    assert differing == []


def test_words_are_of_letters_and_numbers() -> None:
    assert all(map(is_in_word, "aZ9\u00e9\u00df\u8a9e\u0663\u2167"))
    assert not any(map(is_in_word, ["", *"_ *.\u201c\u2014\u0301\x1f"]))
    assert all(map(is_beside_words, ["", *" *`)_.\u201c\u2014\x1f"]))


NEWER = ("\U00011f04", "\u1c89", "\U00016ea0", "\U0003fffd", "\u0301")
"""Letters of Unicode 15, 16 and 17, none at all, and a mark."""


@pytest.mark.parametrize("character", NEWER)
def test_what_is_unknown_is_neither_in_a_word_nor_beside_one(character: str) -> None:
    assert not is_in_word(character)
    assert not is_beside_words(character)


def test_a_text_is_printable_if_all_of_it_is() -> None:
    assert is_printable("")
    assert is_printable("a \u00e9 \u65e5\u672c \U0001f600")
    for character in ("\n", "\x7f", "\xa0", "\ud800", "\ue000", "\U0001fae8"):
        assert not is_printable(f"\u00e9{character}\u00e9")


def test_what_is_beside_words_is_a_space_or_punctuation_to_every_python() -> None:
    for character in EVERYTHING:
        if is_beside_words(character):
            kind = unicodedata.category(character)
            assert kind[0] in "PS" or kind == "Zs" or character in "\t\n\f\r\x1f"
