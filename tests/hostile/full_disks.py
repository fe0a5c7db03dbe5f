"""Disks that are full, have no room for names, or take files of a size only."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

from .command import Said, mount, unmount_below
from .sandbox import MANY, NEW, OLD, PACKAGE, Stage, World, give, privileged, tree, user

AREA = "9 full disks"
KILO = 1024


def _tmpfs(place: Path, size: str) -> None:
    place.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", size, "none", place)


def _fill(folder: Path, left: int) -> Path:
    """Leave so many bytes of a disk."""
    file = folder / "filling"
    free = os.statvfs(folder)
    size = free.f_bavail * free.f_frsize - left
    with file.open("wb") as filling:
        filling.write(bytes(max(size, 0)))
    return file


def outputs(stage: Stage) -> None:
    """The output's disk: the error names the file, and all is as it was."""
    for left in (0, 4, 8, 20, 60, 100, 140, 180):
        for fresh in (False, True):
            what = f"{left} kB left for the output{', a new one' if fresh else ''}"
            with stage.book.trial(AREA, what) as trial:
                world = World(stage, trial)
                _tmpfs(world.out, "size=4m")
                try:
                    _output(world, left, fresh)
                finally:
                    unmount_below(trial.folder)


def _output(world: World, left: int, fresh: bool) -> None:
    if not fresh:
        kept = world.stage.kept[OLD] / PACKAGE
        shutil.copytree(kept, world.package)
        world.put("notes.txt")
    filling = _fill(world.out, left * KILO)
    before = tree(world.out)
    for _ in range(2):
        said = world.generate(NEW if left < 100 else MANY)
        if said.code == 0 and left >= 20:
            break
        world.expect(said, 2)
        if left:
            _names_a_file(world, said, "No space left on device")
        world.trial.expect(tree(world.package) == _below(before), "changes what was")
    world.expect(world.check(OLD), 0, 1)
    filling.unlink()
    world.heals(NEW)


def _below(before: dict[str, str | bytes]) -> dict[str, str | bytes]:
    start = f"{PACKAGE}/"
    found = {n: w for n, w in before.items() if n.startswith(start)}
    return {name.removeprefix(start): what for name, what in found.items()}


def _names_a_file(world: World, said: Said, why: str) -> None:
    if said.code != 2:
        return
    world.trial.expect(why in said.err, f"does not say why: {said.last}")
    whole = str(world.out) in said.err
    text = said.last.replace(str(world.trial.folder), "")
    world.trial.expect(whole, f"does not name a whole path: {text}")
    package = f"{world.package}: " in said.err
    world.trial.expect(not package, f"names the package, not the file: {text}")


def names(stage: Stage) -> None:
    """A disk that has no more inodes."""
    for left in (0, 1, 3, 10, 30, 45):
        with stage.book.trial(AREA, f"{left} inodes left for the output") as trial:
            world = World(stage, trial)
            _tmpfs(world.out, "size=8m,nr_inodes=400")
            shutil.copytree(stage.kept[OLD] / PACKAGE, world.package)
            filling = world.out / "filling"
            filling.mkdir()
            for number in range(os.statvfs(world.out).f_favail - left):
                (filling / str(number)).touch()
            before = tree(world.package)
            said = world.generate(NEW)
            world.expect(said, 0, 2)
            if said.code:
                _names_a_file(world, said, "No space left on device")
                trial.expect(tree(world.package) == before, "changes what was")
            shutil.rmtree(filling)
            world.heals(NEW)
            unmount_below(trial.folder)


def elsewhere(stage: Stage) -> None:
    """The disk of the cache, or of temporary files: the run is done all the same."""
    for what in ("SHAPEWRIGHT_CACHE_DIR", "TMPDIR"):
        for left in (0, 1, 4):
            with stage.book.trial(AREA, f"{left} kB left for {what}") as trial:
                world, place = World(stage, trial).start(), trial.folder / "small"
                _tmpfs(place, "size=64k")
                filling = _fill(place, left * KILO)
                env = {what: str(place)}
                said = world.generate(NEW, env=env)
                world.expect(said, 0)
                world.is_whole(NEW)
                few = len(said.warnings) <= 1
                trial.expect(few, f"{len(said.warnings)} warnings")
                left_over = set(os.listdir(place)) - {"filling"}
                text = f"leaves {', '.join(sorted(left_over))}"
                trial.expect(not left_over or left > 0, text)
                filling.unlink()
                world.expect(world.check(NEW, env=env), 0)
                world.heals(OLD, env=env)
                unmount_below(trial.folder)


def read_only(stage: Stage) -> None:
    """A disk that may only be read."""
    with stage.book.trial(AREA, "an output that may only be read") as trial:
        world = World(stage, trial)
        _tmpfs(world.out, "size=4m")
        shutil.copytree(stage.kept[OLD] / PACKAGE, world.package)
        mount("-o", "remount,ro", world.out)
        world.expect(world.check(OLD), 0)
        world.expect(world.generate(OLD), 0, 2)
        said = world.generate(NEW)
        world.expect(said, 2)
        named = str(world.out) in said.err
        trial.expect(named, f"does not name a whole path: {said.last}")
        world.is_whole(OLD)
        mount("-o", "remount,rw", world.out)
        world.heals(NEW)
        unmount_below(trial.folder)


def _limited(what: int, size: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(what, (size, size))

    return limit


def sizes(stage: Stage) -> None:
    """A limit of a file's size."""
    for size in (0, 1, 500, 2000, 5000, 10_000, 20_000, 100_000):
        with stage.book.trial(AREA, f"files of {size} bytes at most") as trial:
            world = World(stage, trial).start()
            limit = _limited(resource.RLIMIT_FSIZE, size)
            for more in ([], ["--no-cache"], ["--force"]):
                said = world.generate(NEW, *more, limit=limit, piped=True)
                world.expect(said, 0, 2)
                if said.code == 2:
                    world.is_whole(OLD)
                if size > 100:
                    _names_a_file(world, said, "File too large")
            world.heals(NEW)


def handles(stage: Stage) -> None:
    """A limit of open files, and of processes."""
    for count in (10, 12, 16, 24):
        with stage.book.trial(AREA, f"{count} open files at most") as trial:
            world = World(stage, trial).start()
            limit = _limited(resource.RLIMIT_NOFILE, count)
            said = world.generate(NEW, limit=limit)
            world.expect(said, 0, 2, 3)  # it may be the model that cannot be read
            world.is_whole(OLD, NEW)
            world.heals(NEW)


def quotas(stage: Stage) -> None:
    """A disk whose last blocks are root's: another user has none."""
    uid = user()
    if uid is None or not stage.pythons.others():
        stage.book.left_out.append("another user on a full disk: needs root")
        return
    with stage.book.trial(AREA, "another user, and no room") as trial:
        world = World(stage, trial)
        _tmpfs(world.out, "size=1m")
        shutil.copytree(stage.kept[OLD] / PACKAGE, world.package)
        give(trial.folder, uid)
        filling = _fill(world.out, 20 * KILO)
        said = world.generate(NEW, uid=uid)
        world.expect(said, 2)
        _names_a_file(world, said, "No space left on device")
        world.is_whole(OLD)
        filling.unlink()
        world.heals(NEW, uid=uid)
        unmount_below(trial.folder)


def run(stage: Stage) -> None:
    """All of this area."""
    sizes(stage)
    handles(stage)
    if privileged(stage, "full disks"):
        outputs(stage)
        names(stage)
        elsewhere(stage)
        read_only(stage)
        quotas(stage)
