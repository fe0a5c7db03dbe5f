"""One package name, several models: what upgrades do to what was stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import import_service

PACKAGE = "generation_of_shapes"


@contextmanager
def generation(
    root: Path, members: Mapping[str, str], *required: str, union: bool = False
) -> Iterator[ModuleType]:
    """The service's package of a model with one structure, `Holder`."""
    holder: dict[str, Any] = {
        "type": "structure",
        "required": list(required),
        "members": {name: {"shape": shape} for name, shape in members.items()},
        "union": union,
    }
    content = {
        "metadata": {"apiVersion": "2026-01-01", "protocol": "json"},
        "operations": {"Put": {"name": "Put", "input": {"shape": "Holder"}}},
        "shapes": {
            "Holder": holder,
            "Text": {"type": "string"},
            "Number": {"type": "double"},
        },
    }
    root.mkdir(parents=True, exist_ok=True)
    model = root / "service-2.json"
    model.write_text(json.dumps(content))
    service = ServiceSettings(service="example", model=model, shapes=("*",))
    package = PackageSettings(name=PACKAGE, output=root, services=(service,))
    settings = Settings(packages=(package,))
    generate(settings, Diagnostics(), dry=False, force=False)
    try:
        yield import_service(PACKAGE, "example", root)
    finally:
        for name in [one for one in sys.modules if one.split(".")[0] == PACKAGE]:
            del sys.modules[name]
