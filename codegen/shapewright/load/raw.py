"""One object of a parsed model, read key by key with its type checked."""

from __future__ import annotations

import hashlib
import json
from math import isfinite
from typing import Any

from ..diagnostics import Diagnostics
from ..ir.shapes import Deprecation, WireTraits


class Raw:
    """A JSON object that knows where it stands.

    Every reader gives an empty value where the model is wrong, after saying so; the
    stage then ends with all that was said.
    """

    def __init__(
        self, holder: Any, file: str, where: str, diagnostics: Diagnostics
    ) -> None:
        self._file, self._where, self._diagnostics = file, where, diagnostics
        self._holder: dict[str, Any] = holder if isinstance(holder, dict) else {}
        self._told = not isinstance(holder, dict)
        if self._told:
            self.error("M108", f"must be an object, not {_kind(holder)}", "")

    def error(self, code: str, message: str, hint: str) -> None:
        where = f"{self._file}: {self._where}" if self._where else self._file
        self._diagnostics.error(code, where, message, hint)

    def digest(self) -> str:
        """sha256 of the object, whatever the order of its keys."""
        text = json.dumps(self._holder, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def has(self, key: str) -> bool:
        return key in self._holder

    def text(self, key: str, *, required: bool = False) -> str:
        value = self._typed(key, str, "text")
        if required and self._demand(key) and value == "":
            self.error("M109", f"has an empty {key!r}", "name something")
        return value or ""

    def flag(self, key: str) -> bool:
        return bool(self._typed(key, bool, "true or false"))

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._typed(key, list, "a list of texts")
        if values is not None and not all(isinstance(value, str) for value in values):
            self.error("M108", f"{key!r} must be a list of texts", "")
            return ()
        return tuple(values or ())

    def whole(self, key: str) -> int | None:
        value = self.bound(key)
        if value is None:
            return None
        if abs(value) < 2**63 and value == int(value):
            return int(value)
        self.error("M106", f"{key} must be a whole number of 64 bits", "")
        return None

    def bound(self, key: str) -> float | None:
        value = self._typed(key, (int, float), "a number")
        if value is None:
            return None
        odd = isinstance(value, float) and not isfinite(value)
        if isinstance(value, bool) or odd:
            self.error("M108", f"{key!r} must be a finite number", "")
            return None
        return value  # type: ignore[no-any-return]

    def child(self, key: str, *, required: bool = False) -> Raw:
        if required and not self._demand(key):
            return self._silent()
        return self._at(self._holder.get(key, {}), key)

    def children(self, key: str, *, required: bool = False) -> list[tuple[str, Raw]]:
        if required:
            self._demand(key)
        holders = self._typed(key, dict, "an object") or {}
        below = self._where if key == "members" else ""
        return [
            (name, self._at(holder, f"{below}${name}" if below else name, whole=True))
            for name, holder in holders.items()
        ]

    def names(self, key: str) -> list[str]:
        value = self._holder.get(key)
        return list(value) if isinstance(value, dict) else []

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

    def _demand(self, key: str) -> bool:
        if key in self._holder:
            return True
        if not self._told:
            self.error("M109", f"lacks the key {key!r}", "add it")
        return False

    def _silent(self) -> Raw:
        """An object that is missing, which has been said."""
        empty = Raw({}, self._file, self._where, self._diagnostics)
        empty._told = True
        return empty

    def _at(self, holder: Any, key: str, *, whole: bool = False) -> Raw:
        where = key if whole or not self._where else f"{self._where}${key}"
        return Raw(holder, self._file, where, self._diagnostics)

    def _typed(self, key: str, wanted: Any, words: str) -> Any:
        value = self._holder.get(key)
        if value is None and key not in self._holder:
            return None
        if isinstance(value, wanted):
            return value
        self.error("M108", f"{key!r} must be {words}, not {_kind(value)}", "")
        return None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", type(None): "null"}
    names |= {bool: "true or false", int: "a number", float: "a number"}
    return names[type(value)]
