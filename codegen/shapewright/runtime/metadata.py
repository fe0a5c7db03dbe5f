"""What comes with a service's answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .containers import as_dict
from .exact import is_a, name_of


class ResponseMetadata(NamedTuple):
    """What botocore says about an answer, and the answer's shape does not."""

    request_id: str | None
    """What AWS's support asks for."""
    status: int | None
    """The HTTP status code."""
    retries: int | None
    """How often botocore tried again."""
    headers: Mapping[str, str]
    """The HTTP headers, by their names in lower case."""
    host_id: str | None
    """S3's second number of a request."""


def metadata_of(answer: Mapping[str, Any]) -> ResponseMetadata:
    """What stands under `ResponseMetadata` in the dict that a client gave.

    Args:
        answer: An answer, or the `response` of a client's exception.

    Raises:
        TypeError: It is no dict.
    """
    entries = as_dict(answer)
    if entries is None:
        raise TypeError(f"an answer is a dict, not {name_of(answer)}")
    known = as_dict(entries.get("ResponseMetadata")) or {}
    return ResponseMetadata(
        request_id=_of_type(str, known.get("RequestId")),
        status=_of_type(int, known.get("HTTPStatusCode")),
        retries=_of_type(int, known.get("RetryAttempts")),
        headers=as_dict(known.get("HTTPHeaders")) or {},
        host_id=_of_type(str, known.get("HostId")),
    )


def _of_type(cls: type[Any], value: Any) -> Any:
    return value if is_a(value, cls) else None
