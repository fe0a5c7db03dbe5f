"""Patterns that say so little that no regular expression is asked."""

from __future__ import annotations

ONE_LINE = {".*": "", ".+": "1"}
"""Patterns that say no more than that there is no newline, with the least length."""
_ANY = (r"[\s\S]", r"[\S\s]", r"[\w\W]", r"[\w\W\s\S]")
_ANYTHING = {"(?s).*": "", "(?s).+": "1"} | {
    f"{before}{character}{repeat}{after}": least
    for character in _ANY
    for repeat, least in (("*", ""), ("+", "1"))
    for before, after in (("", ""), ("^", "$"), ("(", ")"), ("^(", ")$"))
}
UNASKED = ONE_LINE | _ANYTHING
"""Patterns that are checked without a regular expression, and the least length that
each demands."""
