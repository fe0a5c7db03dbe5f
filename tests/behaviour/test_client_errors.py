"""A client's exception as one typed value."""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from aws_shapes.sagemaker import ResourceInUse
from aws_shapes.sagemaker.errors import error_of
from clients import client_of, stubbed


@pytest.fixture
def example(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("operations")


@pytest.fixture
def errors(example: Any) -> Any:
    return importlib.import_module(f"{example.__name__}.errors")


def raised(
    code: Any,
    message: Any = "said",
    status: Any = 400,
    operation: Any = "Any",
    error: Any = None,
    **body: Any,
) -> ClientError:
    """An exception as botocore makes it of an answer."""
    told = {"Code": code, "Message": message, **(error or {})}
    metadata = {"RequestId": "r-1", "HTTPStatusCode": status, "RetryAttempts": 0}
    response = {"Error": told, "ResponseMetadata": metadata, **body}
    return ClientError(response, operation)


def test_it_carries_all_that_came() -> None:
    exception = raised("ResourceInUse", "taken", operation="CreateTrainingJob")
    error = error_of(exception)
    assert error.code == "ResourceInUse"
    assert error.message == "taken"
    assert error.status == 400
    assert error.request_id == "r-1"
    assert error.fault == "client"
    assert error.retryable is False
    assert error.operation == "CreateTrainingJob"
    match error.detail:
        case ResourceInUse(message=message):
            assert message == "taken"
        case _:
            pytest.fail("it is none of the model's")
    assert pickle.loads(pickle.dumps(error)) == error


def test_what_the_model_does_not_know_is_kept_all_the_same(errors: Any) -> None:
    error = errors.error_of(raised("Surprise", "who knows", 418))
    assert (error.code, error.message, error.status) == ("Surprise", "who knows", 418)
    assert error.detail is None


def test_an_error_is_found_by_its_code_and_by_its_shapes_name(
    example: Any, errors: Any
) -> None:
    for code in ("Example.Invalid", "Invalid"):
        detail = errors.error_of(raised(code, Reason="why")).detail
        assert (type(detail), detail.reason) == (example.Invalid, "why")


@pytest.mark.parametrize(
    "code",
    [
        "com.example#ThingExists",
        "com.example.v1#ThingExists:http://example.com/errors/",
        "ThingExists:http://example.com/errors/#top",
    ],
)
def test_a_namespace_and_an_address_around_a_code_are_not_minded(
    example: Any, errors: Any, code: str
) -> None:
    error = errors.error_of(raised(code, Name="a"))
    assert error.code == code
    assert type(error.detail) is example.ThingExists
    assert error.detail.name == "a"


def test_the_operation_tells_two_of_one_code_apart(example: Any, errors: Any) -> None:
    of_delete = errors.error_of(raised("Gone", operation="DeleteThing")).detail
    of_describe = errors.error_of(raised("Gone", operation="DescribeThing")).detail
    assert type(of_delete) is example.ThingNotFound
    assert type(of_describe) is example.NotFound
    assert type(errors.error_of(raised("Gone")).detail) is example.NotFound
    by_name = errors.error_of(raised("ThingNotFound")).detail
    assert type(by_name) is example.ThingNotFound


def test_the_code_of_the_query_protocol_that_was_before_counts_too(
    example: Any, errors: Any
) -> None:
    exception = raised("Sender.Old", error={"QueryErrorCode": "ThingExists"})
    error = errors.error_of(exception)
    assert error.code == "Sender.Old"
    assert type(error.detail) is example.ThingExists


def test_the_message_is_never_lost(errors: Any) -> None:
    assert errors.error_of(raised("Example.Invalid", "taken")).message == "taken"
    of_body = raised("ThingExists", "")
    of_body.response["message"] = "in the body"
    assert errors.error_of(of_body).message == "in the body"
    lower = ClientError({"Error": {"Code": "A", "message": "low"}}, "Any")
    assert errors.error_of(lower).message == "low"
    assert errors.error_of(ClientError({"Error": {}}, "Any")).message == ""


def test_the_stubbers_error_has_its_message(
    example: Any, errors: Any, tmp_path: Path
) -> None:
    client = client_of("operations", tmp_path)
    stubber = stubbed(client)
    stubber.add_client_error("create_thing", "ThingExists", "taken", 409)
    with pytest.raises(ClientError) as caught:
        client.create_thing(Name="a")
    error = errors.error_of(caught.value)
    assert error.message == "taken"
    assert error.operation == "CreateThing"
    assert type(error.detail) is example.ThingExists
    assert error.detail.message == "taken"


@pytest.mark.parametrize(
    ("exception", "fault"),
    [
        (raised("Throttled", status=400), "server"),
        (raised("Example.Invalid", status=400), "client"),
        (raised("Other", status=503), "server"),
        (raised("Other", status=503, error={"Type": "Sender"}), "client"),
        (raised("Other", status=400, error={"Type": "Receiver"}), "server"),
        (raised("Other", status=301), None),
        (raised("Other", status=None), None),
        (ClientError({"Error": {}}, "Any"), None),
    ],
)
def test_whose_fault_it_is(errors: Any, exception: Any, fault: str | None) -> None:
    assert errors.error_of(exception).fault == fault


@pytest.mark.parametrize(
    ("exception", "retryable"),
    [
        (raised("Throttled"), True),
        (raised("Example.Invalid"), False),
        (raised("ThrottlingException"), True),
        (raised("aws#ThrottlingException:there"), True),
        (raised("Other", status=429), True),
        (raised("Other", status=502), True),
        (raised("Other", status=501), False),
    ],
)
def test_whether_to_try_again(errors: Any, exception: Any, retryable: bool) -> None:
    assert errors.error_of(exception).retryable is retryable


def test_a_detail_that_is_not_as_modelled_is_none(errors: Any) -> None:
    error = errors.error_of(raised("ThingExists", Name=["no", "text"]))
    assert error.detail is None
    assert error.message == "said"


def test_odd_entries_do_no_harm(errors: Any) -> None:
    error = errors.error_of(raised(404, None, "400", operation=None))
    assert (error.code, error.message, error.status) == ("404", "", None)
    assert error.operation is None


@pytest.mark.parametrize(
    "given",
    [
        ValueError("no"),
        EndpointConnectionError(endpoint_url="http://localhost:1"),
        "text",
        None,
        {"Error": {"Code": "ThingExists"}},
    ],
)
def test_what_is_no_client_error_is_a_type_error(errors: Any, given: Any) -> None:
    with pytest.raises(TypeError, match=r"^error_of takes a ClientError of botocore"):
        errors.error_of(given)


def test_a_service_without_errors_has_the_module_too(
    compiled: Callable[[str], ModuleType],
) -> None:
    plain = compiled("selection_by_operation")
    errors = importlib.import_module(f"{plain.__name__}.errors")
    assert errors.error_of(raised("Surprise")).detail is None
