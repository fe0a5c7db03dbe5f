"""The form of what the AWS CLI prints and takes as JSON."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from .boto_form import Boto
from .doubt import Doubt
from .exact import is_a


class Cli(Boto):
    """boto3's dicts as JSON: timestamps are ISO 8601 text, blobs in base64."""

    __slots__ = ()

    def wanted_timestamp(self, value: Any, format: str) -> str:
        return "ISO 8601 text or Unix seconds"

    def read_blob(self, value: Any) -> bytes:
        if not is_a(value, str):
            raise Doubt
        return b64decode(str.__str__(value), validate=True)

    def decide_blob(self, value: Any) -> bytes:
        return self.read_blob(value)

    def wanted_blob(self, value: Any) -> str:
        return "base64 text"
