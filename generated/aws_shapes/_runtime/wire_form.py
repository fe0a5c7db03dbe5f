"""The form of the JSON document."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from .doubt import Doubt
from .exact import is_a
from .forms import Form
from .not_a_number import NOT_NUMBERS
from .timestamp_formats import PARSERS, WRITERS, parse_any


class Wire(Form):
    """JSON, parsed: timestamps in the model's format, blobs in base64."""

    __slots__ = ()

    not_numbers = NOT_NUMBERS

    def read_timestamp(self, value: Any, format: str, strict: bool) -> datetime:
        return PARSERS[format](value) if strict else parse_any(value)

    def wanted_timestamp(self, value: Any, format: str) -> str:
        return f"a timestamp in the format {format}"

    def write_timestamp(self, value: datetime, format: str) -> Any:
        return WRITERS[format](value)

    def read_blob(self, value: Any) -> bytes:
        if not is_a(value, str):
            raise Doubt
        return b64decode(str.__str__(value), validate=True)

    def wanted_blob(self, value: Any) -> str:
        return "base64 text"

    def write_blob(self, value: bytes) -> Any:
        return b64encode(value).decode()

    def write_not_a_number(self, value: float) -> Any:
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"

    def with_error(
        self, data: dict[str, Any], code: str | None, message: str | None, error: Any
    ) -> dict[str, Any]:
        parts = {"__type": code, "message": message}
        if "message" in error._members:
            del parts["message"]
        return {k: v for k, v in parts.items() if v is not None} | data
