"""Members whose values boto3's own handlers change, as an overlay says."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from behaviour.refusals import broken

PUT = {"Id": "a", "Policy": "text", "Key": "k"}


@pytest.fixture
def forms(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("boto3_forms")


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("Id", "/zone/Z0123456789"),
        ("Policy", {"Statement": [{"Effect": "Allow", "Resource": ["*"]}]}),
        ("Policy", "no JSON, so it stays"),
        ("Key", "text as long as you please"),
        ("Key", b"\xff\x00"),
        ("Account", "abc"),
    ],
)
def test_what_boto3_has_is_read_and_given_back(
    forms: Any, member: str, value: object
) -> None:
    made = forms.PutRequest.from_boto({**PUT, member: value})
    assert made.to_boto() == {**PUT, member: value}


def test_others_with_the_same_target_keep_their_constraints(forms: Any) -> None:
    refused = broken(forms.PutRequest.from_boto, {**PUT, "Account": "/zone/Z0"})
    assert refused == ["length /Account"]


def test_an_ordered_dict_is_frozen_as_any_document(forms: Any) -> None:
    policy = OrderedDict(b=1, a=[2])
    made = forms.Policy(document=policy)
    assert list(made.document) == ["b", "a"]
    assert made.document["a"] == (2,)
    assert made.to_boto() == {"Document": {"b": 1, "a": [2]}}


@pytest.mark.parametrize("make", [bytearray, memoryview])
def test_bytes_that_could_change_are_copied(forms: Any, make: Any) -> None:
    made = forms.PutRequest(id="a", policy="p", key=make(b"secret"))
    assert made.key == b"secret"
    assert hash(made) == hash(forms.PutRequest(id="a", policy="p", key=b"secret"))


def test_neither_text_nor_bytes_is_refused_without_being_shown(forms: Any) -> None:
    with pytest.raises(ValueError, match="be a string or bytes, not int") as error:
        forms.PutRequest.from_boto({**PUT, "Key": 123456})
    assert "123456" not in str(error.value)


def test_bytes_of_a_subclass_of_text_are_plain(forms: Any) -> None:
    class Word(str):
        pass

    made = forms.PutRequest(id="a", policy="p", key=Word("k"))
    assert type(made.key) is str


def test_an_alias_is_read_as_the_member(forms: Any) -> None:
    made = forms.PutRequest.from_boto({**PUT, "Filters": "abc"})
    assert made.filter == "abc"
    assert made.to_boto() == {**PUT, "Filter": "abc"}


def test_an_alias_beside_the_member_is_refused(forms: Any) -> None:
    both = {**PUT, "Filter": "abc", "Filters": "abd"}
    assert broken(forms.PutRequest.from_boto, both) == ["unknown_member /Filters"]


def test_an_alias_beside_a_member_that_is_none_is_read(forms: Any) -> None:
    made = forms.PutRequest.from_boto({**PUT, "Filter": None, "Filters": "abc"})
    assert made.filter == "abc"


def test_what_boto3_adds_is_read_and_given_back(forms: Any) -> None:
    answer = {"Id": "a", "IdString": "neither short nor of letters: 5"}
    made = forms.PutResponse.from_boto(answer)
    assert made.id_string == "neither short nor of letters: 5"
    assert made.to_boto() == answer
