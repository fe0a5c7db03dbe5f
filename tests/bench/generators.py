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
from typing import NamedTuple

from .json_schema import json_schema

OURS = "shapewright"
CODEGEN = "datamodel-code-generator"
_FROZEN = ("--output-model-type", "dataclasses.dataclass", "--frozen-dataclasses")
_PYDANTIC = ("--output-model-type", "pydantic_v2.BaseModel")


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


class Schemas(NamedTuple):
    """SageMaker's model as JSON Schema."""

    plain: Path
    documented: Path


def schema_files(folder: Path) -> Schemas:
    """Writes both."""
    loader = import_module("botocore.loaders").Loader()
    model = loader.load_service_model("sagemaker", "service-2")
    files = Schemas(folder / "sagemaker.json", folder / "documented.json")
    for file in files:
        schema = json_schema(model, documented=file == files.documented)
        file.write_text(json.dumps(schema), "utf-8")
    return files


def generators(schemas: Schemas) -> list[Generator]:
    """Ours first."""

    def codegen(schema: Path, *options: str) -> Callable[[Path], list[str]]:
        command = [sys.executable, "-m", "datamodel_code_generator"]
        command += ["--input", str(schema), "--input-file-type", "jsonschema", *options]
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
            codegen(schemas.plain, *_FROZEN, "--formatters", "builtin"),
        ),
        Generator(
            f"{CODEGEN}, pydantic",
            "pydantic's models in one module, with constraints and with documentation"
            " as it is in the model; its own formatter",
            (CODEGEN,),
            codegen(schemas.documented, *_PYDANTIC, "--formatters", "builtin"),
        ),
        Generator(
            f"{CODEGEN}, black and isort",
            "the dataclasses, formatted by both",
            (CODEGEN, "black", "isort"),
            codegen(schemas.plain, *_FROZEN, "--formatters", "black", "isort"),
        ),
    ]
