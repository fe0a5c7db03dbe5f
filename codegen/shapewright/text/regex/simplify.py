"""Rewrite what takes a backtracking matcher long into an equal pattern that does not.

Every rule replaces a part by one that matches the same texts from and to the same
positions, so rules need not know what stands around that part. In their notation `B`,
`C` and `s` are single characters, `B ⊆ C` means that C matches all that B does. Tests
prove each of them on every pattern of botocore that it touches, by automata.
"""

from __future__ import annotations

from dataclasses import replace

from .nodes import (
    Branch,
    Branches,
    Capture,
    Group,
    Kind,
    Node,
    One,
    Pattern,
    Reference,
    Repeat,
)
from .positions import atomic
from .repeats import repeated
from .runs import (
    Run,
    all_within,
    alternatives,
    apart,
    items,
    may_change,
    run,
    runs,
    singles,
    with_branches,
    within,
    without,
)

_ROUNDS = 8
"""One rule makes room for another; a few rounds find all that there is."""
_COMPARED = 100
"""Of so many alternatives each is compared with each."""


def simplify(pattern: Pattern) -> Pattern:
    """The same language; a pattern that refers to captures stays as it is."""
    if any(isinstance(item, Reference) for item in items(pattern.branches)):
        return pattern
    branches = pattern.branches
    for _ in range(_ROUNDS):
        before, branches = branches, _branches(branches)
        if branches == before:
            break
    return replace(pattern, branches=atomic(branches))


def _branches(branches: Branches) -> Branches:
    """Alternatives; a character that another one of them matches too is left out."""
    simplified = [_branch(branch) for branch in branches]
    ones: dict[Branch, One] = {}
    for branch in simplified:
        if single := singles((branch,)):
            ones[branch] = single[0]
    dropped: set[Branch] = set()
    if len(ones) > _COMPARED:
        return tuple(simplified)
    for branch, one in ones.items():
        others = [ones[key] for key in ones if key != branch and key not in dropped]
        if any(within(one, other) for other in others):
            dropped.add(branch)
    return tuple([branch for branch in simplified if branch not in dropped])


def _branch(branch: Branch) -> Branch:
    nodes: Branch = ()
    for node in branch:
        nodes += _node(node)
    for rule in (_neighbours, _into_groups, _separated):
        nodes = rule(nodes)
    return nodes


def _node(node: Node) -> tuple[Node, ...]:
    match node:
        case Repeat(Group() | Capture() as group, often) if may_change(node):
            inner = replace(group, branches=_branches(group.branches))
            return repeated(Repeat(inner, often), inner)
        case Group() | Capture() if may_change(node):
            return (replace(node, branches=_branches(node.branches)),)
    return (node,)


def _neighbours(nodes: Branch) -> Branch:
    """``C{a,b} B*`` is ``C{a} B*`` where C ⊆ B, and so from the other side."""
    done: list[Node] = []
    for node in nodes:
        done.append(node)
        while len(done) > 1:
            left, right = run(done[-2]), run(done[-1])
            if not left or not right:
                break
            if right.endless and not left.fixed and within(left.one, right.one):
                left = replace(left, high=left.low)
            elif left.endless and not right.fixed and within(right.one, left.one):
                right = replace(right, high=right.low)
            else:
                break
            if left.one.text == right.one.text:  # B{a} B{c,} is B{a+c,}
                endless = left if left.endless else right
                low = left.low + right.low
                left, right = replace(endless, low=low), replace(right, low=0, high=0)
            done[-2:] = [*left.nodes(), *right.nodes()]
    return tuple(done)


def _into_groups(nodes: Branch) -> Branch:
    """``B* (C+ x|…)`` is ``B* (C x|…)`` where C ⊆ B, and so from the other side."""
    rewritten = list(nodes)
    for index, node in enumerate(nodes):
        branches = alternatives(node)
        if branches is None or run(node):
            continue
        before = run(rewritten[index - 1]) if index else None
        after = run(nodes[index + 1]) if index + 1 < len(nodes) else None
        if before and before.endless:
            branches = _at_end(branches, before.one, 0)
        if after and after.endless:
            branches = _at_end(branches, after.one, -1)
        rewritten[index] = with_branches(node, branches)
    return _without_nothing(rewritten)


def _without_nothing(nodes: list[Node]) -> Branch:
    """A sequence without the groups that came to hold nothing."""
    return tuple([node for node in nodes if alternatives(node) != ((),)])


def _at_end(branches: Branches, outer: One, position: int) -> Branches:
    changed = []
    for branch in branches:
        part = run(branch[position]) if branch else None
        if part and not part.fixed and within(part.one, outer):
            least = replace(part, high=part.low).nodes()
            rest = branch[1:] if position == 0 else branch[:-1]
            branch = (*least, *rest) if position == 0 else (*rest, *least)
        changed.append(branch)
    return tuple(changed)


def _separated(nodes: Branch) -> Branch:
    """``B+ (s B+)*``: a separator that B matches is part of a longer B+."""
    rewritten = list(nodes)
    for index, node in enumerate(nodes[1:], 1):
        before = run(rewritten[index - 1])
        if not before or not before.endless or not isinstance(node, Repeat):
            continue
        often = node.quantifier
        if often.possessive:
            continue
        if often.low == 0 and all_within((node.item,), before.one):
            rewritten[index] = Group(Kind.PLAIN, ((),))
            continue
        inner = alternatives(node.item)
        if often.low or often.high is not None or not inner:
            continue
        sequence = runs(inner[0]) if len(inner) == 1 else None
        match sequence:
            case [Run(_, One() as sign, 1, 1), Run(one, _, 1, None) as rest] if (
                one.text == before.one.text
                and not apart(sign, one)
                and not sign.text.startswith("(?!")
            ):
                branch = (without(sign, one), *rest.nodes())
                rewritten[index] = replace(node, item=Group(Kind.PLAIN, (branch,)))
    return _without_nothing(rewritten)
