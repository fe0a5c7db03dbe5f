"""Scalars in the thorough path: each function gives the value as it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from .blobs import TextOrBytes, blob, text_or_bytes
from .constraints import Timestamp
from .documents import document
from .faults import Faults, Way
from .kinds import Kind
from .modes import Mode
from .numbers import BITS, NOT_NUMBERS
from .read import DOUBT
from .timestamps import timestamp

_INTEGER = re.compile(r"[+-]?\d{1,40}(?:\.0*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,400}(?:\.\d*)?(?:[eE][+-]?\d{1,4})?", re.ASCII)


def string(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    if isinstance(value, str):
        return str.__str__(value)
    faults.wrong_type(at, "a string", value)
    return None


def boolean(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    if isinstance(value, bool):
        return value
    faults.wrong_type(at, "a boolean", value)
    return None


def integer(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    number = isinstance(value, int) and not isinstance(value, bool)
    if number and value.bit_length() <= BITS:
        return int.__int__(value)
    if not mode.strict:
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, str) and _INTEGER.fullmatch(value):
            return int(value.partition(".")[0])
    faults.wrong_type(at, "an integer", value)
    return None


def floating(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        if value.bit_length() <= BITS:
            return int.__int__(value)
        faults.wrong_type(at, "a number of at most 4,000 digits", value)
        return None
    if isinstance(value, float):
        return float.__float__(value) if value == value else NOT_NUMBERS["NaN"]
    if isinstance(value, str) and (mode.wire or not mode.strict):
        if str.__str__(value) in NOT_NUMBERS:
            return NOT_NUMBERS[str.__str__(value)]
        if not mode.strict and _NUMBER.fullmatch(value):
            return float(value)
    faults.wrong_type(at, "a number", value)
    return None


def binary(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return blob(value, mode)
    except DOUBT:
        faults.wrong_type(at, "base64 text" if mode.wire else "bytes", value)
        return None


def encoded(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return text_or_bytes(value, mode)
    except DOUBT:
        faults.wrong_type(at, "a string or bytes", value)
        return None


def moment(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return timestamp(value, kind.format, mode)
    except DOUBT:
        wanted = "a datetime with a time zone"
        if mode.wire:
            wanted = f"a timestamp in the format {kind.format}"
        elif isinstance(value, datetime) and value.tzinfo is None:
            wanted += " (value.replace(tzinfo=timezone.utc), if it is a time in UTC)"
        faults.wrong_type(at, wanted, value)
        return None


def json(kind: Kind, value: Any, mode: Mode, at: Way, faults: Faults) -> Any:
    try:
        return document(value)
    except DOUBT:
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
    dict: json,
    object: anything,
}
"""By the type in the annotation; a document counts as `dict`."""
