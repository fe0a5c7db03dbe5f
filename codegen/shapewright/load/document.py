"""Read a model file, and merge what botocore keeps beside it."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostics

_Repeated = dict[int, list[tuple[str, Any]]]
"""By its id, what stood in an object of which a key stands twice."""
_MODEL, _PAGINATORS, _WAITERS = "service-2", "paginators-1", "waiters-2"
_SUFFIXES = (".json", ".json.gz")
_HINT = "give a service-2.json of botocore's format, plain or gzipped"
_DEEPEST = 100
"""How many levels are read: botocore's own have six, and Pythons differ in how many
`json` reads, and whether who walks them may recurse."""
_TOO_DEEP = f"has objects or lists nested more than {_DEEPEST} levels deep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed model."""

    service: str
    file: str
    """Its path below botocore's data folder, or as the user gave it."""
    sha256: str
    """Of its file and of those beside it."""
    content: dict[str, Any]
    paginators: dict[str, Any] = field(default_factory=dict)
    """The content of paginators-1.json; empty where there is none."""
    waiters: dict[str, Any] = field(default_factory=dict)
    """The content of waiters-2.json; empty where there is none."""


def model_files(path: Path) -> list[Path]:
    """The file of a model, and all that botocore keeps beside it."""
    beside = [_beside(path, name) for name in (_PAGINATORS, _WAITERS)]
    return [*_with_extras(path), *[f for file in beside for f in _with_extras(file)]]


def _beside(path: Path, name: str) -> Path | None:
    """A file of botocore's layout, in the folder of a model that is one too."""
    if path.name.partition(".json")[0] != _MODEL:
        return None
    for suffix in _SUFFIXES:
        file = path.with_name(f"{name}{suffix}")
        if file.is_file():
            return file
    return None


def _with_extras(path: Path | None) -> list[Path]:
    """A file and its sdk-extras; none where there is no file."""
    if path is None:
        return []
    name, json_suffix, _ = path.name.partition(".json")
    suffixes = [f".sdk-extras{suffix}" for suffix in _SUFFIXES] if json_suffix else []
    beside = [path.with_name(name + suffix) for suffix in suffixes]
    return [path, *[extras for extras in beside if extras.is_file()]]


def read_document(
    service: str, path: Path, label: str, diagnostics: Diagnostics
) -> Document:
    """Parse a model, `service-2.json` or the same gzipped, and what is beside it.

    Args:
        label: The path that messages and the manifest show.

    Raises:
        Failure: The file cannot be read or is no JSON object.
    """
    digest = hashlib.sha256()
    content = _merged(path, label, digest, diagnostics)
    beside: list[dict[str, Any]] = []
    for name in (_PAGINATORS, _WAITERS):
        file = _beside(path, name)
        if file is None:
            beside.append({})
        else:
            shown = label_beside(label, file.name)
            beside.append(_merged(file, shown, digest, diagnostics))
    diagnostics.stop_on_error()
    paginators, waiters = beside
    return Document(
        service=service,
        file=label,
        sha256=digest.hexdigest(),
        content=content,
        paginators=paginators,
        waiters=waiters,
    )


def label_beside(label: str, name: str) -> str:
    """What messages call a file beside a model."""
    return f"{label.rpartition('/')[0]}/{name}".lstrip("/")


def _merged(
    path: Path, label: str, digest: Any, diagnostics: Diagnostics
) -> dict[str, Any]:
    """The content of a file with its sdk-extras."""
    content = _parse(path, label, digest, diagnostics)
    for extras in _with_extras(path)[1:]:
        shown = label_beside(label, extras.name)
        extra = _parse(extras, shown, digest, diagnostics).get("merge", {})
        if not isinstance(extra, dict):
            diagnostics.fail("M108", shown, "'merge' must be an object", _HINT)
        _merge(content, extra)
    return content


def _parse(
    path: Path, label: str, digest: Any, diagnostics: Diagnostics
) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        digest.update(data)
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except OSError as error:
        reason = error.strerror or str(error)
        diagnostics.fail("M101", label, f"cannot be read: {reason}", _HINT)
    except (EOFError, zlib.error) as error:
        diagnostics.fail("M101", label, f"is broken gzip: {error}", _HINT)
    return _content(data, label, diagnostics)


def _content(data: bytes, label: str, diagnostics: Diagnostics) -> dict[str, Any]:
    repeated: _Repeated = {}

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) != len(pairs):
            repeated[id(content)] = pairs
        return content

    try:
        content = json.loads(data, object_pairs_hook=unique)
        too_deep = _is_too_deep(content, repeated)
    except RecursionError:
        too_deep = True
    except ValueError as error:
        diagnostics.fail("M102", label, f"is no JSON: {error}", _HINT)
    if too_deep:
        diagnostics.fail("M102", label, _TOO_DEEP, _HINT)
    if not isinstance(content, dict):
        diagnostics.fail("M102", label, "is no JSON object", _HINT)
    if repeated:
        _tell_repeated(content, label, repeated, diagnostics)
    return content


def _is_too_deep(content: Any, repeated: _Repeated) -> bool:
    """Whether there are more levels than are read, under repeated keys too."""
    level = [content]
    for _ in range(_DEEPEST + 1):
        holders = [value for value in level if isinstance(value, (dict, list))]
        if not holders:
            return False
        level = [item for holder in holders for item in _items(holder, repeated)]
    return True


def _items(holder: dict[str, Any] | list[Any], repeated: _Repeated) -> Iterable[Any]:
    if isinstance(holder, list):
        return holder
    pairs = repeated.get(id(holder))
    return holder.values() if pairs is None else [item for _, item in pairs]


def _tell_repeated(
    content: dict[str, Any], label: str, repeated: _Repeated, diagnostics: Diagnostics
) -> None:
    for path, key in _repeated_keys(content, (), repeated):
        # A shape, an operation or a part of the service is where people look.
        prefix = path[1:2] if path[:1] in (("shapes",), ("operations",)) else ()
        diagnostics.error(
            "M103",
            ": ".join([label, *(prefix or path[:1])]),
            f"the key {key!r} stands twice in one object",
            "remove one of them",
        )


def _repeated_keys(
    value: Any, path: tuple[str, ...], repeated: _Repeated
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each key that stands twice, and where its object is; inner objects first."""
    if isinstance(value, list):
        for item in value:
            yield from _repeated_keys(item, path, repeated)
    elif isinstance(value, dict):
        pairs = repeated.get(id(value), list(value.items()))
        for key, item in pairs:
            yield from _repeated_keys(item, (*path, key), repeated)
        for key, count in Counter([key for key, _ in pairs]).items():
            if count > 1:
                yield path, key


def _merge(base: dict[str, Any], extra: dict[str, Any]) -> None:
    """As botocore does: objects are merged, everything else is replaced."""
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(base[key], value)
        else:
            base[key] = value
