"""The judge of the style is black, at its own line length."""

from __future__ import annotations

from importlib.metadata import version


def black_version() -> str:
    """The version of black that judges."""
    return version("black")


def format_source(text: str) -> str:
    """The text as black leaves it."""
    import black  # a quarter of a second, which a run without changes need not spend

    return black.format_str(text, mode=black.Mode())
