"""A package's folder on the disk: what a run may write there, and who else may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..diagnostics import Diagnostics
from ..files import AnyFile
from .comparison import Change, Comparison, compare, says_generated
from .manifest import without_provenance
from .paths import Paths
from .swap import Swap
from .workplace import BusyError


class Target:
    """A package's folder, and the root that its distribution's files lie in."""

    def __init__(self, folder: Path, root: Path, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        with self._disk(folder):
            self._paths = Paths(folder, root)
        self._folder, self._workplace = self._paths.folder, self._paths.workplace

    def recover(self) -> None:
        """Put right what a run that was killed left behind, unless another one is in.

        Raises:
            Failure: The disk refuses.
        """
        with self._disk(self._folder):
            if self._workplace.is_left:
                with suppress(BusyError), self._workplace.locked():
                    self._recover()

    def update(
        self,
        files: Iterable[AnyFile],
        *,
        manifest: str,
        force: bool = False,
        dry: bool = False,
    ) -> tuple[Change, ...]:
        """Write what differs; where nothing does, nothing is touched or locked.

        Args:
            dry: Only say what would be written.

        Returns:
            What was written, or would be.

        Raises:
            Failure: A file was edited by hand, a foreign one is in the way, another
                run is writing here, or the disk refuses. The package is then the old
                one or the new one, and what is missing of the distribution's files
                the next run writes.
        """
        wanted = {self._paths.of(file): file for file in files}
        with self._disk(self._folder, "read"):
            if dry:
                return self._allowed(wanted, manifest, force).everything()
            if not self._workplace.is_left:
                compared = compare(self._paths, wanted, manifest)
                if not compared.changes:
                    return ()
                if not force and compared.foreign():
                    # again, under the lock: another run may just have ended
                    self._allowed(wanted, manifest, force)
        with self._disk(self._folder), self.lock():
            compared = self._allowed(wanted, manifest, force)
            changes = compared.everything()
            Swap(self._paths, compared.seen, self._diagnostics).write(changes)
            return changes

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs out.

        Raises:
            Failure: Another run is writing here.
        """
        try:
            with self._workplace.locked():
                self._recover()
                yield
        except BusyError:
            self._diagnostics.fail(
                "O101", str(self._folder), "another run is writing here", "wait for it"
            )

    def _recover(self) -> None:
        Swap(self._paths, {}, self._diagnostics).recover()

    def _allowed(
        self, wanted: Mapping[Path, AnyFile], manifest: str, force: bool
    ) -> Comparison:
        """What differs, unless somebody's own work would be lost."""
        compared = compare(self._paths, wanted, manifest)
        if not force:
            self._refuse_foreign(compared)
        return compared

    def _refuse_foreign(self, compared: Comparison) -> None:
        foreign, manifest = compared.foreign(), compared.manifest
        content = without_provenance(manifest.before or "")
        if not content and says_generated(foreign):
            self._diagnostics.fail(
                "O122",
                str(manifest.path),
                f"is missing or broken, and without it nobody knows whether"
                f" {len(foreign)} files that differ were edited, such as {foreign[0]}",
                "bring it back, or overwrite them with --force",
            )
        for path in foreign:
            edited = path in compared.owned
            self._diagnostics.error(
                "O120" if edited else "O121",
                str(path),
                "was edited by hand" if edited else "is a foreign file in the way",
                "move it away, or overwrite it with --force",
            )
        self._diagnostics.stop_on_error()

    @contextmanager
    def _disk(self, path: Path, done: str = "written") -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
            where = getattr(error, "filename", None) or path
            why = getattr(error, "strerror", None) or error
            hint = ""
            if isinstance(error, PermissionError):
                hint = "get the right to, or name another output"
            self._diagnostics.fail("O110", str(where), f"cannot be {done}: {why}", hint)
