"""The fast path's lists: what is counted, and what ends in doubt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from shapewright.runtime.constraints import Pattern
from shapewright.runtime.doubt import Doubt
from shapewright.runtime.modes import BUILT
from shapewright.runtime.read import (
    read_enums,
    read_lines,
    read_list,
    read_map,
    read_matching,
    read_strings,
    read_structures,
)

ANY = Pattern("(?s).*")


def as_it_is(value: Any, mode: Any) -> Any:
    return value


READERS: dict[str, Callable[..., Any]] = {
    "strings": read_strings,
    "lines": read_lines,
    "enums": lambda value, *sizes: read_enums(value, {"a": 1, "b": 2}, *sizes),
    "items": lambda value, *sizes: read_list(value, as_it_is, BUILT, *sizes),
    "matching": lambda value, *sizes: read_matching(value, ANY, BUILT, *sizes),
    "each": lambda value, *sizes: read_structures(value, str, BUILT, *sizes),
}


@pytest.mark.parametrize("name", READERS)
def test_a_list_of_a_length_that_is_wrong_ends_in_doubt(name: str) -> None:
    read = partial(READERS[name], ["a", "b"])
    assert len(read(1, 2)) == len(read(2, 2)) == 2
    for sizes in ((3, 5), (0, 1)):
        with pytest.raises(Doubt):
            read(*sizes)


def test_a_map_of_a_length_that_is_wrong_ends_in_doubt() -> None:
    read = partial(read_map, {"a": 1, "b": 2}, as_it_is, as_it_is, BUILT)
    assert len(read(1, 2)) == 2
    for sizes in ((3, 5), (0, 1)):
        with pytest.raises(Doubt):
            read(*sizes)
