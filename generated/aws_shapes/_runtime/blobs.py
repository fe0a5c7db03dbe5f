"""Blobs: bytes, in base64 on the wire."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Annotated, Any, TypeAlias

from .exact import Number, is_a
from .modes import Mode
from .read import Doubt

TextOrBytes: TypeAlias = Annotated[str | bytes, "text or bytes"]
"""What boto3 encodes itself. Its constructor takes what a blob's takes, and text."""

_BYTES: Any = (bytes, bytearray, memoryview)


def read_blob(value: Any, mode: Mode) -> bytes:
    """The stored form of a constructor's, boto3's or the wire's value.

    Raises:
        Doubt: Or a ValueError: it is no bytes, or no base64.
    """
    if not mode.wire:
        if type(value) is bytes:
            return value
        if is_a(value, _BYTES):
            return bytes(memoryview(value))  # not what a subclass calls its bytes
        raise Doubt
    if not is_a(value, str):
        raise Doubt
    return b64decode(str.__str__(value), validate=True)


def read_sized_blob(value: Any, mode: Mode, low: Number, high: Number) -> bytes:
    """The same, within these lengths."""
    stored = read_blob(value, mode)
    if not low <= len(stored) <= high:
        raise Doubt
    return stored


def optional_blob(value: Any, mode: Mode) -> bytes | None:
    return None if value is None else read_blob(value, mode)


def optional_sized_blob(
    value: Any, mode: Mode, low: Number, high: Number
) -> bytes | None:
    return None if value is None else read_sized_blob(value, mode, low, high)


def read_text_or_bytes(value: Any, mode: Mode) -> str | bytes:
    """The stored form of what boto3 encodes itself; it has no form on the wire."""
    if is_a(value, str):
        return str.__str__(value)
    return read_blob(value, mode)


def optional_text_or_bytes(value: Any, mode: Mode) -> str | bytes | None:
    return None if value is None else read_text_or_bytes(value, mode)


def write_blob(value: bytes, mode: Mode) -> Any:
    """The wire's base64, or the bytes themselves for boto3."""
    return b64encode(value).decode() if mode.wire else value
