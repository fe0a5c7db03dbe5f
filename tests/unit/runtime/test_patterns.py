"""Patterns are made ready when they are first asked."""

from __future__ import annotations

import pytest

from shapewright.runtime.patterns import matcher


@pytest.mark.parametrize(
    ("text", "matching", "other"),
    [
        (r"(a)(b)\2", "abb", "aba"),
        (r"([(])\)[]()]", "()]", "(a]"),
        (r"(?<=x)?(?:(a)|b)+", "ab", "c"),
        (r"[\p{L}]+(\d)", "é1", "1é"),
        (r"\(\d\)", "(1)", "(a)"),
    ],
)
def test_captures_make_no_difference(text: str, matching: str, other: str) -> None:
    match = matcher(text)
    assert match(matching)
    assert not match(other)


@pytest.mark.parametrize(
    ("text", "captures"), [("(a)+", 0), (r"(a)\1", 1), (r"[(]\((?:a)", 0)]
)
def test_captures_are_kept_only_where_something_refers_to_them(
    text: str, captures: int
) -> None:
    assert matcher(text).__self__.groups == captures  # type: ignore[attr-defined]
