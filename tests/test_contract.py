"""The list of promises and the tests agree."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = re.compile(r"- (?P<number>[348B]\.\d+) (?P<promise>[^→]+) → (?P<tests>`.+`)")


def promises() -> list[tuple[str, list[str]]]:
    """Each promise's number, and the tests that hold it."""
    text = (ROOT / "tests" / "contract.md").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line.startswith("- "):
            match = LINE.fullmatch(line)
            assert match, f"no promise: {line}"
            found.append((match["number"], match["tests"].strip("`").split("`, `")))
    return found


@functools.cache
def names_in(path: str) -> frozenset[str]:
    """The tests that pytest collects from a file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return frozenset(node.name for node in named if node.name.startswith("test_"))


@pytest.mark.parametrize(
    ("number", "tests"), promises(), ids=lambda value: str(value)[:4]
)
def test_every_promise_names_tests_that_exist(number: str, tests: list[str]) -> None:
    assert tests
    for test in tests:
        path, _, name = test.partition("::")
        assert Path(path).name.startswith("test_"), f"{number}: {test}"
        assert name in names_in(path), f"{number}: there is no {test}"


def test_promises_are_numbered_by_their_sections_without_a_gap() -> None:
    numbers = [number for number, _ in promises()]
    counts: dict[str, int] = {}
    for number in numbers:
        section, _, position = number.partition(".")
        counts[section] = counts.get(section, 0) + 1
        assert int(position) == counts[section], number
    assert [*counts] == ["3", "4", "8", "B"]


def test_no_promise_names_a_test_twice() -> None:
    for number, tests in promises():
        assert len(tests) == len(set(tests)), number
