"""A member's own traits beat those of its target."""

from __future__ import annotations

import pytest

from models import BLOB, list_of, member, service, structure, union
from shapewright.analyse.bind import bind
from shapewright.ir.facts import Codec
from shapewright.ir.service import Operation, Service
from shapewright.ir.shapes import SimpleKind, SimpleShape
from shapewright.ir.traits import WireTraits


def time(format: str = "") -> SimpleShape:
    return SimpleShape(
        id="Time", kind=SimpleKind.TIMESTAMP, wire=WireTraits(timestamp_format=format)
    )


@pytest.mark.parametrize(
    ("own", "target", "bound"),
    [
        ("", "", "unixTimestamp"),
        ("", "iso8601", "iso8601"),
        ("rfc822", "iso8601", "rfc822"),
        ("rfc822", "", "rfc822"),
    ],
)
def test_a_timestamps_format(own: str, target: str, bound: str) -> None:
    wire = WireTraits(timestamp_format=own)
    holder = structure("S", member("A", "Time", wire=wire))
    assert bind(service(holder, time(target)))["S", "A"].timestamp_format == bound


def test_the_key_is_the_location_name_or_the_members() -> None:
    holder = structure(
        "S", member("A", wire=WireTraits(location_name="a")), member("B")
    )
    bound = bind(service(holder, list_of("L", "Text")))
    keys = {place: binding.key for place, binding in bound.items()}
    assert keys == {("S", "A"): "a", ("S", "B"): "B", ("L", "member"): "member"}


@pytest.mark.parametrize(
    ("wire", "codec"),
    [
        (WireTraits(), Codec.PLAIN),
        (WireTraits(jsonvalue=True), Codec.PLAIN),
        (WireTraits(location="header"), Codec.PLAIN),
        (WireTraits(jsonvalue=True, location="header"), Codec.JSON_HEADER),
        (WireTraits(jsonvalue=True, location="querystring"), Codec.PLAIN),
    ],
)
def test_a_json_value_is_a_document_in_a_header_only(
    wire: WireTraits, codec: Codec
) -> None:
    assert (
        bind(service(structure("S", member("A", wire=wire))))["S", "A"].codec is codec
    )


def codec_of(checked: Service) -> Codec:
    return bind(checked)["S", "A"].codec


def test_a_streaming_blob_is_a_stream() -> None:
    holder = structure("S", member("A", "Blob", wire=WireTraits(streaming=True)))
    assert codec_of(service(holder, BLOB)) is Codec.STREAM
    holder = structure("S", member("A", "Blob"))
    target = SimpleShape(
        id="Blob", kind=SimpleKind.BLOB, wire=WireTraits(streaming=True)
    )
    assert codec_of(service(holder, target)) is Codec.STREAM
    assert codec_of(service(holder, BLOB)) is Codec.PLAIN


def test_a_blob_that_is_a_whole_answer_is_a_stream() -> None:
    holder = structure("S", member("A", "Blob"), payload="A")
    answers = Operation(name="Get", output="S")
    asks = Operation(name="Get", input="S")
    assert codec_of(service(holder, BLOB, operations=[answers])) is Codec.STREAM
    assert codec_of(service(holder, BLOB, operations=[asks])) is Codec.PLAIN
    text = structure("S", member("A"), payload="A")
    assert codec_of(service(text, operations=[answers])) is Codec.PLAIN


def test_an_event_stream_is_a_stream() -> None:
    holder = structure("S", member("A", "U"))
    assert codec_of(service(holder, union("U", event_stream=True))) is Codec.STREAM
    assert codec_of(service(holder, union("U"))) is Codec.PLAIN
