"""Whatever builds an object, it is right or refused."""

from __future__ import annotations

import copy
import dataclasses
import enum
import json
from datetime import UTC, datetime
from typing import Any

import adaptix
import apischema
import attrs
import cattrs
import dacite
import msgspec
import pydantic
import pytest
import sqlalchemy
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mashumaro.codecs.json import JSONDecoder, JSONEncoder
from mashumaro.exceptions import InvalidFieldValue
from polyfactory.factories import DataclassFactory
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from aws_shapes import ShapeValidationError
from aws_shapes.bedrock_runtime import ToolInputSchema
from aws_shapes.dynamodb import AttributeValue
from aws_shapes.rds_data import Field, SqlParameter
from aws_shapes.s3 import HeadObjectRequest
from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    ResourceInUse,
    TrainingInputMode,
)
from aws_shapes.secretsmanager import SecretValueEntry
from aws_shapes.sqs import CreateQueueRequest, QueueAttributeName
from aws_shapes.transcribe import CallAnalyticsJobSummary
from libraries.page import defined

NAIVE = {"creation_time": "2026-01-01T00:00:00"}
ZONED = {"creation_time": "2026-01-01T02:00:00+02:00"}
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
TWO_SET = {"string_value": "x", "long_value": 3}
NESTED = {"m": {"a": {"s": "x"}, "b": {"l": [{"n": "1"}]}}}
MAP = AttributeValue(
    m={"a": AttributeValue(s="x"), "b": AttributeValue(l=[AttributeValue(n="1")])}
)
METRIC = MetricDefinition(name="loss", regex="x")
SPEC = AlgorithmSpecification(
    training_image="image", training_input_mode="File", metric_definitions=[METRIC]
)
SPEC_DATA = {
    "training_image": "image",
    "training_input_mode": "File",
    "metric_definitions": [{"name": "loss", "regex": "x"}],
}
BROKEN_RULE = {**SPEC_DATA, "algorithm_name": "name"}
NO_NAME = {"name": "", "regex": "x"}
UNHEARD_OF = AlgorithmSpecification.from_wire(
    {"TrainingImage": "image", "TrainingInputMode": "New"}, strict=False
)


def is_whole(value: Any, ours: Any) -> None:
    """Nothing tells it from what our constructor makes."""
    assert value == ours
    assert hash(value) == hash(ours)
    assert repr(value) == repr(ours)
    assert value.to_boto() == ours.to_boto()
    assert copy.copy(value).__reduce__() == ours.__reduce__()


# ---- pydantic


def of_pydantic(cls: Any, data: Any) -> Any:
    return TypeAdapter(cls).validate_python(data)


def test_pydantic_builds_what_we_build() -> None:
    is_whole(of_pydantic(AlgorithmSpecification, SPEC_DATA), SPEC)
    is_whole(of_pydantic(Field, {"long_value": 3}), Field(long_value=3))
    is_whole(of_pydantic(AttributeValue, NESTED), MAP)
    is_whole(
        TypeAdapter(AttributeValue).validate_json(json.dumps(NESTED)),
        MAP,
    )
    summary = CallAnalyticsJobSummary(creation_time=MOMENT)
    is_whole(of_pydantic(CallAnalyticsJobSummary, ZONED), summary)
    is_whole(of_pydantic(ResourceInUse, {"message": "m"}), ResourceInUse(message="m"))


@pytest.mark.parametrize(
    ("cls", "data", "told"),
    [
        (AlgorithmSpecification, BROKEN_RULE, "exactly one of"),
        (Field, TWO_SET, "exactly one member set"),
        (Field, {}, "exactly one member set"),
        (SqlParameter, {"value": TWO_SET}, "exactly one member set"),
        (CallAnalyticsJobSummary, NAIVE, "a datetime with a time zone"),
        (MetricDefinition, NO_NAME, "at least 1 character"),
        (SqlParameter, {"nmae": "n"}, "nmae"),
        (AlgorithmSpecification, {**SPEC_DATA, "training_input_mode": "Turbo"}, "File"),
    ],
)
def test_pydantic_refuses_what_we_refuse(cls: Any, data: Any, told: str) -> None:
    adapter = TypeAdapter(cls)
    with pytest.raises(pydantic.ValidationError, match=told):
        adapter.validate_python(data)
    with pytest.raises(pydantic.ValidationError, match=told) as caught:
        adapter.validate_json(json.dumps(data))
    assert told in caught.value.json()


