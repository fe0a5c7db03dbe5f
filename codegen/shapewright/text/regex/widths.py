"""Look-behinds: `re` wants each to have one width, where Java wants a limit only."""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from .nodes import (
    Branch,
    Branches,
    Capture,
    Dollar,
    Edge,
    Group,
    Kind,
    Node,
    One,
    Reference,
    Repeat,
)

_WIDEST = 0xFFFF
"""A limit of ours, well below that of `re`."""

Width = tuple[int, int | None]
"""The least and the greatest number of characters; None is unknown or unlimited."""


def look_behind(kind: Kind, branches: Branches) -> Group | None:
    """Return a look-behind, in parts where the widths of its alternatives differ.

    None is for one that no parts can express: an alternative has no width of its own.
    """
    groups = []
    for width, same in groupby(branches, _fixed_width):
        if width is None or width > _WIDEST:
            return None
        groups.append(Group(kind, tuple(same)))
    if len(groups) == 1:
        return groups[0]
    if kind is Kind.BEHIND:
        return Group(Kind.PLAIN, tuple((group,) for group in groups))
    return Group(Kind.PLAIN, (tuple(groups),))


def _fixed_width(branch: Branch) -> int | None:
    low, high = _sum(branch)
    return low if low == high else None


def _sum(branch: Branch) -> Width:
    widths = [_width(node) for node in branch]
    highs = [high for _, high in widths if high is not None]
    low = sum(low for low, _ in widths)
    return low, sum(highs) if len(highs) == len(widths) else None


def _width(node: Node) -> Width:
    match node:
        case One():
            return 1, 1
        case Reference():
            return 0, None
        case Repeat(item, quantifier):
            low, high = _width(item)
            if high is None or quantifier.high is None:
                return low * quantifier.low, None
            return low * quantifier.low, high * quantifier.high
        case Group(Kind.PLAIN | Kind.ATOMIC, branches) | Capture(branches):
            return _widest([_sum(branch) for branch in branches])
        case Edge() | Dollar() | Group():
            return 0, 0
    assert_never(node)


def _widest(widths: list[Width]) -> Width:
    highs = [high for _, high in widths if high is not None]
    low = min(low for low, _ in widths)
    return low, max(highs) if len(highs) == len(widths) else None
