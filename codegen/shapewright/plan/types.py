"""Type expressions: of the attribute, which is narrow, and of the parameter, wide."""

from __future__ import annotations

from typing import assert_never

from ..ir.facts import Codec
from ..ir.shapes import (
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
from ..text.literal import number, raw_string, string
from .imports import Scope
from .model import Model, enforced_pattern
from .names import class_name, constant_name, literal_name, module_name

_SIMPLE = {
    SimpleKind.STRING: "str",
    SimpleKind.BOOLEAN: "bool",
    SimpleKind.FLOAT: "float",
    SimpleKind.DOUBLE: "float",
    SimpleKind.BLOB: "bytes",
}
ONE_LINE = {".*": "", ".+": "1"}
"""Patterns that say no more than that there is no newline, with the least length."""
_ANY = (r"[\s\S]", r"[\S\s]", r"[\w\W]", r"[\w\W\s\S]")
_ANYTHING = {"(?s).*": "", "(?s).+": "1"} | {
    f"{before}{character}{repeat}{after}": least
    for character in _ANY
    for repeat, least in (("*", ""), ("+", "1"))
    for before, after in (("", ""), ("^", "$"), ("(", ")"), ("^(", ")$"))
}
UNASKED = ONE_LINE | _ANYTHING
"""Patterns that need no regular expression, with the least length, a literal."""


class Types:
    """The annotations of one module.

    Args:
        own: The classes that the module itself defines.
    """

    def __init__(self, model: Model, scope: Scope, own: frozenset[str]) -> None:
        self._model, self._scope, self._own = model, scope, own
        self.constants: dict[str, str] = {}
        """Expressions of module-level names, in order of use."""
        self._named: dict[str, str] = {}

    # ---- classes

    def structure(self, shape_id: ShapeId) -> str:
        module = self._model.module_of(shape_id)
        name = class_name(shape_id)
        if name in self._own:
            return name
        return self._scope.generated(f".{module}", name)

    def is_own(self, name: str) -> bool:
        """Whether the module itself defines a class, and so it is in one cycle."""
        return name in self._own

    def enum(self, shape_id: ShapeId) -> str:
        name = class_name(shape_id)
        return self._scope.generated(f"..enums.{module_name(name)}", name)

    def literal(self, shape_id: ShapeId) -> str:
        name = class_name(shape_id)
        module = f"..enums.{module_name(name)}"
        return self._scope.generated(module, literal_name(name))

    # ---- attributes

    def attribute(self, container: ShapeId, member: Member, room: int) -> str:
        """What the attribute holds, with its constraints.

        Args:
            room: Columns that are left for it; what does not fit gets a name.
        """
        inline = self._attribute(container, member, named=False)
        if len(inline) <= room:
            return inline
        return self._attribute(container, member, named=True)

    def _attribute(self, container: ShapeId, member: Member, *, named: bool) -> str:
        shape = self._model.target(member)
        plain = self._plain(container, member, shape, named=named)
        notes = [
            self.constraint(shape, constraint)
            for constraint in self._model.constraints(container, member)
        ]
        if plain == "datetime":
            format = self._model.binding(container, member).timestamp_format
            notes = [f"{self._scope.runtime('Timestamp')}({string(format)})"]
        if self._model.takes_any_text(container, member):
            notes = [self._scope.runtime("ANY_TEXT")]
        if not notes:
            return plain
        annotated = self._scope.standard("typing", "Annotated")
        return f"{annotated}[{', '.join([plain, *notes])}]"

    def _plain(
        self, container: ShapeId, member: Member, shape: Shape, *, named: bool
    ) -> str:
        match shape:
            case SimpleShape():
                return self._simple(container, member, shape)
            case EnumShape():
                return self.enum(shape.id)
            case StructureShape() | UnionShape():
                if self._model.is_stream(container, member):
                    return "object"
                return self.structure(shape.id)
            case ListShape():
                item = self._item(shape.id, shape.member, shape.sparse, named=named)
                return f"tuple[{item}, ...]"
            case MapShape():
                key = self._item(shape.id, shape.key, False, named=named)
                value = self._item(shape.id, shape.value, shape.sparse, named=named)
                mapping = self._scope.standard("collections.abc", "Mapping")
                return f"{mapping}[{key}, {value}]"
            case _:
                assert_never(shape)

    def _item(
        self, container: ShapeId, member: Member, sparse: bool, *, named: bool
    ) -> str:
        text = self._attribute(container, member, named=named)
        simple = isinstance(self._model.target(member), SimpleShape)
        if named and simple and self._model.constraints(container, member):
            text = self.constant(_alias(text), text)
        return f"{text} | None" if sparse else text

    def _simple(self, container: ShapeId, member: Member, shape: SimpleShape) -> str:
        if self._model.is_stream(container, member):
            return self._scope.runtime("Stream", "streams")
        if self._model.binding(container, member).codec is Codec.JSON_HEADER:
            return self._scope.runtime("Document", "documents")
        match shape.kind:
            case SimpleKind.INTEGER | SimpleKind.LONG:
                return self._scope.runtime(shape.kind.value.capitalize())
            case SimpleKind.TIMESTAMP:
                return self._scope.standard("datetime", "datetime")
            case SimpleKind.DOCUMENT:
                return self._scope.runtime("Document", "documents")
            case SimpleKind.TEXT_OR_BYTES:
                return self._scope.runtime("TextOrBytes", "blobs")
            case kind:
                return _SIMPLE[kind]

    # ---- constraints

    def constraint(self, shape: Shape, constraint: Constraint) -> str:
        """A constraint's expression; a pattern that code asks gets a name."""
        match constraint:
            case Length():
                return f"{self._scope.runtime('Length')}({_length(constraint)})"
            case Range():
                return f"{self._scope.runtime('Range')}({_range(constraint)})"
            case Pattern():
                return self.pattern(shape)
            case _:
                assert_never(constraint)

    def pattern(self, shape: Shape) -> str:
        source, translation = enforced_pattern(shape), self._model.pattern(shape)
        assert translation is not None
        arguments = raw_string(translation.text)
        if translation.text != source:
            arguments += f", {raw_string(source)}"
        expression = f"{self._scope.runtime('Pattern')}({arguments})"
        if translation.text in UNASKED:
            return expression
        return self.constant(constant_name(shape.id), expression)

    def constant(self, name: str, expression: str) -> str:
        """A module-level name for an expression."""
        if expression not in self._named:
            self._named[expression] = self._scope.define(name)
            self.constants[self._named[expression]] = expression
        return self._named[expression]

    # ---- parameters

    def parameter(self, container: ShapeId, member: Member) -> str:
        """What the constructor takes."""
        shape = self._model.target(member)
        codec = self._model.binding(container, member).codec
        if codec is Codec.STREAM and isinstance(shape, SimpleShape):
            return self._scope.runtime("Streamable", "protocols")
        if codec is not Codec.PLAIN:
            return "object"
        match shape:
            case SimpleShape():
                return self._simple_parameter(shape)
            case EnumShape():
                if self._model.takes_any_text(container, member):
                    return f"{self.enum(shape.id)} | str"
                return f"{self.enum(shape.id)} | {self.literal(shape.id)}"
            case StructureShape() | UnionShape():
                return self.structure(shape.id)
            case ListShape():
                return self._list_parameter(shape)
            case MapShape():
                return self._map_parameter(shape)
            case _:
                assert_never(shape)

    def _simple_parameter(self, shape: SimpleShape) -> str:
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
            case kind:
                return _SIMPLE[kind]

    def _list_parameter(self, shape: ListShape) -> str:
        list_like = self._scope.runtime("ListLike", "protocols")
        item = self.parameter(shape.id, shape.member)
        if shape.sparse:
            item += " | None"
        if isinstance(self._model.target(shape.member), EnumShape):
            narrow = self.enum(shape.member.target)
            narrow += " | None" if shape.sparse else ""
            return f"tuple[{narrow}, ...] | {list_like}[{item}]"
        return f"{list_like}[{item}]"

    def _map_parameter(self, shape: MapShape) -> str:
        key = self.parameter(shape.id, shape.key)
        value = self.parameter(shape.id, shape.value)
        if shape.sparse:
            value += " | None"
        if isinstance(self._model.target(shape.key), EnumShape):
            mapping = self._scope.runtime("MapLike", "protocols")
        else:
            mapping = self._scope.standard("collections.abc", "Mapping")
        return f"{mapping}[{key}, {value}]"


def _alias(expression: str) -> str:
    """A name for the type of an item."""
    if "[str," not in expression:
        return "_Item"
    one_line = any(f'"{pattern}"' in expression for pattern in ONE_LINE)
    return "_Line" if one_line else "_Text"


def _length(length: Length) -> str:
    low = str(length.min or 0)
    return low if length.max is None else f"{low}, {length.max}"


def _range(range: Range) -> str:
    if range.max is None:
        return number(range.min or 0)
    if range.min is None:
        return f"max={number(range.max)}"
    return f"{number(range.min)}, {number(range.max)}"
