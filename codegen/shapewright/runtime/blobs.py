"""Blobs: bytes, in base64 on the wire."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from .modes import Mode
from .read import Doubt

_BYTES: Any = (bytes, bytearray, memoryview)


def blob(value: Any, mode: Mode) -> bytes:
    """The stored form of a constructor's, boto3's or the wire's value.

    Raises:
        Doubt: Or a ValueError: it is no bytes, or no base64.
    """
    if not mode.wire:
        if type(value) is bytes:
            return value
        if isinstance(value, _BYTES):
            return bytes(value)
        raise Doubt
    if not isinstance(value, str):
        raise Doubt
    return b64decode(str.__str__(value), validate=True)


def sized_blob(value: Any, mode: Mode, low: float, high: float) -> bytes:
    """The same, within these lengths."""
    stored = blob(value, mode)
    if not low <= len(stored) <= high:
        raise Doubt
    return stored


def maybe_blob(value: Any, mode: Mode) -> bytes | None:
    return None if value is None else blob(value, mode)


def maybe_sized_blob(value: Any, mode: Mode, low: float, high: float) -> bytes | None:
    return None if value is None else sized_blob(value, mode, low, high)


def write_blob(value: bytes, mode: Mode) -> Any:
    """The wire's base64, or the bytes themselves for boto3."""
    return b64encode(value).decode() if mode.wire else value
