"""One pass per file: what follows from the whole model."""

from __future__ import annotations

from ..forms import FORMS
from ..ir.facts import Facts
from ..ir.service import Service
from .bind import bind
from .chains import chains
from .codecs import codecs
from .components import components
from .reach import reach
from .recursive import recursive
from .roles import roles


def analyse(service: Service) -> Facts:
    """Every fact; what is selected of the service makes no difference to them."""
    held = codecs(service)
    cycles = components(service)
    return Facts(
        components=cycles,
        recursive=recursive(service, cycles),
        chains=chains(service, cycles),
        roles=roles(service, held),
        codecs=held,
        bindings=bind(service, FORMS),
        reach=reach(service),
    )
