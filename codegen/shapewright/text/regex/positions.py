"""Atomic groups, where a part of a pattern may stand at many positions."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from .nodes import Branch, Branches, Capture, Dollar, Group, Kind, Node, Repeat
from .runs import (
    Run,
    all_within,
    alternatives,
    apart,
    items,
    may_change,
    quantifier,
    run,
    times,
    with_branches,
    within,
)

_COPIES = 3
"""How often a group may have to come to be written out so often."""
_LARGEST = 200
"""How many items it may then have: copies of copies are very many."""
_ENDS = 2
"""Each rule is about a repeat before and one behind, both with no limit."""
_FIRST = 100
"""How many runs are tried as the first, each with all that follows it."""
_ONCE = quantifier(1, 1)


def atomic(branches: Branches) -> Branches:
    """The same language, of alternatives behind which a pattern ends."""
    return tuple([_atomic(branch) for branch in branches])


def _atomic(branch: Branch) -> Branch:
    """Plain groups are written out where that makes for more atomic ones."""
    nodes = _opened(branch)
    if _endless((nodes,)) < _ENDS:
        return branch
    last = _last(_leftmost(branch))
    if nodes == branch:
        return last
    opened = _last(_leftmost(nodes))
    return opened if _atoms(opened) > _atoms(last) else last


def _endless(branches: Branches) -> int:
    """How many repeats have no limit, at any depth."""
    count = 0
    for node in chain.from_iterable(branches):
        item = node
        if isinstance(node, Repeat):
            count += node.quantifier.high is None
            item = node.item
        if isinstance(item, Group | Capture):
            count += _endless(item.branches)
    return count


def _atoms(branch: Branch) -> int:
    groups = [item for item in items((branch,)) if isinstance(item, Group)]
    return sum(group.kind is Kind.ATOMIC for group in groups)


def _opened(branch: Branch) -> Branch:
    """``(a b){2} (c)`` is ``a b a b c``."""
    nodes: Branch = ()
    for node in branch:
        often = node.quantifier if isinstance(node, Repeat) else _ONCE
        group = alternatives(node.item if isinstance(node, Repeat) else node)
        few = often.low == often.high and often.low <= _COPIES and not often.possessive
        if few and group and len(group) == 1 and not run(node):
            opened = _opened(group[0])
            if often.low * sum(1 for _ in items((opened,))) <= _LARGEST:
                nodes += opened * often.low
                continue
        nodes += (node,)
    return nodes


# ---- the leftmost one


def _leftmost_in(branches: Branches) -> Branches:
    return tuple([_leftmost(branch) for branch in branches])


def _leftmost(branch: Branch) -> Branch:
    """``B* s B*`` is ``(?>B*? s) B*`` where s ⊆ B.

    If any position of s will do then the first will: what lies between is B's, and the
    last B* takes it. s may be longer, if its length is fixed.
    """
    nodes = tuple([_inside(node) for node in branch])
    done: list[Node] = []
    index = 0
    while index < len(nodes):
        first = run(nodes[index])
        atom = _atom(nodes[index:], first) if first and first.endless else None
        done.append(atom or nodes[index])
        index += len(atom.branches[0]) if atom else 1
    return tuple(done)


def _atom(nodes: Branch, first: Run) -> Group | None:
    """The run at the beginning and what it looks for, if the leftmost one will do."""
    sign = 1
    while sign < len(nodes) and _is_sign(nodes[sign], first):
        sign += 1
    behind = run(nodes[sign]) if sign < len(nodes) else None
    if sign == 1 or not behind or not behind.endless:
        return None
    if not within(first.one, behind.one):
        return None
    often = quantifier(first.low, None)
    lazy = Repeat(first.item, replace(often, text=f"{often.text}?"))
    return Group(Kind.ATOMIC, ((lazy, *nodes[1:sign]),))


def _is_sign(node: Node, around: Run) -> bool:
    """Whether a node has a length, and nothing that the run around it has not."""
    part = run(node)
    return bool(part and part.fixed and within(part.one, around.one))


def _inside(node: Node) -> Node:
    if not may_change(node):
        return node
    match node:
        case Repeat(Group() | Capture() as group, often):
            return Repeat(_inside_group(group), often)
        case Group() | Capture():
            return _inside_group(node)
    return node


def _inside_group(group: Group | Capture) -> Group | Capture:
    return replace(group, branches=_leftmost_in(group.branches))


# ---- the last one


def _last(branch: Branch) -> Branch:
    """At the end ``B* s C*`` is ``(?>B* s) C*`` where s has a length or s ⊆ C.

    If any position of s will do then the last will: what follows it is C's too.
    """
    end = len(branch)
    while isinstance(branch[end - 1], Dollar):  # a branch is not only these
        end -= 1
    before, node, edges = branch[: end - 1], branch[end - 1], branch[end:]
    behind, inner = run(node), alternatives(node)
    if inner and not behind:
        return (*before, with_branches(node, atomic(inner)), *edges)
    start = _start(before, behind) if behind and behind.endless else None
    if not behind or start is None:
        return branch
    first = _greedy(before[start])
    sign = (*first, *before[start + 1 :], *times(behind.item, behind.low, behind.low))
    rest = times(behind.item, 0, None)
    return (*before[:start], Group(Kind.ATOMIC, (sign,)), *rest, *edges)


def _greedy(node: Node) -> Branch:
    """The same run, which takes the last position first even where it was lazy."""
    inner = node
    while isinstance(inner, Group | Capture):  # which `run` looks into
        inner = inner.branches[0][0]
    if isinstance(inner, Repeat) and inner.quantifier.lazy:
        as_run = run(node)
        assert as_run
        return times(as_run.item, as_run.low, None)
    return (node,)


def _start(nodes: Branch, behind: Run) -> int | None:
    """Where the first run stands of which the last position of what follows will do."""
    for index, node in enumerate(nodes[:_FIRST]):
        first, sign = run(node), nodes[index + 1 :]
        if first and first.endless and sign and _may_be_last(sign, first, behind):
            return index
    return None


def _may_be_last(sign: Branch, first: Run, behind: Run) -> bool:
    if _atoms(sign):
        return False
    parts = [part for part in map(run, sign) if part]
    if any(apart(p.one, r.one) for p in parts for r in (first, behind)):
        return False  # only one position is possible
    fixed = len(parts) == len(sign) and all(part.fixed for part in parts)
    return fixed or all_within(sign, behind.one)
