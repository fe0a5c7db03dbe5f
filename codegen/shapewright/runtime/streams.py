"""Streams: bytes, text, or an object that is read elsewhere."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from .doubt import Doubt
from .exact import is_a
from .modes import Mode

Stream: TypeAlias = Annotated[Any, "stream"]
"""What a streaming blob holds: the object that was given, unread."""

_HELD = (bytes, bytearray, str)


def read_stream(value: Any, mode: Mode) -> Any:
    """The stored value; what a service answered is not looked at.

    Raises:
        Doubt: boto3 could not send it.
    """
    if type(value) is memoryview:
        return bytes(value)
    if value is None or (
        mode.strict and not is_a(value, _HELD) and not hasattr(value, "read")
    ):
        raise Doubt
    return value


def optional_stream(value: Any, mode: Mode) -> Any:
    """The same, or None."""
    return None if value is None else read_stream(value, mode)
