"""Python's names for the model's."""

from __future__ import annotations

import builtins
import gzip
import inspect
import json
import keyword
from collections import Counter
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapewright.load.catalogue import data_folder, services
from shapewright.plan import names
from shapewright.plan.names import (
    class_name,
    constant_name,
    enum_members,
    literal_name,
    member_name,
    module_name,
    service_package,
)


@pytest.mark.parametrize(
    ("service", "version", "package"),
    [
        ("sagemaker", "", "sagemaker"),
        ("lex-models", "", "lex_models"),
        ("lambda", "", "lambda_"),
        ("import", "", "import_"),
        ("cloudfront", "2019-03-26", "cloudfront_2019_03_26"),
        ("lambda", "2014-11-11", "lambda_2014_11_11"),
    ],
)
def test_services(service: str, version: str, package: str) -> None:
    assert service_package(service, version) == package


@pytest.mark.parametrize("service", ["_runtime", "..", "../x", "3com", "", "a.b", "é"])
def test_any_service_is_a_package_of_its_own(service: str) -> None:
    package = service_package(service)
    assert package.isidentifier()
    assert package.isascii()
    assert package not in {"_runtime", "__init__"}


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        ("AlgorithmSpecification", "AlgorithmSpecification"),
        ("None", "None_"),
        ("ImportCycleError", "ImportCycleError_"),
        ("Warning", "Warning_"),
        ("AttributeError", "AttributeError_"),
        ("Range", "Range"),
        ("Type", "Type"),
        ("__AdTriggersElement", "AdTriggersElement"),
        ("configStatus", "ConfigStatus"),
        ("3dModel", "N3dModel"),
        ("a-b.c", "A_b_c"),
        ("../../x", "X"),
        ("日本", "Shape"),
        ("_", "Shape"),
        ("true", "True_"),
    ],
)
def test_classes(shape: str, name: str) -> None:
    assert class_name(shape) == name
    assert literal_name(name) == f"{name}Literal"


@pytest.mark.parametrize(
    ("cls", "module"),
    [
        ("AlgorithmSpecification", "algorithm_specification"),
        ("Import", "import_"),
        ("None_", "none_"),
        ("HTTPServer", "http_server"),
        ("Con", "con_"),
        ("Lpt1", "lpt1_"),
        ("Async", "async_"),
    ],
)
def test_modules(cls: str, module: str) -> None:
    assert module_name(cls) == module


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("TrainingImage", "training_image"),
        ("enableSageMakerMetrics", "enable_sage_maker_metrics"),
        ("memorySizeInGBs", "memory_size_in_gbs"),
        ("ACLs", "acls"),
        ("OtaaV1_0_x", "otaav1_0_x"),
        ("And", "and_"),
        ("None", "none"),
        ("class", "class_"),
        ("type", "type"),
        ("BOOL", "bool_"),
        ("Str", "str_"),
        ("self", "self_"),
        ("to_wire", "to_wire_"),
        ("FromBoto", "from_boto_"),
        ("toJson", "to_json_"),
        ("setMember", "set_member_"),
        ("datetime", "datetime_"),
        ("__class__", "class_"),
        ("__init__", "init"),
        ("_underscored", "underscored"),
        ("3dModel", "n3d_model"),
        ("with-hyphen", "with_hyphen"),
        ("x-amz.meta data", "x_amz_meta_data"),
        ("日本", "n"),
        ("_", "n"),
        ("a\nb", "a_b"),
    ],
)
def test_members(member: str, name: str) -> None:
    assert member_name(member) == name


@given(st.text())
def test_whatever_the_model_calls_it_the_name_is_one(text: str) -> None:
    for name in (member_name(text), class_name(text), module_name(class_name(text))):
        assert name.isidentifier()
        assert name.isascii()
        assert not name.startswith("_")
        assert not keyword.iskeyword(name)
    assert constant_name(text).isidentifier()
    assert constant_name(text).startswith("_")
    assert "/" not in module_name(class_name(text))


