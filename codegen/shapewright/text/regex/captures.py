"""The captures of a pattern, and references to them."""

from __future__ import annotations

import re

from .nodes import Reference
from .reader import Reader

GROUP_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)>")


class Captures:
    """What has been read of a pattern's captures.

    Raises:
        Untranslatable: From every method but `end`.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._begun = 0
        self._complete: set[int] = set()
        self._names: dict[str, int] = {}

    def begin(self, name: str) -> int:
        """The number of the next one.

        Args:
            name: Empty where it has none.
        """
        self._begun += 1
        if name in self._names:
            self._reader.fail(f"two groups are called {name}")
        if name:
            self._names[name] = self._begun
        return self._begun

    def end(self, number: int) -> None:
        """From here on it can be referred to."""
        self._complete.add(number)

    def by_number(self) -> Reference:
        """Read a reference by digits: as many as make the number of a capture."""
        start = self._reader.position
        number = int(self._reader.next())
        while self._reader.peek() in tuple("0123456789"):
            longer = number * 10 + int(self._reader.peek())
            if longer > self._begun:
                break
            number = longer
            self._reader.next()
        return self._reference(number, start)

    def by_name(self) -> Reference:
        """Read a reference's name."""
        start = self._reader.position
        name = self._reader.match(GROUP_NAME)
        if not name or name[1] not in self._names:
            self._reader.fail(r"\k names no group")
        return self._reference(self._names[name[1]], start)

    def _reference(self, number: int, start: int) -> Reference:
        if number not in self._complete:
            self._reader.fail("a reference stands before the end of its group", start)
        return Reference(number)
