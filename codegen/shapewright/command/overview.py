"""An overview, printed in few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size

from ..plan.overview import MemberLine, Overview

LINES = 30
"""So many lines an overview has at most."""
_WIDE = 200
"""So long is a line where there is no terminal."""
_NAMES = 8
"""So many operations are named of each kind."""


def print_overview(overview: Overview, where: str) -> Iterator[str]:
    """The lines, at most `LINES`: members that are too many are counted.

    Args:
        where: The service that has it.
    """
    yield f"{overview.name}: {overview.kind} of {where}"
    yield from _cut([overview.sentence, overview.constraints])
    below = [*_below(overview)]
    room = LINES - len(below) - 6
    yield from _members(overview.members, room)
    yield from _values(overview.values)
    if below:
        yield ""
        yield from below


def _members(members: Sequence[MemberLine], room: int) -> Iterator[str]:
    if not members:
        return
    yield ""
    shown = members if len(members) <= room else members[: room - 1]
    rows = [
        (f"{one.python}{'*' if one.required else ''}", one.type, one.constraints)
        for one in shown
    ]
    widths = [max([len(row[column]) for row in rows]) for column in (0, 1)]
    for name, kind, constraints in rows:
        line = f"  {name:{widths[0]}}  {kind:{widths[1]}}  {constraints}"
        yield from _cut([line.rstrip()])
    if len(shown) < len(members):
        yield f"  … and {len(members) - len(shown)} more: --stage source"


def _values(values: Sequence[str]) -> Iterator[str]:
    if values:
        yield ""
        yield from _cut([f"  {len(values)} values: {', '.join(values)}"])


def _below(overview: Overview) -> Iterator[str]:
    yield from _cut(overview.rules)
    if any([one.required for one in overview.members]):
        yield "* is required."
    if overview.kind == "operation":
        yield f"Request: {overview.request or 'none'}"
        yield f"Answer: {overview.answer or 'none'}"
        if overview.paged:
            yield "It has pages."
        yield from _names("Waiters", overview.waiters)
        yield from _names("Errors", overview.errors)
    else:
        yield from _names("In requests of", overview.requests)
        yield from _names("In answers of", overview.answers)
        yield from _names("In errors of", overview.errors)


def _names(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = len(names) - _NAMES
        rest = f" and {more} more" if more > 0 else ""
        yield from _cut([f"{title}: {', '.join(names[:_NAMES])}{rest}"])


def _cut(lines: Iterable[str]) -> Iterator[str]:
    columns = get_terminal_size((_WIDE, LINES)).columns
    for line in lines:
        if line:
            yield line if len(line) <= columns else f"{line[: columns - 1]}…"
