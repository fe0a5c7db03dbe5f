"""The form of what a boto3 client gives and takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .arguments_form import Arguments
from .exact import is_a
from .timestamp_formats import MOMENTS, as_moment, parse_any


class Boto(Arguments):
    """boto3's dicts: values as they are stored, and what botocore makes of others."""

    __slots__ = ()

    def read_timestamp(self, value: Any, format: str, strict: bool) -> datetime:
        if not is_a(value, MOMENTS):
            return parse_any(value)
        return as_moment(value, strict)

    def wanted_timestamp(self, value: Any, format: str) -> str:
        if is_a(value, MOMENTS):
            return super().wanted_timestamp(value, format)
        return "a datetime with a time zone, ISO 8601 text or Unix seconds"

    def write_timestamp(self, value: datetime, format: str) -> Any:
        return value

    def decide_blob(self, value: Any) -> bytes:
        data = value.read() if hasattr(value, "read") else value
        if is_a(data, str):  # boto3 encodes it so
            return str.encode(data)
        return self.read_blob(data)

    def wanted_blob(self, value: Any) -> str:
        return "bytes, text or a file"

    def write_blob(self, value: bytes) -> Any:
        return value

    def write_not_a_number(self, value: float) -> Any:
        return value

    def with_error(
        self, data: dict[str, Any], code: str | None, message: str | None, error: Any
    ) -> dict[str, Any]:
        parts = {"Code": code, "Message": message or error.error_message}
        return {"Error": {k: v for k, v in parts.items() if v is not None}, **data}
