"""Scalars in the thorough path: each function gives the value as it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

from .blobs import TextOrBytes, read_blob, read_text_or_bytes
from .constraints import Timestamp
from .documents import read_document
from .exact import is_a, plain
from .faults import Faults, Way
from .kinds import Kind
from .modes import BUILT, Mode
from .numbers import BITS, NAN, NOT_NUMBERS, decimal
from .read import IN_DOUBT
from .streams import Stream, read_stream
from .timestamps import MOMENTS, read_timestamp

_DIGITS = 40
"""How many an integer may have that is read from a text or a `Decimal`."""
_INTEGER = re.compile(rf"[+-]?\d{{1,{_DIGITS}}}(?:\.0*)?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}
_NUMBER = re.compile(r"[+-]?\d{1,400}(?:\.\d*)?(?:[eE][+-]?\d{1,4})?", re.ASCII)


def as_text(value: Any, mode: Mode) -> str | None:
    """The text of a string; a tolerant read takes numbers and booleans for texts."""
    if type(value) is str:
        return value
    value = plain(value)
    if type(value) is str:
        return value
    if mode.strict:
        return None
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is int and value.bit_length() <= BITS:
        return repr(value)
    if type(value) is float:
        return repr(value)
    exact = decimal(value)
    return None if exact is None else str(exact)


def string(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    text = as_text(value, mode)
    if text is None:
        faults.wrong_type(at, "a string", value)
    return text


def boolean(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    if type(value) is bool:
        return value
    text = plain(value)
    if not mode.strict and type(text) is str and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    faults.wrong_type(at, "a boolean", value)
    return None


def integer(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    number = plain(value)
    if type(number) is int and number.bit_length() <= BITS:
        return number
    if not mode.strict:
        if type(number) is float and number.is_integer():
            return int(number)
        if type(number) is str and _INTEGER.fullmatch(number):
            return int(number.partition(".")[0])
        exact = decimal(value)
        if exact is not None and exact.adjusted() < _DIGITS:
            whole = int(exact)
            if whole == exact:
                return whole
    faults.wrong_type(at, "an integer", value)
    return None


def floating(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    number = plain(value)
    if type(number) is int:
        if number.bit_length() <= BITS:
            return number
        faults.wrong_type(at, "a number of at most 4,000 digits", value)
        return None
    if type(number) is float:
        return number if number == number else NAN
    if type(number) is str and (mode.wire or not mode.strict):
        if number in NOT_NUMBERS:
            return NOT_NUMBERS[number]
        if not mode.strict and _NUMBER.fullmatch(number):
            return float(number)
    wanted = "a number"
    exact = decimal(value)
    if exact is not None:
        if mode is not BUILT and isfinite(float(exact)):
            return float(exact)
        wanted += " (float(value) makes one of a Decimal)"
    faults.wrong_type(at, wanted, value)
    return None


def binary(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    given = value
    try:
        if not mode.wire and mode is not BUILT:
            given = value.read() if hasattr(value, "read") else value
            if is_a(given, str):  # boto3 encodes it so
                return str.encode(given)
        return read_blob(given, mode)
    except IN_DOUBT:
        faults.wrong_type(at, _wanted_blob(value, mode), value)
        return None


def _wanted_blob(value: Any, mode: Mode) -> str:
    if mode.wire:
        return "base64 text"
    if mode is not BUILT:
        return "bytes, text or a file"
    if is_a(value, str):
        return "bytes (value.encode() makes them of text)"
    if hasattr(value, "read"):
        return "bytes (value.read() gives those of a file)"
    return "bytes"


def streamed(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return read_stream(value, mode)
    except IN_DOUBT:
        wanted = "bytes, text or a file, which has a method `read`"
        faults.wrong_type(at, wanted, value)
        return None


def encoded(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return read_text_or_bytes(value, mode)
    except IN_DOUBT:
        faults.wrong_type(at, "a string or bytes", value)
        return None


def moment(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return read_timestamp(value, kind.format, mode)
    except IN_DOUBT:
        wanted = _wanted_moment(value, kind.format, mode)
        if is_a(value, MOMENTS) and not mode.wire:
            faults.add(at, "type", f"be {wanted}")
        else:
            faults.wrong_type(at, wanted, value)
        return None


def _wanted_moment(value: Any, format: str, mode: Mode) -> str:
    if mode.wire:
        return f"a timestamp in the format {format}"
    wanted = "a datetime with a time zone"
    if is_a(value, MOMENTS):
        if _has_zone(value):
            return f"{wanted} whose time in UTC is in the years 1 to 9999"
        return (
            f"{wanted}, which this one has not (value.replace(tzinfo=timezone.utc), if"
            " it is a time in UTC; value.astimezone(), if it is local)"
        )
    if mode is not BUILT:
        return f"{wanted}, ISO 8601 text or Unix seconds"
    if is_a(value, str):
        return f"{wanted} (datetime.fromisoformat(value) makes one of ISO 8601 text)"
    if is_a(value, (int, float)):
        return f"{wanted} (datetime.fromtimestamp(value, timezone.utc) makes one)"
    return wanted


def _has_zone(value: Any) -> bool:
    try:
        return value.utcoffset() is not None
    except IN_DOUBT:  # its zone does not know
        return True


def json(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return read_document(value)
    except IN_DOUBT:
        wanted = "JSON (None, bool, int, finite float, str, lists, and maps by str)"
        faults.wrong_type(at, wanted, value)
        return None


def anything(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    return value


SCALARS: dict[Any, Callable[[Kind, Any, Mode, Way, Faults], Any]] = {
    str: string,
    bool: boolean,
    int: integer,
    float: floating,
    bytes: binary,
    Timestamp: moment,
    TextOrBytes: encoded,
    Stream: streamed,
    dict: json,
    object: anything,
}
"""By the type in the annotation; a document counts as `dict`."""
