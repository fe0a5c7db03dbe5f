"""The fast path's lists: what is counted, and what ends in doubt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from shapewright.runtime.constraints import Pattern
from shapewright.runtime.modes import BUILT
from shapewright.runtime.read import (
    Doubt,
    each,
    entries,
    enums,
    items,
    lines,
    matching,
    strings,
)

ANY = Pattern("(?s).*")


def as_it_is(value: Any, mode: Any) -> Any:
    return value


READERS: dict[str, Callable[..., Any]] = {
    "strings": strings,
    "lines": lines,
    "enums": lambda value, *sizes: enums(value, {"a": 1, "b": 2}, *sizes),
    "items": lambda value, *sizes: items(value, as_it_is, BUILT, *sizes),
    "matching": lambda value, *sizes: matching(value, ANY, BUILT, *sizes),
    "each": lambda value, *sizes: each(value, str, BUILT, *sizes),
}


@pytest.mark.parametrize("name", READERS)
def test_a_list_of_a_length_that_is_wrong_ends_in_doubt(name: str) -> None:
    read = partial(READERS[name], ["a", "b"])
    assert len(read(1, 2)) == len(read(2, 2)) == 2
    for sizes in ((3, 5), (0, 1)):
        with pytest.raises(Doubt):
            read(*sizes)


def test_a_map_of_a_length_that_is_wrong_ends_in_doubt() -> None:
    read = partial(entries, {"a": 1, "b": 2}, as_it_is, as_it_is, BUILT)
    assert len(read(1, 2)) == 2
    for sizes in ((3, 5), (0, 1)):
        with pytest.raises(Doubt):
            read(*sizes)
