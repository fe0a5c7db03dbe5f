"""Waiters: an operation is asked until its answer is as it should be."""

from __future__ import annotations

import asyncio
import importlib
import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest
from botocore.exceptions import WaiterError
from botocore.stub import Stubber

from clients import AsyncClient, client_of, stubbed


@pytest.fixture
def example(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("operations")


@pytest.fixture
def waiters(example: Any) -> Any:
    return importlib.import_module(f"{example.__name__}.waiters")


@pytest.fixture
def client(tmp_path: Path) -> Any:
    return client_of("operations", tmp_path)


@pytest.fixture
def stubber(client: Any) -> Stubber:
    return stubbed(client)


@pytest.fixture(params=["wait", "wait_async"])
def wait(request: pytest.FixtureRequest, client: Any) -> Callable[..., Any]:
    """Waits by either kind of client, without a pause."""

    def by_either(waiter: Any, *given: Any, **members: Any) -> Any:
        if request.param == "wait":
            return waiter.wait(client, *given, delay=0, **members)
        asked = AsyncClient(client)
        return asyncio.run(waiter.wait_async(asked, *given, delay=0, **members))

    return by_either


def test_the_last_answer_is_given(
    example: Any, waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    stubber.add_response("describe_thing", {"Status": "CREATING"}, {"Name": "a"})
    stubber.add_response("describe_thing", {"Status": "ACTIVE"}, {"Name": "a"})
    request = example.DescribeThingRequest(name="a")
    answer = wait(waiters.ThingActive, request)
    assert answer == example.DescribeThingResponse(status="ACTIVE")


def test_an_error_on_the_way_is_no_end(
    waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    stubber.add_client_error("describe_thing", "Gone", "not yet", 400)
    stubber.add_response("describe_thing", {"Status": "ACTIVE"})
    assert wait(waiters.ThingActive, name="a").status == "ACTIVE"


def test_a_failure_says_in_which_state_it_ended(
    waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    answer = {"Status": "FAILED", "Parts": [{"Status": "ACTIVE"}]}
    stubber.add_response("describe_thing", answer)
    with pytest.raises(WaiterError) as caught:
        wait(waiters.ThingActive, name="a")
    assert caught.value.last_response["Status"] == "FAILED"
    assert caught.value.__notes__ == ["Status: 'FAILED'", "Parts[].Status: ['ACTIVE']"]


def test_an_error_that_nothing_expects_is_a_failure(
    waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    stubber.add_client_error("describe_thing", "Denied", "no", 403)
    with pytest.raises(WaiterError) as caught:
        wait(waiters.ThingActive, name="a")
    assert not hasattr(caught.value, "__notes__")


def test_what_ends_with_an_error_gives_none(
    waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    stubber.add_response("describe_thing", {"Status": "ACTIVE"})
    stubber.add_client_error("describe_thing", "Gone", "gone", 400)
    assert wait(waiters.ThingDeleted, name="a") is None
    stubber.add_client_error("describe_thing", "Whatever", "", 404)
    assert wait(waiters.ThingMissing, name="a") is None


def test_any_error_may_mean_to_ask_again(
    waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    stubber.add_client_error("describe_thing", "Denied", "no", 403)
    stubber.add_response("describe_thing", {"Status": "CREATING"})
    assert wait(waiters.ThingReachable, name="a").status == "CREATING"


def test_too_many_attempts_are_botocores_error(
    waiters: Any, client: Any, stubber: Stubber
) -> None:
    for _ in range(3):
        stubber.add_response("describe_thing", {"Status": "CREATING"})
    with pytest.raises(WaiterError, match="Max attempts exceeded") as caught:
        waiters.ThingActive.wait(client, name="a", delay=0.0, max_attempts=3)
    assert "Status: 'CREATING'" in caught.value.__notes__
    stubber.assert_no_pending_responses()


def test_what_a_client_raises_itself_is_left_as_it_is(
    example: Any, waiters: Any, stubber: Stubber, wait: Callable[..., Any]
) -> None:
    stubber.add_response("describe_thing", {}, {"Name": "b"})
    with pytest.raises(Exception, match="Expected parameters"):
        wait(waiters.ThingActive, name="a")
    with pytest.raises(ValueError, match=r"DescribeThingRequest\.name"):
        wait(waiters.ThingActive, name=5)


def test_clients_of_the_wrong_kind_are_told_so(
    waiters: Any, client: Any, stubber: Stubber
) -> None:
    waiter = waiters.ThingActive
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TypeError, match="an asynchronous client is for"):
            waiter.wait(AsyncClient(client), name="a")
        with pytest.raises(TypeError, match="boto3 has no asynchronous calls"):
            asyncio.run(waiter.wait_async(client, name="a"))
    other = boto3.client("sqs", region_name="eu-west-1")
    with pytest.raises(TypeError, match="takes a client of example, not one of sqs"):
        waiter.wait(other, name="a")
    with pytest.raises(TypeError, match="takes a DescribeThingRequest, not dict"):
        waiter.wait(client, {"Name": "a"})


def test_a_waiter_knows_its_operation_and_is_there_once(
    example: Any, waiters: Any
) -> None:
    waiter = waiters.ThingDeleted
    operations = importlib.import_module(f"{example.__name__}.operations")
    assert waiter.operation is operations.DescribeThing
    assert pickle.loads(pickle.dumps(waiter)) is waiter
    assert repr(waiter) == "<ErrorWaiter ThingDeleted of example>"
    assert "success: the error" in waiter.__doc__
    assert set(waiters.__all__) == {
        "ThingActive",
        "ThingDeleted",
        "ThingMissing",
        "ThingReachable",
    }
