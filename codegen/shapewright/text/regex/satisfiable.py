"""Whether any text can match: an edge in the middle of a pattern leaves none."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from .nodes import (
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

_STARTS = ("^", r"\A")


class _State(NamedTuple):
    """What is sure of the position between two nodes."""

    begun: bool
    """A character stands before it."""
    ended: bool
    """None stands behind it."""


def is_satisfiable(branches: Branches) -> bool:
    """False only where it is sure that no text matches."""
    return _walk(branches, _State(False, False)) is not None


def _walk(branches: Branches, before: _State) -> _State | None:
    """What is sure behind alternatives; None where none of them can match."""
    states = [state for state in (_branch(b, before) for b in branches) if state]
    if not states:
        return None
    return _State(all(s.begun for s in states), all(s.ended for s in states))


def _branch(branch: tuple[Node, ...], state: _State | None) -> _State | None:
    for node in branch:
        if state is None:
            return None
        state = _node(node, state)
    return state


def _node(node: Node, state: _State) -> _State | None:
    match node:
        case One():
            return None if state.ended else _State(True, False)
        case Edge(text):
            if text in _STARTS:
                return None if state.begun else state
            return _State(state.begun, state.ended or text == r"\Z")
        case Dollar():
            return _State(state.begun, True)
        case Repeat(item, quantifier):
            return _node(item, state) if quantifier.low else state
        case Group(Kind.PLAIN | Kind.ATOMIC, branches) | Capture(branches):
            return _walk(branches, state)
        case Reference() | Group():
            return state
    assert_never(node)
