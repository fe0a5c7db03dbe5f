"""Folders and files that a run may not write, or not read."""

from __future__ import annotations

import os
from pathlib import Path

from .sandbox import NEW, OLD, Stage, World, give, unprivileged, user

AREA = "3 rights"
PLACES = {
    "a folder of the user's that may not be written": ("mine", 0o555),
    "an empty folder of the user's that may not be written": ("mine/empty", 0o555),
    "a folder of the user's that may not be read": ("mine", 0),
    "a folder of the user's that may be listed only": ("mine", 0o444),
    "a file of the user's that may not be read": ("mine/a.txt", 0),
    "a generated folder that may not be written": ("example/shapes", 0o555),
    "a generated folder whose folder may not be written": ("example", 0o555),
    "a generated folder that stays the same": ("_runtime", 0o555),
    "a generated folder that may not be read": ("example/shapes", 0),
    "a generated file that may not be read": ("example/__init__.py", 0),
    "a generated file that may not be written": ("example/__init__.py", 0o444),
    "a stale file that may not be read": ("example/shapes/first.py", 0),
    "a manifest that may not be read": ("_manifest.json", 0),
    "a package that may not be written": (".", 0o555),
    "a package that may not be read": (".", 0),
    "an output that may not be written": ("..", 0o555),
}


def modes(stage: Stage) -> None:
    """The package stays whole, and with the rights back the next run is done."""
    uid = user()
    for what, (place, mode) in PLACES.items():
        for more in ([], ["--force"]):
            with stage.book.trial(AREA, " ".join([what, *more])) as trial:
                world = World(stage, trial).start()
                for name in ("mine/a.txt", "mine/empty/b.txt"):
                    world.put(name)
                (world.package / "mine/empty/b.txt").unlink()
                world.mine["mine/empty/"] = "an empty folder"
                world.mine.pop("mine/empty/b.txt")
                give(trial.folder, uid)
                _one(world, world.package / place, mode, more)


def _one(world: World, path: Path, mode: int, more: list[str]) -> None:
    uid, trial = user(), world.trial
    before = path.stat().st_mode
    path.chmod(mode)
    done = False
    for _ in range(2):
        world.expect(world.check(NEW, uid=uid), 0, 1, 2)
        said = world.generate(NEW, *more, uid=uid)
        world.expect(said, 0, 2)
        done = done or said.code == 0
        if said.code == 2:
            text = f"the error does not name the whole path: {said.last}"
            trial.expect(str(world.out) in said.err, text)
    if not path.exists():
        trial.fault(f"{path.name} is gone from its place")
        return
    if done and world.mine.keys() & {path.name, f"{path.name}/"}:
        trial.expect(path.stat().st_mode & 0o777 == mode, "its mode is lost")
    if path.stat().st_mode & 0o777 == mode:
        path.chmod(before)
    world.is_whole(*((NEW,) if done else (OLD, NEW)))
    world.heals(NEW, uid=uid)


def owners(stage: Stage) -> None:
    """What root has put into another user's package."""
    uid = user()
    if uid is None:
        stage.book.left_out.append("files of root's: needs root")
        return
    for what, mode in (("read", 0o644), ("not read", 0o600)):
        with stage.book.trial(
            AREA, f"a file of root's that others may {what}"
        ) as trial:
            world = World(stage, trial).start()
            give(trial.folder, uid)
            file = world.put("roots.txt")
            file.chmod(mode)
            world.expect(world.generate(NEW, uid=uid), 0, 2)
            world.is_whole(OLD, NEW)
            os.chown(world.package / "roots.txt", uid, uid)
            world.heals(NEW, uid=uid)
    with stage.book.trial(AREA, "a folder of root's with a file") as trial:
        world = World(stage, trial).start()
        give(trial.folder, uid)
        world.put("roots/file.txt")
        world.expect(world.generate(NEW, uid=uid), 0, 2)
        world.is_whole(OLD, NEW)
        give(world.out, uid)
        world.heals(NEW, uid=uid)


def run(stage: Stage) -> None:
    """All of this area."""
    if unprivileged(stage, "rights"):
        modes(stage)
        owners(stage)
