"""How each value is checked and read, as Python that is given it as `v`."""

from __future__ import annotations

from dataclasses import dataclass
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
from .classes import Classes
from .constants import ONE_LINE, UNASKED, Constants
from .views import CheckView, ReadingView

_WIDTH = {SimpleKind.INTEGER: 2**31, SimpleKind.LONG: 2**63}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """The least and the greatest length or number, as literals; empty for none."""

    low: str = ""
    high: str = ""

    def __bool__(self) -> bool:
        return bool(self.low or self.high)

    @property
    def is_exact(self) -> bool:
        """Whether they are one length; a number is never so."""
        return bool(self.low) and self.low == self.high

    def outside(self, size: str) -> str:
        """True where a size is out of them."""
        if self.low and self.high:
            return f"not {self.low} <= {size} <= {self.high}"
        return f"{size} < {self.low}" if self.low else f"{size} > {self.high}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """As the last ones of a call, which may be left out."""
        if self.high:
            return self.low or "0", self.high
        return (self.low,) if self.low else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plain:
    """Stored as it is given, unless one of these conditions holds."""

    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The same of a string, which lists of strings know more of."""

    lengths: _Bounds
    one_line: bool
    """Whether it may hold no newline: the patterns `.*` and `.+` forbid it."""
    pattern: str
    """The constant that holds it; empty for none."""

    @property
    def conditions(self) -> tuple[str, ...]:
        if self.pattern:
            arguments = ", ".join([self.pattern, "v", *self.lengths.arguments])
            return (f"not mode.match({arguments})",)
        found = ["type(v) is not str"]
        if self.lengths.is_exact:
            found.append(f"len(v) != {self.lengths.low}")
        elif self.lengths:
            found.append(self.lengths.outside("len(v)"))
        return (*found, r'"\n" in v') if self.one_line else tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """A member of an enum."""

    shape: ShapeId
    is_open: bool
    """Whether it takes any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Structure:
    """An object of a generated class."""

    name: str
    mode: str
    """What it is read from: the mode, or its chain's next or first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What a function of the runtime gives; one called `maybe_…` takes None too."""

    function: str
    module: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anything:
    """Stored as it is given, or by a function that takes all that JSON has."""

    stored: str


