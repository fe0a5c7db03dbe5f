"""The names that one module gives to patterns, types and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...ir.shapes import Shape, ShapeId
from ...text.literal import raw_string
from ..model import Model
from ..names import constant_name, long_constant_name, table_name, type_name
from ..patterns import enforced_pattern
from ..scope import Scope
from .classes import Classes
from .unasked import UNASKED
from .views import ConstantView


class Constants:
    """Of one module, in order of use; each is named after its own shape.

    Args:
        shapes: All that the module names, also in passing. Of two whose short names
            are the same, both have the long one.
    """

    def __init__(
        self, model: Model, scope: Scope, classes: Classes, shapes: Iterable[ShapeId]
    ) -> None:
        self._model, self._scope, self._classes = model, scope, classes
        counted = Counter([constant_name(shape_id) for shape_id in shapes])
        self._shared = {name for name, count in counted.items() if count > 1}
        self._names: dict[tuple[str, str], str] = {}

    def views(self) -> tuple[ConstantView, ...]:
        return tuple(
            [
                ConstantView(name=name, expression=expression)
                for (_, expression), name in self._names.items()
            ]
        )

    def of_type(self, shape_id: ShapeId, expression: str) -> str:
        """The type of a shape that is no class."""
        return self._named(type_name(shape_id), expression)

    def of_enum(self, shape_id: ShapeId, function: str, *, optional: bool) -> str:
        """What a function of the runtime makes of an enum's class."""
        expression = f"{function}({self._classes.enum(shape_id)})"
        name = table_name(self._short(shape_id), optional=optional)
        return self._named(name, expression)

    def pattern(self, shape: Shape) -> str:
        """A string's pattern: a constant, or inline where `_read` does not ask it."""
        source, translation = enforced_pattern(shape), self._model.patterns.of(shape)
        assert translation is not None
        arguments = raw_string(translation.text)
        if translation.text != source:
            arguments += f", {raw_string(source)}"
        expression = f"{self._scope.runtime('Pattern')}({arguments})"
        if translation.text in UNASKED:
            return expression
        return self._named(self._short(shape.id), expression)

    def _short(self, shape_id: ShapeId) -> str:
        short = constant_name(shape_id)
        return long_constant_name(shape_id) if short in self._shared else short

    def _named(self, name: str, expression: str) -> str:
        if (name, expression) not in self._names:
            self._names[name, expression] = self._scope.define(name)
        return self._names[name, expression]
