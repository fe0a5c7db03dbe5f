"""What editors show of a class and its fields, and what annotations say to others."""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Callable
from types import ModuleType
from typing import Any

from aws_shapes.sagemaker import AlgorithmSpecification, MetricDefinition


def field_docs(cls: Any) -> dict[str, str]:
    """The docstring below each field."""
    (body,) = [
        node
        for node in ast.parse(inspect.getsource(inspect.getmodule(cls) or cls)).body
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    ]
    docs = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            text = ast.literal_eval(below.value)
            docs[ast.unparse(field.target)] = inspect.cleandoc(text)
    return docs


def test_a_class_says_what_it_is_its_rules_and_its_model_in_this_order() -> None:
    text = inspect.getdoc(AlgorithmSpecification) or ""
    documentation = text.index("Specifies the training algorithm")
    rule = text.index(
        "Exactly one of `algorithm_name` and `training_image` must be set."
    )
    model = text.index("Model: AlgorithmSpecification, sagemaker 2017-07-24.")
    assert documentation < rule < model
    assert text.endswith("sagemaker 2017-07-24.")


def test_every_field_has_its_documentation_then_its_constraints() -> None:
    docs = field_docs(AlgorithmSpecification)
    assert [*docs] == [*AlgorithmSpecification._members]
    image = docs["training_image"]
    assert image.startswith("The registry path of the Docker image")
    assert image.endswith("Constraints: at most 255 characters; pattern `.*`.")
    assert docs["metric_definitions"].endswith("Constraints: at most 40 items.")


def test_the_text_of_the_model_survives() -> None:
    docs = field_docs(AlgorithmSpecification)
    assert "`registry/repository[:tag]`" in docs["training_image"]
    assert "`registry/repository[@digest]`" in docs["training_image"]
    assert "\nNote:\n    You must specify" in docs["training_image"]
    series = docs["enable_sage_maker_metrics_time_series"]
    assert "\n- You use one of" in series
    assert "\n  - PyTorch (version >= 1.3)" in series
    assert "[Algorithms](https://docs.aws" in docs["training_input_mode"]
    assert "\nImportant:\n    " in (inspect.getdoc(AlgorithmSpecification) or "")


def test_what_is_deprecated_says_so(compiled: Callable[[str], ModuleType]) -> None:
    old: Any = compiled("deprecated").Old
    assert "Deprecated" in old.__doc__
    assert "Deprecated since 2022-02-01." in field_docs(old)["gone"]
    assert "Deprecated" not in field_docs(old)["kept"]


def test_what_is_sensitive_says_so(compiled: Callable[[str], ModuleType]) -> None:
    docs = field_docs(compiled("sensitive_members").Account)
    assert "Sensitive" in docs["password"]
    assert "Sensitive" not in docs["name"]


def test_annotations_hold_the_constraints() -> None:
    hints = typing.get_type_hints(MetricDefinition, include_extras=True)
    base, length, pattern = typing.get_args(hints["name"])
    assert (base, length.min, length.max, pattern.text) == (str, 1, 255, ".+")
