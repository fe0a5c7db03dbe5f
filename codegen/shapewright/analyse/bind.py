"""What each member is called in each form, and the format of its timestamps.

A member's own traits beat those of its target; this is decided here, once.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..forms import Form
from ..ir.facts import Binding
from ..ir.service import Service
from ..ir.shapes import Member, MemberId, SimpleShape, edges


def bind(service: Service, forms: Iterable[Form]) -> dict[str, dict[MemberId, Binding]]:
    """By form, the binding of every member of every structure, list and map."""
    return {
        form.name: {
            (shape.id, member.name): _binding(service, member, form)
            for shape in service.shapes.values()
            for member in edges(shape)
        }
        for form in forms
    }


def _binding(service: Service, member: Member, form: Form) -> Binding:
    target = service.shapes[member.target]
    format = member.wire.timestamp_format
    if not format and isinstance(target, SimpleShape):
        format = target.wire.timestamp_format
    return Binding(
        key=form.key(member), timestamp_format=format or form.timestamp_format
    )
