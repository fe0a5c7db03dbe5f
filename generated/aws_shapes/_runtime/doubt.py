"""How the fast path ends when it is not sure: the thorough check then decides."""

from __future__ import annotations


class Doubt(Exception):
    """A check saw something that is not plainly right."""


IN_DOUBT = (
    Doubt,
    KeyError,
    TypeError,
    AttributeError,
    ValueError,
    OverflowError,
    RecursionError,
)
"""How the fast path ends in doubt: its own word, or Python's at a wrong value."""
