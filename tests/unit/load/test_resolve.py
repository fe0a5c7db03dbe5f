"""A document becomes a service; what is wrong is said all at once."""

from __future__ import annotations

from typing import Any

import pytest

from models import document, resolved, said
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.ir.shapes import (
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Pattern,
    Range,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from shapewright.load.catalogue import find_model
from shapewright.load.document import read_document
from shapewright.load.resolve import resolve


def faults(shapes: Any, operations: Any = None, **metadata: Any) -> list[str]:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        resolve(document(shapes, operations, **metadata), diagnostics)
    assert failure.value.exit_code == 3
    return said(diagnostics)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"type": "structure", "members": {}}, StructureShape),
        ({"type": "structure", "members": {}, "union": True}, UnionShape),
        ({"type": "structure", "members": {}, "eventstream": True}, UnionShape),
        ({"type": "structure", "members": {}, "document": True}, SimpleShape),
        ({"type": "list", "member": {"shape": "Text"}}, ListShape),
        (
            {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
            MapShape,
        ),
        ({"type": "string", "enum": ["a"]}, EnumShape),
        ({"type": "string"}, SimpleShape),
    ],
)
def test_each_shape_has_its_kind(raw: Any, kind: type) -> None:
    service = resolved({"A": raw, "Text": {"type": "string"}})
    assert type(service.shapes["A"]) is kind
    assert service.shapes["A"].id == "A"


NUMBERS = ("integer", "long", "float", "double")


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        *[
            (name, SimpleKind(name))
            for name in ("string", "boolean", "timestamp", "blob", *NUMBERS)
        ],
        ("character", SimpleKind.STRING),
    ],
)
def test_each_simple_type_has_its_kind(type_: str, kind: SimpleKind) -> None:
    shape = resolved({"A": {"type": type_}}).shapes["A"]
    assert isinstance(shape, SimpleShape)
    assert shape.kind is kind


@pytest.mark.parametrize(
    ("raw", "constraints"),
    [
        ({"type": "string", "min": 1, "max": 5}, (Length(min=1, max=5),)),
        ({"type": "string", "min": 2}, (Length(min=2, max=None),)),
        ({"type": "string", "max": 0}, (Length(min=None, max=0),)),
        ({"type": "string", "min": 0}, ()),
        ({"type": "string", "min": 1.0}, (Length(min=1, max=None),)),
        ({"type": "blob", "max": 3}, (Length(min=None, max=3),)),
        ({"type": "integer", "min": 0}, (Range(min=0, max=None),)),
        ({"type": "double", "max": 0.5}, (Range(min=None, max=0.5),)),
        ({"type": "float", "min": -1, "max": -1}, (Range(min=-1, max=-1),)),
        ({"type": "string", "pattern": "a"}, (Pattern(source="a"),)),
        (
            {"type": "string", "max": 1, "pattern": "a"},
            (Length(min=None, max=1), Pattern(source="a")),
        ),
        ({"type": "boolean"}, ()),
    ],
)
def test_bounds_and_patterns_are_constraints(raw: Any, constraints: Any) -> None:
    shape = resolved({"A": raw}).shapes["A"]
    assert isinstance(shape, SimpleShape)
    assert shape.constraints == constraints


@pytest.mark.parametrize(
    ("metadata", "protocol"),
    [
        ({"protocol": "query"}, "query"),
        ({"protocol": "query", "protocols": []}, "query"),
        ({"protocol": "query", "protocols": ["json"]}, "json"),
        ({"protocols": ["query", "smithy-rpc-v2-cbor", "json"]}, "json"),
        ({"protocols": ["smithy-rpc-v2-cbor", "query"]}, "smithy-rpc-v2-cbor"),
        ({"protocols": ["query", "rest-xml", "rest-json"]}, "rest-json"),
        ({"protocols": ["future", "ec2"]}, "ec2"),
    ],
)
def test_the_protocol_is_what_botocore_resolves(
    metadata: dict[str, Any], protocol: str
) -> None:
    assert resolved({}, **metadata).protocol == protocol


