"""Timestamps: aware, in UTC, and on the wire in the model's format."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from behaviour.refusals import broken, message

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
MICRO = NOON.replace(microsecond=123456)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)


@pytest.fixture
def times(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("timestamp_formats").Times


class Moment(datetime):
    """A datetime as other libraries subclass it."""


class Nowhere(tzinfo):
    """A time zone that does not know its offset, which makes a datetime naive."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        return None

    def dst(self, moment: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None, /) -> str | None:
        return None


@pytest.mark.parametrize(
    "zone",
    [
        timezone(timedelta(hours=5, minutes=30)),
        timezone(timedelta(seconds=-1)),
        ZoneInfo("America/New_York"),
        ZoneInfo("UTC"),
    ],
    ids=str,
)
def test_other_zones_are_converted_at_the_door(times: Any, zone: tzinfo) -> None:
    for stored in (
        times(plain=MICRO.astimezone(zone)).plain,
        times.from_boto({"Plain": MICRO.astimezone(zone)}).plain,
    ):
        assert stored == MICRO
        assert stored.tzinfo is timezone.utc  # noqa: UP017
        assert repr(stored) == repr(MICRO)


def test_a_subclass_is_stored_as_a_plain_datetime(times: Any) -> None:
    stored = times(plain=Moment(2026, 1, 31, 12, tzinfo=UTC)).plain
    assert type(stored) is datetime
    assert stored == NOON


def test_a_naive_datetime_is_refused_and_told_what_to_do(times: Any) -> None:
    said = message(times, plain=datetime(2026, 1, 31))
    assert said.endswith(
        "Member must be a datetime with a time zone"
        " (value.replace(tzinfo=timezone.utc), if it is a time in UTC), not datetime"
    )
    naive = datetime(2026, 1, 31, tzinfo=Nowhere())
    assert broken(times, plain=naive) == ["type /Plain"]
    for strict in (True, False):
        data = {"Plain": datetime(2026, 1, 31)}
        assert broken(times.from_boto, data, strict=strict) == ["type /Plain"]


@pytest.mark.parametrize("value", [0, 1.5, "2026-01-31T12:00:00Z", date(2026, 1, 31)])
def test_a_constructor_takes_nothing_but_datetimes(times: Any, value: Any) -> None:
    assert broken(times, plain=value) == ["type /Plain"]
    assert broken(times.from_boto, {"Plain": value}) == ["type /Plain"]


def test_the_wire_takes_no_datetime(times: Any) -> None:
    for strict in (True, False):
        assert broken(times.from_wire, {"Plain": NOON}, strict=strict) == [
            "type /Plain"
        ]


def test_a_moment_that_utc_cannot_hold_is_refused(times: Any) -> None:
    east = timezone(timedelta(hours=14))
    assert broken(times, plain=datetime.min.replace(tzinfo=east)) == ["type /Plain"]


def test_the_members_format_beats_its_targets_and_unix_is_the_default(
    times: Any,
) -> None:
    made = times(plain=NOON, own=NOON, by_target=NOON, beaten=NOON)
    assert made.to_wire() == {
        "Plain": 1769860800,
        "Own": "2026-01-31T12:00:00Z",
        "ByTarget": "Sat, 31 Jan 2026 12:00:00 GMT",
        "Beaten": 1769860800,
    }


def test_formats_hold_in_lists_and_maps(times: Any) -> None:
    made = times(several=[NOON, MICRO], by_name={"k": NOON})
    assert made.to_wire() == {
        "Several": ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123456Z"],
        "ByName": {"k": "Sat, 31 Jan 2026 12:00:00 GMT"},
    }
    assert times.from_wire(made.to_wire()) == made


def test_formats_hold_in_nested_structures(
    compiled: Callable[[str], ModuleType],
) -> None:
    module: Any = compiled("timestamp_formats")
    made = module.Times(nested=module.Inner(at=MICRO))
    assert made.to_wire() == {"Nested": {"At": "2026-01-31T12:00:00.123456Z"}}
    assert made.to_boto() == {"Nested": {"At": MICRO}}


def test_unix_seconds_are_an_int_if_whole_else_a_float(times: Any) -> None:
    assert json.dumps(times(plain=NOON).to_wire()) == '{"Plain": 1769860800}'
    assert json.dumps(times(plain=MICRO).to_wire()) == '{"Plain": 1769860800.123456}'


@pytest.mark.parametrize(
    "moment",
    [
        EPOCH,
        EPOCH - timedelta(microseconds=1),
        EPOCH + timedelta(microseconds=1),
        EPOCH + timedelta(seconds=2**33, microseconds=-1),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
        MICRO,
        FIRST,
        LAST.replace(microsecond=0),
    ],
    ids=str,
)
def test_what_is_written_is_read_to_the_microsecond(
    times: Any, moment: datetime
) -> None:
    made = times(plain=moment, own=moment)
    wire = json.loads(json.dumps(made.to_wire()))
    assert times.from_wire(wire) == made
    assert times.from_wire(wire, strict=False) == made


