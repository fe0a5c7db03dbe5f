"""What keeps a pattern busy is found in its automaton."""

from __future__ import annotations

import pytest

from every.attacks import Attack, attacks
from languages.ambiguous import Pump, pumps


def words(text: str) -> set[str]:
    return {pump.word for pump in pumps(text)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a*a*b", "a"),
        ("(?:a|a)*b", "a"),
        ("a{0,9}(?:ab?){2,}c", "a"),
        ("(?>a++)a*b", "a"),
        ("(?=.*a)b.*", "c"),
        ("(?i:A*)a*b", "A"),
        ("x.*:[0-9]+:.*", ";:0:"),
        ("(?:ab)*[ab]*c", "ab"),
        (r"(?<=a)\ba*(a)\1a*", "a"),
    ],
)
def test_a_word_that_two_repeats_share(text: str, word: str) -> None:
    assert word in words(text)


def test_words_of_which_three_repeats_take_two() -> None:
    assert "ZXZY" in words("x.*X.*Y.*")


def test_what_is_repeated_alone_is_found_as_well() -> None:
    assert pumps("x(?:ab)*c") == [Pump("x", "ab", "d")]
    assert pumps("abc") == []


def test_a_rare_character_and_a_readable_one() -> None:
    assert words("[a-z\u0100-\u01ff\U00010000]+") == {"a", "\U00010000"}


def test_an_attack_has_a_length_and_may_end_in_a_fault() -> None:
    first, second = attacks("xa*b")
    assert (first, second) == (Attack("x", "a", ""), Attack("x", "a", "c"))
    assert [second.text(n) for n in (1, 2, 5)] == ["x", "xc", "xaaac"]
