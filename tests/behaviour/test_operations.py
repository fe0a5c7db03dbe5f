"""Operations: a request becomes a client's call, and what it answers an object."""

from __future__ import annotations

import asyncio
import copy
import importlib
import pickle
import warnings
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, PaginationError
from botocore.stub import Stubber

from aws_shapes import ShapeValidationError
from aws_shapes.sagemaker import DescribeTrainingJobRequest
from aws_shapes.sagemaker.operations import CreateTrainingJob, DescribeTrainingJob
from clients import AsyncClient, client_of, stubbed

METADATA = {
    "RequestId": "r-1",
    "HTTPStatusCode": 200,
    "RetryAttempts": 2,
    "HTTPHeaders": {"date": "today"},
}


@pytest.fixture
def example(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("operations")


@pytest.fixture
def operations(example: Any) -> Any:
    return importlib.import_module(f"{example.__name__}.operations")


@pytest.fixture
def client(tmp_path: Path) -> Any:
    return client_of("operations", tmp_path)


@pytest.fixture
def stubber(client: Any) -> Stubber:
    return stubbed(client)


async def listed(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]


def things(*names: str, token: str | None = None) -> dict[str, Any]:
    """A page of ListThings."""
    page: dict[str, Any] = {"Things": [{"Name": name} for name in names]}
    return page if token is None else page | {"NextToken": token}


def test_a_request_goes_out_and_an_object_comes_back(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    request = example.CreateThingRequest(name="a", limit=0)
    stubber.add_response("create_thing", {"Arn": "arn"}, {"Name": "a", "Limit": 0})
    answer = operations.CreateThing.call(client, request)
    assert answer == example.CreateThingResponse(arn="arn")
    stubber.assert_no_pending_responses()


def test_members_by_name_are_a_request(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("create_thing", {}, {"Name": "a"})
    answer = operations.CreateThing.call(client, name="a")
    assert answer == example.CreateThingResponse()
    assert operations.CreateThing.arguments(name="a") == {"Name": "a"}


def test_what_is_wrong_with_members_is_said_before_the_call(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    with pytest.raises(ValueError, match=r"CreateThingRequest\.name"):
        operations.CreateThing.call(client, name=5)
    with pytest.raises(TypeError, match="nmae"):
        operations.CreateThing.call(client, nmae="a")


def test_no_output_is_none_and_no_input_takes_no_request(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("delete_thing", {}, {"Name": "a"})
    request = example.DescribeThingRequest(name="a")
    assert operations.DeleteThing.call(client, request) is None
    stubber.add_response("ping", {}, {})
    stubber.add_response("ping", {}, {})
    assert operations.Ping.call(client) is None
    assert operations.Ping.call(client, None) is None
    with pytest.raises(TypeError, match=r"^Ping takes no request, not Describe"):
        operations.Ping.call(client, request)


def test_an_answer_is_read_tolerantly(example: Any, operations: Any) -> None:
    answer = operations.DescribeThing.answer({"Status": "NEW", "Colour": "red"})
    assert answer.status == "NEW"
    assert type(answer) is example.DescribeThingResponse


@pytest.mark.parametrize("data", [None, [], "text", 5])
def test_what_is_no_answer_is_a_validation_error(data: Any) -> None:
    with pytest.raises(ShapeValidationError):
        DescribeTrainingJob.answer(data)


def test_a_name_that_botocore_spells_its_own_way_is_found(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    (method,) = [
        method
        for method, name in client.meta.method_to_api_mapping.items()
        if name == "GetOTelEnrichment"
    ]
    stubber.add_response(method, {"Arn": "arn"}, {})
    assert operations.GetOTelEnrichment.call(client).arn == "arn"
    assert operations.GetOTelEnrichment.method_name(client) == method


def test_what_comes_with_an_answer_is_typed(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("create_thing", {"Arn": "arn", "ResponseMetadata": METADATA})
    answer, metadata = operations.CreateThing.call_with_metadata(client, name="a")
    assert answer.arn == "arn"
    assert metadata.request_id == "r-1"
    assert metadata.status == 200
    assert metadata.retries == 2
    assert metadata.headers == {"date": "today"}
    assert metadata.host_id is None


def test_what_a_client_raises_is_left_as_it_is(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_client_error("create_thing", "Example.Invalid", "no", 400)
    with pytest.raises(ClientError) as caught:
        operations.CreateThing.call(client, name="a")
    assert caught.value.operation_name == "CreateThing"


def test_a_client_of_another_service_is_told_apart(operations: Any) -> None:
    other: Any = boto3.client("sqs", region_name="eu-west-1")
    text = r"^CreateTrainingJob takes a client of sagemaker, not one of sqs$"
    request: Any = None
    for call in (CreateTrainingJob.call, CreateTrainingJob.call_with_metadata):
        with pytest.raises(TypeError, match=text):
            call(other, request)
    with pytest.raises(TypeError, match="takes a client of sagemaker, not str"):
        CreateTrainingJob.call("sagemaker", request)
    with pytest.raises(TypeError, match="ListThings takes a client of example"):
        operations.ListThings.pages(other)


def test_a_request_of_another_operation_is_a_type_error(
    operations: Any, client: Any
) -> None:
    request: Any = DescribeTrainingJobRequest(training_job_name="a")
    text = (
        r"^CreateTrainingJob takes a CreateTrainingJobRequest,"
        r" not DescribeTrainingJobRequest$"
    )
    with pytest.raises(TypeError, match=text):
        CreateTrainingJob.arguments(request)
    with pytest.raises(TypeError, match="takes a CreateThingRequest, not dict"):
        operations.CreateThing.call(client, {"Name": "a"})
    with pytest.raises(TypeError, match="takes a request, or its members by name"):
        operations.CreateThing.call(client, request, name="a")
    with pytest.raises(TypeError, match="takes a request, or its members by name"):
        operations.CreateThing.call(client, request, request)


def test_an_operation_that_the_client_lacks_is_botocores_own_error(
    operations: Any, client: Any
) -> None:
    class Older:
        meta = client.meta

        def __getattr__(self, name: str) -> Any:
            if name == "create_thing":
                raise AttributeError("as botocore says it")
            return getattr(client, name)

    with pytest.raises(AttributeError, match="as botocore says it"):
        operations.CreateThing.call(Older(), name="a")


def test_a_stand_in_for_a_client_needs_the_method_alone(operations: Any) -> None:
    class Fake:
        def create_thing(self, **arguments: Any) -> Any:
            return {"Arn": arguments["Name"]}

    assert operations.CreateThing.call(Fake(), name="a").arn == "a"
    with pytest.raises(TypeError, match="takes a client of example, not Fake"):
        operations.Ping.call(Fake())


def test_pages_are_asked_for_when_they_are_wanted(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("list_things", things("a", token="t"), {"MaxResults": 1})
    pages = operations.ListThings.pages(client, max_results=1)
    assert next(pages).things == (example.Thing(name="a"),)
    stubber.add_response(
        "list_things", things("b"), {"MaxResults": 1, "NextToken": "t"}
    )
    assert [page.things for page in pages] == [(example.Thing(name="b"),)]


def test_pages_begin_where_the_request_says(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("list_things", things("b", token="u"), {"NextToken": "t"})
    stubber.add_response("list_things", things("c"), {"NextToken": "u"})
    request = example.ListThingsRequest(next_token="t")
    names = [thing.name for thing in operations.ListThings.items(client, request)]
    assert names == ["b", "c"]


def test_no_more_items_are_asked_for_than_are_wanted(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("list_things", things("a", "b", token="t"))
    items = operations.ListThings.items(client, at_most=2)
    assert [thing.name for thing in items] == ["a", "b"]
    assert list(operations.ListThings.items(client, at_most=0)) == []
    with pytest.raises(ValueError, match="islice"):
        operations.ListThings.items(client, at_most=-1)


def test_items_are_found_inside_and_a_page_may_have_none(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    inner = things("a", token="t")
    stubber.add_response("list_nested", {"Inner": inner})
    stubber.add_response("list_nested", {"Inner": {}})
    names = [thing.name for thing in operations.ListNested.items(client)]
    assert names == ["a"]
    stubber.add_response("list_nested", {})
    assert list(operations.ListNested.items(client)) == []


def test_no_page_of_a_map_or_of_two_lists_is_lost(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("list_map", {"Things": {"a": {}}, "NextToken": "t"})
    stubber.add_response("list_map", {"Things": {"b": {}}}, {"NextToken": "t"})
    pages = operations.ListMap.pages(client)
    assert [key for page in pages for key in page.things] == ["a", "b"]
    stubber.add_response("list_both", {"Names": ["x"], "NextToken": "t"})
    stubber.add_response("list_both", things("b") | {"Names": ["y"]})
    names = [page.names for page in operations.ListBoth.pages(client)]
    assert names == [("x",), ("y",)]
    for operation in (operations.ListMap, operations.ListBoth):
        assert not hasattr(operation, "items")
    assert not hasattr(operations.Ping, "pages")


def test_a_token_that_comes_again_is_botocores_error(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    stubber.add_response("list_things", things("a", token="t"))
    stubber.add_response("list_things", things("b", token="t"), {"NextToken": "t"})
    with pytest.raises(PaginationError):
        list(operations.ListThings.pages(client))


def test_the_same_is_done_by_an_asynchronous_client(
    example: Any, operations: Any, client: Any, stubber: Stubber
) -> None:
    later = AsyncClient(client)
    request = example.CreateThingRequest(name="a")
    stubber.add_response("create_thing", {"Arn": "x"}, {"Name": "a"})
    stubber.add_response("create_thing", {"Arn": "y"}, {"Name": "b"})
    call = operations.CreateThing.call_async
    assert asyncio.run(call(later, request)).arn == "x"
    assert asyncio.run(call(later, name="b")).arn == "y"
    stubber.add_response("create_thing", {"Arn": "x", "ResponseMetadata": METADATA})
    with_metadata = operations.CreateThing.call_with_metadata_async
    answer, metadata = asyncio.run(with_metadata(later, name="a"))
    assert (answer.arn, metadata.request_id) == ("x", "r-1")


def test_pages_and_items_come_by_an_asynchronous_client(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    def add_two_pages() -> None:
        stubber.add_response("list_things", things("a", "b", token="t"))
        stubber.add_response("list_things", things("c"), {"NextToken": "t"})

    add_two_pages()
    pages = asyncio.run(listed(operations.ListThings.pages_async(AsyncClient(client))))
    assert [len(page.things) for page in pages] == [2, 1]
    for at_most, names in [(None, "abc"), (3, "abc"), (2, "ab"), (0, "")]:
        add_two_pages()
        items = operations.ListThings.items_async(AsyncClient(client), at_most=at_most)
        assert [thing.name for thing in asyncio.run(listed(items))] == list(names)
        stubber._queue.clear()
    add_empty = {"Inner": {"NextToken": "t"}}
    stubber.add_response("list_nested", add_empty)
    stubber.add_response("list_nested", {})
    nested = operations.ListNested.items_async(AsyncClient(client))
    assert asyncio.run(listed(nested)) == []


def test_clients_of_the_wrong_kind_are_told_so(
    operations: Any, client: Any, stubber: Stubber
) -> None:
    later = AsyncClient(client)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = "an asynchronous client is for `…_async`"
        with pytest.raises(TypeError, match=text):
            operations.Ping.call(later)
        with pytest.raises(TypeError, match=text):
            operations.ListThings.pages(later)
        with pytest.raises(TypeError, match=text):
            operations.ListThings.items(later)
        text = "a client of boto3 has no asynchronous calls"
        with pytest.raises(TypeError, match=text):
            asyncio.run(operations.Ping.call_async(client))
        with pytest.raises(TypeError, match=text):
            operations.ListThings.pages_async(client)
        with pytest.raises(TypeError, match=text):
            operations.ListThings.items_async(client)


def test_an_operation_knows_its_request_answer_and_errors(
    example: Any, operations: Any
) -> None:
    operation = operations.CreateThing
    assert (operation.name, operation.service) == ("CreateThing", "example")
    assert operation.input is example.CreateThingRequest
    assert operation.output is example.CreateThingResponse
    assert operation.errors == (example.Invalid, example.ThingExists, example.Throttled)
    assert repr(operation) == "<Operation CreateThing of example>"
    assert repr(operations.ListThings) == "<ListOperation ListThings of example>"
    assert (operation.__doc__ or "").startswith("Creates a `Thing`.")
    assert "Deprecated" in operations.DeleteThing.__doc__
    assert (type(operation).__doc__ or "").startswith("What a client")


def test_an_operation_is_there_once(operations: Any) -> None:
    operation = operations.ListThings
    assert copy.copy(operation) is copy.deepcopy(operation) is operation
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(operation, protocol)) is operation
    with pytest.raises(AttributeError):
        operation.delay = 5


def test_a_class_may_be_called_like_an_operation(example: Any, operations: Any) -> None:
    assert example.CreateThing(name="a").to_boto() == {"Name": "a"}
    assert operations.CreateThing is not example.CreateThing
    assert "CreateThing" in dir(operations)
    with pytest.raises(AttributeError, match="Thing"):
        operations.Thing  # noqa: B018


def test_importing_a_request_imports_no_operation(
    example: Any, operations: Any
) -> None:
    source = Path(example.__file__).parent.joinpath("shapes/create_thing_request.py")
    assert "operation" not in source.read_text()
    assert set(operations.__all__) == {
        "CreateThing",
        "DeleteThing",
        "DescribeThing",
        "GetOTelEnrichment",
        "ListBoth",
        "ListMap",
        "ListNested",
        "ListThings",
        "Ping",
    }
