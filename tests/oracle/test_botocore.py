"""botocore's validator, serializer and parser as oracles."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.session import Session
from botocore.validate import ParamValidator
from hypothesis import given
from hypothesis import strategies as st

from aws_shapes.sagemaker import AlgorithmSpecification
from behaviour.strategies import QUICK, objects
from behaviour.test_properties import shown

MODELS = {
    name: ServiceModel(Session().get_service_model(name)._service_description, name)
    for name in ("sagemaker", "dynamodb")
}
INPUTS = [
    ("sagemaker", "CreateTrainingJob"),
    ("sagemaker", "DescribeTrainingJob"),
    ("dynamodb", "PutItem"),
    ("dynamodb", "GetItem"),
]
OUTPUTS = INPUTS


def operation(service: str, name: str) -> OperationModel:
    return MODELS[service].operation_model(name)


def drawn(
    data: st.DataObject, services: dict[str, Any], service: str, name: str
) -> Any:
    return data.draw(objects(getattr(services[service], name)))


@given(data=st.data())
@QUICK
def test_the_validator_accepts_every_algorithm_specification(
    data: st.DataObject,
) -> None:
    spec = data.draw(objects(AlgorithmSpecification))
    model = MODELS["sagemaker"].shape_for("AlgorithmSpecification")
    report = ParamValidator().validate(spec.to_boto(), model)
    assert not report.has_errors(), report.generate_report()


@pytest.mark.parametrize(("service", "name"), INPUTS)
@given(data=st.data())
@QUICK
def test_the_validator_accepts_every_input(
    services: dict[str, Any], service: str, name: str, data: st.DataObject
) -> None:
    model = operation(service, name).input_shape
    made = drawn(data, services, service, model.name)
    report = ParamValidator().validate(made.to_boto(), model)
    assert not report.has_errors(), report.generate_report()


@pytest.mark.parametrize(("service", "name"), INPUTS)
@given(data=st.data())
@QUICK
def test_the_serializer_sends_the_wire_form(
    services: dict[str, Any], service: str, name: str, data: st.DataObject
) -> None:
    model = operation(service, name)
    made = drawn(data, services, service, model.input_shape.name)
    serializer = create_serializer("json", include_validation=True)
    body = json.loads(serializer.serialize_to_request(made.to_boto(), model)["body"])
    assert body == json.loads(json.dumps(made.to_wire(), allow_nan=False))


@pytest.mark.parametrize(("service", "name"), OUTPUTS)
@given(data=st.data())
@QUICK
def test_what_the_parser_reads_is_read_and_given_back(
    services: dict[str, Any], service: str, name: str, data: st.DataObject
) -> None:
    model = operation(service, name).output_shape
    made = drawn(data, services, service, model.name)
    answer: dict[str, Any] = {
        "status_code": 200,
        "headers": {"x-amzn-requestid": "1"},
        "body": json.dumps(made.to_wire(), allow_nan=False).encode(),
        "context": {"operation_name": name},
    }
    parsed = create_parser("json").parse(answer, model)
    assert parsed["ResponseMetadata"]
    cls = getattr(services[service], model.name)
    again = cls.from_boto(parsed, strict=False)
    assert shown(again) == shown(made)
    if b'NaN"' not in answer["body"] and b'Infinity"' not in answer["body"]:
        # botocore leaves these as text, which no strict read takes for a number
        assert shown(cls.from_boto(parsed)) == shown(made)
    assert shown(cls.from_boto(again.to_boto())) == shown(made)


@pytest.mark.parametrize(("service", "name"), INPUTS)
def test_members_stand_in_botocores_order(
    services: dict[str, Any], service: str, name: str
) -> None:
    for model in (
        operation(service, name).input_shape,
        operation(service, name).output_shape,
    ):
        cls = getattr(services[service], model.name)
        assert [*cls._members.values()] == [*model.members]


def test_required_members_are_botocores(services: dict[str, Any]) -> None:
    for service, module in services.items():
        for name in module.__all__:
            cls = getattr(module, name)
            if hasattr(cls, "_members"):
                model = MODELS[service].shape_for(name)
                tokens = {
                    key
                    for key, member in model.members.items()
                    if member.metadata.get("idempotencyToken")
                }
                optional = cls.__init__.__kwdefaults__ or {}
                required = {w for p, w in cls._members.items() if p not in optional}
                assert required == {*model.required_members} - tokens
