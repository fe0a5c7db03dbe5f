"""Which services and API versions the installed botocore has, and where they lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ..diagnostics import Diagnostics, did_you_mean

_NAMES = ("service-2.json.gz", "service-2.json")


def botocore_version() -> str:
    """The version of the botocore whose models are read."""
    return version("botocore")


@cache
def data_folder() -> Path:
    """botocore's folder of models; botocore itself is not imported, which is slow."""
    spec = find_spec("botocore")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0], "data")


@cache
def services() -> Mapping[str, tuple[str, ...]]:
    """API versions by service, oldest first; a version without a model is left out."""
    by_service = {}
    for folder in sorted(data_folder().iterdir()):
        versions = [v.name for v in sorted(folder.glob("*/")) if model_file_in(v)]
        if versions:
            by_service[folder.name] = tuple(versions)
    return by_service


def find_model(
    service: str, api_version: str, own: Path | None, diagnostics: Diagnostics
) -> tuple[Path, str]:
    """The file of a model, and what messages and the manifest call it.

    Args:
        api_version: Empty for the latest.
        own: A file in place of botocore's.

    Raises:
        Failure: botocore has no such service or version.
    """
    if own is not None:
        if not os.path.isfile(own):
            diagnostics.fail("C127", str(own), "is no file", "name a service-2.json")
        return own, own.name
    known = services()
    if service not in known:
        near = did_you_mean(service.replace("_", "-"), known, 3)
        diagnostics.fail(
            "C123",
            service,
            f"is no service of botocore {botocore_version()}",
            near or "`shapewright list services` lists them",
        )
    chosen = api_version or known[service][-1]
    if chosen not in known[service]:
        diagnostics.fail(
            "C124",
            f"{service}@{chosen}",
            f"is no API version of {service}",
            f"botocore {botocore_version()} has {', '.join(known[service])}",
        )
    file = model_file_in(data_folder() / service / chosen)
    assert file is not None
    return file, f"{service}/{chosen}/{file.name}"


def model_file_in(folder: Path) -> Path | None:
    """The model in a folder of botocore's layout."""
    for name in _NAMES:
        if (folder / name).is_file():
            return folder / name
    return None
