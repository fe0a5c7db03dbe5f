"""One package takes the place of another.

The new one is built complete in a hidden folder beside the old one, and the two are
swapped by renames. At every moment the target is the old package, the new one, or
absent, and then the next run restores it. The old package stays until the
distribution's files, which are replaced one by one, are all new too. What somebody
else has made or changed in it meanwhile is kept.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..diagnostics import Diagnostics
from ..files import DISTRIBUTION
from . import filesystem
from .comparison import Change
from .filesystem import State
from .paths import Paths
from .remains import remove_package


class Swap:
    """What a run does that has the lock.

    Args:
        seen: How the files were when the run looked at them.
    """

    def __init__(
        self, paths: Paths, seen: Mapping[Path, State | None], diagnostics: Diagnostics
    ) -> None:
        self._paths, self._folder = paths, paths.folder
        self._workplace, self._diagnostics = paths.workplace, diagnostics
        self._new, self._old = self._workplace.new, self._workplace.old
        self._seen = dict(seen)
        self._put: dict[Path, State | None] = {}
        """The state of each new file, by path, when this run wrote it."""
        self._appeared: list[Path] = []

    def recover(self) -> None:
        """Put right what a run that was killed left behind."""
        if filesystem.is_folder(self._old) and not self._folder.exists():
            _move(self._old, self._folder)
        try:
            filesystem.remove(self._new)
        except OSError as error:
            self._put_aside(self._new, error)
        if not filesystem.is_folder(self._old):
            filesystem.remove(self._old)

    def write(self, changes: Iterable[Change]) -> None:
        """Make the changes, all or none of those in the package.

        Raises:
            Failure: There is a mount point in the package.
            OSError: The disk refuses.
        """
        listed = list(changes)
        inside = [change for change in listed if self._paths.holds(change.path)]
        beside = [change for change in listed if not self._paths.holds(change.path)]
        done = False
        try:
            # a run was killed before it removed this
            if filesystem.is_folder(self._old):
                self._replace(beside)
                self._remove(self._old, known=False)
            if inside:
                self._refuse_mounts()
                self._build(inside)
                self._swap()
                self._replace(beside)
            done = True
        finally:
            if not done:
                self._put_back()
        for folder in self._appeared:
            self._remove(folder, known=False)
        if filesystem.is_folder(self._old):
            self._remove(self._old, known=True)

    def _refuse_mounts(self) -> None:
        for mount in filesystem.mounts(self._folder):
            self._diagnostics.error(
                "O111",
                str(mount),
                "is a mount point, and the package's folder is replaced as a whole",
                "unmount it, or mount the folder above the package",
            )
        self._diagnostics.stop_on_error()

    def _build(self, changes: list[Change]) -> None:
        """The new package, complete, beside the old one."""
        self._new.mkdir()
        changed = {change.path for change in changes}
        above = {folder for path in changed for folder in path.parents}
        folders: dict[Path, Path] = {self._new: self._folder}
        if self._folder.is_dir():
            self._take_over(self._folder, self._new, changed, above, folders)
        for change in changes:
            if change.after is not None:
                copy = self._paths.moved(change.path, self._new)
                if copy.parent not in folders:
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    folders[copy.parent] = change.path.parent
                filesystem.write_file(copy, change.after.encode())
                filesystem.same_owner(self._new.parent, copy)
                self._put[change.path] = filesystem.state(copy)
        for copy, source in reversed(folders.items()):
            if not source.is_dir():
                filesystem.same_owner(self._new.parent, copy)
            elif copy != self._new:
                filesystem.same_rights(source, copy)

    def _take_over(
        self,
        source: Path,
        target: Path,
        changed: set[Path],
        above: set[Path],
        folders: dict[Path, Path],
    ) -> None:
        """Link what stays: unchanged files, and what is not ours.

        Args:
            above: The folders of what is changed, and those above them.
            folders: Is told of the folders that are made, and after what.
        """
        for entry in filesystem.entries(source):
            copy = target / entry.name
            if entry in changed:
                continue
            if filesystem.is_folder(entry):
                copy.mkdir()
                folders[copy] = entry
                self._take_over(entry, copy, changed, above, folders)
                if entry in above and not any(copy.iterdir()):
                    copy.rmdir()
                    del folders[copy]
            else:
                self._seen[entry] = filesystem.state(entry)
                filesystem.link(entry, copy)
                self._put[entry] = filesystem.state(copy)

    def _swap(self) -> None:
        if filesystem.state(self._folder) is not None:
            _move(self._folder, self._old)
        while True:
            try:
                _move(self._new, self._folder)
                break
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    raise
                # somebody has just made it, to write a file there
                self._appeared.append(self._workplace.appeared(self._folder))
        if filesystem.is_folder(self._old):
            filesystem.same_rights(self._old, self._folder)
        else:
            filesystem.remove(self._old)

    def _replace(self, changes: list[Change]) -> None:
        for change in changes:
            if change.after is None:
                change.path.unlink(missing_ok=True)
                continue
            beside = self._workplace.beside(change.path.name)
            filesystem.write_file(beside, change.after.encode())
            filesystem.same_owner(self._new.parent, beside)
            beside.replace(change.path)

    def _put_aside(self, folder: Path, error: OSError) -> None:
        left = self._workplace.put_aside(folder)
        self._diagnostics.warning(
            "O141",
            str(left),
            f"is left of an earlier run: {error.filename}: {error.strerror}",
            "remove it; nothing needs it",
        )

    def _put_back(self) -> None:
        if filesystem.is_folder(self._old) and not self._folder.exists():
            _move(self._old, self._folder)
        with suppress(OSError):
            filesystem.remove(self._new)
            for name in DISTRIBUTION:
                self._workplace.beside(name).unlink(missing_ok=True)

    def _remove(self, folder: Path, *, known: bool) -> None:
        """An old package goes, but for what somebody else has put there meanwhile.

        Args:
            known: Whether this run has seen its files, and put others in their places.
        """
        seen, put = (self._seen, self._put) if known else ({}, {})
        try:
            kept = remove_package(folder, self._folder, seen, put)
        except OSError as error:
            self._put_aside(folder, error)
            return
        for path in kept:
            self._diagnostics.warning(
                "O140", str(path), "was made or changed while a run wrote: it was kept"
            )


def _move(source: Path, target: Path) -> None:
    """To another folder, for which its owner must be able to write it."""
    mode = source.lstat().st_mode
    if filesystem.is_folder(source):
        filesystem.open_folder(source)
    source.rename(target)
    if filesystem.is_folder(target) and target.stat().st_mode != mode:
        target.chmod(mode & 0o7777)
