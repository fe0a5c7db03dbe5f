"""Packages compiled from botocore's own models, once per session."""

from __future__ import annotations

from typing import Any

import pytest

from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import import_service

OPERATIONS = {
    "sagemaker": ("CreateTrainingJob", "DescribeTrainingJob"),
    "dynamodb": ("PutItem", "GetItem"),
}


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A few operations of real services, with everything that they reach."""
    root = tmp_path_factory.mktemp("oracle")
    settings = PackageSettings(
        name="oracle_shapes",
        output=root,
        services=tuple(
            ServiceSettings(service=service, operations=operations)
            for service, operations in OPERATIONS.items()
        ),
    )
    generate(Settings(packages=(settings,)), Diagnostics(), dry=False, force=False)
    return {name: import_service("oracle_shapes", name, root) for name in OPERATIONS}
