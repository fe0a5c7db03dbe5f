"""An old package is removed, but for what somebody else has put there meanwhile.

Other programs do not know our lock. What they made in the package after a run had
taken over what was there, or saved over a file of ours, is in the old package only.
"""

from __future__ import annotations

from pathlib import Path

from ..files import digest
from . import filesystem
from .filesystem import States, text_of
from .manifest import NAME, read_manifest


def remove_package(old: Path, folder: Path, seen: States, put: States) -> list[Path]:
    """Remove an old package, and move into the new one what must not be lost.

    Args:
        seen: How the files were when a run looked, by their places in the package;
            empty if nobody knows, since that run was killed.
        put: The state of each file that it wrote, by path.

    Returns:
        What was kept.

    Raises:
        OSError: Something in it cannot be removed.
    """
    for place in filesystem.mounts(old):
        raise OSError(None, "is a mount point", str(place))
    remains = _Remains(old, folder, seen, put)
    remains.empty(old)
    (old / NAME).unlink(missing_ok=True)  # last, as it is the list of our files
    old.rmdir()
    return remains.kept


class _Remains:
    def __init__(self, old: Path, folder: Path, seen: States, put: States) -> None:
        self._old, self._folder = old, folder
        self._seen, self._put = seen, put
        self._owned = read_manifest(text_of(old / NAME) or "").package
        self.kept: list[Path] = []

    def empty(self, part: Path) -> None:
        """Leave nothing in a folder of the old package."""
        filesystem.open_folder(part)
        for entry in filesystem.entries(part):
            if entry == self._old / NAME:
                continue
            if filesystem.is_folder(entry):
                self.empty(entry)
                entry.rmdir()
            elif self._is_wanted(entry):
                place = self._place(entry)
                place.parent.mkdir(parents=True, exist_ok=True)
                entry.replace(place)
                self.kept.append(place)
            else:
                entry.unlink()

    def _place(self, entry: Path) -> Path:
        return self._folder.joinpath(*entry.parts[len(self._old.parts) :])

    def _is_wanted(self, entry: Path) -> bool:
        place = self._place(entry)
        was, now = filesystem.state(entry), filesystem.state(place)
        if was in (self._seen.get(place), now) or self._is_ours(entry, place):
            return False
        if was is None or now is None or now == self._put.get(place):
            return True
        # Both are new. After a kill nobody knows without a list what was ours.
        return was[2] > now[2] and bool(self._owned or self._seen)

    def _is_ours(self, entry: Path, place: Path) -> bool:
        shas = self._owned.get(place.relative_to(self._folder).as_posix())
        return shas is not None and digest(text_of(entry) or "") in shas
