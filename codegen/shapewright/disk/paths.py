"""Where a package lies, and where a run builds the next one."""

from __future__ import annotations

from pathlib import Path

from ..files import AnyFile
from .workplace import Workplace


class Paths:
    """Of one package.

    Attributes:
        folder: The package's own.
        root: What its distribution's files lie in.
        workplace: What a run builds in, beside the folder.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder, self.root = folder.resolve(), root.resolve()
        self.workplace = Workplace(self.folder)

    def of(self, file: AnyFile) -> Path:
        return (self.root if file.of_distribution else self.folder) / file.path

    def holds(self, path: Path) -> bool:
        """Whether a path is in the package; `is_relative_to` takes its time."""
        return path.parts[: len(self.folder.parts)] == self.folder.parts

    def moved(self, path: Path, folder: Path) -> Path:
        """The same place of the package in another folder."""
        return folder.joinpath(*path.parts[len(self.folder.parts) :])
