"""Timestamps: aware datetimes in UTC; what stands for them is the form's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .modes import Mode, load_forms

if TYPE_CHECKING:
    from datetime import datetime

load_forms()


def read_timestamp(value: Any, format: str, mode: Mode) -> datetime:
    """The moment that is stored.

    Raises:
        Doubt: Or one of `IN_DOUBT`: it is no aware datetime, or not of the format.
    """
    return mode.form.read_timestamp(value, format, mode.strict)


def optional_timestamp(value: Any, format: str, mode: Mode) -> datetime | None:
    """The same, or None."""
    return (
        None if value is None else mode.form.read_timestamp(value, format, mode.strict)
    )
