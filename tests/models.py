"""Small services, built in code or read from JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import Operation, Provenance, Service
from shapewright.ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from shapewright.load.document import Document
from shapewright.load.resolve import resolve

TEXT = SimpleShape(id="Text", kind=SimpleKind.STRING)
BLOB = SimpleShape(id="Blob", kind=SimpleKind.BLOB)


def member(name: str, target: str = "Text", **more: Any) -> Member:
    return Member(name=name, target=target, **more)


def structure(name: str, *members: Member, **more: Any) -> StructureShape:
    return StructureShape(id=name, members=members, **more)


def union(name: str, *members: Member, **more: Any) -> UnionShape:
    return UnionShape(id=name, members=members, **more)


def list_of(name: str, target: str, **more: Any) -> ListShape:
    return ListShape(id=name, member=member("member", target), **more)


def map_of(name: str, key: str, value: str, **more: Any) -> MapShape:
    return MapShape(
        id=name, key=member("key", key), value=member("value", value), **more
    )


def enum(name: str, *values: str) -> EnumShape:
    return EnumShape(id=name, values=values)


def service(
    *shapes: Shape, operations: Iterable[Operation] = (), protocol: str = "json"
) -> Service:
    """A service of these shapes, in this order, and of `Text`."""
    return Service(
        id="example",
        api_version="2020-01-01",
        title="Example",
        protocol=protocol,
        documentation="",
        operations={operation.name: operation for operation in operations},
        shapes={shape.id: shape for shape in (*shapes, TEXT)},
        rules={},
        provenance=Provenance(file="service-2.json", sha256="0"),
    )


def document(shapes: Any, operations: Any = None, **metadata: Any) -> Document:
    content = {
        "metadata": {"apiVersion": "2020-01-01", "protocol": "json", **metadata},
        "operations": operations or {},
        "shapes": shapes,
    }
    return Document(service="example", file="m.json", sha256="0", content=content)


def resolved(shapes: Any, operations: Any = None, **metadata: Any) -> Service:
    return resolve(document(shapes, operations, **metadata), Diagnostics())


def said(diagnostics: Diagnostics) -> list[str]:
    """Codes and places of what was said."""
    return [f"{one.code} {one.where}" for one in diagnostics]
