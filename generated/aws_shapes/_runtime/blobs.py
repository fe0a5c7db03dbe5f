"""Blobs: bytes; what stands for them is the form's."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from .doubt import Doubt
from .exact import Number, is_a
from .modes import Mode, load_forms

load_forms()

TextOrBytes: TypeAlias = Annotated[str | bytes, "text or bytes"]
"""What boto3 encodes itself. Its constructor takes what a blob's takes, and text."""


def read_blob(value: Any, mode: Mode) -> bytes:
    """The bytes that are stored.

    Raises:
        Doubt: Or one of `IN_DOUBT`: it is nothing that stands for bytes.
    """
    return mode.form.read_blob(value)


def read_sized_blob(value: Any, mode: Mode, low: Number, high: Number) -> bytes:
    """The same, within these lengths."""
    stored = mode.form.read_blob(value)
    if not low <= len(stored) <= high:
        raise Doubt
    return stored


def optional_blob(value: Any, mode: Mode) -> bytes | None:
    return None if value is None else mode.form.read_blob(value)


def optional_sized_blob(
    value: Any, mode: Mode, low: Number, high: Number
) -> bytes | None:
    return None if value is None else read_sized_blob(value, mode, low, high)


def read_text_or_bytes(value: Any, mode: Mode) -> str | bytes:
    """The stored value of what boto3 encodes itself; it is no JSON."""
    if is_a(value, str):
        return str.__str__(value)
    return mode.form.read_blob(value)


def optional_text_or_bytes(value: Any, mode: Mode) -> str | bytes | None:
    return None if value is None else read_text_or_bytes(value, mode)
