"""What one module calls the generated classes; naming one is what imports it."""

from __future__ import annotations

from ...ir.shapes import ShapeId
from ..model import Model
from ..names import class_name, enum_import, literal_name
from ..scope import Scope


class Classes:
    """Of one module.

    Args:
        own: The classes that the module itself defines.
    """

    def __init__(self, model: Model, scope: Scope, own: frozenset[str]) -> None:
        self._model, self._scope, self._own = model, scope, own

    def structure(self, shape_id: ShapeId) -> str:
        name = class_name(shape_id)
        if name in self._own:
            return name
        return self._scope.generated(f".{self._model.module_of(shape_id)}", name)

    def enum(self, shape_id: ShapeId) -> str:
        name = class_name(shape_id)
        return self._scope.generated(enum_import(name), name)

    def literal(self, shape_id: ShapeId) -> str:
        name = class_name(shape_id)
        return self._scope.generated(enum_import(name), literal_name(name))

    def mode(self, shape_id: ShapeId) -> str:
        """What a structure is read from and written in: levels of a cycle count."""
        if shape_id not in self._model.facts.recursive:
            return "mode"
        is_own = class_name(shape_id) in self._own
        return "mode.deeper" if is_own else "mode.top"
