"""How each value is written, as an expression of Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from ...ir.facts import Codec
from ...ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ...text.literal import string
from ..model import Model
from ..scope import Scope
from .classes import Classes

_AS_STORED = (SimpleKind.STRING, SimpleKind.BOOLEAN, SimpleKind.TEXT_OR_BYTES)
_NUMBERS = (SimpleKind.INTEGER, SimpleKind.LONG)


@dataclass(frozen=True, slots=True)
class Writer:
    """The method that writes a structure: `to_wire`, `to_boto`, or `_write`."""

    name: str
    document: bool
    """Whether it also writes the JSON document form."""


class Writings:
    """The expressions of one module, by the value that they write."""

    def __init__(self, model: Model, scope: Scope, classes: Classes) -> None:
        self._model, self._scope, self._classes = model, scope, classes

    def writing(
        self, container: ShapeId, member: Member, writer: Writer, v: str, depth: int = 0
    ) -> str:
        """What is written of a value; its own name where that is the value itself.

        Args:
            v: What the value is called.
            depth: How many lists and maps it is in.
        """
        shape = self._model.target(member)
        if self._model.is_stream(container, member):
            return v
        match shape:
            case SimpleShape():
                return self._simple(container, member, shape, writer, v)
            case EnumShape():
                return f"str({v})"
            case StructureShape() | UnionShape():
                return f"{v}.{self._method(shape.id, writer)}"
            case ListShape():
                return self._list(shape, writer, v, depth)
            case MapShape():
                return self._map(shape, writer, v, depth)
            case _:
                assert_never(shape)

    def _simple(
        self,
        container: ShapeId,
        member: Member,
        shape: SimpleShape,
        writer: Writer,
        v: str,
    ) -> str:
        binding = self._model.binding(container, member)
        kind = shape.kind
        if kind is SimpleKind.DOCUMENT or binding.codec is Codec.JSON_HEADER:
            function = self._scope.runtime("write_document", "documents")
            return f"{function}({v})"
        if kind in _AS_STORED or kind in _NUMBERS or not writer.document:
            return v
        if kind is SimpleKind.TIMESTAMP:
            function = self._scope.runtime("write_timestamp", "timestamps")
            return f"{function}({v}, {string(binding.timestamp_format)}, mode)"
        if kind is SimpleKind.BLOB:
            return f"{self._scope.runtime('write_blob', 'blobs')}({v}, mode)"
        return f"{self._scope.runtime('write_number', 'numbers')}({v}, mode)"

    def _method(self, shape_id: ShapeId, writer: Writer) -> str:
        if writer.name == "_write" and self._model.has_write(shape_id):
            return f"_write({self._classes.mode(shape_id)})"
        return "to_wire()" if writer.document else "to_boto()"

    def _list(self, shape: ListShape, writer: Writer, v: str, depth: int) -> str:
        name = _variable("item", depth)
        item = self._item(shape.id, shape.member, shape.sparse, writer, name, depth)
        return f"[*{v}]" if item == name else f"[{item} for {name} in {v}]"

    def _map(self, shape: MapShape, writer: Writer, v: str, depth: int) -> str:
        name = _variable("value", depth)
        key = self._item(shape.id, shape.key, False, writer, "key", depth)
        value = self._item(shape.id, shape.value, shape.sparse, writer, name, depth)
        if key == "key" and value == name:
            return f"{{**{v}}}"
        return f"{{{key}: {value} for key, {name} in {v}.items()}}"

    def _item(
        self,
        container: ShapeId,
        member: Member,
        sparse: bool,
        writer: Writer,
        v: str,
        depth: int,
    ) -> str:
        written = self.writing(container, member, writer, v, depth + 1)
        if sparse and written != v:
            return f"None if {v} is None else {written}"
        return written


def _variable(name: str, depth: int) -> str:
    return f"{name}{depth + 1}" if depth else name
