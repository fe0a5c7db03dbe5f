"""Timestamps: aware, in UTC, and on the wire in the model's format."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal, Inexact, localcontext
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from botocore.utils import parse_timestamp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
        "Member must be a datetime with a time zone, which this one has not"
        " (value.replace(tzinfo=timezone.utc), if it is a time in UTC;"
        " value.astimezone(), if it is local)"
    )
    naive = datetime(2026, 1, 31, tzinfo=Nowhere())
    assert broken(times, plain=naive) == ["type /Plain"]
    assert broken(times.from_boto, {"Plain": datetime(2026, 1, 31)}) == ["type /Plain"]


@pytest.mark.parametrize("zone", [None, Nowhere()])
def test_a_naive_datetime_in_an_answer_is_in_utc(
    times: Any, zone: tzinfo | None
) -> None:
    answer = {"Plain": datetime(2026, 1, 31, 12, tzinfo=zone)}
    made = times.from_boto(answer, strict=False)
    assert made.plain == NOON
    assert times.from_boto(made.to_boto()) == made


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's own")
def test_utc_is_not_the_zone_of_the_machine(
    times: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        for naive in (datetime(2026, 1, 31, 12), "2026-01-31T12:00:00"):
            assert times.from_boto({"Plain": naive}, strict=False).plain == NOON
        assert times.from_boto({"Plain": "2026-01-31 12:00"}).plain == NOON
    finally:
        monkeypatch.undo()
        time.tzset()


CONSTRUCTOR = {
    0: "datetime.fromtimestamp(value, timezone.utc) makes one",
    1.5: "datetime.fromtimestamp(value, timezone.utc) makes one",
    "2026-01-31T12:00:00Z": "datetime.fromisoformat(value) makes one of ISO 8601 text",
    date(2026, 1, 31): "Member must be a datetime with a time zone, not date",
}


@pytest.mark.parametrize("value", CONSTRUCTOR)
def test_a_constructor_takes_nothing_but_datetimes_and_says_how_to_make_one(
    times: Any, value: Any
) -> None:
    assert CONSTRUCTOR[value] in message(times, plain=value)


@pytest.mark.parametrize(
    "given",
    [
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00",
        "Sat, 31 Jan 2026 12:00:00 GMT",
        1769860800,
        1769860800.0,
        "1769860800",
        Decimal("1769860800"),
        Decimal("1.7698608E+9"),
    ],
)
def test_from_boto_takes_the_text_and_numbers_that_boto3_takes(
    times: Any, given: Any
) -> None:
    for strict in (True, False):
        made = times.from_boto({"Plain": given, "Several": [given]}, strict=strict)
        assert made.to_boto() == {"Plain": NOON, "Several": [NOON]}


@pytest.mark.parametrize(
    "given",
    [True, date(2026, 1, 31), "soon", [], b"2026", Decimal("NaN"), Decimal("Infinity")],
)
def test_from_boto_takes_no_other_timestamp(times: Any, given: Any) -> None:
    for strict in (True, False):
        assert broken(times.from_boto, {"Plain": given}, strict=strict) == [
            "type /Plain"
        ]
    assert "ISO 8601 text or Unix seconds" in message(times.from_boto, {"Plain": given})


def test_the_wire_takes_no_datetime(times: Any) -> None:
    for strict in (True, False):
        assert broken(times.from_wire, {"Plain": NOON}, strict=strict) == [
            "type /Plain"
        ]


@pytest.mark.parametrize(
    "moment",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=5))),
    ],
    ids=str,
)
def test_a_moment_that_utc_cannot_hold_is_refused_and_told_the_truth(
    times: Any, moment: datetime
) -> None:
    assert message(times, plain=moment).endswith(
        "Member must be a datetime with a time zone whose time in UTC is in the years"
        " 1 to 9999"
    )


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
        FIRST + timedelta(microseconds=1),
        datetime(2300, 1, 1, 0, 0, 0, 1, UTC),
        datetime(2300, 1, 1, 0, 0, 0, 2, UTC),
        datetime(9999, 12, 31, 23, 59, 59, 123_000, UTC),
        LAST.replace(microsecond=0),
        LAST,
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=st.datetimes(timezones=st.just(UTC)))
def test_every_moment_of_all_years_comes_back(times: Any, moment: datetime) -> None:
    made = times(plain=moment, own=moment)
    wire = json.loads(json.dumps(made.to_wire()))
    for strict in (True, False):
        assert times.from_wire(wire, strict=strict) == made


def test_a_far_moment_is_a_number_where_one_says_it_else_text(times: Any) -> None:
    far = datetime(2300, 1, 1, tzinfo=UTC)
    for micros, written in {
        0: 10413792000,
        2: 10413792000.000002,
        1: "10413792000.000001",
        500_000: 10413792000.5,
        123_456: "10413792000.123456",
    }.items():
        made = times(plain=far.replace(microsecond=micros))
        assert made.to_wire() == {"Plain": written}
    assert times(plain=FIRST + timedelta(microseconds=1)).to_wire() == {
        "Plain": "-62135596799.999999"
    }


@pytest.mark.parametrize(
    "written", ["10413792000.000002", "10413792000.0000010", "1769860800.000001", "x"]
)
def test_a_strict_read_takes_no_text_for_what_a_number_says(
    times: Any, written: str
) -> None:
    assert broken(times.from_wire, {"Plain": written}) == ["type /Plain"]


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
        ("Own", "2026-01-31T24:00:00Z"),
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


def test_the_programs_own_decimal_context_does_not_matter(times: Any) -> None:
    with localcontext() as context:
        context.prec = 6
        context.traps[Inexact] = True
        written = "1769860800.1234561234567890123456789"
        for read in (times.from_boto, times.from_wire):
            assert read({"Plain": written}, strict=False).plain == MICRO
        assert times.from_wire({"Plain": 9e9 + 0.5}).plain.microsecond == 500_000


TOLERATED = {
    "Sat, 31 Jan 2026 9:00:00 GMT": NOON.replace(hour=9),
    "2026-01-31T12:00:00.5+0000": NOON.replace(microsecond=500_000),
    "2026-01-31T14:00:00+02": NOON,
    "2026-01-31T12:00:00": NOON,
    "2026-01-31 12:00:00.123456": MICRO,
    "2026-01-31 12:00:00.123456+00:00": MICRO,
    "2026-01-31 12:00:00 UTC": NOON,
    "2026-01-31T12:00Z": NOON,
    "2026-01-31": NOON.replace(hour=0),
    "20260131T120000Z": NOON,
    "20260131T120000.123456Z": MICRO,
    "2026-01-31T12:00:00,5Z": NOON.replace(microsecond=500_000),
    "Sat, 31 Jan 2026 14:00:00 +0200": NOON,
    "Sat, 31 Jan 2026 07:00:00 -0500": NOON,
    "31 Jan 2026 12:00 GMT": NOON,
    "Saturday, 31-Jan-26 12:00:00 GMT": NOON,
    "Sunday, 06-Nov-94 08:49:37 GMT": datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC),
    "2023-08-14 18:17:34.561000+00:00": datetime(2023, 8, 14, 18, 17, 34, 561000, UTC),
}


@pytest.mark.parametrize("written", TOLERATED)
@pytest.mark.parametrize("member", ["Plain", "Own", "ByTarget"])
def test_a_tolerant_read_takes_what_botocore_reads(
    times: Any, member: str, written: str
) -> None:
    (found,) = filter(
        None, times._values(times.from_wire({member: written}, strict=False))
    )
    assert found == TOLERATED[written]
    theirs = parse_timestamp(written)
    assert found == (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "2026-01-31T24:00:00",
        "2026-01-31 24:00",
        "20260131T240000Z",
        "2026-01-31T12:00:00+25:00",
        "2026-01-31T12:00:00 PST",
        "2026-W05-6",
        "31/01/2026",
        "31 Foo 2026 12:00 GMT",
        "2026-01-31T12:00:00Z ",
    ],
)
def test_a_tolerant_read_guesses_no_timestamp(times: Any, written: str) -> None:
    assert broken(times.from_wire, {"Plain": written}, strict=False) == ["type /Plain"]


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
