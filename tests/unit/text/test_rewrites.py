"""Every pattern of botocore's that is rewritten matches the texts that it matched."""

from __future__ import annotations

import pytest

from languages.compared import compare
from languages.equality import difference
from languages.rewritten import Rewritten, rewritten, sources
from shapewright.runtime.unicode import expand
from shapewright.text.regex.rewrites import REWRITES

_PARTS = 16
"""What several processes share."""


@pytest.mark.parametrize("part", range(_PARTS))
def test_equal_languages(part: int) -> None:
    for one in rewritten()[part::_PARTS]:
        found = difference(expand(one.plain), expand(one.final), one.longest)
        assert found is None, one


@pytest.mark.parametrize("part", range(_PARTS))
def test_equal_answers_where_what_is_tried_first_matters(part: int) -> None:
    chosen = [one for one in rewritten() if not one.regular]
    for one in chosen[part::_PARTS]:
        answers = compare(one, length=3, tries=10)
        assert answers.different is None, one
        assert answers.matched, one


def test_there_are_as_many_as_ever() -> None:
    assert len(rewritten()) > 250
    assert {one.by_table for one in rewritten()} == {False, True}
    assert set(REWRITES) <= set(sources())


@pytest.mark.parametrize(
    ("plain", "final", "different"),
    [("(?:a+b?)*", "(?:a+b)*", "a"), ("a.*b", "a(?>.*)b", "ab"), ("a+", "a*", "")],
)
def test_what_is_not_equal_is_found(plain: str, final: str, different: str) -> None:
    assert difference(plain, final) == different
    one = Rewritten(plain, plain, final, longest=None, by_table=False)
    assert compare(one, length=3, tries=1).different is not None