def test_pydantic_has_base64_in_json() -> None:
    adapter = TypeAdapter(AttributeValue)
    for content in (b"hi", b"\xff\xfe\xfb\xef", b""):
        value = AttributeValue(b=content)
        written = adapter.dump_json(value, exclude_none=True)
        is_whole(adapter.validate_json(written), value)
        is_whole(adapter.validate_json(json.dumps({"b": value.to_wire()["B"]})), value)


def test_pydantic_models_hold_ours() -> None:
    holder = defined("pydantic")["Job"]
    is_whole(holder(specification=SPEC_DATA).specification, SPEC)
    assert holder(specification=SPEC).specification is SPEC
    dumped = holder(specification=SPEC).model_dump_json()
    is_whole(holder.model_validate_json(dumped).specification, SPEC)
    with pytest.raises(pydantic.ValidationError, match="exactly one of"):
        holder(specification=BROKEN_RULE)


def test_pydantic_converts_before_we_see_it() -> None:
    assert of_pydantic(Field, {"long_value": "5"}) == Field(long_value=5)
    with pytest.raises(ShapeValidationError):
        Field(long_value="5")


def test_pydantic_shows_what_was_given_unless_told() -> None:
    wrong = {"secret_string": ["hunter2"]}
    with pytest.raises(pydantic.ValidationError, match="hunter2"):
        of_pydantic(SecretValueEntry, wrong)
    model: Any = pydantic.create_model(
        "Model",
        __config__=pydantic.ConfigDict(hide_input_in_errors=True),
        entry=(SecretValueEntry, ...),
    )
    with pytest.raises(pydantic.ValidationError) as caught:
        model(entry=wrong)
    assert "hunter2" not in str(caught.value)


# ---- FastAPI


def answer(app: FastAPI, path: str, body: Any) -> Any:
    return TestClient(app).post(path, json=body)


def test_fastapi_reads_bodies_and_writes_answers() -> None:
    app = defined("FastAPI")["app"]
    told = answer(app, "/parameters", {"name": "n", "value": {"string_value": "x"}})
    assert told.status_code == 200
    parameter = SqlParameter(name="n", value=Field(string_value="x"))
    is_whole(of_pydantic(SqlParameter, told.json()), parameter)
    assert "SqlParameter-Input" in app.openapi()["components"]["schemas"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"value": TWO_SET}, "exactly one member set"),
        ({"nmae": "n"}, "nmae"),
        ({"value": {"long_value": "many"}}, "valid integer"),
    ],
)
def test_fastapi_answers_422_to_a_bad_body(body: Any, told: str) -> None:
    refused = answer(defined("FastAPI")["app"], "/parameters", body)
    assert refused.status_code == 422
    assert refused.json()["detail"][0]["input"] is not None
    assert told in refused.text


def test_fastapi_writes_lists_and_maps_of_ours() -> None:
    app = FastAPI()

    def first(values: list[AttributeValue]) -> dict[str, AttributeValue]:
        return {"first": values[0]}

    # as in a module without text annotations
    first.__annotations__ = {
        "values": list[AttributeValue],
        "return": dict[str, AttributeValue],
    }
    app.post("/")(first)
    given = answer(app, "/", [NESTED]).json()["first"]
    is_whole(of_pydantic(AttributeValue, given), MAP)


# ---- msgspec