def test_members_keep_their_order_and_what_the_model_says() -> None:
    holder = {
        "type": "structure",
        "required": ["B"],
        "payload": "B",
        "members": {
            "B": {
                "shape": "Text",
                "documentation": "b",
                "location": "header",
                "locationName": "X-B",
                "jsonvalue": True,
                "timestampFormat": "rfc822",
                "streaming": True,
                "idempotencyToken": True,
            },
            "A": {"shape": "Text"},
        },
    }
    shape = resolved({"H": holder, "Text": {"type": "string"}}).shapes["H"]
    assert isinstance(shape, StructureShape)
    b, a = shape.members
    assert (b.name, b.required, b.idempotency_token) == ("B", True, True)
    assert b.wire.location_name == "X-B"
    assert b.wire.timestamp_format == "rfc822"
    assert b.wire.jsonvalue
    assert b.wire.streaming
    assert (a.name, a.required, a.documentation) == ("A", False, "")
    assert shape.payload == "B"


def test_a_member_that_lists_values_has_an_enum_of_its_own() -> None:
    holder = {
        "type": "structure",
        "members": {"B": {"shape": "Text", "enum": ["a"]}, "C": {"shape": "Text"}},
    }
    service = resolved({"H": holder, "Text": {"type": "string"}})
    shape = service.shapes["H"]
    assert isinstance(shape, StructureShape)
    b, c = shape.members
    listed = service.shapes[b.target]
    assert isinstance(listed, EnumShape)
    assert listed.values == ("a",)
    assert c.target == "Text"


@pytest.mark.parametrize(
    ("member", "enum"), [("b", "HB"), ("\u00e9", "H\u00e9"), ("\ua7cda", "H\ua7cda")]
)
def test_an_enum_of_a_member_is_spelt_alike_on_every_python(
    member: str, enum: str
) -> None:
    shapes = {
        "H": {"type": "structure", "members": {member: {"shape": "T", "enum": ["a"]}}},
        "T": {"type": "string"},
    }
    assert enum in resolved(shapes).shapes


def test_an_enum_of_a_member_does_not_take_the_name_of_a_shape() -> None:
    shapes = {
        "H": {"type": "structure", "members": {"B": {"shape": "T", "enum": ["a"]}}},
        "HB": {"type": "structure", "members": {}},
        "T": {"type": "string"},
    }
    diagnostics = Diagnostics()
    try:
        service = resolve(document(shapes), diagnostics)
    except Failure:
        assert diagnostics.errors
        return
    shape = service.shapes["H"]
    assert isinstance(shape, StructureShape)
    assert isinstance(service.shapes[shape.members[0].target], EnumShape)
    assert isinstance(service.shapes["HB"], StructureShape)


def test_operations_know_their_shapes() -> None:
    operations = {
        "Get": {
            "input": {"shape": "A"},
            "output": {"shape": "B"},
            "errors": [{"shape": "C"}],
            "deprecated": True,
        },
        "Ping": {},
    }
    empty = {"type": "structure", "members": {}}
    service = resolved({"A": empty, "B": empty, "C": empty}, operations)
    get, ping = service.operations.values()
    assert (get.input, get.output, get.errors) == ("A", "B", ("C",))
    assert get.deprecated is not None
    assert (ping.input, ping.output, ping.errors) == (None, None, ())


def test_names_of_the_service_have_stand_ins() -> None:
    service = resolved({}, apiVersion="", serviceFullName="")
    assert (service.api_version, service.title) == ("unknown", "example")


def test_a_shape_of_no_known_type_is_said_once_and_is_not_missing() -> None:
    holder = {"type": "structure", "members": {"A": {"shape": "A"}}}
    assert faults({"A": {"type": "new"}, "H": holder}) == ["M104 m.json: A"]


