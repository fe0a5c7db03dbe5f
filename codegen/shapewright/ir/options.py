"""What a user chooses about one package, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CHECKS = ("length", "range", "pattern", "enum", "rule")
"""The kinds of check that can be switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Checks that are switched off."""

    everywhere: frozenset[str] = frozenset()
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By shape, or by `Shape$Member`."""

    @property
    def anywhere(self) -> frozenset[str]:
        """The kinds that are switched off at one place or more."""
        return self.everywhere.union(*self.places.values())

    def off_for(self, *places: str) -> frozenset[str]:
        off = self.everywhere
        for place in places:
            off |= self.places.get(place, frozenset())
        return off