def test_msgspec_builds_what_we_build() -> None:
    is_whole(msgspec.convert(SPEC_DATA, AlgorithmSpecification), SPEC)
    is_whole(msgspec.convert({"long_value": 3}, Field), Field(long_value=3))
    is_whole(msgspec.convert(NESTED, AttributeValue), MAP)
    summary = CallAnalyticsJobSummary(creation_time=MOMENT)
    is_whole(msgspec.convert(ZONED, CallAnalyticsJobSummary), summary)
    for value in (SPEC, MAP, AttributeValue(b=b"\xff"), ResourceInUse(message="m")):
        is_whole(
            msgspec.json.decode(msgspec.json.encode(value), type=type(value)), value
        )


@pytest.mark.parametrize(
    ("cls", "data", "told"),
    [
        (AlgorithmSpecification, BROKEN_RULE, "exactly one of"),
        (Field, TWO_SET, "exactly one member set"),
        (Field, {}, "exactly one member set"),
        (SqlParameter, {"value": TWO_SET}, r"\$\.value"),
        (CallAnalyticsJobSummary, NAIVE, "a datetime with a time zone"),
        (MetricDefinition, NO_NAME, "length between 1 and 255"),
        (AlgorithmSpecification, {**SPEC_DATA, "training_input_mode": "Turbo"}, "enum"),
    ],
)
def test_msgspec_refuses_what_we_refuse(cls: Any, data: Any, told: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=told):
        msgspec.convert(data, cls)
    with pytest.raises(msgspec.ValidationError, match=told):
        msgspec.json.decode(json.dumps(data), type=cls)


def test_msgspec_drops_what_it_does_not_know() -> None:
    is_whole(
        msgspec.convert({"name": "n", "nmae": 1}, SqlParameter), SqlParameter(name="n")
    )


def test_msgspec_takes_no_text_or_bytes() -> None:
    with pytest.raises(TypeError, match="str-like"):
        msgspec.convert({"bucket": "b", "key": "k"}, HeadObjectRequest)


# ---- cattrs, attrs, dacite


def test_cattrs_builds_what_we_build() -> None:
    converter = defined("cattrs")["converter"]
    for value in (SPEC, MAP, CallAnalyticsJobSummary(creation_time=MOMENT)):
        given = converter.unstructure(value)
        is_whole(converter.structure(given, type(value)), value)


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (AlgorithmSpecification, BROKEN_RULE),
        (Field, TWO_SET),
        (CallAnalyticsJobSummary, {"creation_time": datetime(2026, 1, 1)}),
        (MetricDefinition, NO_NAME),
        (SqlParameter, {"nmae": "n"}),
    ],
)
def test_cattrs_refuses_what_we_refuse(cls: Any, data: Any) -> None:
    with pytest.raises((cattrs.BaseValidationError, ShapeValidationError)):
        defined("cattrs")["converter"].structure(data, cls)


def test_cattrs_has_no_hook_for_documents() -> None:
    with pytest.raises(cattrs.StructureHandlerNotFoundError):
        cattrs.structure({"json": {"a": 1}}, ToolInputSchema)


def test_cattrs_makes_text_of_anything() -> None:
    assert cattrs.structure({"name": 5, "regex": "x"}, MetricDefinition).name == "5"


def test_attrs_holds_ours() -> None:
    holder = attrs.make_class(
        "Holder", {"spec": attrs.field(type=AlgorithmSpecification)}
    )
    held = holder(SPEC)
    assert attrs.asdict(held) == {"spec": SPEC}
    changed = attrs.evolve(held, spec=dataclasses.replace(SPEC, training_image="other"))
    assert changed.spec.training_image == "other"
    is_whole(cattrs.structure({"spec": SPEC_DATA}, holder).spec, SPEC)


def test_attrs_functions_refuse_ours() -> None:
    with pytest.raises(attrs.exceptions.NotAnAttrsClassError):
        attrs.evolve(SPEC, training_image="other")  # type: ignore[misc, unused-ignore]
    with pytest.raises(attrs.exceptions.NotAnAttrsClassError):
        attrs.asdict(SPEC)  # type: ignore[arg-type, unused-ignore]
    with pytest.raises(ShapeValidationError):
        dataclasses.replace(SPEC, algorithm_name="name")


