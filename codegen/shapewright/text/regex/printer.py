"""Write a parsed pattern in `re`'s dialect."""

from __future__ import annotations

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
    Pattern,
    Reference,
    Repeat,
)

_DIGITS = tuple("0123456789")


class Printer:
    """Writes one pattern.

    Captures stay, so that the text reads like the model's; the runtime makes plain
    groups of them, which are faster.
    """

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern

    def text(self) -> str:
        """Write all of it."""
        flags = self._pattern.flags
        opening = f"(?{flags})" if flags else ""
        return opening + self._branches(self._pattern.branches, last=True)

    def _branches(self, branches: Branches, *, last: bool) -> str:
        return "|".join(self._branch(branch, last=last) for branch in branches)

    def _branch(self, branch: Branch, *, last: bool) -> str:
        """Write a sequence, from its end, because what follows an item decides.

        Where nothing that takes a character can follow (`last`), and a match that ends
        too early is tried again, the ``$`` of `re` is good enough. It matches before a
        final newline as well, but then the newline is left over.
        """
        texts = [""]
        for node in reversed(branch):
            text = self._node(node, last=last)
            if isinstance(node, Reference) and texts[-1].startswith(_DIGITS):
                text = f"(?:{text})"
            texts.append(text)
            last = last and isinstance(node, Edge | Dollar)
        return "".join(reversed(texts))

    def _node(self, node: Node, *, last: bool) -> str:
        match node:
            case One(text) | Edge(text):
                return text
            case Dollar():
                return "$" if last else r"\Z"
            case Reference(number):
                return f"\\{number}"
            case Repeat(item, quantifier):
                tried_again = quantifier.high == 1 and not quantifier.possessive
                return self._node(item, last=last and tried_again) + quantifier.text
            case Capture(branches):
                return f"({self._branches(branches, last=last)})"
            case Group(kind, branches, flags):
                opening = f"(?{flags}:" if flags else kind.value
                last = last and kind is Kind.PLAIN
                return f"{opening}{self._branches(branches, last=last)})"
        assert_never(node)
