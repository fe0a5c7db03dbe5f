"""A client's exception as one typed value.

botocore's `ClientError` carries what a service answered, as a dict. Here the code is
looked up among all errors of the service's model, whatever an operation declares:
services answer others too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from .containers import as_dict
from .errors import ShapeValidationError
from .exact import is_a, name_of, plain
from .metadata import metadata_of

Detail = TypeVar("Detail")

# What botocore's standard retries try again, beside what a model says.
_RETRIED_CODES = frozenset(
    """BandwidthLimitExceeded EC2ThrottledException LimitExceededException
    PriorRequestNotComplete ProvisionedThroughputExceededException RequestLimitExceeded
    RequestThrottled RequestThrottledException RequestTimeout RequestTimeoutException
    SlowDown ThrottledException Throttling ThrottlingException TooManyRequestsException
    TransactionInProgressException""".split()
)
_RETRIED_STATUSES = frozenset((429, 500, 502, 503, 504))
_FAULTS: dict[str, Literal["client", "server"]] = {
    "Sender": "client",
    "Receiver": "server",
}
"""Whose fault an error is, in the words of the query protocol."""


class ServiceError(NamedTuple, Generic[Detail]):
    """What a service answered in place of what it was asked for."""

    code: str
    """As botocore has it."""
    message: str
    """Empty where none came."""
    status: int | None
    """The HTTP status code."""
    request_id: str | None
    """What AWS's support asks for."""
    fault: Literal["client", "server"] | None
    """Whose it is, as far as the model, the answer or its status says so."""
    retryable: bool
    """Whether botocore's standard retries would have tried again."""
    operation: str | None
    """The operation's name in the model."""
    detail: Detail | None
    """The modelled error; None if it is none, or is not as the model has it."""


def read_error(
    exception: BaseException,
    classes: Mapping[str, type[Detail]],
    by_operation: Mapping[str, Mapping[str, type[Detail]]],
) -> ServiceError[Detail]:
    """What a `ClientError` of botocore carries.

    Args:
        classes: By code, and by the shape's name where no code is like that.
        by_operation: The same of codes that several classes have.

    Raises:
        TypeError: It is no such exception.
    """
    response = as_dict(getattr(exception, "response", None))
    about = None if response is None else as_dict(response.get("Error"))
    if response is None or about is None or not is_a(exception, BaseException):
        raise TypeError(
            f"error_of takes a ClientError of botocore, not {name_of(exception)}"
        )
    operation = _text(getattr(exception, "operation_name", None))
    own = by_operation.get(operation, {})
    cls: Any = None
    for key in ("Code", "QueryErrorCode"):
        code = _bare(_text(about.get(key)))
        cls = cls or own.get(code) or classes.get(code)
    detail = _detail(cls, response)
    metadata = metadata_of(response)
    return ServiceError(
        code=_text(about.get("Code")),
        message=_message(about, detail),
        status=metadata.status,
        request_id=metadata.request_id,
        fault=_fault(cls, about, metadata.status),
        retryable=(
            (cls is not None and cls._retryable)
            or _bare(_text(about.get("Code"))) in _RETRIED_CODES
            or metadata.status in _RETRIED_STATUSES
        ),
        operation=operation or None,
        detail=detail,
    )


def _detail(cls: Any, response: dict[Any, Any]) -> Any:
    """The modelled error; who handles one must not get another for it."""
    if cls is None:
        return None
    try:
        return cls.from_boto(response, strict=False)
    except ShapeValidationError:
        return None


def _message(about: dict[Any, Any], detail: Any) -> str:
    for key in ("Message", "message"):
        if text := _text(about.get(key)):
            return text
    return (detail and detail.error_message) or ""


def _fault(
    cls: Any, about: dict[Any, Any], status: int | None
) -> Literal["client", "server"] | None:
    if cls is not None and cls._server:
        return "server"
    if fault := _FAULTS.get(_text(about.get("Type"))):
        return fault
    if status is None or status < 400:
        return None
    return "server" if status >= 500 else "client"


def _bare(code: str) -> str:
    """A code without the namespace before it and the address behind it."""
    return code.partition(":")[0].rpartition("#")[2]


def _text(value: Any) -> str:
    """A text; a number as its digits, and nothing for anything else."""
    text = plain(value)
    if type(text) is int:
        return str(text)
    return text if type(text) is str else ""