def of_dacite(cls: Any, data: Any) -> Any:
    return dacite.from_dict(cls, data, defined("dacite")["config"])


def test_dacite_builds_what_we_build() -> None:
    is_whole(of_dacite(AlgorithmSpecification, SPEC_DATA), SPEC)
    is_whole(of_dacite(AttributeValue, NESTED), MAP)
    assert defined("dacite")["spec"].training_input_mode is TrainingInputMode.FILE


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (AlgorithmSpecification, BROKEN_RULE),
        (Field, TWO_SET),
        (CallAnalyticsJobSummary, {"creation_time": datetime(2026, 1, 1)}),
        (MetricDefinition, NO_NAME),
        (SqlParameter, {"nmae": "n"}),
    ],
)
def test_dacite_refuses_what_we_refuse(cls: Any, data: Any) -> None:
    with pytest.raises((dacite.DaciteError, ShapeValidationError)):
        of_dacite(cls, data)


def test_dacite_needs_casts() -> None:
    with pytest.raises(dacite.WrongTypeError, match="training_input_mode"):
        dacite.from_dict(AlgorithmSpecification, SPEC_DATA, dacite.Config(cast=[tuple]))
    is_whole(
        dacite.from_dict(
            AlgorithmSpecification, SPEC_DATA, dacite.Config(cast=[enum.Enum, tuple])
        ),
        SPEC,
    )


def test_dacite_takes_no_texts_for_enum_keys() -> None:
    attributes = {QueueAttributeName.POLICY: "p"}
    queue = CreateQueueRequest(queue_name="q", attributes=attributes)
    is_whole(
        of_dacite(CreateQueueRequest, {"queue_name": "q", "attributes": attributes}),
        queue,
    )
    with pytest.raises(dacite.WrongTypeError, match="attributes"):
        of_dacite(
            CreateQueueRequest, {"queue_name": "q", "attributes": {"Policy": "p"}}
        )


# ---- mashumaro, adaptix, apischema, polyfactory


def test_mashumaro_gives_back_what_it_wrote() -> None:
    blob, summary = AttributeValue(b=b"\xff"), CallAnalyticsJobSummary(
        creation_time=MOMENT
    )
    for value in (SPEC, MAP, blob, summary):
        cls = type(value)
        is_whole(JSONDecoder(cls).decode(JSONEncoder(cls).encode(value)), value)


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (AlgorithmSpecification, BROKEN_RULE),
        (Field, TWO_SET),
        (CallAnalyticsJobSummary, NAIVE),
        (MetricDefinition, NO_NAME),
    ],
)
def test_mashumaro_refuses_what_we_refuse(cls: Any, data: Any) -> None:
    with pytest.raises((InvalidFieldValue, ShapeValidationError)):
        JSONDecoder(cls).decode(json.dumps(data))


def test_mashumaro_reads_documents() -> None:
    for json_value in ({"a": [1, None], "b": {"": "x"}}, [{"a": 1}], "5", 0, False):
        read = JSONDecoder(ToolInputSchema).decode(json.dumps({"json": json_value}))
        is_whole(read, ToolInputSchema(json=json_value))


def test_mashumaro_converts_before_we_see_it() -> None:
    read = JSONDecoder(AttributeValue).decode
    is_whole(read('{"bool_": "yes"}'), AttributeValue(bool_=True))
    is_whole(read('{"s": 5, "x": 1}'), AttributeValue(s="5"))


