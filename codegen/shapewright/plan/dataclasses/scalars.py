"""How scalars are read: what is checked of them, or the runtime's function."""

from __future__ import annotations

from typing import assert_never

from ...ir.facts import Codec
from ...ir.shapes import Constraint, Member, Pattern, ShapeId, SimpleKind, SimpleShape
from ...text.literal import number, string
from ..model import Model
from ..scope import Scope
from .bounds import Bounds, integer_bounds, length_bounds, range_bounds
from .constants import Constants
from .unasked import ONE_LINE, UNASKED
from .values import Anything, Call, Plain, Text, Value, call

_LONGS = {number(-(2**63)): "LEAST_LONG", number(2**63 - 1): "GREATEST_LONG"}
_WIDTH = {SimpleKind.INTEGER: 2**31, SimpleKind.LONG: 2**63}


class Scalars:
    """The scalars that one module reads."""

    def __init__(self, model: Model, scope: Scope, constants: Constants) -> None:
        self._model, self._scope, self._constants = model, scope, constants

    def value(
        self,
        container: ShapeId,
        member: Member,
        shape: SimpleShape,
        constraints: tuple[Constraint, ...],
    ) -> Value:
        """What a scalar's value is.

        Args:
            constraints: Those that are checked.
        """
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
            translation = self._model.patterns.of(shape)
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
        arguments = ("mode", *self.closed(lengths).arguments)
        return Call(what="sized_blob", module="blobs", arguments=arguments)

    def _document(self) -> Anything:
        function = self._scope.runtime("read_document", "documents")
        return Anything(stored=call(function, "v"))

    def closed(self, bounds: Bounds) -> Bounds:
        """With a greatest length, where arguments follow."""
        high = bounds.high or self._scope.runtime("MANY")
        return Bounds(low=bounds.low, high=high)
