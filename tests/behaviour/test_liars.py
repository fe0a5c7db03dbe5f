"""Objects that lie about their class, and subclasses that lie about themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import pytest

from aws_shapes import redacted
from aws_shapes._runtime import (
    ANY_TEXT,
    ExactlyOneOf,
    Length,
    Pattern,
    Range,
    Timestamp,
)
from aws_shapes.sagemaker import AlgorithmSpecification, TrainingInputMode
from behaviour.refusals import broken, refusal


@pytest.fixture
def scalars(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("scalars_and_bounds").Scalars


@pytest.mark.parametrize(
    "kind", [bool, int, float, str, bytes, list, tuple, dict, datetime]
)
def test_a_mock_of_a_class_is_no_object_of_it(
    compiled: Callable[[str], ModuleType], kind: type
) -> None:
    for case, name in (
        ("scalars_and_bounds", "Scalars"),
        ("timestamp_formats", "Times"),
        ("map_places", "Maps"),
        ("blob_places", "Blobs"),
    ):
        cls = getattr(compiled(case), name)
        for field, key in cls._members.items():
            assert broken(cls, **{field: Mock(spec=kind)}) == [f"type /{key}"]
            for strict in (True, False):
                data = {key: Mock(spec=kind)}
                found = broken(cls.from_boto, data, strict=strict)
                assert found == [f"type /{key}"]


@pytest.mark.parametrize("kind", [bytes, str, dict, list])
def test_a_mock_is_no_stream_and_no_part_of_a_document(
    compiled: Callable[[str], ModuleType], kind: type
) -> None:
    request = compiled("streaming").GetRequest
    assert broken(request, body=Mock(spec=kind)) == ["type /Body"]
    assert broken(request.from_boto, {"Body": Mock(spec=kind)}) == ["type /Body"]
    holder = compiled("documents").Holder
    assert broken(holder, settings={"a": Mock(spec=kind)}) == ["type /Settings"]
    assert broken(holder, settings=[[Mock(spec=kind)]]) == ["type /Settings"]


def test_what_is_redacted_is_no_mock() -> None:
    for kind in (AlgorithmSpecification, TrainingInputMode, dict, list, datetime):
        mock = Mock(spec=kind)
        assert redacted([mock]) == [mock]


def test_a_mock_is_no_document_and_no_root() -> None:
    for strict in (True, False):
        assert broken(
            AlgorithmSpecification.from_boto, Mock(spec=dict), strict=strict
        ) == ["type "]
        assert broken(
            AlgorithmSpecification.from_wire, Mock(spec=dict), strict=strict
        ) == ["type "]


class Int(int):
    def bit_length(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = int.__hash__


class Float(float):
    def __eq__(self, other: object) -> bool:
        return False

    def is_integer(self) -> bool:
        return True

    __hash__ = float.__hash__


class Str(str):
    __slots__ = ()

    def partition(self, separator: str, /) -> tuple[str, str, str]:
        return "7", "", ""

    def lower(self) -> str:
        return "true"


class Bytes(bytes):
    def __bytes__(self) -> bytes:
        return self


class Moment(datetime):
    def astimezone(self, zone: Any = None) -> Any:
        return "no moment"

    def date(self) -> Any:
        return datetime(1999, 1, 1).date()

    def timetz(self) -> Any:
        return "no time"


def test_a_subclass_that_lies_is_what_its_base_says(scalars: Any) -> None:
    assert broken(scalars, big=Int(10**5000)) == ["type /Big"]
    made = scalars(precise=Float(1.5))
    assert (type(made.precise), made.precise) == (float, 1.5)
    assert broken(scalars.from_boto, {"Flag": Str("no")}, strict=False) == [
        "type /Flag"
    ]
    assert scalars.from_boto({"Whole": Str("12")}, strict=False).whole == 12
    assert broken(scalars.from_boto, {"Whole": Float(1.5)}, strict=False) == [
        "type /Whole"
    ]


def test_bytes_and_moments_are_stored_as_what_they_are(
    compiled: Callable[[str], ModuleType],
) -> None:
    made = compiled("blob_places").Blobs(plain=Bytes(b"ab"))
    assert type(made.plain) is bytes
    when = Moment(2026, 1, 1, tzinfo=UTC)
    times = compiled("timestamp_formats").Times(plain=when)
    assert (type(times.plain), times.plain) == (datetime, when)


def test_an_enum_takes_the_text_of_a_subclass() -> None:
    made = TrainingInputMode.unknown(Str("Turbo"))
    assert made.value == "Turbo"
    with pytest.raises(TypeError, match="not Mock"):
        TrainingInputMode.unknown(Mock(spec=str))


class Growing(list[Any]):
    """Says one thing when it is counted and another when it is read."""

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[Any]:
        return iter(["a"] * 200)


def test_what_is_counted_is_what_is_stored() -> None:
    given = {"training_image": "i", "training_input_mode": "File"}
    found = broken(AlgorithmSpecification, container_arguments=Growing(), **given)
    assert found == ["length /ContainerArguments"]


def test_what_was_accepted_can_be_written(scalars: Any) -> None:
    made = scalars(precise=Float(2.5), text=Str("a"))
    assert json.loads(json.dumps(made.to_wire())) == made.to_wire()


class NoEntries(dict[str, Any]):
    def items(self) -> Any:
        return 5


class NoItems(list[Any]):
    def __iter__(self) -> Iterator[Any]:
        raise ValueError


class NoZone(tzinfo):
    def utcoffset(self, moment: datetime | None) -> Any:
        return "no offset"

    def dst(self, moment: datetime | None) -> Any:
        return "no offset"

    def tzname(self, moment: datetime | None) -> str:
        return "nowhere"


def test_what_does_not_give_its_entries_is_none(
    compiled: Callable[[str], ModuleType],
) -> None:
    maps = compiled("map_places").Maps
    assert broken(maps, tags=NoEntries()) == ["type /Tags"]
    assert broken(maps.from_boto, NoEntries()) == ["type "]
    given = {"training_image": "i", "training_input_mode": "File"}
    found = broken(AlgorithmSpecification, container_arguments=NoItems(), **given)
    assert found == ["type /ContainerArguments"]
    times = compiled("timestamp_formats").Times
    moment = datetime(2026, 1, 1, tzinfo=NoZone())
    assert broken(times, plain=moment) == ["type /Plain"]


def test_notes_are_equal_by_what_they_say() -> None:
    assert Length(1, 2) == Length(1, 2) != Range(1, 2)
    assert hash(Pattern("a")) == hash(Pattern("a")) != hash(Pattern("b"))
    assert ExactlyOneOf("a", "b") == ExactlyOneOf("a", "b") != ExactlyOneOf("b", "a")
    assert Timestamp("iso8601") == Timestamp("iso8601") != Timestamp("rfc822")
    assert type(ANY_TEXT)() == ANY_TEXT


class Equal(type):
    """Says of its classes that they are any other."""

    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return type.__hash__(cls)

    @property
    def __name__(cls) -> Any:  # type: ignore[override]
        return 5


class Anything(metaclass=Equal):
    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def copy(self) -> dict[str, Any]:
        return {}

    def __repr__(self) -> str:
        return "hunter2"


def test_a_metaclass_may_lie_too(compiled: Callable[[str], ModuleType]) -> None:
    given = {"training_image": "i", "training_input_mode": "File"}
    spec = AlgorithmSpecification
    liar: Any = Anything()
    found = broken(spec, container_arguments=liar, **given)
    assert found == ["type /ContainerArguments"]
    found = broken(spec, metric_definitions=[liar], **given)
    assert found == ["type /MetricDefinitions/0"]
    found = broken(spec, metric_definitions=liar, **given)
    assert found == ["type /MetricDefinitions"]
    maps = compiled("map_places").Maps
    assert broken(maps, tags=liar) == ["type /Tags"]
    error = refusal(spec, training_image=liar, training_input_mode="File")
    assert str(error).endswith("Member must be a string, not Anything")
    error = refusal(spec.from_boto, {liar: 1})
    assert "Anything" in str(error)
    holder = compiled("documents").Holder
    assert broken(holder, settings=liar) == ["type /Settings"]
