"""The list of what is ours in a package's folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..files import AnyFile

# Parts of ASCII's letters, digits, `_`, `-` and dots that do not lead upwards.
_PART = r"(?!\.\.?(?:/|$))[\w.-]{1,255}"
_PATH = re.compile(rf"{_PART}(?:/{_PART})*", re.ASCII)
_LINE = re.compile(
    r'^ *"(?:([\w./-]{1,1000})": \{|sha256": "([0-9a-f]{64})")', re.ASCII | re.MULTILINE
)
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
    Lines that can still be read count; in a merge conflict, those of both sides.
    """
    text = text.removeprefix("\ufeff")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return _read_lines(text)
    try:
        if content["format"] != _FORMAT:
            return EMPTY
        return Manifest(
            package=_digests(content["package"]),
            distribution=_digests(content["distribution"]),
        )
    except (KeyError, TypeError, AttributeError):
        return EMPTY


def _read_lines(text: str) -> Manifest:
    digests: dict[str, set[str]] = {}
    path = ""
    for name, sha in _LINE.findall(text):
        path = name or path
        if sha and is_path(path):
            digests.setdefault(path, set()).add(sha)
    read = {path: frozenset(shas) for path, shas in digests.items()}
    return Manifest(package=read, distribution=read)


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
        content = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if isinstance(content, dict):
        content.pop("provenance", None)
    return content
