"""The types of constructors' parameters, which take all that is plainly meant."""

from __future__ import annotations

from typing import assert_never

from ...ir.facts import Codec
from ...ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ..model import Model
from ..scope import Scope
from .annotations import PLAIN
from .classes import Classes


class Parameters:
    """What the constructors of one module take."""

    def __init__(self, model: Model, scope: Scope, classes: Classes) -> None:
        self._model, self._scope, self._classes = model, scope, classes

    def parameter(self, container: ShapeId, member: Member) -> str:
        """What the constructor takes for a member."""
        shape = self._model.target(member)
        codec = self._model.codec(container, member)
        if codec is Codec.STREAM:
            return self._stream(container, shape)
        if codec is not Codec.PLAIN:
            return "object"
        match shape:
            case SimpleShape():
                return self._simple(shape)
            case EnumShape():
                if self._model.takes_any_text(container, member):
                    return f"{self._classes.enum(shape.id)} | str"
                enum, literal = (
                    self._classes.enum(shape.id),
                    self._classes.literal(shape.id),
                )
                return f"{enum} | {literal}"
            case StructureShape() | UnionShape():
                return self._classes.structure(shape.id)
            case ListShape():
                return self._list(shape)
            case MapShape():
                return self._map(shape)
            case _:
                assert_never(shape)

    def _stream(self, container: ShapeId, shape: Shape) -> str:
        if not isinstance(shape, SimpleShape):
            kinds = ("Iterable", "AsyncIterable")
            names = [self._scope.standard("collections.abc", kind) for kind in kinds]
            return " | ".join([f"{name}[object]" for name in names])
        is_body = self._model.is_answer(container)
        name = "StreamingBody" if is_body else "Streamable"
        return self._scope.runtime(name, "protocols")

    def _simple(self, shape: SimpleShape) -> str:
        match shape.kind:
            case SimpleKind.INTEGER | SimpleKind.LONG:
                return "int"
            case SimpleKind.TIMESTAMP:
                return self._scope.standard("datetime", "datetime")
            case SimpleKind.DOCUMENT:
                return "object"
            case SimpleKind.BLOB:
                return "bytes | bytearray | memoryview"
            case SimpleKind.TEXT_OR_BYTES:
                return "str | bytes | bytearray | memoryview"
            case (
                SimpleKind.STRING
                | SimpleKind.BOOLEAN
                | SimpleKind.FLOAT
                | SimpleKind.DOUBLE
            ):
                return PLAIN[shape.kind]
            case _:
                assert_never(shape.kind)

    def _list(self, shape: ListShape) -> str:
        list_like = self._scope.runtime("ListLike", "protocols")
        item = self.parameter(shape.id, shape.member)
        if shape.sparse:
            item += " | None"
        if isinstance(self._model.target(shape.member), EnumShape):
            narrow = self._classes.enum(shape.member.target)
            narrow += " | None" if shape.sparse else ""
            return f"tuple[{narrow}, ...] | {list_like}[{item}]"
        return f"{list_like}[{item}]"

    def _map(self, shape: MapShape) -> str:
        key = self.parameter(shape.id, shape.key)
        value = self.parameter(shape.id, shape.value)
        if shape.sparse:
            value += " | None"
        if isinstance(self._model.target(shape.key), EnumShape):
            mapping = self._scope.runtime("MapLike", "protocols")
        else:
            mapping = self._scope.standard("collections.abc", "Mapping")
        return f"{mapping}[{key}, {value}]"