def test_rounding_never_leaves_the_range_of_datetime(times: Any) -> None:
    made = times(plain=LAST, own=LAST, by_target=LAST)
    again = times.from_wire(json.loads(json.dumps(made.to_wire())))
    assert LAST - again.plain < timedelta(milliseconds=1)
    assert again.own == LAST
    assert again.by_target == LAST.replace(microsecond=0)


def test_rfc822_carries_whole_seconds(times: Any) -> None:
    again = times.from_wire(times(by_target=MICRO).to_wire())
    assert again.by_target == NOON


def test_years_have_four_digits(times: Any) -> None:
    made = times(own=FIRST, by_target=FIRST)
    assert made.to_wire() == {
        "Own": "0001-01-01T00:00:00Z",
        "ByTarget": "Mon, 01 Jan 0001 00:00:00 GMT",
    }
    assert times.from_wire(made.to_wire()) == made


@pytest.mark.parametrize(
    ("member", "written", "moment"),
    [
        ("Plain", 1769860800, NOON),
        ("Plain", 1769860800.0, NOON),
        ("Plain", -1, datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Own", "2026-01-31t12:00:00z", NOON),
        ("Own", "2026-01-31T14:30:00+02:30", NOON),
        ("Own", "2026-01-31T12:00:00.1234567891Z", MICRO),
        ("Own", "2026-01-31T12:00:00.5Z", NOON.replace(microsecond=500_000)),
        ("ByTarget", "Sat, 31 Jan 2026 12:00:00.123456 GMT", MICRO),
    ],
)
def test_a_strict_read_takes_the_models_format(
    times: Any, member: str, written: Any, moment: datetime
) -> None:
    (strict,) = filter(None, times._values(times.from_wire({member: written})))
    assert strict == moment
    tolerant = times.from_wire({member: written}, strict=False)
    assert tolerant == times.from_wire({member: written})


@pytest.mark.parametrize(
    ("member", "written"),
    [
        ("Plain", "2026-01-31T12:00:00Z"),
        ("Plain", "1769860800"),
        ("Plain", True),
        ("Own", 1769860800),
        ("Own", "Sat, 31 Jan 2026 12:00:00 GMT"),
        ("Own", "2026-01-31"),
        ("Own", "2026-01-31T12:00:00"),
        ("Own", "2026-01-31T12:00:60Z"),
        ("Own", "2026-02-31T12:00:00Z"),
        ("Own", " 2026-01-31T12:00:00Z"),
        ("Own", "2026-01-31T12:00:00Z\n"),
        ("ByTarget", "2026-01-31T12:00:00Z"),
        ("ByTarget", "Sat, 31 Foo 2026 12:00:00 GMT"),
        ("ByTarget", "Sat, 31 Jan 2026 12:00:00 PST"),
    ],
)
def test_a_strict_read_takes_no_other(times: Any, member: str, written: Any) -> None:
    assert broken(times.from_wire, {member: written}) == [f"type /{member}"]


@pytest.mark.parametrize("member", ["Plain", "Own", "ByTarget", "Beaten"])
@pytest.mark.parametrize(
    "written",
    [
        1769860800,
        1769860800.0,
        "1769860800",
        "1769860800.0",
        "1.7698608e9",
        "2026-01-31T12:00:00Z",
        "Sat, 31 Jan 2026 12:00:00 GMT",
    ],
)
def test_a_tolerant_read_takes_all_three_formats(
    times: Any, member: str, written: Any
) -> None:
    for read in (times.from_wire, times.from_boto):
        (found,) = filter(None, times._values(read({member: written}, strict=False)))
        assert found == NOON
        assert found.tzinfo is timezone.utc  # noqa: UP017


@pytest.mark.parametrize(
    "written",
    [
        True,
        [],
        {},
        "",
        "soon",
        "nan",
        "inf",
        "1e400",
        "1_000",
        " 1769860800 ",
        float("nan"),
        float("inf"),
        10**20,
        -(10**400),
        "9" * 5_000,
        253402300800,
        "2026-13-31T12:00:00Z",
    ],
    ids=lambda written: repr(written)[:30] if written != -(10**400) else "-1e400",
)
def test_a_tolerant_read_takes_no_nonsense(times: Any, written: Any) -> None:
    for read in (times.from_wire, times.from_boto):
        assert broken(read, {"Plain": written}, strict=False) == ["type /Plain"]


def test_text_of_a_str_subclass_is_read_in_both_modes(times: Any) -> None:
    written = type("Text", (str,), {})("2026-01-31T12:00:00Z")
    for strict in (True, False):
        assert times.from_wire({"Own": written}, strict=strict).own == NOON


def test_boto_takes_and_gives_datetimes(times: Any) -> None:
    made = times(plain=MICRO, own=MICRO, several=[NOON], by_name={"k": NOON})
    assert made.to_boto() == {
        "Plain": MICRO,
        "Own": MICRO,
        "Several": [NOON],
        "ByName": {"k": NOON},
    }
    assert times.from_boto(made.to_boto()) == made
