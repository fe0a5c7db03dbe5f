"""The list of what is ours in a package's folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .files import AnyFile

# Parts of ASCII's letters, digits, `_`, `-` and dots that do not lead upwards.
_PART = r"(?!\.\.?(?:/|$))[\w.-]{1,255}"
_PATH = re.compile(rf"{_PART}(?:/{_PART})*", re.ASCII)
_ENTRY = re.compile(r'"([\w./-]{1,1000})": \{\s*"sha256": "([0-9a-f]{64})"', re.ASCII)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
NAME = "_manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The digests of the files that a run wrote."""

    package: Mapping[str, frozenset[str]]
    """sha256 by path below the package's folder; of a merge both sides'."""
    distribution: Mapping[str, frozenset[str]]
    """The same by path below the output's root."""


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
    Where a merge has left both sides in it, both count.
    """
    if _CONFLICT.search(text):
        found: dict[str, set[str]] = {}
        for path, sha in _ENTRY.findall(text):
            found.setdefault(path, set()).add(sha)
        both = {path: frozenset(shas) for path, shas in found.items() if is_path(path)}
        return Manifest(package=both, distribution=both)
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


def _digests(entries: Any) -> dict[str, frozenset[str]]:
    return {
        path: frozenset([str(entry["sha256"])])
        for path, entry in entries.items()
        if is_path(path)
    }


def is_path(path: str) -> bool:
    """Whether this may be a file below a folder of ours."""
    return len(path) < 1000 and _PATH.fullmatch(path) is not None


def without_provenance(text: str) -> Any:
    """What of a manifest counts when two are compared."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(content, dict):
        content.pop("provenance", None)
    return content
