"""The forms of data beside boto3's: each is a file here, and one of the runtime."""

from __future__ import annotations

from .form import Form
from .json_document import JSON_DOCUMENT

__all__ = ["FORMS", "JSON_DOCUMENT", "Form"]

FORMS: tuple[Form, ...] = (JSON_DOCUMENT,)
"""If all forms of a structure write the same, its first one names the method. The
formats of timestamps are those of the first of this list."""
