"""Blobs: `bytes`, in base64 on the wire."""

from __future__ import annotations

import io
import types
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import broken, message


@pytest.fixture
def blobs(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("blob_places").Blobs


@pytest.mark.parametrize(
    "given",
    [
        b"abc",
        bytearray(b"abc"),
        memoryview(b"abc"),
        memoryview(b"aXbXcX")[::2],
        type("Mine", (bytes,), {})(b"abc"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_blobs_take_what_holds_bytes_and_store_bytes(blobs: Any, given: Any) -> None:
    for made in (blobs(plain=given, sized=given), blobs.from_boto({"Plain": given})):
        assert made.plain == b"abc"
        assert type(made.plain) is bytes


@pytest.mark.parametrize("given", [3, [97], None.__class__, {97}, "\ud800"])
def test_blobs_take_nothing_else(blobs: Any, given: Any) -> None:
    assert broken(blobs, plain=given) == ["type /Plain"]
    for strict in (True, False):
        assert broken(blobs.from_boto, {"Plain": given}, strict=strict) == [
            "type /Plain"
        ]


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    "make",
    [
        lambda: "abç",
        lambda: io.BytesIO("abç".encode()),
        lambda: io.StringIO("abç"),
        lambda: type("Text", (str,), {})("abç"),
    ],
    ids=["text", "a file", "a file of text", "a subclass"],
)
def test_from_boto_takes_the_text_and_files_that_boto3_takes(
    blobs: Any, make: Callable[[], Any], strict: bool
) -> None:
    data = {"Plain": make(), "Sized": make(), "Several": [b"ab", make()]}
    made = blobs.from_boto(data, strict=strict)
    expected = "abç".encode()
    assert made.to_boto() == {
        "Plain": expected,
        "Sized": expected,
        "Several": [b"ab", expected],
    }
    assert broken(blobs.from_boto, {"Sized": io.BytesIO(b"12345")}) == ["length /Sized"]


@pytest.mark.parametrize("make", [lambda: io.BytesIO(b"ab"), lambda: "ab"])
def test_a_file_is_read_once_however_much_else_is_wrong(
    blobs: Any, make: Callable[[], Any]
) -> None:
    found = broken(blobs.from_boto, {"Sized": make(), "Plain": 5, "ByName": []})
    assert sorted(found) == ["type /ByName", "type /Plain"]


def test_a_file_that_gives_no_bytes_is_refused(blobs: Any) -> None:
    file = types.SimpleNamespace(read=lambda: 5)
    assert broken(blobs.from_boto, {"Plain": file}) == ["type /Plain"]


def test_a_constructor_says_how_to_make_bytes(blobs: Any) -> None:
    assert "(value.encode() makes them of text), not str 'abc'" in message(
        blobs, plain="abc"
    )
    assert "(value.read() gives those of a file), not BytesIO" in message(
        blobs, plain=io.BytesIO(b"abc")
    )
    assert message(blobs.from_boto, {"Plain": 5}).endswith(
        "Member must be bytes, text or a file, not int 5"
    )


def test_a_buffer_that_is_changed_later_changes_nothing(blobs: Any) -> None:
    buffer = bytearray(b"abc")
    made = blobs(plain=buffer)
    buffer[0] = 0
    assert made.plain == b"abc"


def test_lengths_count_bytes(blobs: Any) -> None:
    assert message(blobs, sized=b"a" * 5) == (
        "Value with length 5 at '/Sized' failed to satisfy constraint:"
        " Member must have length between 2 and 4, inclusive"
    )
    assert broken(blobs.from_wire, {"Sized": "YWFhYWE="}) == ["length /Sized"]
    assert blobs.from_wire({"Sized": "YWFhYQ=="}).sized == b"aaaa"
    assert broken(blobs, several=[b"ab", b""]) == ["length /Several/1"]


def test_the_wire_is_base64_and_boto_has_the_bytes(blobs: Any) -> None:
    made = blobs(plain=b"\xff\x00", several=[b"ab"], by_name={"k": b""})
    assert made.to_wire() == {"Plain": "/wA=", "Several": ["YWI="], "ByName": {"k": ""}}
    assert made.to_boto() == {
        "Plain": b"\xff\x00",
        "Several": [b"ab"],
        "ByName": {"k": b""},
    }
    assert blobs.from_wire(made.to_wire()) == made
    assert blobs.from_boto(made.to_boto()) == made


@pytest.mark.parametrize("written", ["abc", "a", "=", "YW-_", "YWI= ", "Ä", b"YWI=", 3])
def test_what_is_no_base64_is_refused(blobs: Any, written: Any) -> None:
    assert broken(blobs.from_wire, {"Plain": written}) == ["type /Plain"]


@pytest.mark.parametrize("written", ["!!!!", "YW-_", "YWI=YWI=", "abc", 3])
def test_what_is_no_base64_is_refused_in_a_tolerant_read_too(
    blobs: Any, written: Any
) -> None:
    assert broken(blobs.from_wire, {"Plain": written}, strict=False) == ["type /Plain"]


def test_a_tolerant_read_does_not_count(blobs: Any) -> None:
    made = blobs.from_wire({"Sized": ""}, strict=False)
    assert made.sized == b""
    assert made.to_wire() == {"Sized": ""}
