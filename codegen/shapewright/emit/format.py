"""Text that black leaves as it is, for little more than the cost of rendering it.

Our templates write each statement on one line and every blank line where black wants
it. What remains is to break the lines that are too long, statement by statement:
`breaking` does that where it is certain, and black where it is not. What a user's
templates write goes through black as a whole. Tests hold the result to `format_str`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from importlib.metadata import version
from threading import Lock
from typing import Any

from ..width import COLUMNS
from .breaking import broken

_IMPORT = Lock()


@functools.cache
def black_version() -> str:
    """The version of black that breaks the lines."""
    return version("black")


class NotPython(ValueError):
    """What a template has written is no Python."""


def format_source(text: str, *, ours: bool = True) -> str:
    """A module as black formats it.

    Args:
        ours: Whether our own templates wrote it.

    Raises:
        NotPython: It never reaches the disk.
    """
    try:
        if not ours:
            compile(text, "<module>", "exec", dont_inherit=True)
            return _formatted(text)
        formatted = "".join([f"{line}\n" for line in _lines(text)])
        _parser()(formatted, "<module>", "exec")
    except (SyntaxError, ValueError, RecursionError) as error:  # ValueError: NUL
        raise NotPython(str(error)) from None
    return formatted


@functools.cache
def _parser() -> Callable[[str, str, str], object]:
    """`symtable` parses for less than `compile`; PyPy has none."""
    try:
        from symtable import symtable
    except ImportError:
        return functools.partial(compile, dont_inherit=True)
    return symtable


def _formatted(text: str) -> str:
    # importing black takes a quarter of a second, which most runs can save; one thread
    # at a time, since black is compiled and does not bear to be imported by several
    with _IMPORT:
        import black

    return black.format_str(text, mode=_mode())


def _lines(text: str) -> Iterator[str]:
    in_docstring = False
    for line in text.splitlines():
        if in_docstring or _opens_docstring(line):
            in_docstring = not _closes_docstring(line, in_docstring)
            yield line
        elif line.endswith(",") or (len(line) <= COLUMNS and line.isascii()):
            yield line  # it ends in a comma: the template has one entry a line
        else:
            statement = line.lstrip()
            depth = (len(line) - len(statement)) // 4
            yield from broken(statement, depth) or _broken_by_black(statement, depth)


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
def _broken_by_black(statement: str, depth: int) -> tuple[str, ...]:
    """One statement, at an indentation of so many levels, as black breaks it."""
    opens_block = statement.endswith(":")
    levels = [f"{'    ' * level}if 0:" for level in range(depth)]
    lines = [*levels, f"{'    ' * depth}{statement}"]
    if opens_block:
        lines.append(f"{'    ' * (depth + 1)}pass")
    source = "\n".join(lines) + "\n"
    broken = _formatted(source).splitlines()
    if not broken[depth]:  # black puts a blank line before a method
        depth += 1
    return tuple(broken[depth:-1] if opens_block else broken[depth:])