def test_a_member_without_a_shape_is_said_once() -> None:
    holder = {"type": "structure", "members": {"A": {}}}
    assert faults({"H": holder}) == ["M109 m.json: H$A"]
    assert faults({"H": {"type": "list"}}) == ["M109 m.json: H"]
    assert faults({"H": {"type": "structure", "members": {"A": None}}}) == [
        "M108 m.json: H$A"
    ]


@pytest.mark.parametrize("operation", [{"input": {}}, {"errors": [{}]}, {"output": {}}])
def test_a_reference_of_an_operation_without_a_shape_is_said_once(
    operation: Any,
) -> None:
    (one,) = faults({}, {"Get": operation})
    assert one.startswith("M109 m.json: Get")


@pytest.mark.parametrize(
    "shapes",
    [
        {"A": {"type": ""}},
        {"A": {"type": "structure", "members": {"B": {"shape": ""}}}},
        {"A": {"type": "list", "member": {"shape": ""}}},
    ],
)
def test_an_empty_name_is_refused_as_a_missing_one_is(shapes: Any) -> None:
    (one,) = faults(shapes)
    assert " m.json: A" in one


def test_an_empty_name_in_an_operation_is_refused() -> None:
    operation = {"input": {"shape": ""}, "errors": [{"shape": ""}]}
    assert len(faults({}, {"Get": operation})) == 2


def test_an_enum_without_values_is_refused() -> None:
    (one,) = faults({"A": {"type": "string", "enum": []}})
    assert one.endswith(" m.json: A")


@pytest.mark.parametrize("protocols", [[], ["grpc"], ["grpc", "soap"]])
def test_an_unknown_protocol_is_refused(protocols: list[str]) -> None:
    assert faults({}, protocol="grpc", protocols=protocols) == ["M110 m.json: metadata"]


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "integer", "pattern": "a"},
        {"type": "blob", "pattern": "a"},
        {"type": "boolean", "pattern": "a"},
        {"type": "boolean", "min": 1},
        {"type": "timestamp", "max": 1},
        {"type": "timestamp", "pattern": "a"},
    ],
)
def test_a_constraint_that_a_kind_cannot_have_is_refused_or_left_out(raw: Any) -> None:
    """No value has a length, or is text, that is neither."""
    diagnostics = Diagnostics()
    try:
        shape = resolve(document({"A": raw}), diagnostics).shapes["A"]
    except Failure:
        assert diagnostics.errors
    else:
        assert isinstance(shape, SimpleShape)
        assert shape.constraints == ()


def test_an_enum_of_what_is_no_string_is_refused() -> None:
    assert faults({"A": {"type": "integer", "enum": ["1"]}})


@pytest.mark.parametrize("key", ["documentation", "pattern", "sensitive", "type"])
def test_messages_say_what_to_do(key: str) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        resolve(document({"A": {"type": "string", key: []}}), diagnostics)
    for one in diagnostics:
        assert one.message
        assert one.hint or "must be" in one.message


def test_what_has_no_type_is_not_said_to_have_the_type_none() -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        resolve(document({"A": {}}), diagnostics)
    (one,) = diagnostics
    assert "'none'" not in one.message


@pytest.mark.parametrize(
    "service", ["sagemaker", "s3", "dynamodb", "ec2", "apigatewayv2"]
)
def test_real_models_resolve(service: str) -> None:
    diagnostics = Diagnostics()
    path, shown = find_model(service, "", None, diagnostics)
    found = resolve(read_document(service, path, shown, diagnostics), diagnostics)
    assert said(diagnostics) == []
    assert len(found.shapes) > 50


def test_a_members_enum_takes_no_shapes_name() -> None:
    shapes = {
        "S": {
            "type": "structure",
            "members": {"Kind": {"shape": "Text", "enum": ["a"]}},
        },
        "SKind": {"type": "string"},
        "Text": {"type": "string"},
    }
    assert faults(shapes) == ["M116 m.json: S"]
