"""What holds for every value, tried with values that hypothesis makes."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aws_shapes import sagemaker
from behaviour.strategies import (
    JSON,
    PYTHON,
    QUICK,
    arguments,
    objects,
    runtime,
    spoilt,
)

CASES = [
    "aws_shapes",
    "answers",
    "blob_places",
    "document_places",
    "map_places",
    "recursion_places",
    "roles_rest_json",
    "rules_of_all_kinds",
    "scalars_and_bounds",
    "sensitive_members",
    "sparse_collections",
    "timestamp_formats",
    "token_places",
    "union_variants",
    "wire_names",
]
MODES = ("BUILT", "WIRE", "WIRE_TOLERANT", "BOTO", "BOTO_TOLERANT")


@pytest.fixture(params=CASES)
def classes(
    request: pytest.FixtureRequest, compiled: Callable[[str], ModuleType]
) -> list[Any]:
    """The structures of a package."""
    name = request.param
    module = sagemaker if name == "aws_shapes" else compiled(name)
    exports = [getattr(module, export) for export in module.__all__]
    return [export for export in exports if dataclasses.is_dataclass(export)]


def documents(classes: list[Any]) -> list[Any]:
    found = [cls for cls in classes if hasattr(cls, "from_wire")]
    return found or [pytest.skip("no structure has a wire form")]


def shown(value: Any) -> Any:
    """A value in full, with the type of everything in it."""
    if hasattr(value, "_members"):
        slots = type(value).__slots__
        return type(value), [shown(getattr(value, name)) for name in slots]
    if isinstance(value, Mapping):
        return type(value), [(shown(k), shown(v)) for k, v in value.items()]
    if isinstance(value, tuple):
        return tuple, [shown(item) for item in value]
    return type(value), repr(value)


def through_json(data: Any) -> Any:
    return json.loads(json.dumps(data, allow_nan=False))


def draw_object(data: st.DataObject, classes: list[Any]) -> Any:
    return data.draw(objects(data.draw(st.sampled_from(classes))))


@given(data=st.data())
@QUICK
def test_the_wire_form_goes_both_ways(classes: list[Any], data: st.DataObject) -> None:
    made = draw_object(data, documents(classes))
    wire = through_json(made.to_wire())
    assert made.from_wire(wire) == made
    assert shown(made.from_wire(wire, strict=False)) == shown(made.from_wire(wire))


@given(data=st.data())
@QUICK
def test_the_boto_form_goes_both_ways(classes: list[Any], data: st.DataObject) -> None:
    made = draw_object(data, classes)
    boto = made.to_boto()
    assert shown(made.from_boto(boto)) == shown(made)
    assert shown(made.from_boto(boto, strict=False)) == shown(made)


@given(data=st.data())
@QUICK
def test_copies_pickles_and_replacements_are_equal(
    classes: list[Any], data: st.DataObject
) -> None:
    made = draw_object(data, classes)
    copies = [copy.deepcopy(made), dataclasses.replace(made)]
    if not made._streams:  # they are compared by identity
        copies.append(pickle.loads(pickle.dumps(made)))
    for again in copies:
        assert again == made
        assert hash(again) == hash(made)
        assert repr(again) == repr(made)


def fast(cls: Any, data: Any, mode: Any) -> Any:
    """What the straight-line checks make of data, or what they end in doubt with."""
    modes, read = runtime(cls, "modes"), runtime(cls, "read")
    if mode is not modes.BUILT:
        return read.load(data, cls, mode)
    made = cls._plan[0]()
    type(made)._read(data, made, mode)
    made.__class__ = cls
    return made


def thorough(cls: Any, data: Any, mode: Any) -> Any:
    values = runtime(cls, "decide").decide(cls, data, mode)
    return runtime(cls, "objects").new_object(cls, values)


def valid(cls: Any, mode: str, draw: Callable[[Any], Any]) -> Any:
    """Data that a mode reads."""
    if mode == "BUILT":
        given = draw(arguments(cls))
        return {wire: given.get(name) for name, wire in cls._members.items()}
    made = draw(objects(cls))
    return through_json(made.to_wire()) if "WIRE" in mode else made.to_boto()


def able(classes: list[Any], mode: str) -> list[Any]:
    return documents(classes) if "WIRE" in mode else classes


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data())
@QUICK
def test_no_annotation_is_looked_at_while_values_are_valid(
    classes: list[Any], mode: str, data: st.DataObject
) -> None:
    cls = data.draw(st.sampled_from(able(classes, mode)))
    value = valid(cls, mode, data.draw)
    constant = getattr(runtime(cls, "modes"), mode)
    assert shown(fast(cls, value, constant)) == shown(thorough(cls, value, constant))


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data())
@QUICK
def test_what_the_fast_path_accepts_the_thorough_check_accepts_as_the_same(
    classes: list[Any], mode: str, data: st.DataObject
) -> None:
    cls = data.draw(st.sampled_from(able(classes, mode)))
    value = valid(cls, mode, data.draw)
    other = JSON if "WIRE" in mode else PYTHON
    constant = getattr(runtime(cls, "modes"), mode)
    if mode == "BUILT":
        name = data.draw(st.sampled_from([*value] or [None]))
        value = {**value, name: data.draw(spoilt(value.get(name), other))}
        value.pop(None, None)
    else:
        value = data.draw(spoilt(value, other))
    try:
        made = fast(cls, value, constant)
    except runtime(cls, "doubt").IN_DOUBT:
        return
    assert shown(made) == shown(thorough(cls, value, constant))


def made_or_refused(cls: Any, call: Callable[[], Any]) -> Any:
    """What a call gives, or None for the package's own error; no other is let off."""
    try:
        return call()
    except runtime(cls, "errors").ShapeValidationError as caught:
        error = caught
    assert error.violations
    assert error.shape == cls.__name__
    assert pickle.loads(pickle.dumps(error)).violations == error.violations
    return None


@pytest.mark.parametrize("strict", [True, False])
@given(data=st.data())
@QUICK
def test_any_json_is_read_or_refused(
    classes: list[Any], strict: bool, data: st.DataObject
) -> None:
    cls = data.draw(st.sampled_from(documents(classes)))
    wire = through_json(data.draw(objects(cls)).to_wire())
    value = data.draw(spoilt(wire, JSON))
    made = made_or_refused(cls, lambda: cls.from_wire(value, strict=strict))
    if made is not None:
        again = cls.from_wire(through_json(made.to_wire()), strict=strict)
        assert shown(again) == shown(made)


@pytest.mark.parametrize("strict", [True, False])
@given(data=st.data())
@QUICK
def test_any_python_value_is_read_or_refused(
    classes: list[Any], strict: bool, data: st.DataObject
) -> None:
    cls = data.draw(st.sampled_from(classes))
    value = data.draw(spoilt(data.draw(objects(cls)).to_boto(), PYTHON))
    made = made_or_refused(cls, lambda: cls.from_boto(value, strict=strict))
    if made is not None:
        assert repr(made)
        assert shown(cls.from_boto(made.to_boto(), strict=strict)) == shown(made)


@given(data=st.data())
@QUICK
def test_any_argument_is_taken_or_refused(
    classes: list[Any], data: st.DataObject
) -> None:
    cls = data.draw(st.sampled_from(classes))
    given = data.draw(arguments(cls))
    for name in cls._members:
        if data.draw(st.integers(0, 3)) == 0:
            given = {**given, name: data.draw(PYTHON)}
    made = made_or_refused(cls, lambda: cls(**given))
    if made is not None:
        assert shown(dataclasses.replace(made)) == shown(made)
