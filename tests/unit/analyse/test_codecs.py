"""How a value is held, where its shape does not say all."""

from __future__ import annotations

import pytest

from models import BLOB, member, service, structure, union
from shapewright.analyse.codecs import codecs
from shapewright.ir.facts import Codec
from shapewright.ir.service import Operation, Service
from shapewright.ir.shapes import SimpleKind, SimpleShape
from shapewright.ir.traits import WireTraits


def codec_of(checked: Service) -> Codec:
    return codecs(checked)["S", "A"]


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
    assert codec_of(service(structure("S", member("A", wire=wire)))) is codec


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
