"""The form of a constructor's arguments: values as they are stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .doubt import IN_DOUBT, Doubt
from .exact import is_a
from .forms import Form
from .timestamp_formats import MOMENTS, as_moment

_BYTES: Any = (bytes, bytearray, memoryview)


class Arguments(Form):
    """What a constructor is given; nothing is written so."""

    __slots__ = ()

    takes_datetimes = True

    def read_timestamp(self, value: Any, format: str, strict: bool) -> datetime:
        if not is_a(value, MOMENTS):
            raise Doubt
        return as_moment(value, strict)

    def wanted_timestamp(self, value: Any, format: str) -> str:
        wanted = "a datetime with a time zone"
        if is_a(value, MOMENTS):
            return f"{wanted}{_of_moments(value)}"
        if is_a(value, str):
            return (
                f"{wanted} (datetime.fromisoformat(value) makes one of ISO 8601 text)"
            )
        if is_a(value, (int, float)):
            return f"{wanted} (datetime.fromtimestamp(value, timezone.utc) makes one)"
        return wanted

    def read_blob(self, value: Any) -> bytes:
        if type(value) is bytes:
            return value
        if is_a(value, _BYTES):
            return bytes(memoryview(value))  # a subclass may lie in __bytes__
        raise Doubt

    def wanted_blob(self, value: Any) -> str:
        if is_a(value, str):
            return "bytes (value.encode() makes them of text)"
        if hasattr(value, "read"):
            return "bytes (value.read() gives those of a file)"
        return "bytes"


def _of_moments(value: Any) -> str:
    """What is missing in a datetime."""
    if _has_zone(value):
        return " whose time in UTC is in the years 1 to 9999"
    return (
        ", which this one has not (value.replace(tzinfo=timezone.utc), if it is a time"
        " in UTC; value.astimezone(), if it is local)"
    )


def _has_zone(value: Any) -> bool:
    try:
        return value.utcoffset() is not None
    except IN_DOUBT:  # its tzinfo raises
        return True
