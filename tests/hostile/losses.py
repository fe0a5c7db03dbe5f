"""What is the user's: beside the package, in it, below mounts, made meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .command import mount, unmount_below
from .sandbox import NEW, OLD, OTHER, Stage, Tree, World, differences, privileged, tree

AREA = "2 losses"
STATES = ("something changes", "nothing changes", "the package is absent")
Writer = Callable[[Path, int], str]


def _world(stage: Stage, trial_state: str, world: World) -> World:
    world.start()
    if trial_state == "nothing changes":
        shutil.rmtree(world.package)
        shutil.copytree(stage.kept[NEW], world.out, dirs_exist_ok=True)
        world.mine.clear()
    if trial_state == "the package is absent":
        shutil.rmtree(world.package)
        world.mine.clear()
    return world


# Beside -----------------------------------------------------------------------------


def _file(place: Path, _: Path) -> None:
    place.write_text("the user's own\n")


def _folder(place: Path, _: Path) -> None:
    place.mkdir(parents=True)
    (place / "notes.txt").write_text("the user's own\n")


def _empty(place: Path, _: Path) -> None:
    place.mkdir(parents=True)


def _link(place: Path, outside: Path) -> None:
    place.symlink_to(outside, target_is_directory=True)


def _link_to_file(place: Path, outside: Path) -> None:
    place.symlink_to(outside / "notes.txt")


OWN: dict[str, Callable[[Path, Path], None]] = {
    "a file": _file,
    "a folder": _folder,
    "an empty folder": _empty,
    "a link to a folder": _link,
    "a link to a file": _link_to_file,
}


def names_beside(stage: Stage) -> None:
    """Names that a run wants, or wanted, for itself."""
    for name in stage.beside:
        for kind, make in OWN.items():
            for state in STATES:
                with stage.book.trial(AREA, f"{name} is {kind}, {state}") as trial:
                    world = _world(stage, state, World(stage, trial))
                    outside = trial.folder / "outside"
                    _folder(outside, outside)
                    place = world.out / name
                    place.parent.mkdir(exist_ok=True)
                    make(place, outside)
                    _survives(world, place, outside)


def _survives(world: World, place: Path, outside: Path) -> None:
    before, away = _held(place), tree(outside)
    world.expect(world.check(NEW), 0, 1, 2)
    said = world.generate(NEW)
    world.expect(said, 0, 2)
    _same(world, away, tree(outside), "outside")
    own = place.parent == world.out  # and not in a folder of the command's
    if own:
        _same(world, before, _held(place), "beside")
    if own and said.code == 0:
        world.is_whole(NEW)
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    if own:
        world.heals(NEW)
    else:
        world.expect(world.generate(NEW), 0)
        world.expect(world.check(NEW), 0)


def _held(place: Path) -> Tree:
    """A place, and all below it."""
    below = tree(place.parent)
    name = place.name
    return {n: w for n, w in below.items() if n == name or n.startswith(f"{name}/")}


def _same(world: World, before: Tree, after: Tree, where: str) -> None:
    """What there was is there; there may be more."""
    kept = {name: after[name] for name in before if name in after}
    # a folder that was empty may hold something now
    before = {name: what for name, what in before.items() if not name.endswith("/")}
    kept = {name: what for name, what in kept.items() if not name.endswith("/")}
    world.trial.expect(kept == before, f"{where} {differences(kept, before)}")


# In the package ---------------------------------------------------------------------


@contextmanager
def mounted(folder: Path, place: Path, *words: object) -> Iterator[None]:
    """A mount in a trial's folder, for a while."""
    mount(*words, place)
    try:
        yield
    finally:
        unmount_below(folder)


MOUNTS = ("vol", "example/vol", "mine/deep/vol", "example", "example/shapes", ".")


def mounts(stage: Stage) -> None:
    """What lies below a mount point is not the package's."""
    if not privileged(stage, "mounts"):
        return
    for place in MOUNTS:
        for kind in ("a tmpfs", "a bind mount"):
            with stage.book.trial(AREA, f"{kind} at {place} in the package") as trial:
                world = World(stage, trial).start()
                point, outside = world.package / place, trial.folder / "outside"
                point.mkdir(parents=True, exist_ok=True)
                outside.mkdir()
                source = ("--bind", outside) if kind != "a tmpfs" else _TMPFS
                with mounted(trial.folder, point.resolve(), *source):
                    _keeps(world, point, place == ".")
                trial.expect(
                    kind == "a tmpfs" or (outside / "notes.txt").is_file(),
                    "what was mounted is empty",
                )
                if not place.startswith(("example/s", ".")) and place != "example":
                    world.mine[f"{place}/"] = "an empty folder"
                world.heals(NEW, "--force")
    with stage.book.trial(AREA, "a file that is a mount point in the package") as trial:
        world = World(stage, trial).start()
        file = trial.folder / "file"
        file.write_text("the user's own\n")
        with mounted(trial.folder, world.package / "notes.txt", "--bind", file):
            world.expect(world.generate(NEW), 0, 2)
            trial.expect(file.read_text() == "the user's own\n", "the file is lost")
        world.heals(NEW)
    with stage.book.trial(AREA, "the output is a mount point") as trial:
        world = World(stage, trial)
        world.out.mkdir()
        with mounted(trial.folder, world.out, *_TMPFS):
            shutil.copytree(stage.kept[OLD], world.out, dirs_exist_ok=True)
            world.heals(NEW)


