"""Streams: bytes, text, or an object that is read elsewhere."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from .modes import Mode
from .read import Doubt

Stream: TypeAlias = Annotated[Any, "stream"]
"""What a streaming blob holds: the object that was given, unread."""

_HELD: Any = (bytes, bytearray, str)
_VIEW: Any = memoryview


def stream(value: Any, mode: Mode) -> Any:
    """The stored form; what a service answered is not looked at.

    Raises:
        Doubt: boto3 could not send it.
    """
    if isinstance(value, _VIEW):
        return bytes(value)
    if value is None or (
        mode.strict and not isinstance(value, _HELD) and not hasattr(value, "read")
    ):
        raise Doubt
    return value


def maybe_stream(value: Any, mode: Mode) -> Any:
    """The same, or None."""
    return None if value is None else stream(value, mode)
