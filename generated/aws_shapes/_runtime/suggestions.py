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
        """What is allowed with its likeness, the nearest first, else in its order."""
        if not 0 < len(self._text) <= _LONG:
            return [(0.0, text) for text in self._allowed]
        from difflib import SequenceMatcher

        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(self._text.casefold())
        ranked: list[tuple[float, str]] = []
        for text in self._allowed:
            matcher.set_seq1(text.casefold())
            ranked.append((matcher.ratio(), text))
        return sorted(ranked, key=lambda pair: -pair[0])
