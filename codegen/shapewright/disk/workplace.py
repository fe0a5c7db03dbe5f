"""The hidden folder beside a package in which a run builds, and which it locks.

It is there while a run is, and after one that was killed. Every run that writes the
same package finds it, whatever its environment.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .filesystem import is_folder, read_file, same_owner, same_rights

NAME = ".shapewright"
_IGNORED = b"*\n"
_TRIES = 100
_OPENING = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_REMOVES_OPEN_FILES = os.name == "posix"


class BusyError(Exception):
    """Another run has the lock."""


class Workplace:
    """Of one package.

    Attributes:
        new: Where the new package is built.
        old: Where the old one is until all is done.
    """

    def __init__(self, package: Path) -> None:
        self._parent = package.parent
        self._folder = package.parent / NAME
        self._ignore = self._folder / ".gitignore"
        self._lock = self._folder / f"{package.name}.lock"
        self.new = self._folder / f"{package.name}.new"
        self.old = self._folder / f"{package.name}.old"

    def beside(self, name: str) -> Path:
        """A file that is being written, before it takes its place."""
        return self._folder / f"{name}.new"

    def put_aside(self, folder: Path) -> Path:
        """Move away what cannot be removed; gives where it lies now."""
        number = 1
        while (aside := folder.with_name(f"{folder.name}-{number}")).exists():
            number += 1
        folder.rename(aside)
        return aside

    def appeared(self, package: Path) -> Path:
        """Take in a folder that somebody has made in the package's place."""
        moved = package.rename(self._folder / f"{package.name}.appeared")
        return self.put_aside(moved)

    @property
    def is_left(self) -> bool:
        """Whether a run is there, or was killed."""
        return is_folder(self._folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out.

        Raises:
            BusyError: Another one is in.
            OSError: The folder cannot be written.
        """
        created: list[Path] = []
        try:
            _make_parents(self._parent, created)
            handle = self._acquire()
            try:
                self._hide()
                yield
            finally:
                self._release(handle)
        finally:
            for folder in reversed(created):
                with suppress(OSError):  # it is not empty
                    folder.rmdir()

    def _hide(self) -> None:
        """From git; what stands there already is left as it is."""
        if self._is_ours(self._ignore):
            self._ignore.unlink(missing_ok=True)
        with suppress(FileExistsError):
            handle = os.open(self._ignore, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            try:
                os.write(handle, _IGNORED)
            except OSError as error:  # a full disk does not name the file
                raise OSError(*error.args[:2], str(self._ignore)) from None
            finally:
                os.close(handle)
            same_owner(self._folder, self._ignore)

    def _is_ours(self, file: Path) -> bool:
        try:
            # a run may have been killed before it had written it
            return not file.is_symlink() and read_file(file) in (b"", _IGNORED)
        except OSError:
            return False

    def _acquire(self) -> int:
        from filelock import lock_descriptor

        for _ in range(_TRIES):
            self._make_folder()
            try:
                handle = os.open(self._lock, _OPENING, 0o666)
            except FileNotFoundError:
                continue  # a run that ended has removed the folder
            try:
                self._check(handle)
                if not lock_descriptor(handle, blocking=False):
                    raise BusyError
                if self._is_there(handle):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # a run that ended has removed this file
        raise BusyError

    def _make_folder(self) -> None:
        with suppress(FileExistsError):
            self._folder.mkdir()
            # whoever may write here may lock; the sticky bit would keep others out
            same_rights(self._parent, self._folder, ignored=stat.S_ISVTX)
        if not is_folder(self._folder):
            raise FileExistsError(None, "is no folder", str(self._folder))

    def _check(self, handle: int) -> None:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(None, "is no file", str(self._lock))
        with suppress(OSError):  # it is another user's, and open to us; or it is gone
            mode = stat.S_IMODE(self._folder.stat().st_mode) & 0o666
            if stat.S_IMODE(status.st_mode) != mode:
                self._lock.chmod(mode)
            same_owner(self._folder, self._lock)

    def _is_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.lstat(self._lock))
        except FileNotFoundError:
            return False

    def _release(self, handle: int) -> None:
        """Give the lock back, and leave nothing behind unless something is in use.

        While it is locked nobody else can have it, so it may go; a run that waits at
        a file that is gone takes another.
        """
        others = {self._ignore, self._lock}
        with suppress(OSError):
            if not {*self._folder.iterdir()} - others and self._is_ours(self._ignore):
                self._ignore.unlink()
        if _REMOVES_OPEN_FILES:
            with suppress(OSError):
                self._lock.unlink()
            os.close(handle)
        else:
            os.close(handle)
            with suppress(OSError):  # it fails where another run has it open
                self._lock.unlink()
        with suppress(OSError):
            self._folder.rmdir()


def _make_parents(folder: Path, created: list[Path]) -> None:
    """Make a folder and those above it, and note those that were not there."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        created.append(one)
        same_owner(one.parent, one)
