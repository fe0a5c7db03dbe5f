"""The page says what is tested, and what is tested is on the page."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from libraries import test_builders, test_checkers, test_loggers, test_stores
from libraries.page import TEXT, run, slug, snippets, table

MODULES = {
    "Building": test_builders,
    "Storing": test_stores,
    "Logging": test_loggers,
    "Checking": test_checkers,
}


def names_in(module: ModuleType) -> list[str]:
    return [name for name in vars(module) if name.startswith("test_")]


def rows_of(name: str, rows: list[str]) -> list[str]:
    """The rows that a test is of: the longest that its name begins with."""
    found = [row for row in rows if f"{name}_".startswith(f"test_{row}_")]
    return sorted(found, key=len)[-1:]


@pytest.mark.parametrize("section", MODULES)
def test_each_line_has_tests_and_each_test_a_line(section: str) -> None:
    rows = [slug(row[0]) for row in table(section)]
    names = names_in(MODULES[section])
    tested = {name: rows_of(name, rows) for name in names}
    assert [name for name, found in tested.items() if not found] == []
    assert {row for found in tested.values() for row in found} == set(rows)


@pytest.mark.parametrize("code", snippets())
def test_what_the_page_shows_runs(code: str) -> None:
    run(code)


def test_links_lead_to_files() -> None:
    docs = Path(test_builders.__file__).parents[2] / "docs"
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (docs / target).exists()
