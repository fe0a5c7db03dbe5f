"""Patterns that need no regular expression."""

from __future__ import annotations

import re

import pytest

from shapewright.plan.dataclasses.unasked import ONE_LINE, UNASKED

TEXTS = ("a", " ", "\t", "\r\u2028\x00", "\ud7ff\uffff", "😀" * 9, "a" * 300)


@pytest.mark.parametrize("pattern", UNASKED)
def test_a_pattern_that_is_not_asked_lets_everything_of_its_length_through(
    pattern: str,
) -> None:
    match = re.compile(pattern, re.ASCII).fullmatch
    assert all(map(match, TEXTS))
    assert bool(match("")) == (UNASKED[pattern] == "")
    for text in ("\n", "a\nb", "\n\n"):
        assert bool(match(text)) == (pattern not in ONE_LINE)
