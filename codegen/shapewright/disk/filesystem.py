"""The disk: what is read never hangs, and what is removed is ours.

Only ordinary files are read: to open a pipe may wait for ever, a device never ends.
Errors name the whole path.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from ..files import LARGEST

NO_FILE = "\x00no file"
"""Stands for the text of what is a folder, a pipe or a device."""
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")

State: TypeAlias = tuple[int, int, int]
"""What tells whether a file was touched: inode, size and time of its last change."""


States: TypeAlias = Mapping[Path, State | None]


class NoFileError(OSError):
    """Something else than an ordinary file stands there, or one that is too large."""


def read_file(path: Path) -> bytes | None:
    """The content of an ordinary file, or None where there is nothing.

    Raises:
        NoFileError: There is a folder, a pipe, a device or a link to one.
        OSError: It cannot be read.
    """
    try:
        _refuse_what_is_no_file(path, os.stat(path))
        handle = os.open(path, _READING)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with os.fdopen(handle, "rb") as file:
        _refuse_what_is_no_file(path, os.fstat(handle))
        return file.read()


def _refuse_what_is_no_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
        raise NoFileError(None, "is no file", str(path))


def text_of(path: Path) -> str | None:
    """A file's text with LF line ends; what is no UTF-8 is no text of ours.

    None where there is nothing, `NO_FILE` where something else stands.
    """
    try:
        data = read_file(path)
    except NoFileError:
        return NO_FILE
    if data is None:
        return None
    return data.decode(errors="replace").replace("\r\n", "\n")


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file.

    Raises:
        OSError: With its path, which a full disk leaves out.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def state(path: Path) -> State | None:
    """What tells whether a file was touched; None where there is nothing."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def link(source: Path, target: Path) -> None:
    """The same file under another name; a copy where links cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def same_owner(source: Path, target: Path) -> None:
    """Give a folder or file the owner of another, where that can be.

    What root writes for a user must not be in his way later.
    """
    wanted, there = source.stat(), target.lstat()
    if (wanted.st_uid, wanted.st_gid) != (there.st_uid, there.st_gid):
        with suppress(OSError, AttributeError):
            os.chown(target, wanted.st_uid, wanted.st_gid, follow_symlinks=False)


def same_rights(source: Path, target: Path, ignored: int = 0) -> None:
    """Give a folder the owner and the mode of another.

    Args:
        ignored: Bits of the mode that stay away.
    """
    same_owner(source, target)
    mode = stat.S_IMODE(source.stat().st_mode) & ~ignored
    if mode != stat.S_IMODE(target.stat().st_mode):
        target.chmod(mode)


def open_folder(folder: Path) -> None:
    """Let its owner change what is in a folder."""
    mode = folder.stat().st_mode
    if mode & stat.S_IRWXU != stat.S_IRWXU:
        folder.chmod(stat.S_IMODE(mode) | stat.S_IRWXU)


def entries(folder: Path) -> list[Path]:
    """What is in a folder, sorted."""
    return sorted(folder.iterdir())


def is_folder(path: Path) -> bool:
    """Whether this is a folder itself, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def remove(path: Path) -> None:
    """Remove a file, or a folder of ours with all that is in it."""
    if not is_folder(path):
        path.unlink(missing_ok=True)
        return
    open_folder(path)
    for entry in entries(path):
        remove(entry)
    path.rmdir()


def mounts(folder: Path) -> Iterator[Path]:
    """The mount points in a folder, itself included, as far as the system tells."""
    try:
        lines = _MOUNTS.read_text(errors="surrogateescape").splitlines()
    except OSError:
        lines = []
    for line in lines:
        place = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), line.split()[4]))
        if place.is_relative_to(folder):
            yield place
    if not lines and os.path.ismount(folder):
        yield folder
