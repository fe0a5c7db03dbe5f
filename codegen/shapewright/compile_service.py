"""One service as a job: what comes out of the stages, packed."""

from __future__ import annotations

from collections.abc import Callable

from .diagnostics import Diagnostics, Failure
from .files import Bundle, Compiled, Entry
from .pipeline import run
from .work.job import Job


def compile_service(
    job: Job, done: Callable[[int], None] = lambda structures: None
) -> Compiled:
    """All stages, for one service; its errors are in what it says.

    Args:
        done: Called after each module with its number of structures.
    """
    diagnostics = Diagnostics(strict_model=job.strict_model)
    made_of, structures = job.made_of, 0
    texts: list[tuple[Entry, str]] = []
    try:
        document, service, modules = run(job, diagnostics)
        for module in modules:
            texts.append((module.entry, module.text))
            structures += module.structures
            done(module.structures)
    except Failure:
        return Compiled(made_of=made_of, diagnostics=tuple(diagnostics))
    return Compiled(
        made_of=made_of,
        diagnostics=tuple(diagnostics),
        title=f"{service.title}, {service.api_version}",
        model_sha256=document.sha256,
        structures=structures,
        bundle=Bundle.of(texts),
    )
