"""One pass per file: what follows from the whole model."""

from __future__ import annotations

from ..ir.facts import Facts
from ..ir.service import Service
from .bind import bind
from .chains import chains
from .components import components
from .reach import reach
from .recursion import recursive
from .roles import roles


def analyse(service: Service) -> Facts:
    """Every fact; what is selected of the service makes no difference to them."""
    bindings = bind(service)
    cycles = components(service)
    return Facts(
        components=cycles,
        recursive=recursive(service, cycles),
        chains=chains(service, cycles),
        roles=roles(service, bindings),
        bindings=bindings,
        reach=reach(service),
    )
