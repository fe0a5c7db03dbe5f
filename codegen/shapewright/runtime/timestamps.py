"""Timestamps: aware datetimes in UTC, and the three forms they have on the wire.

See https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from math import nextafter
from typing import Any

from .modes import BUILT, Mode
from .read import Doubt

UNIX, ISO8601, RFC822 = "unixTimestamp", "iso8601", "rfc822"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_END = 253_402_300_800  # the first second of the year 10000, which datetime cannot hold
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_ISO8601 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_SECONDS = re.compile(r"-?\d{1,20}(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_RFC822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r"(?:\.(\d{1,6})\d*)? (?:GMT|UTC|\+0000)",
    re.ASCII,
)


def timestamp(value: Any, format: str, mode: Mode) -> datetime:
    """The stored form of a constructor's, boto3's or the wire's value.

    Raises:
        Doubt: Or one of `DOUBT`: it is no aware datetime, or not of the format.
    """
    if isinstance(value, datetime):
        if mode.wire or value.utcoffset() is None:
            raise Doubt
        return _exact(value.astimezone(UTC))
    if mode is BUILT or (mode.strict and not mode.wire):
        raise Doubt
    if mode.strict:
        return _PARSERS[format](value)
    return parse_any(value)


def maybe_timestamp(value: Any, format: str, mode: Mode) -> datetime | None:
    """The same, or None."""
    return None if value is None else timestamp(value, format, mode)


def parse_any(value: Any) -> datetime:
    """A timestamp in any of the three formats, or Unix seconds written as text."""
    if not isinstance(value, str):
        return parse_unix(value)
    if _ISO8601.fullmatch(value):
        return parse_iso8601(value)
    if _RFC822.fullmatch(value):
        return parse_rfc822(value)
    if not _SECONDS.fullmatch(value):
        raise Doubt
    return parse_unix(float(value))


def parse_unix(value: Any) -> datetime:
    """From seconds since 1970, to the nearest microsecond."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Doubt
    return _EPOCH + timedelta(seconds=value)


def parse_iso8601(value: Any) -> datetime:
    """From RFC 3339's profile of ISO 8601; beyond microseconds digits are dropped."""
    if not _ISO8601.fullmatch(value):
        raise Doubt
    return datetime.fromisoformat(str.upper(value)).astimezone(UTC)


def parse_rfc822(value: Any) -> datetime:
    """From HTTP's date (RFC 9110 section 5.6.7), with or without a fraction."""
    match = _RFC822.fullmatch(value)
    if not match:
        raise Doubt
    day, month, year, hour, minute, second, fraction = match.groups()
    return datetime(
        int(year),
        _MONTHS.index(month) + 1,
        int(day),
        int(hour),
        int(minute),
        int(second),
        int((fraction or "").ljust(6, "0")),
        UTC,
    )


_PARSERS = {UNIX: parse_unix, ISO8601: parse_iso8601, RFC822: parse_rfc822}


def write_timestamp(value: datetime, format: str, mode: Mode) -> Any:
    """The wire's form, or the datetime itself for boto3."""
    return _WRITERS[format](value) if mode.wire else value


def write_unix(value: datetime) -> float:
    """Seconds since 1970: an int if they are whole, else a float to the microsecond."""
    since = value - _EPOCH
    seconds = since.days * 86_400 + since.seconds
    if not since.microseconds:
        return seconds
    written = (seconds * 1_000_000 + since.microseconds) / 1_000_000
    return written if written < _END else nextafter(_END, 0)


def write_iso8601(value: datetime) -> str:
    """`2026-01-31T23:59:59Z`, with six digits more where they are not zero."""
    return value.replace(tzinfo=None).isoformat() + "Z"


def write_rfc822(value: datetime) -> str:
    """`Sat, 31 Jan 2026 23:59:59 GMT`: whole seconds."""
    day, month = _DAYS[value.weekday()], _MONTHS[value.month - 1]
    return f"{day}, {value.day:02} {month} {value.year:04} {value.time():%H:%M:%S} GMT"


_WRITERS: dict[str, Any] = {
    UNIX: write_unix,
    ISO8601: write_iso8601,
    RFC822: write_rfc822,
}


def _exact(value: datetime) -> datetime:
    """The same moment as a plain datetime, whatever subclass was given."""
    if type(value) is datetime:
        return value
    return datetime.combine(value.date(), value.timetz())
