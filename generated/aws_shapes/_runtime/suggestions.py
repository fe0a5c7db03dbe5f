"""What may have been meant by a text that is none of those that are allowed."""

from __future__ import annotations

from functools import cached_property

_SUGGESTED = 3
_LISTED = 10
_NEAR = 0.6
"""How like a text must be; `difflib` has this too."""
_LONG = 100
"""Longer texts are no misspelt names, and comparing them takes long."""


class Choice:
    """Texts that are allowed, and one that is not among them; compared when asked.

    Args:
        listed: Whether a message lists what is allowed, as it does of an enum.
    """

    def __init__(
        self, allowed: tuple[str, ...], text: str, *, listed: bool = False
    ) -> None:
        self._allowed, self._text, self._listed = allowed, text, listed

    def masked(self) -> Choice:
        """The same without the text, which is a secret."""
        return Choice(self._allowed, "", listed=self._listed)

    def demand(self, words: str) -> str:
        """The words, and what is allowed: the nearest ten, if there are more."""
        if not self._listed:
            return words
        more = len(self._allowed) - _LISTED
        if more <= 0:
            return f"{words}: [{', '.join(self._allowed)}]"
        nearest = ", ".join([text for _, text in self._ranked[:_LISTED]])
        return f"{words}: [{nearest}] and {more:,} more"

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What is near enough to have been meant, best first."""
        near = self._ranked[:_SUGGESTED]
        return tuple([text for likeness, text in near if likeness >= _NEAR])

    @cached_property
    def _ranked(self) -> list[tuple[float, str]]:
        """The nearest ten with their likeness, else the first ten."""
        if not 0 < len(self._text) <= _LONG:
            return [(0.0, text) for text in self._allowed[:_LISTED]]
        return _nearest(self._text, self._allowed)


def _nearest(word: str, allowed: tuple[str, ...]) -> list[tuple[float, str]]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.casefold())
    best: list[tuple[float, int, str]] = []
    for index, text in enumerate(allowed):
        matcher.set_seq1(text.casefold())
        least = best[-1][0] if len(best) == _LISTED else -1.0
        # two upper bounds of the ratio, which cost less than the ratio
        if matcher.real_quick_ratio() <= least or matcher.quick_ratio() <= least:
            continue
        best.append((matcher.ratio(), -index, text))
        best.sort(reverse=True)
        del best[_LISTED:]
    return [(likeness, text) for likeness, _, text in best]
