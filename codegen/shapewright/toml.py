"""TOML files of the user's: a configuration, an overlay."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .diagnostics import Diagnostics


def read_toml(file: Path, label: str, diagnostics: Diagnostics) -> dict[str, Any]:
    """What a file holds.

    Args:
        label: The file, as errors name it.

    Raises:
        Failure: It cannot be read, or is no TOML.
    """
    try:
        # reading a pipe or a device might never end
        if file.exists() and not file.is_file() and not file.is_dir():
            diagnostics.fail("C101", label, "is no file")
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        diagnostics.fail("C101", label, f"cannot be read: {error.strerror}")
    except ValueError as error:
        diagnostics.fail("C102", label, f"is no TOML: {error}")
    except RecursionError:
        diagnostics.fail("C102", label, "is nested too deeply")
