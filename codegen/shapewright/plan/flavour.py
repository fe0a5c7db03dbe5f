"""What is made of shapes: the dataclasses are one flavour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..ir.selection import Selection
from .model import Class, Model
from .views import ModulePlan, ShapesModule


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """What a package's modules look like."""

    module: Callable[[Model, tuple[Class, ...]], ShapesModule]
    """Plans the module of an enum, or of the structures of one cycle."""
    runtime: str
    """The folder of what these modules share, which is copied into the package."""
    beside: tuple[Callable[[Model, Selection], Iterable[ModulePlan]], ...] = ()
    """Each plans modules that a service has beside those of its shapes."""
