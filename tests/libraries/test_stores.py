"""What is stored comes back as it was."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import cloudpickle
import dask.base
import dask.config
import dill
import joblib
import jsonpickle
import orjson
import ormsgpack
import pandas
import polars
import pytest
import yaml
from dask.delayed import delayed

from aws_shapes.cognito_idp import AttributeType
from aws_shapes.dynamodb import AttributeValue
from aws_shapes.rds_data import Field, SqlParameter
from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
    ResourceInUse,
    TrainingInputMode,
)
from aws_shapes.transcribe import CallAnalyticsJobSummary

SPEC = AlgorithmSpecification(
    training_image="image",
    training_input_mode="File",
    metric_definitions=[MetricDefinition(name="loss", regex="x")],
)
NEW, OTHER = (
    Field.from_wire({name: 1}, strict=False) for name in ("newValue", "otherValue")
)
ERROR = ResourceInUse.from_boto(
    {"Error": {"Code": "Other", "Message": "m"}}, strict=False
)
VALUES = (
    SPEC,
    AlgorithmSpecification.from_wire(
        {"TrainingImage": "image", "TrainingInputMode": "New"}, strict=False
    ),
    AttributeValue(m={"a": AttributeValue(b=b"\xff"), "b": AttributeValue(n="1")}),
    CallAnalyticsJobSummary(creation_time=datetime(2026, 1, 1, tzinfo=UTC)),
    AttributeType(name="email", value="hunter2"),
    SqlParameter(value=Field(double_value=float("nan"))),
    NEW,
    ERROR,
    *TrainingInputMode,
    TrainingInputMode.unknown("New"),
)


def same(value: Any, again: Any) -> bool:
    return (
        type(again) is type(value)
        and again == value
        and hash(again) == hash(value)
        and repr(again) == repr(value)
    )


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(protocol: int) -> None:
    for value in VALUES:
        assert same(value, pickle.loads(pickle.dumps(value, protocol)))
    assert pickle.loads(pickle.dumps(TrainingInputMode.FILE)) is TrainingInputMode.FILE


def test_pickle_is_by_name() -> None:
    """Also where the members stand in another order, as after an upgrade."""
    metric = MetricDefinition(name="loss", regex="x")
    read, (cls, names, values) = metric.__reduce__()
    assert (*zip(names, values, strict=True),) == (("name", "loss"), ("regex", "x"))
    assert read(cls, names[::-1], values[::-1]) == metric


def test_cloudpickle() -> None:
    for value in VALUES:
        assert same(value, cloudpickle.loads(cloudpickle.dumps(value)))


def test_dill() -> None:
    for value in VALUES:
        assert same(value, dill.loads(dill.dumps(value)))


def test_joblib(tmp_path: Path) -> None:
    memory = joblib.Memory(tmp_path / "memory", verbose=0)
    kept = memory.cache(copy.copy)
    for value in VALUES:
        file = BytesIO()
        joblib.dump(value, file)
        file.seek(0)
        again = joblib.load(file)
        assert same(value, again)
        assert joblib.hash(again) == joblib.hash(value)
        assert same(value, kept(value))
        assert same(value, kept(value))
    assert joblib.hash(NEW) != joblib.hash(OTHER)


def token(value: Any) -> str:
    with dask.config.set({"tokenize.ensure-deterministic": True}):
        made: str = dask.base.tokenize(value)
    return made


def test_dask_has_a_token_for_each_value() -> None:
    values = (*VALUES, OTHER, Field(long_value=1))
    assert len({token(value) for value in values}) == len(values)
    assert len({token(SqlParameter(value=one)) for one in (NEW, OTHER)}) == 2
    for value in VALUES:
        assert token(pickle.loads(pickle.dumps(value))) == token(value)


def test_dask_gives_each_its_own_result() -> None:
    compute: Any = dask.base.compute
    asked = delayed(lambda value: value.set_member, pure=True)
    given = compute(asked(NEW), asked(OTHER), scheduler="synchronous")
    assert given == ("newValue", "otherValue")


def test_dask_has_the_same_token_in_another_process() -> None:
    folder = Path(sys.modules["aws_shapes"].__path__[0]).parent
    code = (
        "import pickle, sys; from dask.base import tokenize\n"
        "print(*map(tokenize, pickle.load(sys.stdin.buffer)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps(VALUES),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "7"},
    )
    assert told.stdout.decode().split() == [token(value) for value in VALUES]


def test_jsonpickle() -> None:
    for value in VALUES:
        assert same(value, jsonpickle.decode(jsonpickle.encode(value)))
    nested = {"spec": SPEC, "modes": [*TrainingInputMode]}
    assert jsonpickle.decode(jsonpickle.encode(nested)) == nested


def test_pyyaml() -> None:
    for value in VALUES:
        assert same(value, yaml.unsafe_load(yaml.dump(value)))


def test_pyyaml_safe_functions_take_plain_data() -> None:
    with pytest.raises(yaml.representer.RepresenterError):
        yaml.safe_dump(SPEC)
    plain = yaml.safe_load(yaml.safe_dump(SPEC.to_wire()))
    assert AlgorithmSpecification.from_wire(plain) == SPEC


def written_as_fields(write: Any, read: Any) -> None:
    form = read(write(SPEC))
    assert form["training_image"] == "image"
    assert form["algorithm_name"] is None
    assert form["metric_definitions"] == [{"name": "loss", "regex": "x"}]
    assert set(read(write(NEW)).values()) == {None}
    assert AlgorithmSpecification.from_wire(read(write(SPEC.to_wire()))) == SPEC
    assert Field.from_wire(read(write(NEW.to_wire())), strict=False) == NEW


def test_orjson() -> None:
    written_as_fields(orjson.dumps, orjson.loads)


def test_ormsgpack() -> None:
    written_as_fields(ormsgpack.packb, ormsgpack.unpackb)


def test_pandas() -> None:
    metrics = [MetricDefinition(name=name, regex="x") for name in ("a", "b")]
    frame = pandas.DataFrame(metrics)
    assert [*frame.columns] == ["name", "regex"]
    assert [MetricDefinition(**row) for row in frame.to_dict("records")] == metrics
    assert [*pandas.Series(metrics)] == metrics
    assert pandas.DataFrame([NEW]).isna().all(axis=None)


def test_polars() -> None:
    metrics = [MetricDefinition(name=name, regex="x") for name in ("a", "b")]
    frame = polars.DataFrame(metrics)
    assert frame.columns == ["name", "regex"]
    assert [MetricDefinition(**row) for row in frame.to_dicts()] == metrics
    assert polars.Series(metrics).to_list() == frame.to_dicts()
    moment = polars.DataFrame([VALUES[3]])["creation_time"][0]
    assert moment == datetime(2026, 1, 1)
