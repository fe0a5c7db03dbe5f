"""Regular expressions as the models have them, made ready when they are first asked."""

from __future__ import annotations

import re
from collections.abc import Callable

_PROPERTY = re.compile(r"\\[pP]\{")
_TOKENS = re.compile(r"\\(?:(\d)|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|(\((?!\?))", re.DOTALL)


def matcher(text: str) -> Callable[[str], re.Match[str] | None]:
    r"""What asks whether a whole string matches.

    Args:
        text: In the dialect of `re`, in which ``\p{…}`` may stand.
    """
    if _PROPERTY.search(text):
        from .unicode import expand

        text = expand(text)
    return re.compile(_without_captures(text), re.ASCII).fullmatch


def _without_captures(text: str) -> str:
    """The same language: a capture that is repeated makes `re` almost twice as slow."""
    if any(match[1] for match in _TOKENS.finditer(text)):
        return text  # it has a reference to a capture
    return _TOKENS.sub(lambda match: "(?:" if match[2] else match[0], text)
