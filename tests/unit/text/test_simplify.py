"""What a slow pattern becomes; that it matches the same is proved beside each."""

from __future__ import annotations

import itertools
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from languages.equality import difference
from languages.rewritten import plain
from shapewright.runtime.patterns import matcher
from shapewright.runtime.unicode import expand
from shapewright.text.regex import translate
from shapewright.text.regex.simplify import simplify

REWRITTEN = {
    "a repeat of a repeat": ("(?:a*)*", "a*"),
    "of one that needs two": ("(?:a{2,})*", "(?:a{2,})*"),
    "nested deeper than there are rounds": (f"{'(?:' * 12}a+b?{')*' * 12}", None),
    "a run before a longer one": ("a{0,3}[ab]*", "[ab]*"),
    "a run behind one": ("[ab]+a?", "[ab]+"),
    "an optional group at a run": ("a*(?:a+x|b)?", "a*(?:ax|b)?"),
    "a separator that is in the run": ("a+(?:[-a]a+)*", None),
    "an optional letter of any script": (r"(?:\p{L}?a)*", None),
    "two classes that are not known whole": (r"(?:\p{L}?[\p{Lu}0])*", None),
    "an edge behind a run": (r"a+(?:\bb)?", r"a+(?:\bb)?"),
    "the first place of a sign": ("[ab]*a[ab]*", "(?>[ab]*?a)[ab]*"),
    "alternatives in one another": ("(?:a|[ab])+", "(?:[ab])+"),
    "the last place of a sign": ("[abc]*ab[ab]+$", "(?>[abc]*ab[ab])[ab]*$"),
    "of one without a length": (".*:[0-9]+:.*", "(?>.*:[0-9]+:).*"),
    "of one that is more than what follows": ("a*.a*", "(?>a*.)a*"),
    "at the end of groups": (r"x(?:b|(.*:\d+:.*)$)?", r"x(?:b|((?>.*:\d+:).*)$)?"),
    "in groups that have to be opened": ("(:.*){2}(:a/.*)", ":(?>.*?:)(?>.*?:a/).*"),
    "the last place, looked for by a lazy one": (
        "[ab]+?[^a][^a]*",
        "(?>[ab]+[^a])[^a]*",
    ),
    "behind a first place": (r".*a.*:\d+:.*", r"(?>.*?a)(?>.*:\d+:).*"),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_it_is_rewritten_and_matches_the_same(name: str) -> None:
    source, wanted = REWRITTEN[name]
    found = translate(source).text
    if wanted is None:
        assert found != plain(source)
    else:
        assert found == wanted
    assert difference(expand(plain(source)), expand(found)) is None


@pytest.mark.parametrize(
    "source",
    [
        ".*-?+-",
        "[ab]+[ab]?+a",
        r"(a*)*\1",
        "(?>a*)*b",
        "(?:a*+)*b",
        "(?=a*)*b",
        "(?:a+b)*",
        "a+b+c+",
        "[ab]*(?:ac|bb)a*",
        "(?:[ab]*ba*c)*",
        ".*(?=a).*",
        ".*a.{2,9}",
        "a*:[0-9]+:a*",
        "(?:a.*ab){4}",
    ],
)
def test_what_no_rule_is_for_stays(source: str) -> None:
    assert translate(source).text == plain(source)


@pytest.mark.parametrize("name", REWRITTEN)
def test_it_may_stop_before_the_last_rule(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, _ = REWRITTEN[name]
    monkeypatch.setattr(sys.modules[simplify.__module__], "_ROUNDS", 1)
    found = translate(source).text
    assert difference(expand(plain(source)), expand(found)) is None


ONES = ["a", "b", "[ab]", "[bc]", ".", "[^a]", r"\w"]
SIGNS = ["", "?", "*", "+", "{2}", "{1,3}", "{2,}", "?+", "*?", "*+", "+?", "{0,2}+"]
RUNS = st.builds("{}{}".format, st.sampled_from(ONES), st.sampled_from(SIGNS))
TEXTS = ["".join(t) for n in range(5) for t in itertools.product("abc", repeat=n)]
TEXTS += ["\n", "a\n", "\na"]


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(inner, min_size=1, max_size=3).map("".join)
    grouped = st.builds(
        "{}{}){}".format,
        st.sampled_from(["(?:", "(", "(?>"]),
        st.lists(joined, min_size=1, max_size=2).map("|".join),
        st.sampled_from(SIGNS),
    )
    return joined | grouped


@given(st.recursive(RUNS, _larger, max_leaves=8))
@settings(max_examples=300, deadline=None)
def test_whatever_is_rewritten_matches_the_same(source: str) -> None:
    # without captures, as it is run: inside what possesses, `re` may fail on them
    before, after = matcher(plain(source)), matcher(translate(source).text)
    assert [t for t in TEXTS if before(t)] == [t for t in TEXTS if after(t)]


NESTED = "(?:" * 30 + ".*ab" + "c){3}" * 30
MANY = {
    "copies of copies": NESTED,
    "alternatives": "|".join(map(chr, range(0x4E00, 0x4E00 + 3_000))),
    "repeats before a last one": "[ab]+c" * 2_000 + "[ab]*",
}


@pytest.mark.parametrize("name", MANY)
def test_what_is_very_much_is_left_alone(name: str) -> None:
    assert len(translate(MANY[name]).text) < 2 * len(MANY[name])