def test_adaptix_gives_back_what_it_wrote() -> None:
    retort = adaptix.Retort()
    blob, summary = AttributeValue(b=b"\xff"), CallAnalyticsJobSummary(
        creation_time=MOMENT
    )
    for value in (SPEC, MAP, blob, summary):
        is_whole(retort.load(retort.dump(value), type(value)), value)
    assert retort.dump(AttributeValue(bool_=True))["bool"] is True


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (AlgorithmSpecification, BROKEN_RULE),
        (Field, TWO_SET),
        (CallAnalyticsJobSummary, NAIVE),
        (MetricDefinition, NO_NAME),
    ],
)
def test_adaptix_refuses_what_we_refuse(cls: Any, data: Any) -> None:
    with pytest.raises(ShapeValidationError):
        adaptix.Retort().load(data, cls)


def test_adaptix_makes_floats_of_a_documents_integers() -> None:
    exact = ToolInputSchema(json=2**53 + 1)
    read = adaptix.Retort().load({"json": exact.json}, ToolInputSchema)
    assert read == ToolInputSchema(json=float(2**53))
    assert read != exact


def test_adaptix_dumps_no_unknown_enum_value() -> None:
    with pytest.raises(ExceptionGroup):
        adaptix.Retort().dump(UNHEARD_OF)


def test_apischema_gives_back_what_it_wrote() -> None:
    blob, summary = AttributeValue(b=b"\xff"), CallAnalyticsJobSummary(
        creation_time=MOMENT
    )
    for value in (SPEC, MAP, blob, summary):
        cls = type(value)
        is_whole(apischema.deserialize(cls, apischema.serialize(cls, value)), value)


@pytest.mark.parametrize(
    ("cls", "data"),
    [
        (AlgorithmSpecification, BROKEN_RULE),
        (Field, TWO_SET),
        (CallAnalyticsJobSummary, NAIVE),
        (MetricDefinition, NO_NAME),
        (SqlParameter, {"nmae": "n"}),
    ],
)
def test_apischema_refuses_what_we_refuse(cls: Any, data: Any) -> None:
    with pytest.raises((apischema.ValidationError, ShapeValidationError)):
        apischema.deserialize(cls, data)


def test_polyfactory_builds_through_the_constructor() -> None:
    factory: Any = DataclassFactory.create_factory(Field)
    for seed in range(50):
        factory.seed_random(seed)
        try:
            built = factory.build()
        except ShapeValidationError:
            continue
        is_whole(built, Field(**{built.set_member: getattr(built, built.set_member)}))
    unset = dict.fromkeys([one.name for one in dataclasses.fields(Field)])
    is_whole(factory.build(**unset | {"long_value": 3}), Field(long_value=3))


# ---- SQLAlchemy


def stored(model: Any, **values: Any) -> Any:
    """An engine in which there is one row."""
    engine = sqlalchemy.create_engine("sqlite://")
    model.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(model(id=1, **values))
        session.commit()
    return engine


def test_sqlalchemy_keeps_shapes_in_json() -> None:
    job = defined("SQLAlchemy")["Job"]
    with Session(stored(job, specification=SPEC)) as session:
        is_whole(session.get_one(job, 1).specification, SPEC)
        found = sqlalchemy.select(job).where(job.specification == SPEC)
        assert len(session.scalars(found).all()) == 1
    with Session(stored(job, specification=None)) as session:
        assert session.get_one(job, 1).specification is None


def test_sqlalchemy_keeps_members_in_columns() -> None:
    metric = defined("SQLAlchemy", 1)["Metric"]
    engine = stored(metric, definition=METRIC)
    changed = dataclasses.replace(METRIC, regex="y")
    with Session(engine) as session:
        row = session.get_one(metric, 1)
        is_whole(row.definition, METRIC)
        found = sqlalchemy.select(metric).where(metric.definition == METRIC)
        assert session.scalars(found).all() == [row]
        row.definition = changed
        session.commit()
    with Session(engine) as session:
        is_whole(session.get_one(metric, 1).definition, changed)


def test_sqlalchemy_has_members_in_the_constructors_order() -> None:
    by_position = defined("SQLAlchemy", 1)["by_position"]
    spec: Any = SPEC
    values = spec.__composite_values__()
    assert values[0] is TrainingInputMode.FILE
    is_whole(by_position(AlgorithmSpecification)(*values), SPEC)
