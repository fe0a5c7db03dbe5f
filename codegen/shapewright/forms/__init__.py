"""The forms of data beside boto3's: each is a file here, and one of the runtime."""

from __future__ import annotations

from .form import Form
from .json_document import JSON_DOCUMENT

__all__ = ["FORMS", "JSON_DOCUMENT", "Form"]

FORMS: tuple[Form, ...] = (JSON_DOCUMENT,)
"""Where all forms of a structure are written alike, the first names the method. The
first of this list gives the format of timestamps."""
