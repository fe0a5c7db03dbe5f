"""Dataclasses: a module for each enum, and for each structure or cycle of them."""

from __future__ import annotations

from ...ir.shapes import EnumShape
from ..flavour import Flavour
from ..model import Class, Model
from .client_errors import client_errors
from .enums import enum_module
from .operations import operations
from .structures import structures_module
from .views import EnumModule, StructuresModule
from .waiters import waiters


def module(model: Model, shapes: tuple[Class, ...]) -> StructuresModule | EnumModule:
    """The module of an enum, or of the structures of one cycle."""
    first, *_ = shapes
    if isinstance(first, EnumShape):
        return enum_module(model, first)
    return structures_module(
        model, tuple([one for one in shapes if not isinstance(one, EnumShape)])
    )


DATACLASSES = Flavour(
    module=module, runtime="runtime", beside=(operations, waiters, client_errors)
)
