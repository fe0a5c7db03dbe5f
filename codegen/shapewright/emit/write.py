"""Files reach the disk: all of them or none, and only ours.

The package is built complete beside its target, under a lock, and the two are swapped
by renames. At every moment the target is the old package, the new one, or absent, and
then the next run restores it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ..diagnostics import Diagnostics
from .files import SourceFile
from .manifest import EMPTY, NAME, Manifest, digest, read_manifest, without_provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a run does to one file."""

    path: Path
    before: str | None
    """Its text; None where there is no file."""
    after: str | None
    """None where the file goes."""

    @property
    def kind(self) -> str:
        if self.before is None:
            return "add"
        return "remove" if self.after is None else "change"


class Target:
    """A package's folder, and the root that its distribution's files lie in."""

    def __init__(self, folder: Path, root: Path, diagnostics: Diagnostics) -> None:
        self._folder = folder.resolve()
        self._root = root.resolve()
        self._diagnostics = diagnostics
        parent, name = self._folder.parent, self._folder.name
        self._new = parent / f".{name}.new"
        self._old = parent / f".{name}.old"

    @contextmanager
    def lock(self, dry: bool) -> Iterator[None]:
        """Keep other runs out, and put right what one that was killed left behind.

        Args:
            dry: Nothing is to be written; then other runs do not matter.

        Raises:
            Failure: Another run is writing here.
        """
        if dry:
            yield
            return
        key = hashlib.sha256(str(self._folder).encode()).hexdigest()[:16]
        file = Path(tempfile.gettempdir()) / f"shapewright-{key}.lock"
        try:
            with FileLock(file, timeout=0):
                self._recover()
                yield
        except Timeout:
            self._diagnostics.fail(
                "O101", str(self._folder), "another run is writing here", "wait for it"
            )

    def changes(
        self, files: Iterable[SourceFile], *, manifest: str, force: bool
    ) -> tuple[Change, ...]:
        """What would be written; nothing is, yet.

        Raises:
            Failure: A file was edited by hand, or a foreign one is in the way.
        """
        owned = self._manifest()
        wanted = {self._place(file): file.text for file in files}
        found = [
            Change(path=path, before=_read(path), after=text)
            for path, text in wanted.items()
        ]
        gone = [path for path in self._owned(owned) if path not in wanted]
        found += [Change(path=path, before=_read(path), after=None) for path in gone]
        found = [change for change in found if change.before != change.after]
        if not force:
            self._refuse_foreign(found, owned)
        listed = Change(
            path=self._folder / NAME, before=_read(self._folder / NAME), after=manifest
        )
        if found or without_provenance(listed.before or "") != without_provenance(
            manifest
        ):
            found.append(listed)
        return tuple(sorted(found, key=lambda change: change.path))

    def write(self, changes: Iterable[Change]) -> None:
        """Make the changes.

        Raises:
            Failure: The disk refuses; the package is what it was.
        """
        inside = [c for c in changes if c.path.is_relative_to(self._folder)]
        try:
            if inside:
                self._build(inside)
                self._swap()
            for change in changes:
                if not change.path.is_relative_to(self._folder):
                    self._replace(change)
        except OSError as error:
            self._clean_up()
            place = error.filename or self._folder
            self._diagnostics.fail(
                "O110", str(place), f"cannot be written: {error.strerror or error}"
            )

    # ---- what is there

    def _recover(self) -> None:
        if self._old.exists():
            if self._folder.exists():
                shutil.rmtree(self._old)
            else:
                self._old.rename(self._folder)
        if self._new.exists():
            shutil.rmtree(self._new)

    def _manifest(self) -> Manifest:
        text = _read(self._folder / NAME)
        return EMPTY if text is None else read_manifest(text) or EMPTY

    def _place(self, file: SourceFile) -> Path:
        return (self._root if file.of_distribution else self._folder) / file.path

    def _owned(self, manifest: Manifest) -> dict[Path, str]:
        found = {self._folder / path: sha for path, sha in manifest.package.items()}
        for path, sha in manifest.distribution.items():
            found[self._root / path] = sha
        return {
            path: sha
            for path, sha in found.items()
            if path.resolve().is_relative_to(self._root)  # a manifest may be forged
        }

    def _refuse_foreign(self, changes: list[Change], manifest: Manifest) -> None:
        owned = self._owned(manifest)
        for change in changes:
            if change.before is None or digest(change.before) == owned.get(change.path):
                continue
            edited = change.path in owned
            self._diagnostics.error(
                "O120" if edited else "O121",
                str(change.path),
                "was edited by hand" if edited else "is a foreign file in the way",
                "move it away, or overwrite it with --force",
            )
        self._diagnostics.stop_on_error()

    # ---- writing

    def _build(self, changes: list[Change]) -> None:
        """The new package, complete, beside the old one."""
        self._new.parent.mkdir(parents=True, exist_ok=True)
        self._new.mkdir()
        changed = {change.path for change in changes}
        if self._folder.is_dir():
            self._take_over(self._folder, self._new, changed)
        for change in changes:
            if change.after is not None:
                place = self._new / change.path.relative_to(self._folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                _write(place, change.after)

    def _take_over(self, source: Path, target: Path, changed: set[Path]) -> None:
        """Link what stays: unchanged files, and what is not ours."""
        for entry in sorted(source.iterdir()):
            place = target / entry.name
            if entry in changed:
                continue
            if entry.is_dir() and not entry.is_symlink():
                place.mkdir()
                self._take_over(entry, place, changed)
                ours = any(path.is_relative_to(entry) for path in changed)
                if ours and not any(place.iterdir()):
                    place.rmdir()
                else:
                    shutil.copystat(entry, place)
            else:
                _link(entry, place)

    def _swap(self) -> None:
        if self._folder.exists():
            self._folder.rename(self._old)
        self._new.rename(self._folder)
        if self._old.exists():
            shutil.rmtree(self._old)

    def _replace(self, change: Change) -> None:
        if change.after is None:
            change.path.unlink()
            return
        beside = change.path.with_name(f".{change.path.name}.new")
        _write(beside, change.after)
        beside.replace(change.path)

    def _clean_up(self) -> None:
        if self._old.exists() and not self._folder.exists():
            self._old.rename(self._folder)
        shutil.rmtree(self._new, ignore_errors=True)


def _read(path: Path) -> str | None:
    """A file's text with LF line ends; what is no UTF-8 is no text of ours."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError:
        return "\x00a folder"
    return data.decode(errors="replace").replace("\r\n", "\n")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _link(source: Path, target: Path) -> None:
    """The same file under another name; a copy where links cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
