"""The types of attributes, which say exactly what one holds."""

from __future__ import annotations

from typing import assert_never

from ...ir.facts import Codec
from ...ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Range,
    Shape,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ...text.literal import number, string
from ..model import Model
from ..scope import Scope
from .classes import Classes
from .constants import Constants

_WIDTHS = {SimpleKind.INTEGER: "Integer", SimpleKind.LONG: "Long"}
PLAIN = {
    SimpleKind.STRING: "str",
    SimpleKind.BOOLEAN: "bool",
    SimpleKind.FLOAT: "float",
    SimpleKind.DOUBLE: "float",
    SimpleKind.BLOB: "bytes",
}
"""Kinds that Python has a class for."""


class Annotations:
    """What the fields of one module hold."""

    def __init__(
        self, model: Model, scope: Scope, classes: Classes, constants: Constants
    ) -> None:
        self._model, self._scope = model, scope
        self._classes, self._constants = classes, constants

    def annotation(self, container: ShapeId, member: Member) -> str:
        """What an attribute holds, with its constraints."""
        shape = self._model.target(member)
        plain = self._plain(container, member, shape)
        notes = [
            self._constraint(shape, constraint)
            for constraint in self._model.constraints(container, member)
        ]
        if plain == "datetime":
            format = self._model.timestamp_format(container, member)
            notes = [f"{self._scope.runtime('Timestamp')}({string(format)})"]
        if self._model.takes_any_text(container, member):
            notes = [self._scope.runtime("ANY_TEXT")]
        if not notes:
            return plain
        annotated = self._scope.standard("typing", "Annotated")
        return f"{annotated}[{', '.join([plain, *notes])}]"

    def _plain(self, container: ShapeId, member: Member, shape: Shape) -> str:
        match shape:
            case SimpleShape():
                return self._simple(container, member, shape)
            case EnumShape():
                return self._classes.enum(shape.id)
            case StructureShape() | UnionShape():
                name = self._classes.structure(shape.id)
                if self._model.is_stream(container, member):
                    return f"{self._scope.runtime('EventStream', 'streams')}[{name}]"
                return name
            case ListShape():
                item = self._item(shape.id, shape.member, shape.sparse)
                return f"tuple[{item}, ...]"
            case MapShape():
                key = self._item(shape.id, shape.key, False)
                value = self._item(shape.id, shape.value, shape.sparse)
                mapping = self._scope.standard("collections.abc", "Mapping")
                return f"{mapping}[{key}, {value}]"
            case _:
                assert_never(shape)

    def _item(self, container: ShapeId, member: Member, sparse: bool) -> str:
        text = self.annotation(container, member)
        shape = self._model.target(member)
        if isinstance(shape, SimpleShape) and self._model.constraints(
            container, member
        ):
            text = self._constants.of_type(shape.id, text)
        return f"{text} | None" if sparse else text

    def _simple(self, container: ShapeId, member: Member, shape: SimpleShape) -> str:
        if self._model.is_stream(container, member):
            is_body = self._model.is_answer(container)
            return self._scope.runtime("Body" if is_body else "Stream", "streams")
        if self._model.codec(container, member) is Codec.JSON_HEADER:
            return self._scope.runtime("Document", "documents")
        match shape.kind:
            case SimpleKind.INTEGER | SimpleKind.LONG:
                return self._scope.runtime(_WIDTHS[shape.kind])
            case SimpleKind.TIMESTAMP:
                return self._scope.standard("datetime", "datetime")
            case SimpleKind.DOCUMENT:
                return self._scope.runtime("Document", "documents")
            case SimpleKind.TEXT_OR_BYTES:
                return self._scope.runtime("TextOrBytes", "blobs")
            case SimpleKind.STRING | SimpleKind.BOOLEAN | SimpleKind.BLOB:
                return PLAIN[shape.kind]
            case SimpleKind.FLOAT | SimpleKind.DOUBLE:
                return PLAIN[shape.kind]
            case _:
                assert_never(shape.kind)

    def _constraint(self, shape: Shape, constraint: Constraint) -> str:
        match constraint:
            case Length():
                return f"{self._scope.runtime('Length')}({_length(constraint)})"
            case Range():
                return f"{self._scope.runtime('Range')}({_range(constraint)})"
            case Pattern():
                return self._constants.pattern(shape)
            case _:
                assert_never(constraint)


def _length(length: Length) -> str:
    low = str(length.min or 0)
    return low if length.max is None else f"{low}, {length.max}"


def _range(range: Range) -> str:
    if range.max is None:
        return number(range.min or 0)
    if range.min is None:
        return f"max={number(range.max)}"
    return f"{number(range.min)}, {number(range.max)}"
