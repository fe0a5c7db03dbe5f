"""One object of a parsed model, read key by key with its type checked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..diagnostics import Diagnostics
from ..ir.traits import Deprecation, WireTraits
from ..tables import Table


class Raw(Table):
    """A JSON object that knows where it stands."""

    kind = "an object"

    def __init__(
        self, holder: Any, file: str, where: str, diagnostics: Diagnostics
    ) -> None:
        self._file = file
        super().__init__(holder, where, "M108", diagnostics)

    def say(self, code: str, message: str, hint: str) -> None:
        """Say that something is wrong with the object, if it is one."""
        if self._told:
            return
        where = f"{self._file}: {self.where}" if self.where else self._file
        self._diagnostics.error(code, where, message, hint)

    def error(self, key: str | None, message: str, hint: str = "") -> None:
        self.say("M108", message if key is None else f"{key!r} {message}", hint)

    def demand(self, key: str) -> bool:
        if key not in self._holder:
            self.say("M109", f"lacks the key {key!r}", "add it")
        return key in self._holder

    def text(self, key: str, *, required: bool = False) -> str:
        value = super().text(key)
        if required and self.demand(key) and self._holder[key] == "":
            self.say("M109", f"has an empty {key!r}", "name something")
        return value

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """A text, or a list of texts."""
        if isinstance(self._holder.get(key), list):
            return self.texts(key)
        return (self.text(key),) if self.has(key) else ()

    def scalar(self, key: str) -> str | int | bool:
        """A text, a whole number, or true or false."""
        self.demand(key)
        value = self._typed(key, (str, int), "a text, a number, or true or false")
        return "" if value is None else value

    def digest(self) -> str:
        """sha256 of the object, whatever the order of its keys."""
        text = json.dumps(self._holder, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def no_whole(self, key: str, message: str) -> None:
        self.say("M106", f"{key} {message}", "")

    def child(self, key: str, *, required: bool = False) -> Raw:
        if required and not self.demand(key):
            return self._silent()
        return self._at(self._holder.get(key, {}), key)

    def children(self, key: str, *, required: bool = False) -> list[tuple[str, Raw]]:
        if required:
            self.demand(key)
        holders = self._typed(key, dict, "an object") or {}
        below = self.where if key == "members" else ""
        return [
            (name, self._at(holder, f"{below}${name}" if below else name, whole=True))
            for name, holder in holders.items()
        ]

    def names_in(self, key: str) -> list[str]:
        value = self._holder.get(key)
        return list(value) if isinstance(value, dict) else []

    def is_empty(self, key: str) -> bool:
        """Whether there is a list, and nothing in it."""
        return bool(self._holder.get(key) == [])

    def list_of(self, key: str) -> list[Raw]:
        values = self._typed(key, list, "a list of objects") or []
        return [self._at(value, key) for value in values]

    def deprecation(self) -> Deprecation | None:
        if not self.flag("deprecated"):
            return None
        message = self.text("deprecatedMessage")
        return Deprecation(message=message, since=self.text("deprecatedSince"))

    def wire_traits(self) -> WireTraits:
        return WireTraits(
            location=self.text("location"),
            location_name=self.text("locationName"),
            timestamp_format=self.text("timestampFormat"),
            jsonvalue=self.flag("jsonvalue"),
            streaming=self.flag("streaming"),
        )

    def _silent(self) -> Raw:
        """An object that is missing, which has been said."""
        empty = Raw({}, self._file, self.where, self._diagnostics)
        empty._told = True
        return empty

    def _at(self, holder: Any, key: str, *, whole: bool = False) -> Raw:
        where = key if whole or not self.where else f"{self.where}${key}"
        return Raw(holder, self._file, where, self._diagnostics)
