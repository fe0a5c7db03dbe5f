"""Objects and a real boto3 client: everything of botocore runs but the socket."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import boto3
import pytest
from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.config import Config

from every.bodies import Raw
from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings

OPERATIONS = {
    "autoscaling": ("CreateLaunchConfiguration",),
    "cloudformation": ("GetTemplate",),
    "ec2": ("RunInstances", "DescribeNatGateways"),
    "glacier": ("ListVaults",),
    "iam": ("GetRole", "GetRolePolicy"),
    "logs": ("CreateExportTask",),
    "route53": ("GetHostedZone",),
    "s3": ("CopyObject", "GetObject", "HeadObject"),
    "s3control": ("GetAccessPoint",),
}
POLICY = {"Statement": [{"Effect": "Allow", "Principal": "*"}]}


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A service's package by its name."""
    root = tmp_path_factory.mktemp("calls")
    services = tuple(
        [
            ServiceSettings(service=name, operations=operations)
            for name, operations in OPERATIONS.items()
        ]
    )
    package = PackageSettings(name="called_shapes", output=root, services=services)
    generate(Settings(packages=(package,)), Diagnostics(), dry=False, force=False)
    sys.path.insert(0, str(root))
    yield lambda name: import_module(f"called_shapes.{name}")
    sys.path.remove(str(root))


class Client:
    """A client of boto3 with one answer; it keeps what was sent."""

    def __init__(self, service: str, body: str = "", **headers: str) -> None:
        self.client = boto3.client(
            service,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )
        self.body, self.headers = body.encode(), headers
        self.sent: list[Any] = []
        self.client.meta.events.register("before-send", self._answer)

    def _answer(self, request: Any, **_: Any) -> AWSResponse:
        self.sent.append(request)
        headers = HeadersDict(self.headers)
        return AWSResponse(request.url, 200, headers, Raw(self.body))

    @property
    def form(self) -> dict[str, list[str]]:
        """The form that was sent last, where the service speaks query."""
        return parse_qs(self.sent[-1].body)

    def call(self, method: str, request: Any) -> Any:
        return getattr(self.client, method)(**request.to_boto())


Shapes = Callable[[str], ModuleType]


def again(cls: Any, answer: dict[str, Any]) -> Any:
    """An answer, read in both modes, gives itself back; the object that was read."""
    expected = {k: v for k, v in answer.items() if k != "ResponseMetadata"}
    for strict in (True, False):
        made = cls.from_boto(answer, strict=strict)
        assert made.to_boto() == expected
    return made


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        (json.dumps(POLICY).replace('"', "%22"), POLICY),
        ("%7Bno JSON", "%7Bno JSON"),
        ("[1]", [1]),
    ],
)
def test_iam_policies_are_documents(shapes: Shapes, text: str, policy: object) -> None:
    iam = shapes("iam")
    answer = f"""<GetRolePolicyResponse><GetRolePolicyResult>
        <RoleName>r</RoleName><PolicyName>p</PolicyName>
        <PolicyDocument>{text}</PolicyDocument>
        </GetRolePolicyResult></GetRolePolicyResponse>"""
    client = Client("iam", answer)
    request = iam.GetRolePolicyRequest(role_name="r", policy_name="p")
    made = again(iam.GetRolePolicyResponse, client.call("get_role_policy", request))
    assert made.to_boto()["PolicyDocument"] == policy


def test_a_nested_iam_policy_is_a_document(shapes: Shapes) -> None:
    iam = shapes("iam")
    answer = f"""<GetRoleResponse><GetRoleResult><Role>
        <Path>/</Path><RoleName>r</RoleName><RoleId>AROA{"A" * 17}</RoleId>
        <Arn>arn:aws:iam::123456789012:role/r</Arn>
        <CreateDate>2020-01-01T00:00:00Z</CreateDate>
        <AssumeRolePolicyDocument>{json.dumps(POLICY)}</AssumeRolePolicyDocument>
        </Role></GetRoleResult></GetRoleResponse>"""
    client = Client("iam", answer)
    request = iam.GetRoleRequest(role_name="r")
    made = again(iam.GetRoleResponse, client.call("get_role", request))
    assert made.role.assume_role_policy_document["Statement"][0]["Effect"] == "Allow"


