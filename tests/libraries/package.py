"""The package that the tests import, and some of its classes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.plan.names import service_package
from shapewright.settings import PackageSettings, ServiceSettings, Settings

PACKAGE = "aws_shapes"
SERVICES = (
    "bedrock-runtime",
    "cloudfront",
    "cognito-idp",
    "dynamodb",
    "iam",
    "kms",
    "lambda",
    "rds-data",
    "s3",
    "sagemaker",
    "secretsmanager",
    "sqs",
    "stepfunctions",
    "sts",
    "transcribe",
)


def compile_package(root: Path) -> None:
    """Write it, with all shapes of the services."""
    services = tuple(
        ServiceSettings(service=name, shapes=("*",), operations=("*",))
        for name in SERVICES
    )
    package = PackageSettings(name=PACKAGE, output=root, services=services)
    generate(Settings(packages=(package,)), Diagnostics(), dry=False, force=False)


def some_classes(count: int) -> Iterator[Any]:
    """So many structures, equally many of each service where it has them."""
    for service in SERVICES:
        module = import_module(f"{PACKAGE}.{service_package(service)}")
        found = [getattr(module, name) for name in sorted(module.__all__)]
        shapes = [one for one in found if hasattr(one, "_members")]
        size = min(len(shapes), count // len(SERVICES))
        yield from random.Random(service).sample(shapes, size)
