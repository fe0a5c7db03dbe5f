"""Blobs: `bytes`, in base64 on the wire."""

from __future__ import annotations

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


@pytest.mark.parametrize("given", ["abc", 3, [97], None.__class__, {97}])
def test_blobs_take_nothing_else(blobs: Any, given: Any) -> None:
    assert broken(blobs, plain=given) == ["type /Plain"]
    assert broken(blobs.from_boto, {"Plain": given}, strict=False) == ["type /Plain"]


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
