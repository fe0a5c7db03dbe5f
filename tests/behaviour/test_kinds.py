"""Roles, streams, tokens and header documents: what is easy to get wrong."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aws_shapes import sagemaker
from aws_shapes.sagemaker import AlgorithmSpecification
from behaviour.refusals import broken
from shapewright.plan.names import member_name, service_package

CONVERTERS = ("to_wire", "from_wire", "to_boto", "from_boto")


@pytest.fixture
def rest(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("roles_rest_json")


def converters(cls: Any) -> list[str]:
    return [name for name in CONVERTERS if hasattr(cls, name)]


@pytest.mark.parametrize("name", ["Item", "Filter"])
def test_documents_of_a_json_service_have_all_four_converters(
    rest: Any, name: str
) -> None:
    assert converters(getattr(rest, name)) == list(CONVERTERS)


@pytest.mark.parametrize("name", ["ListRequest", "ListResponse", "NotFound"])
def test_messages_of_a_rest_service_have_no_wire_form_and_say_why(
    rest: Any, name: str
) -> None:
    cls = getattr(rest, name)
    assert converters(cls) == ["to_boto", "from_boto"]
    assert "to_wire" in cls.__doc__
    assert "message" in cls.__doc__


@pytest.mark.parametrize(
    "name", ["PutRequest", "GetResponse", "WatchResponse", "Events", "Added"]
)
def test_structures_of_streams_have_none_either(rest: Any, name: str) -> None:
    assert converters(getattr(rest, name)) == ["to_boto", "from_boto"]


@pytest.mark.parametrize("name", ["PutRequest", "PutResponse", "Inner"])
def test_a_query_service_has_no_wire_form_at_all_and_says_why(
    compiled: Callable[[str], ModuleType], name: str
) -> None:
    cls: Any = getattr(compiled("query_forms"), name)
    assert converters(cls) == ["to_boto", "from_boto"]
    assert "the service speaks query" in str(compiled("query_forms").__doc__)
    assert "from_wire" not in cls.__doc__  # it is said once


def test_inputs_of_a_json_service_are_documents(
    compiled: Callable[[str], ModuleType],
) -> None:
    assert converters(compiled("answers").GetRequest) == list(CONVERTERS)
    assert converters(AlgorithmSpecification) == list(CONVERTERS)


def test_the_boto_form_of_a_query_service_goes_both_ways(
    compiled: Callable[[str], ModuleType],
) -> None:
    module: Any = compiled("query_forms")
    made = module.PutRequest(name="a", tags={"k": "v"}, inner=module.Inner(word="b"))
    data = {"Name": "a", "Tags": {"k": "v"}, "Inner": {"Word": "b"}}
    assert made.to_boto() == data
    assert module.PutRequest.from_boto(data) == made


def test_errors_are_structures_and_no_exceptions(rest: Any) -> None:
    assert not issubclass(rest.NotFound, BaseException)
    assert rest.NotFound(message="gone").to_boto() == {"Message": "gone"}


def test_a_dict_for_a_structure_without_wire_form_names_from_boto_alone(
    compiled: Callable[[str], ModuleType],
) -> None:
    module: Any = compiled("query_forms")
    with pytest.raises(ValueError, match=r"Inner\.from_boto makes one") as caught:
        module.PutRequest(name="a", inner={"Word": "b"})
    assert "from_wire" not in str(caught.value)


class Body:
    """Something to stream that resents being looked at."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        raise AssertionError("read")

    def __iter__(self) -> Any:
        raise AssertionError("read")

    def __len__(self) -> int:
        raise AssertionError("read")

    def __bool__(self) -> bool:
        raise AssertionError("read")

    def read(self) -> bytes:
        raise AssertionError("read")


@pytest.mark.parametrize(
    "body", [b"bytes", bytearray(b"b"), io.BytesIO(b"bytes"), Body(), "text"]
)
def test_a_streaming_member_holds_the_object_that_was_given(
    rest: Any, body: Any
) -> None:
    made = rest.PutRequest(bucket="b", body=body)
    assert made.body is body
    assert made.to_boto()["Body"] is body
    assert rest.PutRequest.from_boto({"Bucket": "b", "Body": body}).body is body


@pytest.mark.parametrize("body", [{"a": 1}, ["x"], 123, True, iter([b"bytes"])])
def test_a_streaming_member_takes_nothing_that_boto3_refuses(
    rest: Any, body: Any
) -> None:
    for call in (
        lambda: rest.PutRequest(bucket="b", body=body),
        lambda: rest.PutRequest.from_boto({"Bucket": "b", "Body": body}),
    ):
        assert broken(call) == ["type /Body"]
    answer = {"Size": 5, "Content": body}  # whatever a double of a client answers
    assert rest.GetResponse.from_boto(answer, strict=False).content is body


