"""How each value is checked and read, as Python that is given it as `v`."""

from __future__ import annotations

from typing import assert_never

from ...ir.facts import Codec
from ...ir.shapes import (
    Constraint,
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Pattern,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ...text.literal import number, string
from ..model import Model
from ..names import check_name
from ..scope import Scope
from .bounds import Bounds, integer_bounds, length_bounds, range_bounds
from .classes import Classes
from .constants import ONE_LINE, UNASKED, Constants
from .values import Anything, Call, Choice, Plain, Structure, Text, Value
from .views import CheckView, ReadingView

_LONGS = {number(-(2**63)): "LEAST_LONG", number(2**63 - 1): "GREATEST_LONG"}
_WIDTH = {SimpleKind.INTEGER: 2**31, SimpleKind.LONG: 2**63}


class Readings:
    """The readings of one module; it collects the functions that read items."""

    def __init__(
        self, model: Model, scope: Scope, classes: Classes, constants: Constants
    ) -> None:
        self._model, self._scope = model, scope
        self._classes, self._constants = classes, constants
        self._checks: dict[tuple[str, ReadingView], str] = {}

    def checks(self) -> tuple[CheckView, ...]:
        """The functions that read items, keys and values."""
        return tuple(
            [
                CheckView(name=name, reading=reading)
                for (_, reading), name in self._checks.items()
            ]
        )

    def reading(
        self, container: ShapeId, member: Member, *, optional: bool
    ) -> ReadingView:
        """How a member's value is read.

        Args:
            optional: Whether it may be None.
        """
        return self._reading(self._value(container, member), optional)

    def _reading(self, value: Value, optional: bool) -> ReadingView:
        verb = "optional" if optional else "read"
        match value:
            case Plain() | Text():
                return self._doubted(value.conditions, optional, "v")
            case Choice():
                return ReadingView(stored=f"{self._table(value, optional)}[v]")
            case Structure():
                function = self._scope.runtime(f"{verb}_structure")
                stored = _call(function, "v", value.name, value.mode)
                return ReadingView(stored=stored)
            case Call():
                function = self._scope.runtime(f"{verb}_{value.what}", value.module)
                return ReadingView(stored=_call(function, "v", *value.arguments))
            case Anything():
                if optional:
                    return ReadingView(stored=value.stored)
                return self._doubted(("v is None",), False, value.stored)
            case _:
                assert_never(value)

    def _doubted(
        self, conditions: tuple[str, ...], optional: bool, stored: str
    ) -> ReadingView:
        self._scope.runtime("Doubt")
        doubt = " or ".join(conditions)
        if optional:
            doubt = f"({doubt})" if len(conditions) > 1 else doubt
            doubt = f"v is not None and {doubt}"
        return ReadingView(stored=stored, doubt=doubt)

    def _value(self, container: ShapeId, member: Member) -> Value:
        shape = self._model.target(member)
        constraints = self._model.constraints(container, member)
        if self._model.is_stream(container, member):
            if isinstance(shape, SimpleShape):
                return Call(what="stream", module="streams", arguments=("mode",))
            return Anything(stored="v")
        match shape:
            case SimpleShape():
                return self._simple(container, member, shape, constraints)
            case EnumShape():
                is_open = self._model.takes_any_text(container, member)
                return Choice(shape=shape.id, is_open=is_open)
            case StructureShape() | UnionShape():
                name = self._classes.structure(shape.id)
                return Structure(name=name, mode=self._classes.mode(shape.id))
            case ListShape():
                return self._list(shape, length_bounds(constraints))
            case MapShape():
                return self._map(shape, length_bounds(constraints))
            case _:
                assert_never(shape)

    # ---- scalars

    def _simple(
        self,
        container: ShapeId,
        member: Member,
        shape: SimpleShape,
        constraints: tuple[Constraint, ...],
    ) -> Value:
        match shape.kind:
            case SimpleKind.STRING:
                if self._model.codec(container, member) is Codec.JSON_HEADER:
                    return self._document()
                return self._string(shape, constraints)
            case SimpleKind.BOOLEAN:
                return Plain(conditions=("type(v) is not bool",))
            case SimpleKind.INTEGER | SimpleKind.LONG:
                bounds = integer_bounds(constraints, _WIDTH[shape.kind])
                low, high = self._long(bounds.low), self._long(bounds.high)
                bounds = Bounds(low=low, high=high)
                conditions = ("type(v) is not int", bounds.outside("v"))
                return Plain(conditions=conditions)
            case SimpleKind.FLOAT | SimpleKind.DOUBLE:
                return self._float(range_bounds(constraints))
            case SimpleKind.TIMESTAMP:
                format = self._model.timestamp_format(container, member)
                return Call(
                    what="timestamp",
                    module="timestamps",
                    arguments=(string(format), "mode"),
                )
            case SimpleKind.BLOB:
                return self._blob(length_bounds(constraints))
            case SimpleKind.DOCUMENT:
                return self._document()
            case SimpleKind.TEXT_OR_BYTES:
                return Call(what="text_or_bytes", module="blobs", arguments=("mode",))
            case _:
                assert_never(shape.kind)

    def _string(self, shape: SimpleShape, constraints: tuple[Constraint, ...]) -> Text:
        lengths, one_line, pattern = length_bounds(constraints), False, ""
        if any(isinstance(constraint, Pattern) for constraint in constraints):
            translation = self._model.pattern(shape)
            assert translation is not None
            one_line = translation.text in ONE_LINE
            if translation.text in UNASKED:
                low = lengths.low or UNASKED[translation.text]
                lengths = Bounds(low=low, high=lengths.high)
            else:
                pattern = self._constants.pattern(shape)
        return Text(lengths=lengths, one_line=one_line, pattern=pattern)

    def _float(self, bounds: Bounds) -> Value:
        if not bounds:
            return Call(what="number", module="numbers", arguments=("mode",))
        if not bounds.low or not bounds.high:  # the open end keeps infinity out
            greatest = self._scope.runtime("GREATEST")
            low, high = bounds.low or f"-{greatest}", bounds.high or greatest
            bounds = Bounds(low=low, high=high)
        kind = "(type(v) is not float and type(v) is not int)"
        return Plain(conditions=(kind, bounds.outside("v")))

    def _long(self, bound: str) -> str:
        """The bounds of 64 bits by their names, which nobody has to count."""
        return self._scope.runtime(_LONGS[bound]) if bound in _LONGS else bound

    def _blob(self, lengths: Bounds) -> Call:
        if not lengths:
            return Call(what="blob", module="blobs", arguments=("mode",))
        arguments = ("mode", *self._closed(lengths).arguments)
        return Call(what="sized_blob", module="blobs", arguments=arguments)

    def _document(self) -> Anything:
        function = self._scope.runtime("read_document", "documents")
        return Anything(stored=_call(function, "v"))

    def _table(self, choice: Choice, optional: bool) -> str:
        """The constant that has an enum's members by text."""
        name = "by_any_text" if choice.is_open else "by_text"
        table = self._scope.runtime(f"optional_{name}" if optional else name)
        return self._constants.of_enum(choice.shape, table, optional=optional)

    # ---- lists and maps

    def _list(self, shape: ListShape, lengths: Bounds) -> Call:
        item = self._value(shape.id, shape.member)
        sizes = lengths.arguments
        match item:
            case _ if shape.sparse:
                pass
            case Structure():
                return Call(what="structures", arguments=(item.name, item.mode, *sizes))
            case Choice():
                table = self._table(item, False)
                return Call(what="enums", arguments=(table, *sizes))
            case Text() if not item.lengths.is_exact:
                return self._strings(item, lengths)
        check = self._check(shape.member.target, item, shape.sparse)
        return Call(what="list", arguments=(check, "mode", *sizes))

    def _strings(self, item: Text, lengths: Bounds) -> Call:
        inner: tuple[str, ...] = ()
        if item.lengths:
            lengths = self._closed(Bounds(low=lengths.low or "0", high=lengths.high))
            inner = self._closed(item.lengths).arguments
        if item.pattern:
            arguments = (item.pattern, "mode", *lengths.arguments, *inner)
            return Call(what="matching", arguments=arguments)
        what = "lines" if item.one_line else "strings"
        return Call(what=what, arguments=(*lengths.arguments, *inner))

    def _map(self, shape: MapShape, lengths: Bounds) -> Call:
        key = self._value(shape.id, shape.key)
        value = self._value(shape.id, shape.value)
        checks = (
            self._check(shape.key.target, key, False),
            self._check(shape.value.target, value, shape.sparse),
        )
        arguments = (*checks, "mode", *lengths.arguments)
        return Call(what="map", arguments=arguments)

    def _check(self, target: ShapeId, value: Value, optional: bool) -> str:
        """The function that reads an item, a key or a value."""
        reading = self._reading(value, optional)
        name = check_name(target)
        name = f"{name}_or_none" if optional else name
        if (name, reading) not in self._checks:
            self._checks[name, reading] = self._scope.define(name)
        return self._checks[name, reading]

    def _closed(self, bounds: Bounds) -> Bounds:
        """With a greatest length, where arguments follow."""
        high = bounds.high or self._scope.runtime("MANY")
        return Bounds(low=bounds.low, high=high)


def _call(function: str, *arguments: str) -> str:
    return f"{function}({', '.join(arguments)})"
