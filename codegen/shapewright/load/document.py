"""Read a model file, and merge what botocore keeps beside it."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed model."""

    service: str
    file: str
    """Its path below botocore's data folder, or as the user gave it."""
    sha256: str
    content: dict[str, Any]


def read_document(
    service: str, path: Path, shown: str, diagnostics: Diagnostics
) -> Document:
    """Parse a model, `service-2.json` or the same gzipped, with its sdk-extras.

    Args:
        shown: The path that messages and the manifest show.

    Raises:
        Failure: The file cannot be read or is no JSON object.
    """
    digest = hashlib.sha256()
    content = _parse(path, shown, digest, diagnostics)
    extras = path.parent / path.name.replace(".json", ".sdk-extras.json")
    for candidate in (extras, extras.with_suffix("")):
        if candidate.name.endswith(".json") and candidate.is_file():
            beside = f"{shown.rpartition('/')[0]}/{candidate.name}".lstrip("/")
            extra = _parse(candidate, beside, digest, diagnostics)
            _merge(content, extra.get("merge", {}))
    diagnostics.stop_on_error()
    return Document(
        service=service, file=shown, sha256=digest.hexdigest(), content=content
    )


def _parse(
    path: Path, shown: str, digest: Any, diagnostics: Diagnostics
) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    diagnostics.error(
                        "M103",
                        shown,
                        f"the key {key!r} stands twice in one object",
                        "remove one of them",
                    )
                seen.add(key)
        return made

    hint = "give a service-2.json of botocore's format, plain or gzipped"
    try:
        data = path.read_bytes()
        digest.update(data)
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        content = json.loads(data, object_pairs_hook=unique)
    except OSError as error:
        diagnostics.fail("M101", shown, f"cannot be read: {_reason(error)}", hint)
    except (EOFError, zlib.error) as error:
        diagnostics.fail("M101", shown, f"is broken gzip: {error}", hint)
    except (ValueError, RecursionError) as error:
        diagnostics.fail("M102", shown, f"is no JSON: {error}", hint)
    if not isinstance(content, dict):
        diagnostics.fail("M102", shown, "is no JSON object", hint)
    return content


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _merge(base: dict[str, Any], extra: dict[str, Any]) -> None:
    """As botocore does: objects are merged, everything else is replaced."""
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(base[key], value)
        else:
            base[key] = value
