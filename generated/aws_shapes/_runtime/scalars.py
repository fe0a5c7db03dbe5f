"""Scalars in the thorough path: each function gives the value as it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

from .blobs import TextOrBytes, read_text_or_bytes
from .constraints import Timestamp
from .documents import read_document
from .doubt import IN_DOUBT
from .exact import decimal, is_a, plain
from .faults import Faults, Way
from .kinds import Kind
from .modes import BUILT, Mode
from .not_a_number import NAN, NOT_NUMBERS
from .numbers import BITS
from .streams import EventStream, Stream, read_events, read_stream
from .timestamp_formats import MOMENTS
from .timestamps import read_timestamp

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
    if type(number) is str:
        texts = mode.form.not_numbers if mode.strict else NOT_NUMBERS
        if number in texts:
            return texts[number]
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
    try:
        return mode.form.decide_blob(value)
    except IN_DOUBT:
        faults.wrong_type(at, mode.form.wanted_blob(value), value)
        return None


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
        wanted = mode.form.wanted_timestamp(value, kind.format)
        if mode.form.takes_datetimes and is_a(value, MOMENTS):
            faults.add(at, "type", f"be {wanted}")
        else:
            faults.wrong_type(at, wanted, value)
        return None


def json(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return read_document(value)
    except IN_DOUBT:
        wanted = "JSON (None, bool, int, finite float, str, lists, and maps by str)"
        faults.wrong_type(at, wanted, value)
        return None


def events(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    (event,) = kind.of
    return read_events(value, event.type)


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
    EventStream: events,
}
"""By the type in the annotation; a document counts as `dict`."""