def test_a_view_of_bytes_is_streamed_as_bytes(rest: Any) -> None:
    made = rest.PutRequest(bucket="b", body=memoryview(b"bytes"))
    assert made.body == b"bytes"
    assert type(made.body) is bytes


def test_the_blob_payload_of_an_output_is_a_stream(rest: Any) -> None:
    body = io.BytesIO(b"bytes")
    for strict in (True, False):
        made = rest.GetResponse.from_boto({"Size": 5, "Content": body}, strict=strict)
        assert made.content is body
    assert body.read() == b"bytes"


def test_event_streams_are_held_unread(rest: Any) -> None:
    events = iter([{"Added": {"Name": "a"}}])
    assert rest.WatchResponse.from_boto({"Events": events}).events.raw is events
    assert list(events)


def test_streams_are_compared_by_identity(rest: Any) -> None:
    body = Body()
    one = rest.PutRequest(bucket="b", body=body)
    assert one == rest.PutRequest(bucket="b", body=body)
    assert one != rest.PutRequest(bucket="b", body=Body())
    first, second = bytes(bytearray(b"abc")), bytes(bytearray(b"abc"))
    assert rest.PutRequest(bucket="b", body=first) != rest.PutRequest(
        bucket="b", body=second
    )


def test_copies_share_the_stream(rest: Any) -> None:
    made = rest.PutRequest(bucket="b", body=Body())
    assert copy.copy(made).body is copy.deepcopy(made).body is made.body


def test_a_json_value_is_a_document_in_a_header_and_text_elsewhere(rest: Any) -> None:
    made = rest.PutRequest(
        bucket="b", settings={"a": [1]}, filter=rest.Filter(plain="{}", word="w")
    )
    assert made.settings == {"a": (1,)}
    assert made.filter.plain == "{}"
    assert made.to_boto()["Settings"] == {"a": [1]}
    assert broken(rest.PutRequest, bucket=5, settings={"a": [1]}) == ["type /Bucket"]
    assert broken(rest.Filter, plain={"a": 1}, word="w") == ["type /Plain"]


def test_an_idempotency_token_of_an_input_is_optional_and_never_filled(
    compiled: Callable[[str], ModuleType],
) -> None:
    module: Any = compiled("token_places")
    made = module.CreateRequest(name="a")
    assert made.client_token is None
    assert made.to_wire() == made.to_boto() == {"Name": "a"}
    assert module.CreateRequest.from_wire({"Name": "a"}) == made
    assert module.CreateRequest(name="a", client_token="t").to_wire() == {
        "Name": "a",
        "ClientToken": "t",
    }
    assert broken(module.CreateRequest, name="a", client_token="") == [
        "length /ClientToken"
    ]


def test_a_token_that_is_nested_stays_required(
    compiled: Callable[[str], ModuleType],
) -> None:
    nested: Any = compiled("token_places").Nested
    with pytest.raises(TypeError, match="client_token"):
        nested()


def test_no_defaults_are_invented() -> None:
    spec = AlgorithmSpecification(training_image="i", training_input_mode="Pipe")
    assert spec.enable_sage_maker_metrics_time_series is None


@pytest.mark.parametrize(
    "name",
    """to_wire from_wire to_boto from_boto to_json from_json to_cli_json from_cli_json
    to_xml from_xml to_form to_cbor from_cbor set_member""".split(),
)
def test_reserved_names_are_no_members(name: str) -> None:
    assert member_name(name) == f"{name}_"


def test_a_service_has_no_submodules_but_those_that_are_known() -> None:
    folder = Path(sagemaker.__file__).parent
    found = {entry.stem for entry in folder.iterdir() if entry.name != "__pycache__"}
    assert found == {
        "__init__",
        "shapes",
        "enums",
        "operations",
        "waiters",
        "errors",
    }


def test_an_older_version_has_a_package_of_its_own() -> None:
    assert service_package("cloudfront", "2019-03-26") == "cloudfront_2019_03_26"
    assert service_package("cloudfront") == "cloudfront"


def test_every_member_may_be_named_by_a_word_that_the_constructor_uses(
    compiled: Callable[[str], ModuleType],
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    assert scalars(data="a", text="b").to_wire() == {"Text": "b", "Data": "a"}
