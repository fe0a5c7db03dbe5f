"""Types checked at run time, of values and of the generated package itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import beartype
import beartype.door
import beartype.roar
import pytest
import typeguard

from aws_shapes.dynamodb import AttributeValue
from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    TrainingInputMode,
)
from support import ROOT

SERVICES = ("dynamodb", "rds_data", "secretsmanager", "transcribe")
METRIC = MetricDefinition(name="loss", regex="x")
SPEC = AlgorithmSpecification(
    training_image="image", training_input_mode="File", metric_definitions=[METRIC]
)
PAIRS: list[tuple[Any, Any, bool]] = [
    (METRIC, MetricDefinition, True),
    (SPEC, MetricDefinition, False),
    ([METRIC], list[MetricDefinition], True),
    ([SPEC], list[MetricDefinition], False),
    ({"a": AttributeValue(s="x")}, dict[str, AttributeValue], True),
    (TrainingInputMode.FILE, TrainingInputMode, True),
    (TrainingInputMode.unknown("New"), TrainingInputMode, True),
    ("File", TrainingInputMode, False),
]


def name_of(metric: MetricDefinition) -> str:
    return metric.name


def run(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, whose imports a checker may change."""
    return subprocess.run(
        [sys.executable, "-B", *code.split(" ", 1), *args],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": f"{folder()}:{ROOT / 'tests'}"},
    )


def folder() -> str:
    return str(Path(sys.modules["aws_shapes"].__path__[0]).parent)


def results(checker: str) -> str:
    told = run("-m libraries.results", folder(), checker, *SERVICES)
    assert told.returncode == 0, told.stderr[-3000:]
    return re.sub(r" at 0x\w+", "", told.stdout)


@pytest.fixture(scope="module")
def plain() -> str:
    """What is told without a checker."""
    told = results("none")
    assert told.count("\n") > 500
    return told


@pytest.mark.parametrize(("value", "hint", "right"), PAIRS)
def test_beartype(value: Any, hint: Any, right: bool) -> None:
    assert beartype.door.is_bearable(value, hint) is right


def test_beartype_decorates_functions() -> None:
    checked: Any = beartype.beartype(name_of)
    assert checked(METRIC) == "loss"
    with pytest.raises(beartype.roar.BeartypeCallHintViolation):
        checked(SPEC)


def test_beartype_claw_changes_nothing(plain: str) -> None:
    assert results("beartype") == plain


CLAWED = """-c
from beartype.claw import beartype_package
beartype_package("aws_shapes")
from aws_shapes.rds_data import Field
import beartype.roar, dataclasses
assert Field(double_value=1.5).to_boto() == {"doubleValue": 1.5}
assert dataclasses.fields(Field)[0].default is None
assert Field.from_boto({"doubleValue": 1}, strict=False).double_value == 1
for wrong in ({"double_value": 1}, {"string_value": 5}):
    try:
        Field(**wrong)
    except beartype.roar.BeartypeCallHintParamViolation as error:
        print(error)
"""


def test_beartype_claw_refuses_first() -> None:
    told = run(CLAWED.replace("\n", " ", 1))
    assert told.returncode == 0, told.stderr[-3000:]
    assert "parameter double_value=1 violates" in told.stdout
    assert "parameter string_value=5 violates" in told.stdout


@pytest.mark.parametrize(("value", "hint", "right"), PAIRS)
def test_typeguard(value: Any, hint: Any, right: bool) -> None:
    if right:
        assert typeguard.check_type(value, hint) is value
        return
    with pytest.raises(typeguard.TypeCheckError):
        typeguard.check_type(value, hint)


def test_typeguard_decorates_functions() -> None:
    checked: Any = typeguard.typechecked(name_of)
    assert checked(METRIC) == "loss"
    with pytest.raises(typeguard.TypeCheckError):
        checked(SPEC)


def test_typeguard_has_an_import_hook_that_changes_nothing(plain: str) -> None:
    assert results("typeguard") == plain