_TMPFS = ("-t", "tmpfs", "-o", "size=4m", "none")


def _keeps(world: World, point: Path, whole: bool) -> None:
    (point / "notes.txt").write_text("the user's own\n")
    if whole:
        shutil.copytree(world.stage.kept[OLD] / "aws_shapes", point, dirs_exist_ok=True)
    for more in ([], [], ["--force"]):
        world.expect(world.generate(NEW, *more), 0, 2)
        kept = (point / "notes.txt").is_file()
        world.trial.expect(kept, "what is mounted there loses its files")
        world.expect(world.check(NEW), 0, 1, 2)


def links(stage: Stage) -> None:
    """What they lead to is not the package's."""
    for version, more in ((NEW, []), (NEW, ["--force"]), (OTHER, ["--force"])):
        for place in ("example", "example/shapes", "_runtime"):
            what = f"{place} was moved away and is a link to there, {version.service}"
            with stage.book.trial(AREA, " ".join([what, *more])) as trial:
                world = World(stage, trial).start(mine=False)
                outside = trial.folder / "outside"
                (world.package / place).rename(outside)
                (world.package / place).symlink_to(outside)
                (outside / "notes.txt").write_text("the user's own\n")
                before = tree(outside)
                world.expect(world.generate(version, *more), 0, 2)
                _same(world, before, tree(outside), "outside")
                link = world.package / place
                if link.is_symlink():
                    link.unlink()
                    world.expect(world.generate(version, "--force"), 0)
                world.expect(world.check(version), 0)


# Meanwhile --------------------------------------------------------------------------


def _make(folder: Path, number: int) -> str:
    name = f"made {number}.txt"
    with (folder / name).open("x") as file:
        file.write(str(number))
    return name


def _make_below(folder: Path, number: int) -> str:
    name = f"made {number}/deep/file.txt"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(str(number))
    return name


def _make_in_generated(folder: Path, number: int) -> str:
    (folder / "example/shapes" / f"made_{number}.txt").write_text(str(number))
    return f"example/shapes/made_{number}.txt"


def _save_again(folder: Path, number: int) -> str:
    beside = folder / ".saved.txt~"
    beside.write_text(str(number))
    beside.rename(folder / "saved.txt")
    return "saved.txt"


def _append(folder: Path, number: int) -> str:
    with (folder / "saved.txt").open("r+") as file:
        file.seek(0)
        file.write(str(number))
    return "saved.txt"


WRITERS: dict[str, Writer] = {
    "makes files": _make,
    "makes folders": _make_below,
    "makes files in a generated folder": _make_in_generated,
    "saves a file again by a rename": _save_again,
    "writes into a file": _append,
}


def _write_on(write: Writer, folder: Path, log: Path) -> None:
    """Write until the end, and say what was written."""
    with log.open("w") as said:
        for number in range(1_000_000, 9_000_000):
            time.sleep(0.001)
            with suppress(FileNotFoundError, NotADirectoryError):
                name = write(folder, number)
                said.write(f"{name}\t{number}\n")
                said.flush()


@contextmanager
def writing(write: Writer, folder: Path, log: Path) -> Iterator[None]:
    """Another process, for a while."""
    child = os.fork()
    if child == 0:
        try:
            _write_on(write, folder, log)
        finally:
            os._exit(1)
    try:
        while not log.exists() or not log.stat().st_size:
            time.sleep(0.001)
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def meanwhile(stage: Stage) -> None:
    """What another process writes during a run is there afterwards."""
    for what, write in WRITERS.items():
        for turn in stage.book.repeat(f"runs while another {what}", 10, 0.04):
            with stage.book.trial(AREA, f"another process {what}") as trial:
                world = World(stage, trial).start()
                world.put("saved.txt", "0000000")
                world.mine.pop("saved.txt")
                log = trial.folder / "log"
                version = (NEW, OTHER)[turn % 2]
                with writing(write, world.package, log):
                    said = world.generate(version)
                world.expect(said, 0, 2)
                _is_there(world, log)


def _is_there(world: World, log: Path) -> None:
    lines = [line for line in log.read_text().split("\n") if "\t" in line]
    last: dict[str, str] = dict(line.split("\t") for line in lines)
    lost = []
    for name, number in last.items():
        file = world.package / name
        # after the last that it logged the writer may have done one more
        if not file.is_file() or file.read_text().strip() < number:
            lost.append(name)
    world.trial.expect(not lost, "what it wrote is lost, and nothing says so")
    for name in world.mine:
        kept = (world.package / name).is_file()
        world.trial.expect(kept, f"{name} is lost")


def run(stage: Stage) -> None:
    """All of this area."""
    names_beside(stage)
    mounts(stage)
    links(stage)
    meanwhile(stage)
