"""Python literals, written as black leaves them."""

from __future__ import annotations

import ast

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapewright.text.literal import number, raw_string, string

ANY = st.text(st.characters(blacklist_categories=()), max_size=7)
"""Lone surrogates and controls too; short, so that no line is too long."""
HOSTILE = st.text(st.sampled_from("\"'\\\n\r\t\x00{}%N\u202e\ud800r日"), max_size=7)


def stays(literal: str) -> bool:
    source = f"value = {literal}\n"
    return black.format_str(source, mode=black.Mode()) == source


@given(ANY | HOSTILE)
def test_a_string_means_its_text_and_black_leaves_it(text: str) -> None:
    literal = string(text)
    assert ast.literal_eval(literal) == text
    assert "\n" not in literal
    assert literal.isprintable()
    assert stays(literal)


@given(ANY | HOSTILE)
def test_a_raw_string_means_its_text_and_black_leaves_it(text: str) -> None:
    literal = raw_string(text)
    assert ast.literal_eval(literal) == text
    assert literal.isprintable()
    assert stays(literal)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_means_its_value_and_black_leaves_it(value: float) -> None:
    literal = number(value)
    read = ast.literal_eval(literal)
    assert (read, type(read)) == (value, type(value))
    assert stays(literal)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("", '""'),
        ('a"b', "'a\"b'"),
        ("a'b", '"a\'b"'),
        ("a'\"b", '"a\'\\"b"'),
        ("\\N{BULLET}", r'"\\N{BULLET}"'),
        ("{{ x }}", '"{{ x }}"'),
        ("\x00\u202e\U000e0001", r'"\x00\u202e\U000e0001"'),
        ("日本", '"日本"'),
        ("\U0001fae8 \U0001fae9 \U0001fac8", r'"\U0001fae8 \U0001fae9 \U0001fac8"'),
    ],
)
def test_strings_are_readable(text: str, literal: str) -> None:
    assert string(text) == literal


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        (r"\d+", r'r"\d+"'),
        (r'"\d"', "r'\"\\d\"'"),
        ("\"'\\d", '"\\"\'\\\\d"'),
        ("\\", r'"\\"'),
        (r"[^\"]+", r'r"[^\"]+"'),
        (r'[\\"]+', "r'[\\\\\"]+'"),
        ("a\n", r'"a\n"'),
        ("[日-本]\\d", 'r"[日-本]\\d"'),
        ("\u1c89\\d", r'"\u1c89\\d"'),
    ],
)
def test_patterns_are_raw_where_they_can_be(text: str, literal: str) -> None:
    assert raw_string(text) == literal
