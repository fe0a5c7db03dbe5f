"""Fixtures of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from shapewright.plan.names import service_package
from support import Case, import_service

# What a busy machine takes its time for is no fault of a test.
settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")


class PythonFile(SingleFileSnapshotExtension):
    """A snapshot is a real file, so that editors and reviewers see Python."""

    _write_mode = WriteMode.TEXT
    file_extension = "py"


class TextFile(SingleFileSnapshotExtension):
    """A snapshot of diagnostics."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The command's cache: no run of the suite reads what another one left."""
    os.environ["SHAPEWRIGHT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def python_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(PythonFile)


@pytest.fixture
def text_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ModuleType]:
    """Compile a case of the corpus, once, and import its service's package."""
    made: dict[str, ModuleType] = {}

    def compile_case(name: str) -> ModuleType:
        if name not in made:
            case, root = Case(name), tmp_path_factory.mktemp(name)
            case.compile(root)
            service = service_package(case.options.get("service", "example"))
            made[name] = import_service(case.package, service, root)
        return made[name]

    return compile_case
