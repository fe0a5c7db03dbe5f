"""What a member is called in a form; its own traits beat those of its target."""

from __future__ import annotations

import pytest

from models import list_of, member, service, structure
from shapewright.analyse.bind import bind
from shapewright.forms import JSON_DOCUMENT
from shapewright.ir.facts import Binding
from shapewright.ir.service import Service
from shapewright.ir.shapes import MemberId, SimpleKind, SimpleShape
from shapewright.ir.traits import WireTraits


def bound(checked: Service) -> dict[MemberId, Binding]:
    return bind(checked, [JSON_DOCUMENT])["wire"]


def time(format: str = "") -> SimpleShape:
    return SimpleShape(
        id="Time", kind=SimpleKind.TIMESTAMP, wire=WireTraits(timestamp_format=format)
    )


@pytest.mark.parametrize(
    ("own", "target", "format"),
    [
        ("", "", "unixTimestamp"),
        ("", "iso8601", "iso8601"),
        ("rfc822", "iso8601", "rfc822"),
        ("rfc822", "", "rfc822"),
    ],
)
def test_a_timestamps_format(own: str, target: str, format: str) -> None:
    wire = WireTraits(timestamp_format=own)
    holder = structure("S", member("A", "Time", wire=wire))
    bindings = bound(service(holder, time(target)))
    assert bindings["S", "A"].timestamp_format == format


def test_the_key_is_the_location_name_or_the_members() -> None:
    holder = structure(
        "S", member("A", wire=WireTraits(location_name="a")), member("B")
    )
    bindings = bound(service(holder, list_of("L", "Text")))
    keys = {place: binding.key for place, binding in bindings.items()}
    assert keys == {("S", "A"): "a", ("S", "B"): "B", ("L", "member"): "member"}
