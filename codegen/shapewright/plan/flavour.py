"""What is made of shapes: the dataclasses are one flavour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .model import Class, Model
from .views import ShapesModule


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """What a package's modules look like."""

    module: Callable[[Model, tuple[Class, ...]], ShapesModule]
    """Plans the module of an enum, or of the structures of one cycle."""
    runtime: str
    """The folder of what these modules share, which is copied into the package."""
