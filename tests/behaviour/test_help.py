"""What `help` says about a class and its members."""

from __future__ import annotations

import inspect
import pydoc
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification


def test_help_on_a_class_shows_its_members_with_their_text() -> None:
    text = pydoc.plain(pydoc.render_doc(AlgorithmSpecification))
    described = text.partition("Data descriptors defined here:")[2]
    assert " |  algorithm_name\n |      The name of the algorithm resource" in described


def test_a_member_alone_has_its_text() -> None:
    text = inspect.getdoc(AlgorithmSpecification.training_input_mode)
    assert text is not None
    assert text.startswith("The training input mode that the algorithm supports.")


def test_what_a_union_holds_beside_its_members_has_none(
    compiled: Callable[[str], ModuleType],
) -> None:
    cls: Any = compiled("union_variants").Choice
    assert not inspect.getdoc(cls._unknown)


def test_without_its_source_a_class_has_no_text(
    compiled: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    cls: Any = compiled("wire_names").Renamed

    def refuse(module: object) -> str:
        raise OSError("source code not available")

    monkeypatch.setattr(inspect, "getsource", refuse)
    for name in cls._members:
        assert not inspect.getdoc(getattr(cls, name))


def test_slots_are_asked_as_any_dict_is() -> None:
    slots: Any = AlgorithmSpecification.__slots__
    text = inspect.getdoc(AlgorithmSpecification.algorithm_name)
    assert slots["algorithm_name"] == slots.get("algorithm_name") == text
    assert dict(slots.items())["algorithm_name"] == text in [*slots.values()]
    assert slots.get("nothing") is None
    with pytest.raises(KeyError):
        slots["nothing"]
