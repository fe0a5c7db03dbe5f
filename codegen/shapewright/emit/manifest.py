"""The list of what is ours in a package's folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .files import AnyFile

# Parts of letters, digits, `_`, `-` and dots that do not lead upwards.
_PATH = re.compile(r"(?!\.\.?(?:/|$))[\w.-]{1,200}(?:/(?!\.\.?(?:/|$))[\w.-]{1,200})*")
NAME = "_manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The digests of the files that a run wrote."""

    package: Mapping[str, str]
    """sha256 by path below the package's folder."""
    distribution: Mapping[str, str]
    """sha256 by path below the output's root."""


EMPTY = Manifest(package={}, distribution={})


def manifest_text(files: Iterable[AnyFile], provenance: Mapping[str, Any]) -> str:
    """The manifest file of a run."""
    listed: dict[str, dict[str, Any]] = {"package": {}, "distribution": {}}
    for file in sorted(files, key=lambda file: file.path):
        entry = {"sha256": file.sha256}
        if file.origin:
            entry["shapes"] = file.origin
        listed["distribution" if file.of_distribution else "package"][file.path] = entry
    content = {"format": _FORMAT, **listed, "provenance": dict(provenance)}
    return json.dumps(content, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """The manifest that a text is; an empty one if it is none of ours.

    It may be forged: paths that lead out of the package, or nowhere, are left out.
    """
    try:
        content = json.loads(text)
        if content["format"] != _FORMAT:
            return EMPTY
        return Manifest(
            package=_digests(content["package"]),
            distribution=_digests(content["distribution"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return EMPTY


def _digests(entries: Any) -> dict[str, str]:
    return {
        path: str(entry["sha256"])
        for path, entry in entries.items()
        if _PATH.fullmatch(path) and len(path) < 1000
    }


def without_provenance(text: str) -> Any:
    """What of a manifest counts when two are compared."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(content, dict):
        content.pop("provenance", None)
    return content
