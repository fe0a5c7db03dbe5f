"""Rewrite repeats of repeats, which take exponential time, to an equal language."""

from __future__ import annotations

from dataclasses import replace

from .nodes import Branches, Capture, Group, Kind, Node, One, Pattern, Reference, Repeat
from .quantifiers import Quantifier

_SIGNS = {0: "*", 1: "+"}


def simplify(pattern: Pattern) -> Pattern:
    """`([0-9]+)+` is `([0-9])+`; a pattern that refers to captures stays as it is."""
    if _refers(pattern.branches):
        return pattern
    return replace(pattern, branches=_branches(pattern.branches))


def _refers(branches: Branches) -> bool:
    for branch in branches:
        for node in branch:
            item = node.item if isinstance(node, Repeat) else node
            if isinstance(item, Reference):
                return True
            if isinstance(item, Group | Capture) and _refers(item.branches):
                return True
    return False


def _branches(branches: Branches) -> Branches:
    return tuple([tuple([_node(node) for node in branch]) for branch in branches])


def _node(node: Node) -> Node:
    match node:
        case Repeat(item, quantifier):
            inner = _node(item)
            assert isinstance(inner, One | Reference | Group | Capture)
            return _repeat(Repeat(inner, quantifier))
        case Group() | Capture():
            return replace(node, branches=_branches(node.branches))
        case _:
            return node


def _repeat(repeat: Repeat) -> Repeat:
    """``(x+){a,b}`` is ``x{a,}``, and ``(x*){a,b}`` is ``x*``."""
    outer = repeat.quantifier
    match repeat.item:
        case Group(Kind.PLAIN, ((Repeat(One() as one, inner),),), "") as group:
            pass
        case Capture(((Repeat(One() as one, inner),),)) as group:
            pass
        case _:
            return repeat
    endless = inner.high is None and inner.low in _SIGNS
    if not endless or outer.high == 0 or not _is_greedy(inner, outer):
        return repeat
    low = outer.low if inner.low else 0
    quantifier = Quantifier(_SIGNS.get(low, f"{{{low},}}"), low, None)
    return Repeat(replace(group, branches=((one,),)), quantifier)


def _is_greedy(*quantifiers: Quantifier) -> bool:
    """Inside an atomic group lazy and possessive repeats choose, and so must stay."""
    return all(
        quantifier.text in ("*", "+", "?") or quantifier.text.endswith("}")
        for quantifier in quantifiers
    )
