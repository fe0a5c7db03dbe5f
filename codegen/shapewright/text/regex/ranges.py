"""Sets of code points, and how they are written between the brackets of a class."""

from __future__ import annotations

from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]
"""Inclusive ranges in ascending order; they neither overlap nor touch."""

LAST = 0x10FFFF
ALL = LAST + 1
ASCII = 0x80
NOTHING: Ranges = ()
EVERYTHING: Ranges = ((0, LAST),)

_TO_OTHER_CASE = ord("a") - ord("A")
_SPECIAL_IN_CLASS = frozenset("\\[]^-")
_NAMED = {0x09: r"\t", 0x0A: r"\n", 0x0C: r"\f", 0x0D: r"\r"}


def pairs(text: str) -> Ranges:
    """Read ranges from their ends: ``"09AF"`` is 0 to 9 and A to F."""
    ends = zip(text[::2], text[1::2], strict=True)
    return tuple((ord(low), ord(high)) for low, high in ends)


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Put ranges in order and join those that meet."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def inverted(ranges: Ranges) -> Ranges:
    """Return all other code points."""
    gaps, start = [], 0
    for low, high in ranges:
        if start < low:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


def intersection(left: Ranges, right: Ranges) -> Ranges:
    """Return the code points that are in both."""
    return inverted(union(inverted(left) + inverted(right)))


def both_cases(ranges: Ranges) -> Ranges:
    """Add each ASCII letter's other case, as ``(?i)`` does in Java and in ``re.A``."""
    upper = intersection(ranges, pairs("AZ"))
    lower = intersection(ranges, pairs("az"))
    return union(
        ranges
        + tuple((low + _TO_OTHER_CASE, high + _TO_OTHER_CASE) for low, high in upper)
        + tuple((low - _TO_OTHER_CASE, high - _TO_OTHER_CASE) for low, high in lower)
    )


def escaped(code: int) -> str:
    """Write a code point as the shortest numeric escape of `re`."""
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def members(ranges: Ranges) -> str:
    """Write ranges as they stand between brackets; nothing is the empty text."""
    return "".join(_member(low, high) for low, high in ranges)


def whole_class(ranges: Ranges) -> str:
    """Write ranges as a class, negated where that is shorter."""
    plain = f"[{members(ranges)}]"
    negated = f"[^{members(inverted(ranges))}]"
    if ranges == NOTHING or (ranges != EVERYTHING and len(negated) < len(plain)):
        return negated
    return plain


def _member(low: int, high: int) -> str:
    if low == high:
        return _character(low)
    hyphen = "" if low + 1 == high else "-"
    return _character(low) + hyphen + _character(high)


def _character(code: int) -> str:
    if not 0x20 <= code < 0x7F:
        return _NAMED.get(code) or escaped(code)
    return "\\" + chr(code) if chr(code) in _SPECIAL_IN_CLASS else chr(code)
