"""Objects that other libraries make, which do not ask our constructor."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Any

import pytest
from dask.tokenize import tokenize
from pydantic import TypeAdapter, ValidationError

from aws_shapes._runtime.objects import defaults_of
from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    TrainingInputMode,
)
from behaviour.refusals import broken


def stored(cls: Any, **values: Any) -> Any:
    """What pydantic and msgspec do: no constructor, all fields, then the hook."""
    made = object.__new__(cls)
    for name in cls.__dataclass_fields__:
        object.__setattr__(made, name, values.get(name))
    made.__post_init__()
    return made


def test_what_is_stored_is_checked_and_takes_its_form() -> None:
    loss = MetricDefinition(name="loss", regex="x")
    given: dict[str, Any] = {
        "training_image": "image",
        "training_input_mode": "File",
        "metric_definitions": [loss],
    }
    made = stored(AlgorithmSpecification, **given)
    assert made == AlgorithmSpecification(**given)
    assert made.training_input_mode is TrainingInputMode.FILE
    assert made.metric_definitions == (loss,)


def test_what_the_constructor_refuses_is_refused() -> None:
    assert broken(stored, AlgorithmSpecification, training_input_mode="File") == [
        "rule "
    ]
    assert broken(stored, MetricDefinition, name="", regex=5) == [
        "length /Name",
        "type /Regex",
    ]


def test_an_object_that_is_checked_again_stays_what_it_is(
    compiled: Callable[[str], ModuleType],
) -> None:
    choice = compiled("union_variants").Choice
    unknown = choice.from_wire({"New": 1}, strict=False)
    unknown.__post_init__()
    assert unknown == choice.from_wire({"New": 1}, strict=False)
    lost = compiled("errors").NotFound
    error = lost.from_boto({"Error": {"Code": "X", "Message": "m"}}, strict=False)
    before = hash(error)
    error.__post_init__()
    assert (error.error_code, error.error_message) == ("X", "m")
    assert hash(error) == before


def test_pydantic_gives_our_objects_or_an_error(
    compiled: Callable[[str], ModuleType],
) -> None:
    module = compiled("union_variants")
    adapter = TypeAdapter(module.Choice)
    made = adapter.validate_python({"text": "a"})
    assert made == module.Choice(text="a")
    assert made == pickle.loads(pickle.dumps(made))
    with pytest.raises(ValidationError, match="exactly one member set; 2 are"):
        adapter.validate_python({"text": "a", "number": 1})
    with pytest.raises(ValidationError, match="nmae"):
        TypeAdapter(MetricDefinition).validate_python({"nmae": "a", "regex": "x"})


def test_maps_are_frozen_and_naive_datetimes_refused(
    compiled: Callable[[str], ModuleType],
) -> None:
    cls: Any = compiled("map_places").Maps
    maps: Any = TypeAdapter(cls).validate_python({"tags": {"a": "b"}})
    with pytest.raises(TypeError, match="read-only"):
        maps.tags["c"] = "d"
    cls = compiled("timestamp_formats").Times
    times = TypeAdapter(cls)
    with pytest.raises(ValidationError, match="with a time zone"):
        times.validate_python({"plain": datetime(2026, 1, 1)})


def test_blobs_are_base64_in_json_both_ways(
    compiled: Callable[[str], ModuleType],
) -> None:
    cls = compiled("blob_places").Blobs
    adapter = TypeAdapter(cls)
    made = adapter.validate_json('{"plain": "aGk="}')
    assert made == cls(plain=b"hi")
    assert adapter.validate_json(adapter.dump_json(made)) == made


def test_two_unknown_variants_have_two_tokens(
    compiled: Callable[[str], ModuleType],
) -> None:
    choice = compiled("union_variants").Choice
    one, other, same = (
        choice.from_wire(data, strict=False) for data in ({"A": 1}, {"B": 2}, {"A": 1})
    )
    assert tokenize(one) != tokenize(other)
    assert tokenize(one) == tokenize(same)
    assert tokenize(choice(text="a")) != tokenize(choice(text="b"))


def test_enum_members_are_stored_by_a_function_of_a_module() -> None:
    for member in (TrainingInputMode.FILE, TrainingInputMode.unknown("Turbo")):
        function, arguments = member.__reduce_ex__(2)
        assert function.__qualname__ == function.__name__
        assert function(*arguments) == member


def test_a_wrapped_constructor_keeps_its_defaults() -> None:
    class Wrapped:
        def __init__(self, *, name: str | None = None) -> None: ...

    constructor = Wrapped.__init__

    @functools.wraps(constructor)
    def checking(*given: Any, **named: Any) -> None:
        return constructor(*given, **named)

    Wrapped.__init__ = checking  # type: ignore[method-assign]
    assert not hasattr(checking, "__kwdefaults__") or not checking.__kwdefaults__
    assert defaults_of(Wrapped) == {"name": None}


def test_the_members_in_the_constructors_order_are_what_sqlalchemy_asks() -> None:
    made = AlgorithmSpecification(training_image="i", training_input_mode="File")
    required, first, *rest = made.__composite_values__()
    assert (required, first) == (TrainingInputMode.FILE, "i")
    assert rest == [None] * 6
