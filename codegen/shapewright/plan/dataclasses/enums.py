"""The module of an enum."""

from __future__ import annotations

from ...ir.shapes import EnumShape
from ...text.literal import string
from ..docs import class_docstring
from ..model import Model
from ..names import class_name, enum_file, enum_members, literal_name
from ..scope import Scope
from .views import EnumMemberView, EnumModule


def enum_module(model: Model, shape: EnumShape) -> EnumModule:
    """One enum, with the `Literal` of its texts."""
    name = class_name(shape.id)
    scope = Scope([name, literal_name(name)])
    return EnumModule(
        path=enum_file(name),
        name=name,
        literal=literal_name(name),
        enum=scope.runtime("Enum"),
        literal_type=scope.standard("typing", "Literal"),
        alias_type=scope.standard("typing", "TypeAlias"),
        standard=scope.imports("standard"),
        package=scope.imports("package"),
        docstring=class_docstring(model, shape),
        members=tuple(
            [
                EnumMemberView(name=member, value=string(value))
                for member, value in enum_members(shape.values, shape.added)
            ]
        ),
    )
