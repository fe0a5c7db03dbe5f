"""The values that are measured: one AlgorithmSpecification, right and wrong."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
"""A parsed JSON document, by member name."""

SIZES = (5, 40)
"""How many metrics the sample holds: a usual number, and the most that is allowed."""


def document(metrics: int) -> Document:
    """The sample: every member but AlgorithmName, which excludes TrainingImage."""
    return {
        "TrainingImage": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/train:1.4.2",
        "TrainingInputMode": "File",
        "MetricDefinitions": [_metric(number) for number in range(metrics)],
        "EnableSageMakerMetricsTimeSeries": True,
        "ContainerEntrypoint": ["python3", "/opt/ml/code/train.py"],
        "ContainerArguments": ["--epochs", "30", "--learning-rate", "0.001"],
        "TrainingImageConfig": {
            "TrainingRepositoryAccessMode": "Vpc",
            "TrainingRepositoryAuthConfig": {
                "TrainingRepositoryCredentialsProviderArn": (
                    "arn:aws:lambda:eu-west-1:123456789012:function:registry-login"
                )
            },
        },
    }


def _metric(number: int) -> dict[str, str]:
    return {
        "Name": f"validation:loss-{number}",
        "Regex": f"epoch [0-9]+ validation loss {number}: ([0-9\\.]+)",
    }


@dataclass(frozen=True)
class Fault:
    """A change that makes the sample wrong."""

    name: str
    place: tuple[str | int, ...]
    value: Any
    """What stands there instead; None takes the member away."""
    by_keyword: bool = True
    """Whether a constructor that takes members by keyword can be given it."""


TOO_LONG = Fault("text too long", ("TrainingImage",), "x" * 300)
EMPTY_LIST = Fault("list too short", ("ContainerEntrypoint",), [])
EMPTY_NAME = Fault("nested text too short", ("MetricDefinitions", 3, "Name"), "")

FAULTS = (
    Fault("required member missing", ("TrainingInputMode",), None),
    Fault("unknown enum value", ("TrainingInputMode",), "Pipes"),
    TOO_LONG,
    EMPTY_NAME,
    EMPTY_LIST,
    Fault("list too long", ("MetricDefinitions",), document(41)["MetricDefinitions"]),
    Fault("text for a list", ("ContainerEntrypoint",), "python3"),
    Fault("text for a boolean", ("EnableSageMakerMetricsTimeSeries",), "yes"),
    Fault("number for a text", ("MetricDefinitions", 0, "Regex"), 7),
    Fault("line break in a text", ("MetricDefinitions", 0, "Name"), "loss\n"),
    Fault(
        "text without the pattern",
        (
            "TrainingImageConfig",
            "TrainingRepositoryAuthConfig",
            "TrainingRepositoryCredentialsProviderArn",
        ),
        "arn:aws:s3:::registry-login",
    ),
    Fault("neither of two members", ("TrainingImage",), None),
    Fault("both of two members", ("AlgorithmName",), "xgboost"),
    Fault("unknown member", ("Colour",), "red", by_keyword=False),
)
"""One for each kind of check."""


def broken(sample: Document, faults: Iterable[Fault]) -> Document:
    """A copy of a document with faults in it."""
    changed = copy.deepcopy(sample)
    for fault in faults:
        *way, last = fault.place
        target: Any = changed
        for step in way:
            target = target[step]
        if fault.value is None:
            del target[last]
        else:
            target[last] = fault.value
    return changed
