"""What of a service becomes Python."""

from __future__ import annotations

from dataclasses import dataclass

from .shapes import ShapeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Shapes and operations, by the names that the service has them under."""

    shapes: tuple[ShapeId, ...]
    operations: tuple[str, ...]
