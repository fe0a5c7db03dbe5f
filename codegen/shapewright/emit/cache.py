"""What earlier runs compiled, on disk.

One file for each service and selection, replaced as a whole: it is safe to delete, and
two runs at once cost each other no more than an entry. A file that is damaged, or that
cannot be read or written, is none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..diagnostics import Diagnostic, Severity
from .files import Bundle, Compiled, Entry


class Cache:
    """A folder of compiled services."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, place: str) -> Compiled | None:
        """What was compiled last for a service and selection."""
        try:
            checked, _, entry = self._file(place).read_bytes().partition(b"\n")
            if checked != _digest(entry):
                return None
            head, _, packed = entry.partition(b"\n")
            content = json.loads(head)
            said = tuple([_diagnostic(one) for one in content.pop("said")])
            entries = tuple([Entry(*entry) for entry in content.pop("entries")])
            bundle = Bundle(entries=entries, packed=packed)
            return Compiled(**content, said=said, bundle=bundle)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, place: str, compiled: Compiled) -> None:
        """Keep it for the next run."""
        content = {
            "made_of": compiled.made_of,
            "title": compiled.title,
            "model_sha256": compiled.model_sha256,
            "structures": compiled.structures,
            "said": [said.as_dict() for said in compiled.said],
            "entries": compiled.bundle.entries,
        }
        entry = b"%b\n%b" % (json.dumps(content).encode(), compiled.bundle.packed)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(b"%b\n%b" % (_digest(entry), entry))
                os.replace(name, self._file(place))
            finally:
                Path(name).unlink(missing_ok=True)

    def _file(self, place: str) -> Path:
        return self._folder / hashlib.sha256(place.encode()).hexdigest()[:32]


def _digest(entry: bytes) -> bytes:
    return hashlib.sha256(entry).hexdigest().encode()


def _diagnostic(said: Mapping[str, str]) -> Diagnostic:
    words = dict(said)
    return Diagnostic(severity=Severity(words.pop("severity")), **words)
