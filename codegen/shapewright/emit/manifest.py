"""The list of what is ours in a package's folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .files import SourceFile

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


def digest(text: str) -> str:
    """sha256 of a text with LF line ends."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def manifest_text(
    files: Iterable[SourceFile], provenance: Mapping[str, Any]
) -> str:
    """The manifest file of a run."""
    listed: dict[str, dict[str, Any]] = {"package": {}, "distribution": {}}
    for file in sorted(files, key=lambda file: file.path):
        entry = {"sha256": digest(file.text)}
        if file.origin:
            entry["shapes"] = file.origin
        listed["distribution" if file.of_distribution else "package"][file.path] = entry
    content = {"format": _FORMAT, **listed, "provenance": dict(provenance)}
    return json.dumps(content, indent=1) + "\n"


def read_manifest(text: str) -> Manifest | None:
    """The manifest that a text is; None if it is none of ours."""
    try:
        content = json.loads(text)
        if content["format"] != _FORMAT:
            return None
        return Manifest(
            package={k: str(v["sha256"]) for k, v in content["package"].items()},
            distribution={
                k: str(v["sha256"]) for k, v in content["distribution"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def without_provenance(text: str) -> Any:
    """What of a manifest counts when two are compared."""
    try:
        content = json.loads(text)
        content.pop("provenance", None)
    except (ValueError, AttributeError):
        return None
    return content
