"""JSON text as the AWS CLI has it, and what is none."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from .blobs import TextOrBytes
from .errors import ShapeValidationError
from .exact import is_a
from .faults import Faults
from .kinds import members_of


def no_json(cls: Any, why: str) -> ShapeValidationError:
    """The error of a text that is no JSON."""
    faults = Faults()
    faults.add(None, "type", f"be JSON text: {why}")
    return ShapeValidationError(cls.__name__, faults.violations())


def print_cli(shape: Any, indent: int | None) -> str:
    """An object as the AWS CLI takes it.

    Raises:
        ValueError: A text of the model is bytes, and these are no UTF-8.
    """
    data = shape.to_boto()
    if bytes in map(type, data.values()):
        data |= dict(_texts(shape, data))
    return json.dumps(data, default=_as_text, indent=indent)


def _texts(shape: Any, data: dict[str, Any]) -> Any:
    """What botocore takes as bytes too, where the model has a text."""
    cls = shape.__class__
    for member in members_of(cls):
        value: Any = data.get(member.model_name)
        if member.kind.type is TextOrBytes and is_a(value, bytes):
            try:
                text = value.decode()
            except UnicodeDecodeError:
                text = None
            if text is None:  # not in the handler: the error would have the bytes
                raise ValueError(
                    f"{cls.__name__}.{member.name}: bytes that are no UTF-8 text"
                    " cannot be given as JSON"
                )
            yield member.model_name, text


def _as_text(value: Any) -> str:
    """Of what JSON does not have: bytes and datetimes."""
    if is_a(value, bytes):
        return b64encode(value).decode()
    return value.isoformat()  # type: ignore[no-any-return]
