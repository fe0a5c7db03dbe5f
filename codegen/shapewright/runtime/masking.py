"""What of an object is shown, and what is a secret."""

from __future__ import annotations

from typing import Any

from .kinds import reaches_secret


class _Secret:
    def __repr__(self) -> str:
        return "***"


SECRET = _Secret()
"""Stands for a value that nobody is shown."""


def hidden(self: Any) -> tuple[str, ...]:
    """The attributes of an object that nobody is shown."""
    # an unknown variant, beside members that are secret, may be secret too
    more = ("_unknown", "_error", "error_message") if self.SENSITIVE else ()
    return (*self.SENSITIVE, *more)


def shown(self: Any) -> list[tuple[str, Any]]:
    """What is set in an object, by name, with its secrets hidden."""
    pairs: list[tuple[str, Any]] = []
    secrets = hidden(self)
    for name in self._slots:
        value = getattr(self, name)
        if value is None:
            continue
        if name in secrets or (name == "_unknown" and reaches_secret(self.__class__)):
            pairs.append((name, SECRET))
        elif name == "_error":
            details = zip(("error_code", "error_message"), value, strict=True)
            pairs += [pair for pair in details if pair[1] is not None]
        else:
            pairs.append((name, value))
    return pairs