_Value = _Plain | _Text | _Choice | _Structure | _Call | _Anything


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

    def _reading(self, value: _Value, optional: bool) -> ReadingView:
        maybe = "maybe_" if optional else ""
        match value:
            case _Plain() | _Text():
                return self._doubted(value.conditions, optional, "v")
            case _Choice():
                return ReadingView(stored=f"{self._table(value, optional)}[v]")
            case _Structure():
                function = self._scope.runtime(f"{maybe}one")
                stored = _call(function, "v", value.name, value.mode)
                return ReadingView(stored=stored)
            case _Call():
                function = self._scope.runtime(f"{maybe}{value.function}", value.module)
                return ReadingView(stored=_call(function, "v", *value.arguments))
            case _Anything():
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

    def _value(self, container: ShapeId, member: Member) -> _Value:
        shape = self._model.target(member)
        constraints = self._model.constraints(container, member)
        if self._model.is_stream(container, member):
            if isinstance(shape, SimpleShape):
                return _Call(function="stream", module="streams", arguments=("mode",))
            return _Anything(stored="v")
        match shape:
            case SimpleShape():
                return self._simple(container, member, shape, constraints)
            case EnumShape():
                is_open = self._model.takes_any_text(container, member)
                return _Choice(shape=shape.id, is_open=is_open)
            case StructureShape() | UnionShape():
                name = self._classes.structure(shape.id)
                return _Structure(name=name, mode=self._classes.mode(shape.id))
            case ListShape():
                return self._list(shape, _lengths(constraints))
            case MapShape():
                return self._map(shape, _lengths(constraints))
            case _:
                assert_never(shape)

    # ---- scalars

    def _simple(
        self,
        container: ShapeId,
        member: Member,
        shape: SimpleShape,
        constraints: tuple[Constraint, ...],
    ) -> _Value:
        match shape.kind:
            case SimpleKind.STRING:
                if self._model.binding(container, member).codec is Codec.JSON_HEADER:
                    return self._document()
                return self._string(shape, constraints)
            case SimpleKind.BOOLEAN:
                return _Plain(conditions=("type(v) is not bool",))
            case SimpleKind.INTEGER | SimpleKind.LONG:
                bounds = _integer_bounds(constraints, _WIDTH[shape.kind])
                conditions = ("type(v) is not int", bounds.outside("v"))
                return _Plain(conditions=conditions)
            case SimpleKind.FLOAT | SimpleKind.DOUBLE:
                return self._float(_range_bounds(constraints))
            case SimpleKind.TIMESTAMP:
                format = self._model.binding(container, member).timestamp_format
                return _Call(
                    function="timestamp",
                    module="timestamps",
                    arguments=(string(format), "mode"),
                )
            case SimpleKind.BLOB:
                return self._blob(_lengths(constraints))
            case SimpleKind.DOCUMENT:
                return self._document()
            case SimpleKind.TEXT_OR_BYTES:
                return _Call(
                    function="text_or_bytes", module="blobs", arguments=("mode",)
                )
            case _:
                assert_never(shape.kind)

    def _string(self, shape: SimpleShape, constraints: tuple[Constraint, ...]) -> _Text:
        lengths, one_line, pattern = _lengths(constraints), False, ""
        if any(isinstance(constraint, Pattern) for constraint in constraints):
            translation = self._model.pattern(shape)
            assert translation is not None
            one_line = translation.text in ONE_LINE
            if translation.text in UNASKED:
                low = lengths.low or UNASKED[translation.text]
                lengths = _Bounds(low=low, high=lengths.high)
            else:
                pattern = self._constants.pattern(shape)
        return _Text(lengths=lengths, one_line=one_line, pattern=pattern)

    def _float(self, bounds: _Bounds) -> _Value:
        if not bounds:
            return _Call(function="number", module="numbers", arguments=("mode",))
        if not bounds.low or not bounds.high:  # the open end keeps infinity out
            greatest = self._scope.runtime("GREATEST")
            low, high = bounds.low or f"-{greatest}", bounds.high or greatest
            bounds = _Bounds(low=low, high=high)
        kind = "(type(v) is not float and type(v) is not int)"
        return _Plain(conditions=(kind, bounds.outside("v")))

    def _blob(self, lengths: _Bounds) -> _Call:
        if not lengths:
            return _Call(function="blob", module="blobs", arguments=("mode",))
        arguments = ("mode", *self._closed(lengths).arguments)
        return _Call(function="sized_blob", module="blobs", arguments=arguments)

    def _document(self) -> _Anything:
        function = self._scope.runtime("document", "documents")
        return _Anything(stored=_call(function, "v"))

    def _table(self, choice: _Choice, optional: bool) -> str:
        """The constant that has an enum's members by text."""
        name = "by_any_text" if choice.is_open else "by_text"
        table = self._scope.runtime(f"maybe_{name}" if optional else name)
        return self._constants.of_enum(choice.shape, table, optional=optional)

    # ---- lists and maps

    def _list(self, shape: ListShape, lengths: _Bounds) -> _Call:
        item = self._value(shape.id, shape.member)
        sizes = lengths.arguments
        match item:
            case _ if shape.sparse:
                pass
            case _Structure():
                return _Call(function="each", arguments=(item.name, item.mode, *sizes))
            case _Choice():
                table = self._table(item, False)
                return _Call(function="enums", arguments=(table, *sizes))
            case _Text() if not item.lengths.is_exact:
                return self._strings(item, lengths)
        check = self._check(shape.member.target, item, shape.sparse)
        return _Call(function="items", arguments=(check, "mode", *sizes))

    def _strings(self, item: _Text, lengths: _Bounds) -> _Call:
        inner: tuple[str, ...] = ()
        if item.lengths:
            lengths = self._closed(_Bounds(low=lengths.low or "0", high=lengths.high))
            inner = self._closed(item.lengths).arguments
        if item.pattern:
            arguments = (item.pattern, "mode", *lengths.arguments, *inner)
            return _Call(function="matching", arguments=arguments)
        function = "lines" if item.one_line else "strings"
        return _Call(function=function, arguments=(*lengths.arguments, *inner))

    def _map(self, shape: MapShape, lengths: _Bounds) -> _Call:
        key = self._value(shape.id, shape.key)
        value = self._value(shape.id, shape.value)
        checks = (
            self._check(shape.key.target, key, False),
            self._check(shape.value.target, value, shape.sparse),
        )
        arguments = (*checks, "mode", *lengths.arguments)
        return _Call(function="entries", arguments=arguments)

    def _check(self, target: ShapeId, value: _Value, optional: bool) -> str:
        """The function that reads an item, a key or a value."""
        reading = self._reading(value, optional)
        name = check_name(target)
        name = f"{name}_or_none" if optional else name
        if (name, reading) not in self._checks:
            self._checks[name, reading] = self._scope.define(name)
        return self._checks[name, reading]

    def _closed(self, bounds: _Bounds) -> _Bounds:
        """With a greatest length, where arguments follow."""
        high = bounds.high or self._scope.runtime("MANY")
        return _Bounds(low=bounds.low, high=high)


def _call(function: str, *arguments: str) -> str:
    return f"{function}({', '.join(arguments)})"


def _lengths(constraints: tuple[Constraint, ...]) -> _Bounds:
    for constraint in constraints:
        if isinstance(constraint, Length):
            low = str(constraint.min) if constraint.min else ""
            high = "" if constraint.max is None else str(constraint.max)
            return _Bounds(low=low, high=high)
    return _Bounds()


def _integer_bounds(constraints: tuple[Constraint, ...], width: int) -> _Bounds:
    """Both the model's bounds and those of the type hold."""
    low: float = -width
    high: float = width - 1
    for constraint in _ranges(constraints):
        low = low if constraint.min is None else max(low, constraint.min)
        high = high if constraint.max is None else min(high, constraint.max)
    return _Bounds(low=number(low), high=number(high))


def _range_bounds(constraints: tuple[Constraint, ...]) -> _Bounds:
    for constraint in _ranges(constraints):
        low = "" if constraint.min is None else number(constraint.min)
        high = "" if constraint.max is None else number(constraint.max)
        return _Bounds(low=low, high=high)
    return _Bounds()


def _ranges(constraints: tuple[Constraint, ...]) -> list[Range]:
    return [constraint for constraint in constraints if isinstance(constraint, Range)]
