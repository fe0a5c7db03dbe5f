"""A real boto3 client, against the loopback and against moto."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    TrainingImageConfig,
    TrainingRepositoryAuthConfig,
)
from oracle.peers import Echo, client, echo

CONFIG = TrainingImageConfig(
    training_repository_access_mode="Vpc",
    training_repository_auth_config=TrainingRepositoryAuthConfig(
        training_repository_credentials_provider_arn=(
            "arn:aws:lambda:eu-west-1:123456789012:function:credentials"
        )
    ),
)
SPEC = AlgorithmSpecification(
    training_image="123456789012.dkr.ecr.eu-west-1.amazonaws.com/train:1",
    training_input_mode="File",
    metric_definitions=[MetricDefinition(name="loss", regex="loss=(.*?);")],
    enable_sage_maker_metrics_time_series=False,
    container_entrypoint=["python", ""],
    container_arguments=("--epochs", "3"),
    training_image_config=CONFIG,
)
NAMED = dataclasses.replace(SPEC, training_image=None, algorithm_name="my-algorithm")
CANNED = MetricDefinition(
    name="test:dcg", regex=r"#quality_metric: host=\S+, test dcg <score>=(\S+)"
)
"""What moto puts in the place of the metric definitions that it was given."""
REST: dict[str, Any] = {
    "TrainingJobName": "job",
    "RoleArn": "arn:aws:iam::123456789012:role/training",
    "OutputDataConfig": {"S3OutputPath": "s3://bucket/output"},
    "ResourceConfig": {
        "InstanceType": "ml.m5.large",
        "InstanceCount": 1,
        "VolumeSizeInGB": 10,
    },
    "StoppingCondition": {"MaxRuntimeInSeconds": 60},
}


@pytest.fixture(scope="module")
def loopback() -> Iterator[Echo]:
    with echo() as kept:
        yield kept


@pytest.mark.parametrize("spec", [SPEC, NAMED], ids=["image", "name"])
def test_all_members_arrive_exactly_and_come_back_exactly(
    loopback: Echo, spec: AlgorithmSpecification
) -> None:
    sagemaker = client("sagemaker", loopback.url)
    loopback.answer = {"TrainingJobArn": "arn:aws:sagemaker:eu-west-1:1:training-job/j"}
    sagemaker.create_training_job(AlgorithmSpecification=spec.to_boto(), **REST)
    assert loopback.targets[-1] == "SageMaker.CreateTrainingJob"
    sent = loopback.bodies[-1]["AlgorithmSpecification"]
    assert sent == spec.to_wire()
    assert AlgorithmSpecification.from_wire(sent) == spec

    loopback.answer = {"AlgorithmSpecification": spec.to_wire()}
    got = sagemaker.describe_training_job(TrainingJobName="job")
    for strict in (True, False):
        read = AlgorithmSpecification.from_boto
        assert read(got["AlgorithmSpecification"], strict=strict) == spec


def test_both_specifications_set_every_member() -> None:
    names = [member.name for member in dataclasses.fields(SPEC)]
    assert all(
        getattr(SPEC, name) is not None or getattr(NAMED, name) is not None
        for name in names
    )
    assert len(names) == 8


def test_whole_requests_and_answers_go_through_a_client(
    loopback: Echo, services: dict[str, Any]
) -> None:
    module = services["sagemaker"]
    request = module.CreateTrainingJobRequest.from_boto(
        {**REST, "AlgorithmSpecification": SPEC.to_boto()}
    )
    sagemaker = client("sagemaker", loopback.url)
    loopback.answer = {"TrainingJobArn": "arn:aws:sagemaker:eu-west-1:1:training-job/j"}
    sagemaker.create_training_job(**request.to_boto())
    assert loopback.bodies[-1] == request.to_wire()

    moment = datetime(2026, 1, 31, 12, 0, 0, 123000, tzinfo=UTC)
    loopback.answer = {
        "TrainingJobName": "job",
        "TrainingJobStatus": "Paused",
        "CreationTime": moment.timestamp(),
        "FinalMetricDataList": [{"MetricName": "loss", "Value": 0.5, "Timestamp": 1}],
        "NotYetKnown": {"A": 1},
    }
    got = sagemaker.describe_training_job(TrainingJobName="job")
    answer = module.DescribeTrainingJobResponse.from_boto(got, strict=False)
    assert answer.training_job_name == "job"
    assert answer.creation_time == moment
    assert not answer.training_job_status.is_known
    assert answer.model_artifacts is None
    assert answer.final_metric_data_list[0].value == 0.5


def test_an_item_of_dynamodb_goes_through_a_client(
    loopback: Echo, services: dict[str, Any]
) -> None:
    module = services["dynamodb"]
    value = module.AttributeValue
    item = {
        "id": value(s="1"),
        "empty": value(s=""),
        "no": value(bool_=False),
        "raw": value(b=b"\xff\x00"),
        "deep": value(m={"list": value(l=[value(n="1"), value(null=True)])}),
        "set": value(ns=["1", "2"]),
    }
    request = module.PutItemInput(table_name="table", item=item)
    dynamodb = client("dynamodb", loopback.url)
    loopback.answer = {"Attributes": request.to_wire()["Item"]}
    got = dynamodb.put_item(**request.to_boto())
    assert loopback.bodies[-1] == request.to_wire()
    answer = module.PutItemOutput.from_boto(got)
    assert answer.attributes == request.item


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def test_moto_gives_back_all_but_the_metric_definitions(moto: str) -> None:
    sagemaker = client("sagemaker", moto)
    sagemaker.create_training_job(AlgorithmSpecification=SPEC.to_boto(), **REST)
    got = sagemaker.describe_training_job(TrainingJobName="job")
    read = AlgorithmSpecification.from_boto(got["AlgorithmSpecification"], strict=False)
    assert read == dataclasses.replace(SPEC, metric_definitions=(CANNED,))
