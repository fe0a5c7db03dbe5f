"""docs/with-other-libraries.md: its tables, and its code, which tests run."""

from __future__ import annotations

import re
from typing import Any

from support import ROOT

TEXT = (ROOT / "docs" / "with-other-libraries.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"```python\n(.*?)```", re.DOTALL)
_SECTION = re.compile(r"^(##) (.*?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_PART = re.compile(r"^(###) (.*?)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)


def sections() -> dict[str, str]:
    """The text under each heading of the second level."""
    return {title: text for _, title, text in _SECTION.findall(TEXT)}


def parts() -> dict[str, str]:
    """The text under each heading of the third level."""
    return {title: text for _, title, text in _PART.findall(TEXT)}


def table(section: str, index: int = 0) -> list[list[str]]:
    """The rows of a table in a section, without its head."""
    blocks = re.findall(r"(?:^\|.*\n)+", sections()[section], re.MULTILINE)
    rows = blocks[index].splitlines()[2:]
    return [[cell.strip() for cell in _cells(row)] for row in rows]


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row)[1:-1]


def snippets() -> list[str]:
    """All of the page's Python."""
    found: list[str] = _FENCE.findall(TEXT)
    return found


def run(code: str) -> dict[str, Any]:
    """What a snippet defines."""
    names: dict[str, Any] = {"__name__": "page"}
    exec(code, names)
    return names


def defined(part: str, index: int = 0) -> dict[str, Any]:
    """What a snippet under a heading of the third level defines."""
    return run(_FENCE.findall(parts()[part])[index])


def slug(cell: str) -> str:
    """A row's first cell as it stands in the names of its tests."""
    return "_".join(re.findall(r"\w+", cell.lower()))
