"""A cursor over a pattern, and the error of all that read one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

DEEPEST = 50
"""Brackets within brackets; the models stay below 10, and `re` itself recurses."""

_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_QUOTE_OR_ESCAPE = re.compile(r"\\Q(.*?)(?:\\E|\Z)|\\.", re.DOTALL)
_NEEDS_NO_ESCAPE = re.compile(r"[a-zA-Z0-9\x80-\U0010ffff]")


class Untranslatable(ValueError):
    r"""A pattern that Java refuses, or that `re` has no exact counterpart for.

    Args:
        reason: Why, in plain words.
        position: Where it was seen, counted in characters of the pattern (once any
            ``\Q…\E`` in it has been spelt with single escapes).
    """

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason, position)
        self.reason = reason
        self.position = position

    def __str__(self) -> str:
        return f"{self.reason} (at position {self.position})"


class Reader:
    """A pattern, how far it has been read, and what was met on the way."""

    def __init__(self, source: str) -> None:
        self.source = _unquoted(_PAIR.sub(_joined, source))
        self.position = 0
        self.ignore_case = False
        self.negations = 0
        """How many negative look-arounds are open."""
        self.properties: dict[str, None] = {}
        self.notes: dict[str, None] = {}
        self._depth = 0

    def peek(self, offset: int = 0) -> str:
        """Return a character without reading it, or the empty text after the end."""
        return self.source[self.position + offset : self.position + offset + 1]

    def next(self) -> str:
        """Read one character.

        Raises:
            Untranslatable: There is none.
        """
        char = self.peek()
        if not char:
            self.fail("the pattern ends too early")
        self.position += 1
        return char

    def take(self, text: str) -> bool:
        """Read `text` if it comes next."""
        is_next = self.source.startswith(text, self.position)
        if is_next:
            self.position += len(text)
        return is_next

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what `pattern` matches, if it does."""
        match = pattern.match(self.source, self.position)
        if match:
            self.position = match.end()
        return match

    def expect(self, text: str, reason: str) -> None:
        """Read `text`.

        Raises:
            Untranslatable: Something else comes next.
        """
        if not self.take(text):
            self.fail(reason)

    def fail(self, reason: str, position: int | None = None) -> NoReturn:
        """Refuse the pattern for what stands at `position`, or else comes next.

        Raises:
            Untranslatable: Always.
        """
        raise Untranslatable(reason, self.position if position is None else position)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Guard one level of recursion.

        Raises:
            Untranslatable: There are more than `DEEPEST`.
        """
        if self._depth == DEEPEST:
            self.fail(f"more than {DEEPEST} brackets stand within each other")
        self._depth += 1
        yield
        self._depth -= 1


def _joined(pair: re.Match[str]) -> str:
    """Two surrogates are one character to Java, whose strings are UTF-16."""
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _unquoted(source: str) -> str:
    r"""Spell ``\Q…\E`` with single escapes, as Java itself does before it parses."""
    return _QUOTE_OR_ESCAPE.sub(_single_escapes, source)


def _single_escapes(token: re.Match[str]) -> str:
    quoted: str | None = token[1]
    if quoted is None:
        return token[0]
    # A digit could be read as part of an escape that stands before the quotation.
    first = f"\\x3{quoted[0]}" if quoted[:1] in tuple("0123456789") else ""
    return first + "".join(
        char if _NEEDS_NO_ESCAPE.match(char) else "\\" + char
        for char in quoted[bool(first) :]
    )
