"""What botocore's handlers make of parameters and answers, without a client."""

from __future__ import annotations

from functools import cache
from typing import Any

from botocore.handlers import validate_ascii_metadata, validate_bucket_name
from botocore.model import OperationModel
from botocore.session import Session

_PUTS = ("CopyObject", "PutObject", "CreateMultipartUpload")


def emit(event: str, operation: OperationModel, **more: Any) -> None:
    """Let the handlers change what they are given."""
    service = operation.service_model.service_id.hyphenize()
    _emitter().emit(f"{event}.{service}.{operation.name}", **more)


@cache
def _emitter() -> Any:
    """All but those that refuse: what a bucket may be called is in no model."""
    emitter = Session().get_component("event_emitter")
    emitter.unregister("before-parameter-build.s3", validate_bucket_name)
    for name in _PUTS:
        event = f"before-parameter-build.s3.{name}"
        emitter.unregister(event, validate_ascii_metadata)
    return emitter