def test_keywords_are_those_of_every_python() -> None:
    assert set(keyword.kwlist) <= names.KEYWORDS


def test_builtin_classes_are_those_of_every_python() -> None:
    builtin = {
        name
        for name, value in inspect.getmembers(builtins)
        if name[0].isupper() and name not in keyword.kwlist
    }
    assert builtin <= names.BUILTIN_CLASSES


def test_attributes_of_enums_are_those_of_every_python() -> None:
    attributes = {name for name in dir(StrEnum) if not name.startswith("_")}
    attributes |= {name for name in dir(str) if not name.startswith("_")}
    assert attributes <= names.ENUM_ATTRIBUTES


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], []),
        (["Pipe", "FastFile"], ["PIPE", "FASTFILE"]),
        (["t3.micro", "a b", "a/b:c"], ["T3_MICRO", "A_B", "A_B_C"]),
        (["0.5", "118"], ["V0_5", "V118"]),
        ([""], ["EMPTY"]),
        ([" "], ["V_"]),
        (["_x", "__x__"], ["V_X", "V__X__"]),
        (["a", "a"], ["A"]),
        (["A", "a"], ["A", "a"]),
        (["None", "none"], ["VNone", "none"]),
        (["name", "NAME"], ["Vname", "NAME"]),
        (["a-b", "a_b", "c"], ["Va_2D_b", "Va_5F_b", "C"]),
        (["LunAlreadyAllocated "], ["LUNALREADYALLOCATED_"]),
        (["日本", "中国"], ["V_65E5__672C_", "V_4E2D__56FD_"]),
    ],
)
def test_enum_members(values: list[str], found: list[str]) -> None:
    assert [name for name, _ in enum_members(values)] == found
    assert [value for _, value in enum_members(values)] == list(dict.fromkeys(values))


@given(st.lists(st.text(max_size=8), max_size=8))
def test_enum_members_can_be_defined(values: list[str]) -> None:
    members = enum_members(values)
    for name, _ in members:
        assert name.isidentifier()
        assert name.isascii()
        assert not name.startswith("_")
        assert not keyword.iskeyword(name)
        assert name not in dir(StrEnum)
    if all(count == 1 for count in Counter(name for name, _ in members).values()):
        made = StrEnum("made", list(members))  # type: ignore[misc]
        assert [str(value) for value in made] == list(dict.fromkeys(values))


@pytest.mark.parametrize(
    ("shape", "constant"),
    [
        ("Arn", "_ARN"),
        ("TrainingInputMode", "_INPUT_MODE"),
        ("AlgorithmSpecificationArnOrName", "_ARN_OR_NAME"),
        ("AVeryLongFirstWordIndeedInternationalization", "_INTERNATIONALIZATION"),
        ("__string", "_STRING"),
    ],
)
def test_constants_are_short(shape: str, constant: str) -> None:
    assert constant_name(shape) == constant


@pytest.mark.parametrize(
    "service", ["sagemaker", "ec2", "dynamodb", "apigatewayv2", "signin", "iotwireless"]
)
def test_no_two_names_of_a_real_service_clash(service: str) -> None:
    version = services()[service][-1]
    file = data_folder() / service / version / "service-2.json.gz"
    shapes = json.loads(gzip.decompress(file.read_bytes()))["shapes"]
    classes: Counter[str] = Counter()
    for shape, raw in shapes.items():
        if "enum" in raw:
            members = enum_members(raw["enum"])
            assert len(dict(members)) == len(members), shape
        elif raw["type"] == "structure":
            fields = Counter(map(member_name, raw["members"]))
            assert set(fields.values()) <= {1}, shape
        else:
            continue
        classes[class_name(shape)] += 1
    assert set(classes.values()) == {1}


def test_a_value_that_is_added_leaves_the_models_values_their_names() -> None:
    assert enum_members(["tcp", "udp", "TCP", "Udp"], ["TCP", "Udp"]) == (
        ("TCP", "tcp"),
        ("UDP", "udp"),
        ("VTCP", "TCP"),
        ("Udp", "Udp"),
    )
