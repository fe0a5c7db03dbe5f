"""What there is: services, operations, shapes."""

from __future__ import annotations

from fnmatch import fnmatchcase

from ..diagnostics import Diagnostics
from ..ir.shapes import shape_type
from ..load.catalogue import services
from ..pipeline import load, understand
from ..settings import ServiceSettings


def listing(
    what: str,
    settings: ServiceSettings | None,
    diagnostics: Diagnostics,
    patterns: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    """Names and a note on each.

    Args:
        what: `services`, `operations` or `shapes`.
        settings: The service, for the latter two.
        patterns: Of which a name must have one, in upper or lower case; none for all.
    """
    lower = [pattern.lower() for pattern in patterns] or ["*"]
    return [
        row
        for row in _rows(what, settings, diagnostics)
        if any([fnmatchcase(row[0].lower(), pattern) for pattern in lower])
    ]


def _rows(
    what: str, settings: ServiceSettings | None, diagnostics: Diagnostics
) -> list[tuple[str, str]]:
    if settings is None:
        return [(name, " ".join(versions)) for name, versions in services().items()]
    service = understand(load(settings, diagnostics), settings, diagnostics)
    if what == "operations":
        return [
            (operation.name, f"{operation.input or '-'} → {operation.output or '-'}")
            for operation in service.operations.values()
        ]
    return [(shape.id, shape_type(shape)) for shape in service.shapes.values()]
