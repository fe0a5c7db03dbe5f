"""The formats of timestamps, and moments as they are stored: in UTC.

See https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from .doubt import Doubt
from .exact import Number, decimal, plain

UNIX, ISO8601, RFC822 = "unixTimestamp", "iso8601", "rfc822"

MOMENTS: tuple[Any, ...] = tuple(
    [cls for cls in datetime.__mro__ if cls.__module__ == "datetime"][:1]
)
"""The class `datetime`, where those who freeze clocks do not replace it."""

_EPOCH: datetime = MOMENTS[0](1970, 1, 1, tzinfo=UTC)
_EXACT = 2**33  # up to here, in 2242, floats tell all microseconds apart
_NUMBERS = (int, float)
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
# From Python 3.14 on `fromisoformat` also reads 24:00, which is no time of RFC 3339.
_ISO8601 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt](?!24)\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_SECONDS = re.compile(r"-?\d{1,20}(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_RFC822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r"(?:\.(\d{1,6})\d*)? (?:GMT|UTC|\+0000)",
    re.ASCII,
)
_ZONE = r" ?(?:GMT|UTC|UT|Z|([+-])(\d\d):?(\d\d)?)?"
_ANY_ISO8601 = re.compile(
    r"(\d{4}-\d\d-\d\d|\d{8}(?=T))"
    rf"(?:[T ](?!24)(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{{6}}(?:[.,]\d+)?))?{_ZONE}",
    re.ASCII | re.IGNORECASE,
)
_ANY_RFC822 = re.compile(
    r"(?:[A-Z]{3,9},? )?(\d{1,2})[ -]([A-Z]{3})[ -](\d{4}|\d\d) (\d\d?):(\d\d)"
    rf"(?::(\d\d)(?:\.(\d{{1,6}})\d*)?)?{_ZONE}",
    re.ASCII | re.IGNORECASE,
)


def as_moment(value: datetime, strict: bool) -> datetime:
    """A datetime as it is stored.

    Raises:
        Doubt: A strict read is given one without a zone.
    """
    moment = value if type(value) in MOMENTS else _exact(value)
    if moment.utcoffset() is None:
        if strict:
            raise Doubt
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def parse_any(value: Any) -> datetime:
    """What botocore reads: any of the three formats, in all their spellings.

    Unix seconds may be text. Without a zone a time is in UTC, as it is for botocore.
    """
    value = plain(value)
    if type(value) is not str:
        if type(value) in _NUMBERS:
            return parse_unix(value)
        value = str(decimal(value))
    text: str = value
    if _ISO8601.fullmatch(text):
        return parse_iso8601(text)
    if _RFC822.fullmatch(text):
        return parse_rfc822(text)
    if _SECONDS.fullmatch(text):
        return _from_seconds(text)
    if match := _ANY_ISO8601.fullmatch(text):
        return _any_iso8601(match)
    if match := _ANY_RFC822.fullmatch(text):
        return _any_rfc822(match)
    raise Doubt


def parse_unix(value: Any) -> datetime:
    """From seconds since 1970, to the nearest microsecond.

    Later than 2242 a number says less than that. Its shortest text is what it means,
    and what no number says is text, as `write_unix` has it.
    """
    value = plain(value)
    if type(value) is str:
        moment = _from_seconds(value) if _SECONDS.fullmatch(value) else _EPOCH
        if write_unix(moment) != value:
            raise Doubt
        return moment
    if type(value) not in _NUMBERS:
        raise Doubt
    if type(value) is int or -_EXACT < value < _EXACT:
        return _EPOCH + timedelta(seconds=value)
    return _from_seconds(float.__repr__(value))


def _from_seconds(text: str) -> datetime:
    from decimal import Context, Decimal

    # not the program's own context, which may trap or round
    exact = Context(prec=400, traps=[])
    micros = Decimal(text, exact).scaleb(6, exact)
    return _EPOCH + timedelta(microseconds=round(micros))


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


def _any_iso8601(match: re.Match[str]) -> datetime:
    day, time, *zone = match.groups()
    moment = datetime.fromisoformat(f"{day}T{time.replace(',', '.')}" if time else day)
    return moment.replace(tzinfo=_zone(*zone)).astimezone(UTC)


def _any_rfc822(match: re.Match[str]) -> datetime:
    day, month, year, hour, minute, second, fraction, *zone = match.groups()
    if len(year) == 2:  # as POSIX has it
        year = f"{'19' if year > '68' else '20'}{year}"
    moment = datetime(
        int(year),
        _MONTHS.index(month.capitalize()) + 1,
        int(day),
        int(hour),
        int(minute),
        int(second or 0),
        int((fraction or "").ljust(6, "0")),
        _zone(*zone),
    )
    return moment.astimezone(UTC)


def _zone(sign: str | None, hours: str | None, minutes: str | None) -> timezone:
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset)


PARSERS = {UNIX: parse_unix, ISO8601: parse_iso8601, RFC822: parse_rfc822}


def write_unix(value: datetime) -> Number | str:
    """Seconds since 1970: an int if they are whole, else a float to the microsecond.

    Later than 2242, or before 1697, not every microsecond has a float: one that has
    none is text.
    """
    since = value - _EPOCH
    seconds = since.days * 86_400 + since.seconds
    if not since.microseconds:
        return seconds
    micros = seconds * 1_000_000 + since.microseconds
    written = micros / 1_000_000
    if -_EXACT < written < _EXACT:
        return written
    text = f"{abs(micros) // 1_000_000}.{abs(micros) % 1_000_000:06}".rstrip("0")
    text = f"-{text}" if micros < 0 else text
    return written if float.__repr__(written) == text else text


def write_iso8601(value: datetime) -> str:
    """`2026-01-31T23:59:59Z`, with six digits more where they are not zero."""
    return value.replace(tzinfo=None).isoformat() + "Z"


def write_rfc822(value: datetime) -> str:
    """`Sat, 31 Jan 2026 23:59:59 GMT`: whole seconds."""
    day, month = _DAYS[value.weekday()], _MONTHS[value.month - 1]
    return f"{day}, {value.day:02} {month} {value.year:04} {value.time():%H:%M:%S} GMT"


WRITERS: dict[str, Any] = {
    UNIX: write_unix,
    ISO8601: write_iso8601,
    RFC822: write_rfc822,
}


def _exact(value: datetime) -> datetime:
    """The same moment as a plain datetime, of whatever subclass it is."""
    (cls,) = MOMENTS
    exact: datetime = cls.combine(cls.date(value), cls.timetz(value))
    return exact
