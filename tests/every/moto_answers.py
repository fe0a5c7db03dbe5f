"""moto's answers for the most used services, read and given back.

    python -m every.moto_answers

Some calls that build on each other, then every operation that asks for something and
needs no arguments. The arguments are read strictly and the answers tolerantly, and both
give themselves back.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError
from moto import mock_aws

from shapewright.plan.names import class_name

from .answers import check
from .compiled import chosen, compile_all, module_of
from .differences import Found, report
from .oracle import model_of

_STUMBLES = (AttributeError, IndexError, KeyError, TypeError)
"""How moto falls over arguments that are not there."""
SERVICES = (
    "iam s3 ec2 lambda dynamodb sqs sns cloudwatch ecs sagemaker cloudformation route53"
).split()
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
    }
)
ROLE = "arn:aws:iam::123456789012:role/r"
QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/q"
TOPIC = "arn:aws:sns:us-east-1:123456789012:t"
OBJECT: dict[str, Any] = {"Bucket": "bucket-1", "Key": "a b"}
TABLE: dict[str, Any] = {"TableName": "table"}
ITEM = {"id": {"S": "1"}, "n": {"N": "1.5"}, "m": {"M": {"l": {"L": [{"NULL": True}]}}}}


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("f.py", "def f(event, context): return 1")
    return file.getvalue()


CALLS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "iam": [
        ("CreateRole", {"RoleName": "r", "AssumeRolePolicyDocument": TRUST}),
        (
            "PutRolePolicy",
            {"RoleName": "r", "PolicyName": "p", "PolicyDocument": POLICY},
        ),
        ("GetRole", {"RoleName": "r"}),
        ("GetRolePolicy", {"RoleName": "r", "PolicyName": "p"}),
        ("CreatePolicy", {"PolicyName": "own", "PolicyDocument": POLICY}),
        (
            "GetPolicyVersion",
            {"PolicyArn": "arn:aws:iam::123456789012:policy/own", "VersionId": "v1"},
        ),
        ("CreateUser", {"UserName": "u", "Tags": [{"Key": "k", "Value": "v"}]}),
        ("CreateAccessKey", {"UserName": "u"}),
    ],
    "s3": [
        ("CreateBucket", {"Bucket": "bucket-1"}),
        ("PutObject", {**OBJECT, "Body": b"data", "Metadata": {"a": "b"}}),
        ("GetObject", OBJECT),
        ("HeadObject", OBJECT),
        (
            "CopyObject",
            {"Bucket": "bucket-1", "Key": "c", "CopySource": OBJECT},
        ),
        ("ListObjectsV2", {"Bucket": "bucket-1"}),
        ("ListObjectVersions", {"Bucket": "bucket-1"}),
        ("GetBucketAcl", {"Bucket": "bucket-1"}),
        (
            "PutBucketTagging",
            {"Bucket": "bucket-1", "Tagging": {"TagSet": [{"Key": "k", "Value": "v"}]}},
        ),
        ("GetBucketTagging", {"Bucket": "bucket-1"}),
        ("CreateMultipartUpload", OBJECT),
        ("ListMultipartUploads", {"Bucket": "bucket-1"}),
    ],
    "ec2": [
        (
            "RunInstances",
            {"ImageId": "ami-12345678", "MinCount": 1, "MaxCount": 1, "UserData": b"x"},
        ),
        ("CreateVpc", {"CidrBlock": "10.0.0.0/16"}),
        ("CreateSecurityGroup", {"GroupName": "g", "Description": "d"}),
        ("CreateVolume", {"AvailabilityZone": "us-east-1a", "Size": 1}),
        ("CreateKeyPair", {"KeyName": "k"}),
    ],
    "lambda": [
        (
            "CreateFunction",
            {
                "FunctionName": "f",
                "Role": ROLE,
                "Runtime": "python3.12",
                "Handler": "f.f",
                "Code": {"ZipFile": _zip()},
                "Environment": {"Variables": {"LEVEL": "b"}},
            },
        ),
        ("GetFunction", {"FunctionName": "f"}),
        ("GetFunctionConfiguration", {"FunctionName": "f"}),
        ("PublishVersion", {"FunctionName": "f"}),
        ("ListVersionsByFunction", {"FunctionName": "f"}),
    ],
    "dynamodb": [
        (
            "CreateTable",
            {
                **TABLE,
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "BillingMode": "PAY_PER_REQUEST",
            },
        ),
        ("PutItem", {**TABLE, "Item": ITEM, "ReturnValues": "ALL_OLD"}),
        ("GetItem", {**TABLE, "Key": {"id": {"S": "1"}}}),
        ("Scan", TABLE),
        ("DescribeTable", TABLE),
        (
            "TransactGetItems",
            {"TransactItems": [{"Get": {**TABLE, "Key": {"id": {"S": "1"}}}}]},
        ),
    ],
    "sqs": [
        ("CreateQueue", {"QueueName": "q", "Attributes": {"DelaySeconds": "0"}}),
        (
            "SendMessage",
            {
                "QueueUrl": QUEUE,
                "MessageBody": "m",
                "MessageAttributes": {
                    "a": {"DataType": "Binary", "BinaryValue": b"\x00"}
                },
            },
        ),
        ("ReceiveMessage", {"QueueUrl": QUEUE, "MessageAttributeNames": ["All"]}),
        ("GetQueueAttributes", {"QueueUrl": QUEUE, "AttributeNames": ["All"]}),
    ],
    "sns": [
        ("CreateTopic", {"Name": "t"}),
        ("Publish", {"TopicArn": TOPIC, "Message": "m"}),
        (
            "Subscribe",
            {"TopicArn": TOPIC, "Protocol": "email", "Endpoint": "a@b.example"},
        ),
        ("GetTopicAttributes", {"TopicArn": TOPIC}),
    ],
    "cloudwatch": [
        (
            "PutMetricAlarm",
            {
                "AlarmName": "a",
                "MetricName": "m",
                "Namespace": "n",
                "Statistic": "Average",
                "Period": 60,
                "EvaluationPeriods": 1,
                "Threshold": 1.5,
                "ComparisonOperator": "GreaterThanThreshold",
            },
        ),
        (
            "PutMetricData",
            {"Namespace": "n", "MetricData": [{"MetricName": "m", "Value": 1}]},
        ),
    ],
    "ecs": [
        ("CreateCluster", {"clusterName": "c"}),
        (
            "RegisterTaskDefinition",
            {
                "family": "f",
                "containerDefinitions": [{"name": "n", "image": "i", "memory": 64}],
            },
        ),
        (
            "CreateService",
            {
                "cluster": "c",
                "serviceName": "s",
                "taskDefinition": "f",
                "desiredCount": 1,
            },
        ),
        ("DescribeServices", {"cluster": "c", "services": ["s"]}),
    ],
    "sagemaker": [
        (
            "CreateTrainingJob",
            {
                "TrainingJobName": "j",
                "RoleArn": ROLE,
                "AlgorithmSpecification": {
                    "TrainingImage": "i",
                    "TrainingInputMode": "File",
                },
                "OutputDataConfig": {"S3OutputPath": "s3://b/p"},
                "ResourceConfig": {
                    "InstanceType": "ml.m5.large",
                    "InstanceCount": 1,
                    "VolumeSizeInGB": 1,
                },
                "StoppingCondition": {"MaxRuntimeInSeconds": 60},
            },
        ),
        ("DescribeTrainingJob", {"TrainingJobName": "j"}),
    ],
    "cloudformation": [
        ("CreateStack", {"StackName": "s", "TemplateBody": '{"Resources": {}}'}),
        ("GetTemplate", {"StackName": "s"}),
        ("DescribeStackEvents", {"StackName": "s"}),
    ],
    "route53": [("CreateHostedZone", {"Name": "a.example.", "CallerReference": "1"})],
}


def main() -> int:
    """Print the numbers, and what differs; 1 if any of it has no reason."""
    compile_all(chosen(SERVICES))
    with mock_aws():
        found = [(name, _service(name)) for name in SERVICES]
    return report("moto", found, SERVICES)


def _service(service: str) -> Found:
    found = Found()
    model, module = model_of(service), module_of(service)
    client = boto3.client(
        service,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    for name, arguments in [*CALLS[service], *_without_arguments(model)]:
        operation = model.operation_model(name)
        made = arguments
        if operation.input_shape is not None:
            cls = getattr(module, class_name(operation.input_shape.name))
            made = cls.from_boto(arguments).to_boto()
            if made != arguments:
                found.fault(name, "arguments", made)
        found.counts["calls"] += 1
        try:
            answer = getattr(client, xform_name(name))(**made)
        except (ClientError, NotImplementedError, *_STUMBLES) as error:
            if arguments:
                found.fault(name, "call", error)
            found.counts["calls that moto refuses or does not know"] += 1
            continue
        if operation.output_shape is not None:
            found.counts["answers"] += 1
            cls = getattr(module, class_name(operation.output_shape.name))
            check(found, operation, cls, "answer", answer)
    return found


def _without_arguments(model: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in model.operation_names:
        shape = model.operation_model(name).input_shape
        asks = name.startswith(("Describe", "Get", "List"))
        if asks and (shape is None or not shape.required_members):
            yield name, {}


if __name__ == "__main__":
    sys.exit(main())
