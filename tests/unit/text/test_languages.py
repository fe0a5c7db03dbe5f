"""The automata that prove patterns equal: they agree with `re`."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from languages.equality import difference
from languages.program import Unsupported
from shapewright.runtime.patterns import matcher

TEXTS = ["".join(t) for n in range(5) for t in itertools.product("ab \n", repeat=n)]

ONES = [
    "a",
    "b",
    " ",
    ".",
    r"\w",
    r"\s",
    "[ab]",
    "[^a]",
    r"[^\W]",
    r"\n",
    r"\D",
    "(?s:.)",
]
SIGNS = ["?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}"]
PLACES = ["^", "$", r"\A", r"\Z", r"\b", r"(?!\b)", "(?<=a)", "(?<!b)", "(?<=[a ])"]
OPENINGS = ["(?:", "(", "(?>", "(?=", "(?!"]


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    grouped = st.builds("{}{})".format, st.sampled_from(OPENINGS), inner)
    repeated = st.builds(
        "(?:{}){}{}".format,
        inner,
        st.sampled_from(SIGNS),
        st.sampled_from(["", "", "?", "+"]),
    )
    joined = st.lists(inner, min_size=2, max_size=3).map("".join)
    either = st.lists(inner, min_size=2, max_size=3).map("|".join)
    return grouped | repeated | joined | either.map("(?:{})".format)


PATTERNS = st.recursive(st.sampled_from([*ONES, *PLACES]), _larger, max_leaves=8)


@given(PATTERNS)
@example("(?>a*?b)a*")
@example("(?>a*b)a*")
@example("(?>a|ab)(?:b|$)")
@example("(?:(?>a?b|a)){1,2}b")
@example(r"(?:(?!(?=a)ab$)\w)*\b")
@settings(max_examples=300, deadline=None)
def test_a_pattern_is_equal_to_the_texts_that_it_matches(pattern: str) -> None:
    # Four characters of four: so there are as few texts as automata may go through.
    # Without captures, as patterns are run: `re` may fail on those in what possesses.
    match = matcher(pattern)
    matched = [text for text in TEXTS if match(text)]
    listed = "|".join(map(re.escape, matched)) if matched else "(?!)"
    try:
        found = difference(rf"(?=[ab \n]{{0,4}}\Z)(?:{pattern})", f"(?:{listed})")
    except Unsupported:
        reject()
    assert found is None


@pytest.mark.parametrize(
    ("left", "right", "longest", "found"),
    [
        ("a{3,5}", "a{3,6}", None, "aaaaaa"),
        ("a{3,5}", "a{3,6}", 5, None),
        ("(?:a{0,2}b){0,3}", "(?:a{0,2}b){0,3}", None, None),
        ("(?:a{0,2}b){0,3}", "(?:a{0,2}b){0,2}b{0,1}", None, "bbab"),
        ("(?i:[a-c])", "[a-cA-C]", None, None),
        ("(?i:[^a])", "[^aA]", None, None),
        (r"\d|[^\d]", r"(?s:.)", None, None),
        ("[^a]", "[^ab]", None, "b"),
        ("$a|b", "b", None, None),
        ("a$", r"a\Z", None, None),
        (r"a$\n?", r"a\Z", None, "a\n"),
    ],
)
def test_difference(
    left: str, right: str, longest: int | None, found: str | None
) -> None:
    assert difference(left, right, longest) == found
    assert difference(right, left, longest) == found


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", r"\B", "(?m:^a)", "(?<=ab)c", "(?>a(?=b))", "(?>(?:a*)*)"]
)
def test_what_is_not_known_is_refused(pattern: str) -> None:
    with pytest.raises(Unsupported):
        difference(pattern, "a")
