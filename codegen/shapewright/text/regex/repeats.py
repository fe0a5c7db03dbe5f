"""Rewrite groups that are repeated; the rules are as in `simplify.py`."""

from __future__ import annotations

from dataclasses import replace

from .nodes import Branch, Capture, Group, Kind, Node, One, Repeat
from .runs import Run, apart, is_plain, run, runs, times, within, without


def repeated(repeat: Repeat, group: Group | Capture) -> tuple[Node, ...]:
    """A repeat of a group, whose branches are rewritten already."""
    if (isinstance(group, Group) and not is_plain(group)) or run(repeat):
        return (repeat,)
    low, high = repeat.quantifier.low, repeat.quantifier.high
    if len(group.branches) == 1:
        sequence = runs(group.branches[0])
        if sequence and (merged := _of_one_kind(sequence, group, low, high)):
            return merged
    if high is None:
        return _endless(group, low)
    return (repeat,)


def _of_one_kind(
    sequence: list[Run], group: Group | Capture, low: int, high: int | None
) -> tuple[Node, ...] | None:
    """``(s B*){m,n}`` is ``(s B*){m}`` where s ⊆ B: B* takes the others in itself.

    Anywhere in the sequence, if all of it is within B.
    """
    for part in sequence:
        if part.endless and all(within(other.one, part.one) for other in sequence):
            if len(sequence) == 1:
                least = low * part.low
                if high == 0 or (part.low > 1 and low != 1):
                    return None
                return times(part.item, least, None)
            if high is None or high > max(low, 1):
                return times(group, low, max(low, 1))
    return None


def _endless(group: Group | Capture, low: int) -> tuple[Node, ...]:
    branches = tuple([_once(branch) for branch in group.branches])
    inner = replace(group, branches=branches)
    if len(branches) == 1 and (sequence := runs(branches[0])):
        core = [part for part in sequence if part.low]
        if len(core) == 1 and core[0].low == core[0].high == 1:
            (taken,) = core
            others = [part for part in sequence if part is not taken]
            if all(within(part.one, taken.one) for part in others):
                return times(taken.item, low, None)  # (a* B)* is B* where a ⊆ B
            inner = replace(group, branches=(_told_apart(sequence, taken),))
    return times(inner, low, None)


def _once(branch: Branch) -> Branch:
    """``(a? B+)*`` is ``(a? B)*``, further B's begin further rounds."""
    sequence = runs(branch)
    core = [part for part in sequence or () if part.low]
    if sequence is None or len(core) != 1 or core[0].low != 1 or core[0].high == 1:
        return branch
    return _joined(
        [replace(part, high=1) if part is core[0] else part for part in sequence]
    )


def _told_apart(sequence: list[Run], core: Run) -> Branch:
    """``(a? B)*``: what a and B share begins a round of its own, so a need not."""
    return _joined(
        [
            (
                replace(part, one=(one := without(part.one, core.one)), item=_held(one))
                if part is not core
                and part.high == 1
                and len(sequence) == 2
                and not apart(part.one, core.one)
                and not part.one.text.startswith("(?!")
                else part
            )
            for part in sequence
        ]
    )


def _held(one: One) -> Group:
    return Group(Kind.PLAIN, ((one,),))


def _joined(sequence: list[Run]) -> Branch:
    return tuple([node for part in sequence for node in part.nodes()])
