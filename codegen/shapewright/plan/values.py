"""How each value is checked, stored and written."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ..text.literal import number, string
from .imports import Scope
from .model import Model
from .names import class_name, constant_name, module_name
from .types import ONE_LINE, UNASKED, Types
from .views import CheckView, ValueView

_WIDTH = {SimpleKind.INTEGER: 2**31, SimpleKind.LONG: 2**63}
_SAME = {"string", "boolean", "integer", "stream", "events", "text_or_bytes"}
_SAME_FOR_BOTO = _SAME | {"float", "number", "timestamp", "blob"}


@dataclass(frozen=True, slots=True)
class Writer:
    """The method that writes a structure: `to_wire`, `to_boto`, or `_write`."""

    name: str
    document: bool
    """Whether it also writes the JSON document form."""


class Values:
    """The values of one module; it collects the functions that read items."""

    def __init__(self, model: Model, scope: Scope, types: Types) -> None:
        self._model, self._scope, self._types = model, scope, types
        self.checks: dict[ValueView, str] = {}

    def views(self) -> tuple[CheckView, ...]:
        return tuple(
            [CheckView(name=name, value=value) for value, name in self.checks.items()]
        )

    def value(
        self,
        container: ShapeId,
        member: Member,
        writer: Writer,
        *,
        required: bool = True,
        depth: int = 0,
    ) -> ValueView:
        """The view of a member's value.

        Args:
            writer: What writes it.
            required: Whether it may not be None.
            depth: How many lists and maps it is in.
        """
        shape = self._model.target(member)
        constraints = self._model.constraints(container, member)
        if self._model.is_stream(container, member):
            kind = "stream" if isinstance(shape, SimpleShape) else "events"
            return ValueView(kind=kind, same=True)
        match shape:
            case SimpleShape():
                view = self._simple(container, member, shape, constraints)
            case EnumShape():
                open = self._model.takes_any_text(container, member)
                view = self._enum(shape.id, open, not required)
            case StructureShape() | UnionShape():
                view = self._structure(shape.id, writer)
            case ListShape():
                view = self._list(shape, constraints, writer, depth)
            case MapShape():
                view = self._map(shape, constraints, writer, depth)
            case _:
                assert_never(shape)
        same = view.kind in (_SAME if writer.document else _SAME_FOR_BOTO)
        return replace(view, same=True) if same else view

    # ---- scalars

    def _simple(
        self,
        container: ShapeId,
        member: Member,
        shape: SimpleShape,
        constraints: tuple[Constraint, ...],
    ) -> ValueView:
        match shape.kind:
            case SimpleKind.STRING:
                return self._string(container, member, shape, constraints)
            case SimpleKind.BOOLEAN:
                return ValueView(kind="boolean")
            case SimpleKind.INTEGER | SimpleKind.LONG:
                low, high = _integer_bounds(constraints, _WIDTH[shape.kind])
                return ValueView(kind="integer", low=low, high=high)
            case SimpleKind.FLOAT | SimpleKind.DOUBLE:
                return self._float(constraints)
            case SimpleKind.TIMESTAMP:
                format = self._model.binding(container, member).timestamp_format
                return ValueView(kind="timestamp", format=string(format), differs=True)
            case SimpleKind.BLOB:
                low, high, _ = _lengths(constraints)
                high = high or self._many(low)
                return ValueView(kind="blob", low=low, high=high, differs=True)
            case SimpleKind.DOCUMENT:
                return ValueView(kind="document")
            case SimpleKind.TEXT_OR_BYTES:
                return ValueView(kind="text_or_bytes")
            case _:
                assert_never(shape.kind)

    def _string(
        self,
        container: ShapeId,
        member: Member,
        shape: SimpleShape,
        constraints: tuple[Constraint, ...],
    ) -> ValueView:
        if self._model.binding(container, member).codec is Codec.JSON_HEADER:
            return ValueView(kind="document")
        low, high, exact = _lengths(constraints)
        newline, pattern = True, ""
        if any(isinstance(constraint, Pattern) for constraint in constraints):
            translation = self._model.pattern(shape)
            assert translation is not None
            newline = translation.text not in ONE_LINE
            if translation.text in UNASKED:
                low = low or UNASKED[translation.text]
            else:
                pattern = self._types.pattern(shape)
        return ValueView(
            kind="string",
            low=low,
            high=high,
            exact=exact,
            newline=newline,
            pattern=pattern,
        )

    def _float(self, constraints: tuple[Constraint, ...]) -> ValueView:
        low, high = _range_bounds(constraints)
        if not low and not high:
            return ValueView(kind="number", differs=True)
        if not low or not high:  # the open end keeps infinity out
            greatest = self._scope.runtime("GREATEST")
            low, high = low or f"-{greatest}", high or greatest
        return ValueView(kind="float", low=low, high=high, differs=True)

    def _structure(self, shape_id: ShapeId, writer: Writer) -> ValueView:
        name = self._types.structure(shape_id)
        mode = "mode"
        if shape_id in self._model.facts.recursive:
            mode = "mode.deeper" if self._types.is_own(name) else "mode.top"
        written = "to_wire()" if writer.document else "to_boto()"
        if writer.name == "_write" and self._model.has_write(shape_id):
            written = f"_write({mode})"
        return ValueView(
            kind="structure",
            name=name,
            mode=mode,
            written=written,
            differs=self._model.differs(shape_id),
        )

    def _enum(self, shape_id: ShapeId, open: bool, maybe: bool) -> ValueView:
        name = self._types.enum(shape_id)
        table = "by_any_text" if open else "by_text"
        table = self._scope.runtime(f"maybe_{table}" if maybe else table)
        known = self._types.constant(constant_name(shape_id), f"{table}({name})")
        return ValueView(kind="enum", name=name, known=known)

    # ---- lists and maps

    def _list(
        self,
        shape: ListShape,
        constraints: tuple[Constraint, ...],
        writer: Writer,
        depth: int,
    ) -> ValueView:
        low, high, _ = _lengths(constraints)
        item = self._item(shape.id, shape.member, writer, depth, shape.sparse)
        view = ValueView(
            kind="list",
            low=low,
            high=high,
            item=item,
            variable=_variable("item", depth),
            differs=item.differs,
        )
        if not shape.sparse:
            if item.kind == "structure":
                return replace(view, kind="structures", name=item.name, mode=item.mode)
            if item.kind == "enum":
                return replace(view, kind="enums", known=item.known)
            if item.kind == "string" and not item.exact:
                kind = "strings" if item.newline else "lines"
                if item.pattern:
                    kind = "matching"
                bounded = item.low or item.high
                return replace(
                    view,
                    kind=kind,
                    high=high or self._many(bounded),
                    item_low=item.low,
                    item_high=item.high or self._many(bounded),
                    pattern=item.pattern,
                )
        name = f"_{module_name(class_name(shape.id))}_item"
        return replace(view, check=self._check(name, item))

    def _map(
        self,
        shape: MapShape,
        constraints: tuple[Constraint, ...],
        writer: Writer,
        depth: int,
    ) -> ValueView:
        low, high, _ = _lengths(constraints)
        key = self._item(shape.id, shape.key, writer, depth, False)
        value = self._item(shape.id, shape.value, writer, depth, shape.sparse)
        name = f"_{module_name(class_name(shape.id))}"
        return ValueView(
            kind="map",
            low=low,
            high=high,
            key=key,
            item=value,
            key_check=self._check(f"{name}_key", key),
            check=self._check(f"{name}_value", value),
            variable=_variable("value", depth),
            differs=value.differs,
        )

    def _item(
        self,
        container: ShapeId,
        member: Member,
        writer: Writer,
        depth: int,
        sparse: bool,
    ) -> ValueView:
        view = self.value(
            container, member, writer, required=not sparse, depth=depth + 1
        )
        return replace(view, nullable=True) if sparse else view

    def _many(self, wanted: str) -> str:
        return self._scope.runtime("MANY") if wanted else ""

    def _check(self, name: str, value: ValueView) -> str:
        if value not in self.checks:
            self.checks[value] = self._scope.define(name)
        return self.checks[value]


def _variable(name: str, depth: int) -> str:
    return f"{name}{depth + 1}" if depth else name


def _lengths(constraints: tuple[Constraint, ...]) -> tuple[str, str, bool]:
    for constraint in constraints:
        if isinstance(constraint, Length):
            low = str(constraint.min) if constraint.min else ""
            high = "" if constraint.max is None else str(constraint.max)
            return low, high, bool(low) and low == high
    return "", "", False


def _integer_bounds(constraints: tuple[Constraint, ...], width: int) -> tuple[str, str]:
    """Both the model's bounds and those of the type hold."""
    low: float = -width
    high: float = width - 1
    for constraint in _ranges(constraints):
        low = low if constraint.min is None else max(low, constraint.min)
        high = high if constraint.max is None else min(high, constraint.max)
    return number(low), number(high)


def _range_bounds(constraints: tuple[Constraint, ...]) -> tuple[str, str]:
    for constraint in _ranges(constraints):
        low = "" if constraint.min is None else number(constraint.min)
        high = "" if constraint.max is None else number(constraint.max)
        return low, high
    return "", ""


def _ranges(constraints: tuple[Constraint, ...]) -> list[Range]:
    return [constraint for constraint in constraints if isinstance(constraint, Range)]
