"""Files reach the disk: all of them or none, and only ours.

The package is built complete beside its target, under a lock, and the two are swapped
by renames. At every moment the target is the old package, the new one, or absent, and
then the next run restores it. The old package stays beside the new one until the
distribution's files, which are replaced one by one, are all new too.
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

from ..diagnostics import Diagnostics
from .files import DISTRIBUTION, AnyFile, digest
from .manifest import NAME, read_manifest, without_provenance

_FOLDER = "\x00a folder"
"""Stands for the text of what is no file."""


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
        self._diagnostics = diagnostics
        with self._disk(folder):
            self._folder, self._root = folder.resolve(), root.resolve()
        parent, name = self._folder.parent, self._folder.name
        self._new = parent / f".{name}.new"
        self._old = parent / f".{name}.old"

    @contextmanager
    def lock(self, dry: bool) -> Iterator[None]:
        """Keep other runs out, and put right what one that was killed left behind.

        Args:
            dry: Nothing is to be written; then other runs do not matter.

        Raises:
            Failure: Another run is writing here, or the disk refuses.
        """
        if dry:
            with self._disk(self._folder):
                yield
            return
        # imported here since it has Python report each event to it from then on
        from filelock import FileLock, Timeout

        key = hashlib.sha256(os.fsencode(self._folder)).hexdigest()[:16]
        with self._disk(self._folder):
            file = Path(tempfile.gettempdir()) / f"shapewright-{key}.lock"
        lock = FileLock(file, timeout=0)
        with self._disk(file):
            try:
                lock.acquire()
            except Timeout:
                self._diagnostics.fail(
                    "O101",
                    str(self._folder),
                    "another run is writing here",
                    "wait for it",
                )
        try:
            with self._disk(self._folder):
                self._recover()
                yield
        finally:
            lock.release()

    def changes(
        self, files: Iterable[AnyFile], *, manifest: str, force: bool
    ) -> tuple[Change, ...]:
        """What would be written; nothing is, yet.

        Raises:
            Failure: A file was edited by hand, or a foreign one is in the way.
        """
        wanted = {self._place(file): file for file in files}
        owned = self._owned()
        found = []
        for path, file in wanted.items():
            before = _read(path)
            if before is None or digest(before) != file.sha256:
                found.append(Change(path=path, before=before, after=file.text))
        gone = [(path, _read(path)) for path in owned if path not in wanted]
        found += [
            Change(path=path, before=before, after=None)
            for path, before in gone
            if before is not None
        ]
        in_the_way = self._in_the_way(wanted)
        if not force:
            self._refuse_foreign(found, in_the_way, owned)
        found += [
            Change(path=path, before=_read(path) or "", after=None)
            for path in in_the_way
        ]
        listed = Change(
            path=self._folder / NAME, before=_read(self._folder / NAME), after=manifest
        )
        if not force and _is_foreign_manifest(listed.before):
            self._refuse_foreign([], [listed.path], {})
        before, after = listed.before or "", manifest
        if found or without_provenance(before) != without_provenance(after):
            found.append(listed)
        return tuple(sorted(found, key=lambda change: change.path.parts))

    def write(self, changes: Iterable[Change]) -> None:
        """Make the changes.

        Raises:
            Failure: The disk refuses. The package is then the old one or the new one,
                and what is missing of the distribution's files the next run writes.
        """
        changes = list(changes)
        inside = [change for change in changes if self._holds(change.path)]
        beside = [change for change in changes if not self._holds(change.path)]
        done = False
        try:
            if self._old.exists():  # a run was killed before it had replaced them
                self._replace(beside)
                shutil.rmtree(self._old)
            if inside:
                self._build(inside)
                self._swap()
                self._replace(beside)
            done = True
        finally:
            if not done:
                self._put_back()
        if self._old.exists():
            shutil.rmtree(self._old)

    @contextmanager
    def _disk(self, place: Path) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
            where = getattr(error, "filename", None) or place
            why = getattr(error, "strerror", None) or error
            self._diagnostics.fail("O110", str(where), f"cannot be written: {why}")

    # ---- what is there

    def _recover(self) -> None:
        if self._old.exists() and not self._folder.exists():
            self._old.rename(self._folder)
        _remove(self._new)
        if self._old.is_symlink() or self._old.is_file():
            self._old.unlink()

    def _place(self, file: AnyFile) -> Path:
        return (self._root if file.of_distribution else self._folder) / file.path

    def _holds(self, path: Path) -> bool:
        """Whether a path is in the package; `is_relative_to` takes its time."""
        size = len(self._folder.parts)
        return path.parts[:size] == self._folder.parts

    def _owned(self) -> dict[Path, set[str]]:
        """The digests that each of our files may have.

        A run that was killed leaves the old package beside the new one, and with it
        digests that the distribution's files may still have.
        """
        found: dict[Path, set[str]] = {}
        for folder in (self._folder, self._old):
            manifest = read_manifest(_read(folder / NAME) or "")
            if folder == self._folder:
                for path, sha in manifest.package.items():
                    place = self._folder / path
                    if not place.is_dir():
                        found.setdefault(place, set()).add(sha)
            for path, sha in manifest.distribution.items():
                if path in DISTRIBUTION:  # a manifest may be forged
                    found.setdefault(self._root / path, set()).add(sha)
        return found

    def _in_the_way(self, wanted: Iterable[Path]) -> list[Path]:
        """Files and links that stand where a folder of ours must be."""
        folders = {
            folder
            for parent in {path.parent for path in wanted}
            for folder in (parent, *parent.parents)
            if folder != self._folder and folder.is_relative_to(self._folder)
        }
        found = [path for path in folders if path.is_symlink() or path.is_file()]
        if self._folder.exists() and not self._folder.is_dir():
            found.append(self._folder)
        return sorted(found)

    def _refuse_foreign(
        self, changes: list[Change], in_the_way: list[Path], owned: dict[Path, set[str]]
    ) -> None:
        foreign = [(path, False) for path in in_the_way]
        for change in changes:
            ours = owned.get(change.path, set())
            if change.before is not None and digest(change.before) not in ours:
                foreign.append((change.path, change.path in owned))
        for path, edited in foreign:
            self._diagnostics.error(
                "O120" if edited else "O121",
                str(path),
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
        folders, below = {self._new}, len(self._folder.parts)
        for change in changes:
            if change.after is not None:
                place = self._new.joinpath(*change.path.parts[below:])
                if place.parent not in folders:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    folders.add(place.parent)
                place.write_bytes(change.after.encode())

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
        if self._old.is_file():
            self._old.unlink()

    def _replace(self, changes: list[Change]) -> None:
        for change in changes:
            if change.after is None:
                change.path.unlink(missing_ok=True)
                continue
            beside = change.path.with_name(f".{change.path.name}.new")
            beside.write_bytes(change.after.encode())
            beside.replace(change.path)

    def _put_back(self) -> None:
        if self._old.exists() and not self._folder.exists():
            self._old.rename(self._folder)
        shutil.rmtree(self._new, ignore_errors=True)
        for name in DISTRIBUTION:
            (self._root / f".{name}.new").unlink(missing_ok=True)


def _is_foreign_manifest(text: str | None) -> bool:
    """A folder of the manifest's name, or a JSON object that is none of ours.

    A broken manifest is ours: a merge may have left it so.
    """
    if text is None or text == _FOLDER:
        return text == _FOLDER
    content = without_provenance(text)
    return isinstance(content, dict) and bool(content) and "format" not in content


def _read(path: Path) -> str | None:
    """A file's text with LF line ends; what is no UTF-8 is no text of ours."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError:
        return _FOLDER
    return data.decode(errors="replace").replace("\r\n", "\n")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _link(source: Path, target: Path) -> None:
    """The same file under another name; a copy where links cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
