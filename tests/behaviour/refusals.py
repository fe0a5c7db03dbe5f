"""How tests look at a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from aws_shapes import ShapeValidationError


def refusal(call: Callable[..., object], /, *args: Any, **kwargs: Any) -> Any:
    """The error that a call ends with; each package has a class of its own."""
    with pytest.raises(ValueError, match="validation error") as caught:
        call(*args, **kwargs)
    assert type(caught.value).__name__ == ShapeValidationError.__name__
    return caught.value


def broken(call: Callable[..., object], /, *args: Any, **kwargs: Any) -> list[str]:
    """What is violated and where, in order: `length /Name`."""
    error = refusal(call, *args, **kwargs)
    return [f"{one.constraint} {one.pointer}" for one in error.violations]


def message(call: Callable[..., object], /, *args: Any, **kwargs: Any) -> str:
    """The message of the only violation."""
    error = refusal(call, *args, **kwargs)
    (violation,) = error.violations
    return str(violation.message)


def both_strict(cls: Any, data: Mapping[str, Any]) -> list[list[str]]:
    """What a strict read of either form finds."""
    return [broken(cls.from_wire, data), broken(cls.from_boto, data)]
