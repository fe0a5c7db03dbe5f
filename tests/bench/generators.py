"""The command lines that are measured: ours, and others that read the same model."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .json_schema import json_schema

OURS = "shapewright"
CODEGEN = "datamodel-code-generator"
_FRAME = [
    *("--input-file-type", "jsonschema"),
    *("--output-model-type", "dataclasses.dataclass"),
    "--frozen-dataclasses",
]


@dataclass(frozen=True)
class Generator:
    """A way to make classes of all shapes of SageMaker."""

    name: str
    note: str
    distributions: tuple[str, ...]
    """All of them have to be installed."""
    command: Callable[[Path], list[str]]
    """Given an empty folder, which holds what is written afterwards."""

    @property
    def installed(self) -> bool:
        return all(map(installed_version, self.distributions))


def installed_version(distribution: str) -> str:
    """Empty where it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def shapewright(
    services: Iterable[str], folder: Path, *more: str, jobs: int = 1
) -> list[str]:
    """The command that compiles whole services into a folder."""
    command = [sys.executable, "-m", "shapewright", "generate", *more]
    command += ["--jobs", str(jobs), "--out", str(folder / "shapes")]
    for service in services:
        command += ["--service", service]
    return [*command, "--shape", "*", "--operation", "*"]


def reaching_shapewright() -> dict[str, str]:
    """Environment variables by which a child process finds the compiler."""
    origin = import_module("shapewright").__file__
    assert origin is not None
    path = [str(Path(origin).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, path))}


def schema_file(folder: Path) -> Path:
    """Writes SageMaker's model as JSON Schema."""
    loader = import_module("botocore.loaders").Loader()
    model = loader.load_service_model("sagemaker", "service-2")
    file = folder / "sagemaker.json"
    file.write_text(json.dumps(json_schema(model)), "utf-8")
    return file


def generators(schema: Path) -> list[Generator]:
    """Ours first; `schema` is the model as JSON Schema."""

    def codegen(*formatters: str) -> Callable[[Path], list[str]]:
        command = [sys.executable, "-m", "datamodel_code_generator"]
        command += ["--input", str(schema), *_FRAME, "--formatters", *formatters]
        return lambda folder: [*command, "--output", str(folder / "shapes.py")]

    def scaffold(folder: Path) -> list[str]:
        command = [sys.executable, "-m", "localstack.aws.scaffold", "generate"]
        return [*command, "sagemaker", "--no-doc", "--save", "--path", str(folder)]

    return [
        Generator(
            OURS,
            "validated frozen classes with documentation, and enums, a module each;"
            " black's style; no cache, one process",
            ("shapewright",),
            lambda folder: shapewright(["sagemaker"], folder, "--no-cache"),
        ),
        Generator(
            "localstack scaffold",
            "TypedDicts in one module, without documentation, as it comes: unformatted",
            ("localstack-core",),
            scaffold,
        ),
        Generator(
            f"{CODEGEN}, builtin",
            "frozen dataclasses in one module that check nothing, without"
            " documentation, from JSON Schema; its own formatter",
            (CODEGEN,),
            codegen("builtin"),
        ),
        Generator(
            f"{CODEGEN}, black and isort",
            "the same, formatted by both",
            (CODEGEN, "black", "isort"),
            codegen("black", "isort"),
        ),
    ]
