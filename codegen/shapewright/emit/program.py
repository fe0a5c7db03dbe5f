"""What makes text of views, as digests: the same means the same bytes."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from .format import black_version

HERE = Path(__file__).parents[1]
FOLDERS = tuple(
    [
        folder
        for folder in (HERE / "_templates", HERE.parents[1] / "templates")
        if folder.is_dir()
    ]
)
"""Our templates: they ship inside the wheel; a checkout has them in its root."""


@functools.cache
def program_digest() -> str:
    """Of this program and of what it is made with."""
    sources = [file.read_bytes() for file in sorted(HERE.rglob("*.py"))]
    versions = [sys.version, black_version(), version("jinja2")]
    return hashlib.sha256(b"\0".join([*sources, repr(versions).encode()])).hexdigest()


def templates_digest(own: Path | None) -> str:
    """Of every template that there is, and of all else in a user's folder of them.

    Raises:
        OSError: A file cannot be read.
    """
    digest = hashlib.sha256()
    for folder in (*([own] if own else []), *FOLDERS):
        for file in sorted(_files(folder, set())):
            name = file.relative_to(folder).as_posix()
            digest.update(f"{name}\0{len(data := file.read_bytes())}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def _files(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Also behind links, each folder once; a link that leads nowhere is no file."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(Path(entry.path), seen)
        elif entry.is_file():
            yield Path(entry.path)
