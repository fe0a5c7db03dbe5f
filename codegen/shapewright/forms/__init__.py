"""The forms of data beside boto3's: each is a file here, and one of the runtime."""

from __future__ import annotations

from .form import Form
from .json_document import JSON_DOCUMENT

__all__ = ["FORMS", "JSON_DOCUMENT", "Form"]

FORMS: tuple[Form, ...] = (JSON_DOCUMENT,)
"""The first that a structure has names the method that is printed where all are the
same, and the formats of its timestamps."""
