"""Tables that a file holds, read key by key: what is wrong is said where it stands.

Every reader gives an empty value where a table is wrong, after saying so; who reads
ends with all that was said. Our own, as the libraries that there are (pydantic, cattrs,
jsonschema) say where in a value a fault is, and not where in a file of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from math import isfinite
from typing import Any

from .diagnostics import Diagnostics, did_you_mean

_BARE = re.compile(r"[^\s.\"'\\\[\]]+")
"""A key that is plain without quotes."""


class Table:
    """One table of a TOML file.

    Args:
        where: The file, and the table's place in it.
        code: That of errors about it.
    """

    kind = "a table"

    def __init__(
        self, holder: Any, where: str, code: str, diagnostics: Diagnostics
    ) -> None:
        self.where = where
        self._code, self._diagnostics = code, diagnostics
        self._holder: dict[str, Any] = holder if isinstance(holder, dict) else {}
        self._told = False
        if not isinstance(holder, dict):
            self.error(None, f"must be {self.kind}, not {kind_of(holder, self.kind)}")
            self._told = True

    def error(self, key: str | None, message: str, hint: str = "") -> None:
        """Say that something is wrong with a key, or without one with the table.

        Once it is reported that this is no table, nothing is said about its keys.
        """
        if self._told:
            return
        where = self.where if key is None else self._below(key)
        self._diagnostics.error(self._code, where, message, hint)

    def has(self, key: str) -> bool:
        return key in self._holder

    def names(self) -> list[str]:
        """Its keys."""
        return list(self._holder)

    def only(self, known: Iterable[str], *, besides: Iterable[str] = ()) -> None:
        """Report unknown keys; those `besides` have been reported already."""
        known, besides = list(known), set(besides)
        for key in self._holder:
            if key not in known and key not in besides:
                near = did_you_mean(key, known) or f"known are {', '.join(known)}"
                self.error(key, "is an unknown key", near)

    def demand(self, key: str) -> bool:
        """Whether there is such a key; says so where there is none."""
        if key not in self._holder:
            self.error(key, "is required")
        return key in self._holder

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; one that is required says something."""
        value = self._typed(key, str, "text")
        if not required or not self.demand(key):
            return value or ""
        if value is not None and not value.strip():
            self.error(key, "is empty")
        return value or ""

    def flag(self, key: str) -> bool:
        return bool(self._typed(key, bool, "true or false"))

    def texts(
        self, key: str, *, least: int = 0, different: bool = False
    ) -> tuple[str, ...]:
        """A list of texts; if so many are demanded, each says something."""
        if least and not self.demand(key):
            return ()
        values = self._typed(key, list, "a list of texts")
        if values is None:
            return ()
        if not all(isinstance(value, str) for value in values):
            self.error(key, "must be a list of texts")
            return ()
        if least and "" in map(str.strip, values):
            self.error(key, "must hold no empty text")
        elif different and len(set(values)) < len(values):
            self.error(key, "must hold different texts")
        elif len(values) < least:
            self.error(key, f"must hold {least} or more")
        return tuple(values)

    def bound(self, key: str) -> float | None:
        """A finite number."""
        value = self._typed(key, (int, float), "a number")
        if value is None:
            return None
        odd = isinstance(value, float) and not isfinite(value)
        if isinstance(value, bool) or odd:
            self.error(key, "must be a finite number")
            return None
        return value  # type: ignore[no-any-return]

    def table(self, key: str) -> Table:
        """A table in this one; an empty one where there is none."""
        holder = self._holder.get(key, {})
        inner = Table(holder, self._below(key), self._code, self._diagnostics)
        inner._told = inner._told or self._told
        return inner

    @property
    def is_broken(self) -> bool:
        """Whether it is no table, which has been said."""
        return self._told

    def whole(self, key: str) -> int | None:
        """A whole number of 64 bits."""
        value = self.bound(key)
        if value is None or (abs(value) < 2**63 and value == int(value)):
            return None if value is None else int(value)
        self.no_whole(key, "must be a whole number of 64 bits")
        return None

    def no_whole(self, key: str, message: str) -> None:
        self.error(key, message)

    def tables(self, key: str, *, single: bool = False) -> list[Table]:
        """A list of tables, of which each has its number; empty for anything else.

        Args:
            single: Whether anything else is taken for one table.
        """
        value = self._holder.get(key, [])
        others = [value] if single else []
        listed = value if isinstance(value, list) else others
        where = self._below(key)
        return [
            Table(holder, f"{where}[{index}]", self._code, self._diagnostics)
            for index, holder in enumerate(listed)
        ]

    def _below(self, key: str) -> str:
        name = key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
        return (
            f"{self.where}{name}"
            if self.where.endswith(": ")
            else f"{self.where}.{name}"
        )

    def _typed(self, key: str, wanted: Any, words: str) -> Any:
        if key not in self._holder:
            return None
        value = self._holder[key]
        if isinstance(value, wanted):
            return value
        self.error(key, f"must be {words}, not {kind_of(value, self.kind)}")
        return None


def kind_of(value: Any, table: str) -> str:
    """What a value of a file is, in words.

    Args:
        table: What a dict is called there.
    """
    names = {dict: table, list: "a list", str: "text", type(None): "null"}
    names |= {bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "a date or time")
