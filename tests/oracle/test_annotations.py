"""hypothesis and pydantic understand what stands in annotations."""

from __future__ import annotations

from typing import Annotated, Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aws_shapes._runtime import Length, Pattern, Range
from behaviour.strategies import QUICK

SHORT: Any = Annotated[str, Length(1, 3)]
SMALL: Any = Annotated[int, Range(1, 5)]


@given(st.from_type(SHORT))
@QUICK
def test_hypothesis_understands_a_length(text: str) -> None:
    assert 1 <= len(text) <= 3


@given(st.from_type(SMALL))
@QUICK
def test_hypothesis_understands_a_range(number: int) -> None:
    assert 1 <= number <= 5


@pytest.mark.parametrize(
    ("annotation", "right", "wrong"),
    [
        (Annotated[str, Length(1, 3)], "abc", "abcd"),
        (Annotated[str, Pattern("[a-z]+")], "abc", "ABC"),
        (Annotated[str, Pattern(r"\p{Lu}+")], "ÄÖ", "äö"),
        (Annotated[int, Range(1, 5)], 5, 6),
        (Annotated[int, Range(max=5)], -9, 6),
        (Annotated[float, Range(1)], 1.5, float("inf")),
        (Annotated[float, Range(1, 5)], 1.5, float("nan")),
    ],
)
def test_pydantic_understands_them(annotation: Any, right: Any, wrong: Any) -> None:
    adapter = pydantic.TypeAdapter(annotation)
    assert adapter.validate_python(right) == right
    with pytest.raises(pydantic.ValidationError):
        adapter.validate_python(wrong)
