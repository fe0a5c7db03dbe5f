"""What earlier runs compiled, on disk.

One file for each service and selection, replaced as a whole: it is safe to delete, and
two runs at once cost each other no more than an entry. Whoever can write it decides
what is generated, so a folder that others can write is not used. What is no entry of
ours is compiled anew, and the next write replaces it.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostic, Diagnostics, Severity
from ..disk.filesystem import read_file
from ..disk.manifest import is_path
from ..files import Bundle, Compiled, Entry

LIMIT = 1 << 28
"""How many bytes all entries may have together."""
_FORMAT = b"shapewright 3"
_DIGEST = 64


class Cache:
    """A folder of compiled services."""

    def __init__(
        self, folder: Path, diagnostics: Diagnostics, limit: int = LIMIT
    ) -> None:
        self._folder, self._diagnostics, self._limit = folder, diagnostics, limit
        self._warned = False

    def read(self, key: str) -> Compiled | None:
        """What was compiled last for a service and selection."""
        file = self._file(key)
        if not self._is_private():
            return None
        try:
            data = read_file(file)
            if data is None:
                return None
            kind, _, data = data.partition(b"\n")
            if kind != _FORMAT:
                raise ValueError
            compiled = _compiled(data)
            with suppress(OSError):
                os.utime(file)  # so that pruning takes it last
        except _DAMAGES as error:
            reason = getattr(error, "strerror", None) or "it is damaged"
            self._warn("O151", file, f"is not used: {reason}", "delete it")
            return None
        return compiled

    def write(self, key: str, compiled: Compiled) -> None:
        """Keep it for the next run."""
        content = {
            "made_of": compiled.made_of,
            "title": compiled.title,
            "model_sha256": compiled.model_sha256,
            "structures": compiled.structures,
            "diagnostics": [one.as_dict() for one in compiled.diagnostics],
            "entries": compiled.bundle.entries,
        }
        entry = b"%b\n%b" % (json.dumps(content).encode(), compiled.bundle.packed)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self._is_private():
                return
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(b"%b\n%b%b" % (_FORMAT, _digest(entry), entry))
                os.replace(name, self._file(key))
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as error:
            self._warn(
                "O153",
                self._folder,
                f"is not used as a cache: {error.strerror}",
                "name another in SHAPEWRIGHT_CACHE_DIR, or say --no-cache",
            )

    def damaged(self, key: str) -> None:
        """Say that an entry's texts are not what they were."""
        self._warn("O151", self._file(key), "is not used: it is damaged", "delete it")

    def prune(self) -> None:
        """Remove what was not used for longest, beyond what all may take."""
        with suppress(OSError):
            entries = [(file, file.lstat()) for file in self._folder.iterdir()]
            files = [(file, s) for file, s in entries if stat.S_ISREG(s.st_mode)]
            size = 0
            for file, status in sorted(files, key=lambda one: -one[1].st_mtime_ns):
                size += status.st_size
                if size > self._limit:
                    file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        name = hashlib.sha256(b"%b %b" % (_FORMAT, key.encode())).hexdigest()
        return self._folder / name[:32]

    def _is_private(self) -> bool:
        """Whether nobody else can write the folder; where there is none, nobody can."""
        try:
            status = self._folder.stat()
        except OSError:
            return True
        user = getattr(os, "geteuid", None)  # Windows has none, and no modes
        if not user or (status.st_uid == user() and not status.st_mode & 0o022):
            return True
        self._warn(
            "O150",
            self._folder,
            "is not used as a cache: others can write it",
            "make it yours alone, or name another in SHAPEWRIGHT_CACHE_DIR",
        )
        return False

    def _warn(self, code: str, where: Path, message: str, hint: str) -> None:
        """Once in a run."""
        if not self._warned:
            self._diagnostics.warning(code, str(where), message, hint)
        self._warned = True


_DAMAGES = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What Python makes of an entry that is none of ours."""


def _compiled(data: bytes) -> Compiled:
    checked, entry = data[:_DIGEST], data[_DIGEST:]
    if checked != _digest(entry):
        raise ValueError
    head, _, packed = entry.partition(b"\n")
    content = json.loads(head)
    diagnostics = tuple([_diagnostic(one) for one in content.pop("diagnostics")])
    entries = tuple([_entry(*one) for one in content.pop("entries")])
    bundle = Bundle(entries=entries, packed=packed)
    texts = [content[name] for name in ("made_of", "title", "model_sha256")]
    if {*map(type, texts)} != {str} or type(content["structures"]) is not int:
        raise TypeError
    return Compiled(**content, diagnostics=diagnostics, bundle=bundle)


def _entry(*parts: Any) -> Entry:
    entry = Entry(*parts)
    if {*map(type, entry)} != {str} or not is_path(entry.path):
        raise ValueError
    return entry


def _digest(entry: bytes) -> bytes:
    return hashlib.sha256(entry).hexdigest().encode()


def _diagnostic(entry: Mapping[str, str]) -> Diagnostic:
    words = dict(entry)
    if {*map(type, words.values())} != {str}:
        raise TypeError
    return Diagnostic(severity=Severity(words.pop("severity")), **words)
