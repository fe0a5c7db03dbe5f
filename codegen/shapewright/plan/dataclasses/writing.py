"""How each value is written, as an expression of Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from ...forms import Form
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
from ..names import variable_name
from ..scope import Scope
from .classes import Classes


@dataclass(frozen=True, slots=True)
class Writer:
    """The method that writes a structure: one for all forms."""

    has_mode: bool
    """Whether it is told the form, as they differ, or how deep it is."""
    forms: tuple[Form, ...]
    """The forms that it writes beside boto3's."""

    @property
    def name(self) -> str:
        return "_write" if self.has_mode else f"to_{self.first}"

    @property
    def first(self) -> str:
        """The form that names it where all are the same."""
        return self.forms[0].name if self.forms else "boto"

    @property
    def written(self) -> str:
        """The local variable that holds the result."""
        return "data" if self.has_mode else self.first

    @property
    def converts(self) -> set[SimpleKind]:
        """The kinds whose stored values some form writes otherwise."""
        return {kind for form in self.forms for kind in form.converts}


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
            return v if isinstance(shape, SimpleShape) else f"{v}.raw"
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
        kind = shape.kind
        codec = self._model.codec(container, member)
        if kind is SimpleKind.DOCUMENT or codec is Codec.JSON_HEADER:
            function = self._scope.runtime("write_document", "documents")
            return f"{function}({v})"
        if kind not in writer.converts:
            return v
        if kind is SimpleKind.TIMESTAMP:
            format = self._model.timestamp_format(container, member)
            return f"mode.form.write_timestamp({v}, {string(format)})"
        if kind is SimpleKind.BLOB:
            return f"mode.form.write_blob({v})"
        return f"{self._scope.runtime('write_number', 'numbers')}({v}, mode)"

    def _method(self, shape_id: ShapeId, writer: Writer) -> str:
        if writer.has_mode and self._model.has_write(shape_id):
            return f"_write({self._classes.mode(shape_id)})"
        return f"to_{writer.first}()"

    def _list(self, shape: ListShape, writer: Writer, v: str, depth: int) -> str:
        name = variable_name("item", depth)
        item = self._item(shape.id, shape.member, shape.sparse, writer, name, depth)
        return f"[*{v}]" if item == name else f"[{item} for {name} in {v}]"

    def _map(self, shape: MapShape, writer: Writer, v: str, depth: int) -> str:
        name = variable_name("value", depth)
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
