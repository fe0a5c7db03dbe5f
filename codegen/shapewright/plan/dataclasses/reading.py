"""How each value is checked and read, as Python that is given it as `v`."""

from __future__ import annotations

from typing import assert_never

from ...ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    ShapeId,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ..model import Model
from ..names import reader_name
from ..scope import Scope
from .bounds import Bounds, length_bounds
from .classes import Classes
from .constants import Constants
from .scalars import Scalars
from .values import Anything, Call, Choice, Nested, Plain, Text, Value, call
from .views import CheckView, ReadingView


class Readings:
    """The readings of one module; it collects the functions that read items."""

    def __init__(
        self, model: Model, scope: Scope, classes: Classes, constants: Constants
    ) -> None:
        self._model, self._scope = model, scope
        self._classes, self._constants = classes, constants
        self._scalars = Scalars(model, scope, constants)
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
            case Nested():
                function = self._scope.runtime(f"{verb}_structure")
                stored = call(function, "v", value.name, value.mode)
                return ReadingView(stored=stored)
            case Call():
                function = self._scope.runtime(f"{verb}_{value.what}", value.module)
                return ReadingView(stored=call(function, "v", *value.arguments))
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
            event = self._classes.structure(shape.id)
            return Call(what="events", module="streams", arguments=(event,))
        match shape:
            case SimpleShape():
                return self._scalars.value(container, member, shape, constraints)
            case EnumShape():
                is_open = self._model.takes_any_text(container, member)
                return Choice(shape=shape.id, is_open=is_open)
            case StructureShape() | UnionShape():
                name = self._classes.structure(shape.id)
                return Nested(name=name, mode=self._classes.mode(shape.id))
            case ListShape():
                return self._list(shape, length_bounds(constraints))
            case MapShape():
                return self._map(shape, length_bounds(constraints))
            case _:
                assert_never(shape)

    # ---- enums, lists and maps

    def _table(self, choice: Choice, optional: bool) -> str:
        """The constant that has an enum's members by text."""
        name = "by_any_text" if choice.is_open else "by_text"
        table = self._scope.runtime(f"optional_{name}" if optional else name)
        return self._constants.of_enum(choice.shape, table, optional=optional)

    def _list(self, shape: ListShape, lengths: Bounds) -> Call:
        item = self._value(shape.id, shape.member)
        sizes = lengths.arguments
        match item:
            case _ if shape.sparse:
                pass
            case Nested():
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
            lengths = self._scalars.closed(
                Bounds(low=lengths.low or "0", high=lengths.high)
            )
            inner = self._scalars.closed(item.lengths).arguments
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
        name = reader_name(target, optional=optional)
        if (name, reading) not in self._checks:
            self._checks[name, reading] = self._scope.define(name)
        return self._checks[name, reading]
