"""Repeats of single characters, which is where backtracking comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .nodes import Branches, Capture, Group, Item, Kind, Node, One, Repeat
from .quantifiers import Quantifier
from .ranges import LAST, intersection, inverted, union


@dataclass(frozen=True, slots=True)
class Run:
    """A character, several times.

    Attributes:
        item: What it is in the pattern; its flags and captures matter to nobody.
        high: None where there is no limit.
    """

    one: One
    item: One | Group | Capture
    low: int
    high: int | None

    @property
    def endless(self) -> bool:
        return self.high is None

    @property
    def fixed(self) -> bool:
        return self.low == self.high

    def nodes(self) -> tuple[Node, ...]:
        """As part of a sequence."""
        return times(self.item, self.low, self.high)


def run(node: Node) -> Run | None:
    """A node as a run, if it is one."""
    low, high, item = 1, 1, node
    bound: int | None = high
    if isinstance(node, Repeat):
        if node.quantifier.possessive:
            return None
        low, bound, item = node.quantifier.low, node.quantifier.high, node.item
    if isinstance(item, One):
        return Run(item, item, low, bound)
    if isinstance(item, Capture) or (isinstance(item, Group) and is_plain(item)):
        ones = singles(item.branches)
        if ones is not None:
            return Run(_either(ones), item, low, bound)
        if low == bound == 1 and len(item.branches) == 1 == len(item.branches[0]):
            return run(item.branches[0][0])
    return None


def singles(branches: Branches) -> list[One] | None:
    """Alternatives that are one character each; None if any is more."""
    ones = [b[0] for b in branches if len(b) == 1 and isinstance(b[0], One)]
    return ones if len(ones) == len(branches) else None


def is_plain(group: Group) -> bool:
    """Whether a group does nothing but hold alternatives together."""
    return group.kind is Kind.PLAIN and not group.flags


def _either(ones: list[One]) -> One:
    if len(ones) == 1:
        return ones[0]
    ranges = union([pair for one in ones for pair in one.ranges])
    text = "|".join([one.text for one in ones])
    return One(f"(?:{text})", ranges, min(one.known for one in ones))


def within(inner: One, outer: One) -> bool:
    """Whether it is sure that all that the one matches the other does too."""
    if inner.text == outer.text or (inner.parts and inner.parts <= outer.parts):
        return True
    return inner.exact and not intersection(inner.ranges, inverted(outer.ranges))


def apart(one: One, other: One) -> bool:
    """Whether it is sure that no character matches both."""
    if not one.exact:
        one, other = other, one
    sure = one.exact and (not one.ranges or one.ranges[-1][1] < other.known)
    return sure and not intersection(one.ranges, other.ranges)


def without(one: One, other: One) -> One:
    """What the one matches and the other does not."""
    ranges = intersection(one.ranges, inverted(other.ranges))
    known = min(one.known, other.known)
    if known <= LAST:
        ranges, known = (), 0
    return One(f"(?!{other.text}){one.text}", ranges, known)


def times(item: One | Group | Capture, low: int, high: int | None) -> tuple[Node, ...]:
    """An item so often; nothing at all for no times."""
    if high == 0:
        return ()
    if low == high == 1:
        return (item,)
    return (Repeat(item, quantifier(low, high)),)


def quantifier(low: int, high: int | None) -> Quantifier:
    """In its shortest spelling."""
    signs = {(0, None): "*", (1, None): "+", (0, 1): "?"}
    bounds = (
        f"{{{low}}}" if low == high else f"{{{low},{'' if high is None else high}}}"
    )
    return Quantifier(signs.get((low, high), bounds), low, high)


def alternatives(node: Node) -> Branches | None:
    """The branches of a plain group that stands there once, or not at all."""
    if isinstance(node, Repeat):
        often = node.quantifier
        if (often.low, often.high) != (0, 1) or often.possessive:
            return None
        node = node.item
    if isinstance(node, Capture) or (isinstance(node, Group) and is_plain(node)):
        return node.branches
    return None


def with_branches(node: Node, branches: Branches) -> Node:
    """The same group, or repeat of one, with other alternatives."""
    if isinstance(node, Repeat):
        assert isinstance(node.item, Group | Capture)
        return replace(node, item=replace(node.item, branches=branches))
    assert isinstance(node, Group | Capture)
    return replace(node, branches=branches)


def items(branches: Branches) -> Iterator[Item]:
    """All that stands in alternatives, at any depth."""
    for branch in branches:
        for node in branch:
            item = node.item if isinstance(node, Repeat) else node
            yield item
            if isinstance(item, Group | Capture):
                yield from items(item.branches)


def may_change(node: Node) -> bool:
    """What gives nothing back must take what it took: there, laziness matters."""
    if isinstance(node, Repeat):
        return not node.quantifier.possessive and may_change(node.item)
    return not (isinstance(node, Group) and node.kind is Kind.ATOMIC)


def all_within(nodes: tuple[Node, ...], outer: One) -> bool:
    """Whether a sequence is made of nothing but characters that `outer` matches."""
    return all(_parts_within(node, outer) for node in nodes)


def _parts_within(node: Node, outer: One) -> bool:
    if isinstance(node, Repeat):
        node = node.item
    match node:
        case One():
            return within(node, outer)
        case Capture(branches):
            return all(all_within(branch, outer) for branch in branches)
        case Group(_, branches):
            plain = is_plain(node) or node.kind is Kind.ATOMIC
            return plain and all(all_within(branch, outer) for branch in branches)
    return False


def runs(nodes: tuple[Node, ...]) -> list[Run] | None:
    """A sequence as runs, if it is nothing else."""
    parsed = [run(node) for node in nodes]
    return None if None in parsed else [one for one in parsed if one]
