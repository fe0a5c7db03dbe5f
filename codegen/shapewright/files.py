"""Files to be written, before they are."""

from __future__ import annotations

import functools
import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .diagnostics import Diagnostic

LARGEST = 1 << 28
"""No file of ours has so many bytes."""
DISTRIBUTION = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
"""The files beside a package that make it a distribution."""


def digest(text: str) -> str:
    """sha256 of a text with LF line ends."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of a package, or of its distribution."""

    path: str
    """Below the package's folder; a distribution's file lies in the output's root."""
    text: str
    origin: str = ""
    """The digest of the shapes it came from."""
    of_distribution: bool = False

    @property
    def sha256(self) -> str:
        return digest(self.text)


class Entry(NamedTuple):
    """What is known of a file without its text."""

    path: str
    sha256: str
    origin: str
    made_of: str
    """The digest of its view, its templates and black: with these it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The text of a module."""

    entry: Entry
    text: str
    view: object
    """What its template was given."""
    structures: int
    """How many it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The files of one service, packed: of every service there are two hundred MB."""

    entries: tuple[Entry, ...]
    packed: bytes

    def __hash__(self) -> int:
        return hash(self.packed)  # bytes cache their hash, which is asked for each file

    @classmethod
    def of(cls, files: Iterable[tuple[Entry, str]]) -> Bundle:
        listed = list(files)
        texts = json.dumps([text for _, text in listed], ensure_ascii=False)
        return cls(
            entries=tuple([entry for entry, _ in listed]),
            packed=zlib.compress(texts.encode(errors="surrogatepass"), 1),
        )

    def texts(self) -> list[str]:
        """In the order of the entries.

        Raises:
            DamagedBundleError: They are not what the entries say.
        """
        return _unpacked(self)

    @property
    def is_damaged(self) -> bool:
        """Whether the texts are not what the entries say."""
        try:
            self.texts()
        except DamagedBundleError:
            return True
        return False

    def by_made_of(self) -> dict[str, str]:
        """The text of what is made of the same."""
        pairs = zip(self.entries, self.texts(), strict=True)
        return {entry.made_of: text for entry, text in pairs}

    def files(self, folder: str) -> list[BundledFile]:
        """Its files, in a folder of the package."""
        return [
            BundledFile(
                path=f"{folder}/{entry.path}",
                sha256=entry.sha256,
                origin=entry.origin,
                bundle=self,
                index=index,
            )
            for index, entry in enumerate(self.entries)
        ]


class DamagedBundleError(Exception):
    """A bundle's texts are not what was packed."""


@functools.lru_cache(maxsize=2)
def _unpacked(bundle: Bundle) -> list[str]:
    try:
        reader = zlib.decompressobj()
        texts: list[str] = json.loads(reader.decompress(bundle.packed, LARGEST))
        pairs = zip(bundle.entries, texts, strict=True)
        if all(entry.sha256 == digest(text) for entry, text in pairs):
            return texts
    except (zlib.error, ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise DamagedBundleError


EMPTY = Bundle.of([])


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledFile:
    """A file of which the text stays packed until it is wanted."""

    path: str
    sha256: str
    origin: str
    bundle: Bundle
    index: int
    of_distribution: bool = False

    @property
    def text(self) -> str:
        return self.bundle.texts()[self.index]


AnyFile = SourceFile | BundledFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """One service, compiled."""

    made_of: str
    """The digest of all inputs: equal digests mean equal files."""
    diagnostics: tuple[Diagnostic, ...]
    title: str = ""
    model_sha256: str = ""
    structures: int = 0
    bundle: Bundle = EMPTY
    """Empty if what is said has an error."""
