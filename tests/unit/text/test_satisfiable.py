"""Patterns that no text can match; they are refused only where that is sure."""

from __future__ import annotations

import itertools
import re

import pytest

from languages.rewritten import plain
from shapewright.text.regex import Untranslatable, translate

NODES = ["a", "^", "$", r"\A", r"\Z", "(?:a|^)", "a*", "(?:^|$)*", "(?=a)", "(?:a$)?"]
NODES += ["(?>$)", "(a|$)", r"\n", r"\b"]
TEXTS = ["".join(t) for n in range(4) for t in itertools.product("a-\n", repeat=n)]


def refused(source: str) -> bool:
    try:
        translate(source)
    except Untranslatable as error:
        return "no text can match it" in str(error)
    return False


@pytest.mark.parametrize("first", NODES)
def test_no_text_matches_what_is_refused(first: str) -> None:
    for rest in itertools.product(NODES, repeat=2):
        source = first + "".join(rest)
        if refused(source):
            match = re.compile(plain(source), re.ASCII).fullmatch
            assert not any(map(match, TEXTS)), source


@pytest.mark.parametrize(
    "source",
    ["a^", r"a\A", "$a", r"\Za", "a+^b", "(?:a|b)^", "(?:a$|b$)c", "(?>$)a", "($)+a"],
)
def test_an_edge_behind_or_before_a_character_is_found(source: str) -> None:
    assert refused(source)


@pytest.mark.parametrize(
    "source",
    [
        "a*^b",
        "a$b*",
        "(?:a|^)b",
        "(?:a|^)^b",
        "(?:a$|b)c",
        "(?:a$)?b",
        "(?=a$)a",
        "^^a$$",
    ],
)
def test_an_edge_that_some_text_keeps_is_none(source: str) -> None:
    assert not refused(source)
    match = re.compile(plain(source), re.ASCII).fullmatch
    assert any(map(match, ["a", "b", "ab", "bc"]))
