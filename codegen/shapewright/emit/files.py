"""A file to be written, before it is."""

from __future__ import annotations

from dataclasses import dataclass

DISTRIBUTION = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
"""The files beside a package that make it a distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of a package, or of its distribution."""

    path: str
    """Below the package's folder; a distribution's file lies in the output's root."""
    text: str
    origin: str = ""
    """The digest of the shapes it came from."""
    of_distribution: bool = False
