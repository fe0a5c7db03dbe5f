"""Report keys of `checks` that name no shape and no member."""

from __future__ import annotations

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.options import Checks
from ..ir.service import Service
from ..ir.shapes import edges


def check_places(service: Service, checks: Checks, diagnostics: Diagnostics) -> None:
    """A misspelt place would silently leave its check on."""
    known = [*service.shapes]
    for shape in service.shapes.values():
        known += [f"{shape.id}${member.name}" for member in edges(shape)]
    names = set(known)
    for place in checks.places:
        if place not in names:
            diagnostics.error(
                "C125",
                f"checks.{place}",
                f"is no shape and no member of {service.id}",
                did_you_mean(place, known) or "write Shape or Shape$Member",
            )
