"""What a compiled service depends on, as digests: the same means the same bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..diagnostics import Diagnostics
from ..disk.filesystem import read_file
from ..emit.program import program_digest, templates_digest
from ..load.catalogue import find_model
from ..load.document import model_files
from ..load.overlay import overlay_files
from ..settings import ServiceSettings


def cache_key(settings: ServiceSettings, templates: Path | None) -> str:
    """What a service's entry in the cache is called: its name and what is selected."""
    checks = settings.checks
    places = {key: sorted(kinds) for key, kinds in checks.places.items()}
    content = {
        "service": [settings.service, settings.api_version],
        "selected": [settings.shapes, settings.operations],
        "checks off": [sorted(checks.everywhere), places],
        "given": [str(p) for p in (settings.model, settings.overlay, templates) if p],
    }
    return json.dumps(content, sort_keys=True)


def digest(
    settings: ServiceSettings, templates: Path | None, diagnostics: Diagnostics
) -> str:
    """Of all that a service is compiled from and by.

    Raises:
        Failure: There is no such service.
        OSError: A file cannot be read.
    """
    path, _ = find_model(
        settings.service, settings.api_version, settings.model, diagnostics
    )
    files = [*model_files(path), *overlay_files(settings.service, settings.overlay)]
    parts = [program_digest(), templates_digest(templates)]
    parts += [cache_key(settings, templates), str(diagnostics.strict_model)]
    parts += [hashlib.sha256(read_file(file) or b"").hexdigest() for file in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
