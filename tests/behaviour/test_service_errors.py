"""Errors that a service answers with carry their code and their message."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from aws_shapes.sagemaker import ResourceInUse
from behaviour.refusals import broken

METADATA = {"RequestId": "1", "HTTPStatusCode": 400}


def response(code: str, message: str, **more: Any) -> dict[str, Any]:
    """As the exceptions of boto3 have it."""
    told = {"Code": code, "Message": message, "Type": "Sender"}
    return {"Error": told, "ResponseMetadata": METADATA, **more}


@pytest.fixture
def errors(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("errors")


@pytest.fixture
def query(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("errors_query")


@pytest.mark.parametrize("strict", [True, False])
def test_a_modelled_message_is_filled_where_it_is_missing(
    errors: Any, query: Any, strict: bool
) -> None:
    made = errors.InUse.from_boto(response("InUse", "taken"), strict=strict)
    assert (made.message, made.error_message, made.error_code) == (
        "taken",
        "taken",
        "InUse",
    )
    gone = query.NoSuchEntityException.from_boto(
        response("NoSuchEntity", "gone"), strict=strict
    )
    assert (gone.message, gone.error_code) == ("gone", "NoSuchEntity")


def test_a_modelled_message_that_is_there_stays(errors: Any) -> None:
    answer = response("InUse", "in short", Message="at length", ResourceId="r")
    made = errors.InUse.from_boto(answer)
    assert made.message == "at length"
    assert made.error_message == "in short"
    assert made.resource_id == "r"


@pytest.mark.parametrize("strict", [True, False])
def test_an_error_without_a_message_in_the_model_has_one(
    errors: Any, query: Any, strict: bool
) -> None:
    for cls in (errors.NotFound, query.InstanceNotFoundFault):
        made = cls.from_boto(response("Elsewhere.Gone", "gone"), strict=strict)
        assert made.message == made.error_message == "gone"
        assert made.error_code == "Elsewhere.Gone"
        assert dataclasses.fields(made) == ()
        assert cls().message is cls().error_message is cls().error_code is None


def test_modelled_codes_keep_their_names_and_types(errors: Any) -> None:
    answer = {**response("Throttled", "slow"), "code": "Slow", "ErrorCode": "E1"}
    made = errors.Throttled.from_boto(answer)
    assert made.code is errors.Code.SLOW
    assert made.error_code_ == "E1"
    assert made.error_code == "Throttled"
    assert errors.Throttled(error_code_="E1").error_code is None


def test_a_member_called_error_is_a_member(errors: Any) -> None:
    made = errors.Invalid.from_boto({"Code": 5, "Error": "text"})
    assert (made.code, made.error, made.error_code) == (5, "text", None)
    assert broken(errors.Invalid.from_boto, {"Error": {"Code": "x"}}) == ["type /Error"]


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("name", ["message", "Message"])
def test_the_wire_names_the_code_and_the_message(
    errors: Any, name: str, strict: bool
) -> None:
    body = {"__type": "com.example#InUse:http://example", name: "taken"}
    made = errors.InUse.from_wire(body, strict=strict)
    assert (made.message, made.error_code) == ("taken", "InUse")
    assert made.to_wire() == {"__type": "InUse", "Message": "taken"}
    gone = errors.NotFound.from_wire({"__type": "NotFound", name: "g"}, strict=strict)
    assert (gone.message, gone.error_code) == ("g", "NotFound")
    assert gone.to_wire() == {"__type": "NotFound", "message": "g"}


def test_a_message_under_both_names_is_one(errors: Any) -> None:
    made = errors.NotFound.from_wire({"message": "a", "Message": "b"})
    assert made.message == "a"
    made = errors.InUse.from_wire({"message": "a", "Message": "b"})
    assert (made.message, made.error_message) == ("b", "a")


def test_a_member_that_is_called_message_on_the_wire_has_it(errors: Any) -> None:
    made = errors.Plain.from_wire({"message": "text"})
    assert made.what == "text"
    assert made.message is made.error_message is None
    assert made.to_wire() == {"message": "text"}


@pytest.mark.parametrize("body", [{"__type": 5}, {"message": 5}, {"__type": None}])
def test_what_is_no_text_is_no_code_and_no_message(
    errors: Any, body: dict[str, Any]
) -> None:
    made = errors.NotFound.from_wire(body, strict=False)
    assert made.error_code is made.message is None
    assert made == errors.NotFound()
    told = {"Error": {"Code": 5, "Message": []}}
    assert errors.NotFound.from_boto(told) == errors.NotFound()
    assert errors.NotFound.from_boto({"Error": 5}, strict=False) == errors.NotFound()
    assert broken(errors.NotFound.from_boto, {"Error": 5}) == ["unknown_member /Error"]


def test_an_empty_message_is_none(errors: Any, query: Any) -> None:
    """botocore has one where the answer had none."""
    for cls in (errors.InUse, errors.NotFound, query.NoSuchEntityException):
        made = cls.from_boto(response("Code", ""), strict=False)
        assert made.message is made.error_message is None
        assert made.error_code == "Code"
    made = errors.InUse.from_boto(response("InUse", ""), strict=False)
    assert errors.InUse.from_wire(made.to_wire(), strict=False) == made


def test_what_is_no_map_is_refused(errors: Any) -> None:
    for read in (errors.NotFound.from_boto, errors.NotFound.from_wire):
        assert broken(read, []) == ["type "]
        assert broken(read, [], strict=False) == ["type "]


def made_of(errors: Any, query: Any) -> list[Any]:
    return [
        errors.InUse.from_boto(response("InUse", "taken")),
        errors.InUse.from_boto(response("InUse", "short", Message="long")),
        errors.InUse.from_wire({"__type": "InUse", "message": "taken"}),
        errors.NotFound.from_boto(response("NotFound", "gone")),
        errors.NotFound.from_wire({"message": "gone"}),
        errors.NotFound(),
        query.InstanceNotFoundFault.from_boto(response("Gone", "gone")),
        query.NoSuchEntityException(message="gone"),
    ]


def test_what_came_with_an_error_is_kept(errors: Any, query: Any) -> None:
    for made in made_of(errors, query):
        copies = [
            pickle.loads(pickle.dumps(made)),
            copy.deepcopy(made),
            type(made).from_boto(made.to_boto()),
        ]
        for again in copies:
            assert again == made
            assert hash(again) == hash(made)
            assert again.error_code == made.error_code
            assert again.error_message == made.error_message
    for made in made_of(errors, query):
        if hasattr(made, "to_wire") and made.error_message == made.message:
            wire = json.loads(json.dumps(made.to_wire()))
            assert type(made).from_wire(wire) == made


def test_errors_with_other_codes_are_others(errors: Any) -> None:
    one = errors.NotFound.from_boto(response("A", "gone"))
    assert one != errors.NotFound.from_boto(response("B", "gone"))
    assert one != errors.NotFound()
    assert repr(one) == "NotFound(error_code='A', error_message='gone')"


def test_a_message_beside_a_secret_is_not_shown(errors: Any) -> None:
    made = errors.Secret.from_boto(response("Secret", "hunter2"))
    assert made.message == "hunter2"
    assert "hunter2" not in repr(made)


def test_the_docstring_names_code_status_and_whose_fault_it_is(errors: Any) -> None:
    said = {
        "InUse": "A client error: code `InUse`, HTTP status 409.",
        "NotFound": "A client error: code `AWS.Example.NotThere`, HTTP status 404.",
        "Throttled": "A server error: code `Throttled`, HTTP status 503.",
        "Invalid": "A server error: code `Invalid`.",
        "Secret": "An error: code `Secret`.",
        "Plain": "A client error: code `Plain`.",
    }
    for name, text in said.items():
        assert text in getattr(errors, name).__doc__


# ---- the README's example, under three kinds of client


def client() -> Any:
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    return boto3.client("sagemaker", region_name="us-east-1", **keys)


def test_the_message_of_an_exception_under_the_stubber() -> None:
    sagemaker = client()
    with Stubber(sagemaker) as stub:
        stub.add_client_error("describe_training_job", "ResourceInUse", "It is taken.")
        with pytest.raises(sagemaker.exceptions.ResourceInUse) as caught:
            sagemaker.describe_training_job(TrainingJobName="a")
    made = ResourceInUse.from_boto(caught.value.response, strict=False)
    assert made.message == "It is taken."
    assert made.error_code == "ResourceInUse"


def test_the_message_of_an_exception_of_moto() -> None:
    with mock_aws():
        sagemaker = client()
        group = {
            "InstanceCount": 1,
            "InstanceGroupName": "g",
            "InstanceType": "ml.m5.large",
            "LifeCycleConfig": {"SourceS3Uri": "s3://sagemaker-b", "OnCreate": "x"},
            "ThreadsPerCore": 1,
            "ExecutionRole": "arn:aws:iam::123456789012:role/r",
        }
        sagemaker.create_cluster(ClusterName="c", InstanceGroups=[group])
        with pytest.raises(sagemaker.exceptions.ResourceInUse) as caught:
            sagemaker.create_cluster(ClusterName="c", InstanceGroups=[group])
    made = ResourceInUse.from_boto(caught.value.response, strict=False)
    assert made.message
    assert made.message.startswith("Resource Already Exists")


@pytest.mark.parametrize("key", ["message", "Message"])
def test_the_message_of_an_exception_of_a_client(key: str) -> None:
    """A real client, and an answer as the service's protocol has it."""
    from botocore.awsrequest import AWSResponse

    class Raw:
        def stream(self, **_: Any) -> Any:
            yield json.dumps({"__type": "ResourceInUse", key: "It is taken."}).encode()

    def answer(**_: Any) -> AWSResponse:
        headers = {"content-type": "application/x-amz-json-1.1"}
        return AWSResponse("https://example.com", 400, headers, Raw())

    sagemaker = client()
    sagemaker.meta.events.register("before-send.sagemaker", answer)
    with pytest.raises(sagemaker.exceptions.ResourceInUse) as caught:
        sagemaker.describe_training_job(TrainingJobName="a")
    made = ResourceInUse.from_boto(caught.value.response, strict=False)
    assert (made.message, made.error_code) == ("It is taken.", "ResourceInUse")
