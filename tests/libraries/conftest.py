"""Whole services, compiled before the tests are imported, which import them by name."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from libraries.package import compile_package


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="libraries")
    config.add_cleanup(folder.cleanup)
    compile_package(Path(folder.name))
    sys.path.insert(0, folder.name)
