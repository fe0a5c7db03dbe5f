"""Text that black leaves as it is, for little more than the cost of rendering it.

Templates write each statement on one line and every blank line where black wants it.
What remains is to break the lines that are too long, and black itself breaks them,
statement by statement: of a whole service one line in thirty is too long, and to format
whole files would take five times as long. A test holds the result to `format_str`.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

COLUMNS = 88


def black_version() -> str:
    """The version of black that breaks the lines."""
    return version("black")


def format_source(text: str) -> str:
    """A module as the templates write it, with its long lines broken."""
    made = "".join([f"{line}\n" for line in _lines(text)])
    ast.parse(made)  # what is no Python never reaches the disk
    return made


def _lines(text: str) -> Iterator[str]:
    in_docstring = False
    for line in text.splitlines():
        if in_docstring or _opens_docstring(line):
            in_docstring = not _closes_docstring(line, in_docstring)
            yield line
        elif len(line) <= COLUMNS or line.endswith(","):
            yield line  # an entry of a display that the template breaks itself
        else:
            statement = line.lstrip()
            yield from _broken(statement, (len(line) - len(statement)) // 4)


def _opens_docstring(line: str) -> bool:
    return line.lstrip().startswith(('"""', 'r"""'))


def _closes_docstring(line: str, in_docstring: bool) -> bool:
    """The closing quotes end their line, and no docstring's text holds three."""
    start = 0 if in_docstring else line.index('"""') + 3
    return line[start:].endswith('"""')


@functools.cache
def _mode() -> Any:
    """A statement alone does not show which Python it is for; a whole module does."""
    from black.mode import Mode, TargetVersion

    return Mode(target_versions={TargetVersion.PY311})


@functools.lru_cache(maxsize=4096)
def _broken(statement: str, depth: int) -> tuple[str, ...]:
    """One statement, at an indentation of so many levels, as black breaks it."""
    import black  # a quarter of a second, which a run without long lines need not spend

    opens_block = statement.endswith(":")
    levels = [f"{'    ' * level}if 0:" for level in range(depth)]
    lines = [*levels, f"{'    ' * depth}{statement}"]
    if opens_block:
        lines.append(f"{'    ' * (depth + 1)}pass")
    source = "\n".join(lines) + "\n"
    made = black.format_str(source, mode=_mode()).splitlines()
    if not made[depth]:  # black puts a blank line before a method
        depth += 1
    return tuple(made[depth:-1] if opens_block else made[depth:])