@pytest.mark.parametrize(
    ("text", "template"),
    [('{"b": 1, "a": {}}', {"b": 1, "a": {}}), ("a: 1", "a: 1")],
)
def test_a_template_in_json_is_a_document(
    shapes: Shapes, text: str, template: object
) -> None:
    cloudformation = shapes("cloudformation")
    answer = f"""<GetTemplateResponse><GetTemplateResult>
        <TemplateBody>{text}</TemplateBody>
        </GetTemplateResult></GetTemplateResponse>"""
    client = Client("cloudformation", answer)
    request = cloudformation.GetTemplateInput(stack_name="s")
    found = client.call("get_template", request)
    made = again(cloudformation.GetTemplateOutput, found)
    assert made.to_boto()["TemplateBody"] == template


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ({"Bucket": "b", "Key": "k k", "VersionId": "1"}, "b/k%20k?versionId=1"),
        ({"Bucket": "b", "Key": "k"}, "b/k"),
        ("b/k k", "b/k%20k"),
    ],
)
def test_a_copy_source_is_a_dict_or_text(
    shapes: Shapes, source: object, sent: str
) -> None:
    s3 = shapes("s3")
    client = Client("s3", "<CopyObjectResult/>")
    request = s3.CopyObjectRequest(
        bucket="b", key="k", copy_source=source, sse_customer_key=bytes(32)
    )
    assert s3.CopyObjectRequest.from_boto(request.to_boto()) == request
    client.call("copy_object", request)
    assert client.sent[0].headers["x-amz-copy-source"] == sent.encode()
    key = client.sent[0].headers["x-amz-server-side-encryption-customer-key"]
    assert key == b"A" * 43 + b"="


@pytest.mark.parametrize(
    ("header", "known"),
    [("Thu, 01 Jan 2026 00:00:00 GMT", True), ("tomorrow", False)],
)
def test_expires_comes_as_text_too(shapes: Shapes, header: str, known: bool) -> None:
    s3 = shapes("s3")
    client = Client("s3", "", Expires=header)
    request = s3.HeadObjectRequest(bucket="b", key="k")
    answer = client.call("head_object", request)
    made = again(s3.HeadObjectOutput, answer)
    assert made.expires_string == header
    assert (made.expires is not None) is known


@pytest.mark.parametrize("data", ["#!/bin/sh", b"\x1f\x8b\x00"])
def test_user_data_is_text_or_bytes(shapes: Shapes, data: str | bytes) -> None:
    ec2 = shapes("ec2")
    client = Client("ec2", "<RunInstancesResponse/>")
    request = ec2.RunInstancesRequest(min_count=1, max_count=1, user_data=data)
    assert ec2.RunInstancesRequest.from_boto(request.to_boto()) == request
    client.call("run_instances", request)
    sent = {"#!/bin/sh": "IyEvYmluL3No", b"\x1f\x8b\x00": "H4sA"}[data]
    assert client.form["UserData"] == [sent]


def test_user_data_of_a_launch_configuration_is_too(shapes: Shapes) -> None:
    autoscaling = shapes("autoscaling")
    client = Client("autoscaling", "<CreateLaunchConfigurationResponse/>")
    request = autoscaling.CreateLaunchConfigurationType(
        launch_configuration_name="l", user_data=b"\x00"
    )
    client.call("create_launch_configuration", request)
    assert client.form["UserData"] == ["AA=="]


def test_what_documentation_calls_filters_is_read(shapes: Shapes) -> None:
    ec2 = shapes("ec2")
    filters = [{"Name": "state", "Values": ["available"]}]
    request = ec2.DescribeNatGatewaysRequest.from_boto({"Filters": filters})
    client = Client("ec2", "<DescribeNatGatewaysResponse/>")
    client.call("describe_nat_gateways", request)
    assert client.form["Filter.1.Name"] == ["state"]


def test_what_documentation_calls_from_time_is_read(shapes: Shapes) -> None:
    logs = shapes("logs")
    data = {"logGroupName": "g", "fromTime": 1, "to": 2, "destination": "d"}
    request = logs.CreateExportTaskRequest.from_boto(data)
    client = Client("logs", "{}")
    client.call("create_export_task", request)
    assert json.loads(client.sent[0].body)["from"] == 1


def test_an_id_that_an_answer_has_is_good_for_a_request(shapes: Shapes) -> None:
    route53 = shapes("route53")
    client = Client("route53", "<GetHostedZoneResponse/>")
    request = route53.GetHostedZoneRequest(id="/hostedzone/Z0123456789ABCDEFGHIJ")
    client.call("get_hosted_zone", request)
    assert client.sent[0].url.endswith("/hostedzone/Z0123456789ABCDEFGHIJ")


def test_an_account_that_boto3_fills_in_may_be_left_out(shapes: Shapes) -> None:
    glacier, s3control = shapes("glacier"), shapes("s3control")
    client = Client("glacier", "{}")
    client.call("list_vaults", glacier.ListVaultsInput())
    assert client.sent[0].url.endswith("/-/vaults")
    arn = "arn:aws:s3-outposts:us-east-1:123456789012:outpost/op-1/accesspoint/a"
    client = Client("s3control", "<GetAccessPointResult/>")
    client.call("get_access_point", s3control.GetAccessPointRequest(name=arn))
    assert client.sent[0].headers["x-amz-account-id"] == b"123456789012"
