"""What is no file where a run wants one: FIFOs, sockets, devices, links to no end."""

from __future__ import annotations

import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from .sandbox import MANIFEST, NEW, OLD, Stage, World, privileged

AREA = "1 hangs"
Make = Callable[[Path], None]


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(place.parent)  # the whole path may be too long for a socket
        try:
            made.bind(place.name)
        finally:
            os.chdir(here)


def _device(place: Path) -> None:
    os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, 5))


KINDS: dict[str, Make] = {
    "a FIFO": os.mkfifo,
    "a link to /dev/zero": lambda place: place.symlink_to("/dev/zero"),
    "a socket": _socket,
}
DEVICE: dict[str, Make] = {"a device": _device}
PLACES = (
    "__init__.py",
    "example/shapes/first.py",
    "example/shapes/second.py",
    "example/shapes",
    MANIFEST,
)


def _replace(place: Path, make: Make) -> None:
    _remove(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    make(place)


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def kinds(stage: Stage) -> dict[str, Make]:
    return {**KINDS, **(DEVICE if privileged(stage, "devices") else {})}


def in_the_package(stage: Stage, made: dict[str, Make]) -> None:
    """In place of files of ours."""
    for kind, make in made.items():
        for place in PLACES:
            with stage.book.trial(AREA, f"{kind} in place of {place}") as trial:
                world = World(stage, trial).start()
                # without a manifest nobody knows what else was ours
                version = OLD if place == MANIFEST else NEW
                _replace(world.package / place, make)
                world.expect(world.check(version), 1, 2)
                world.expect(world.generate(version), 0, 2)
                world.expect(world.generate(version, "--force"), 0, 2)
                if not (world.package / place).is_file():
                    _remove(world.package / place)
                world.heals(version, "--force")


def of_the_users(stage: Stage, made: dict[str, Make]) -> None:
    """Where no file of ours has to be, they stay."""
    for kind, make in made.items():
        with stage.book.trial(AREA, f"{kind} of the user's in the package") as trial:
            world = World(stage, trial).start()
            for name in ("odd", "example/odd"):
                make(world.package / name)
                world.mine[name] = _what(world.package / name)
            world.heals(NEW)
            world.expect(world.check(NEW), 0)


def _what(place: Path) -> str:
    if place.is_symlink():
        return f"a link to {os.readlink(place)}"
    return f"no file: {stat.S_IFMT(place.lstat().st_mode):o}"


def beside(stage: Stage, made: dict[str, Make]) -> None:
    """Where a run keeps what it builds."""
    for kind, make in made.items():
        for name in stage.beside:
            with stage.book.trial(AREA, f"{kind} named {name} beside") as trial:
                world = World(stage, trial).start()
                _replace(world.out / name, make)
                world.expect(world.check(NEW), 0, 1, 2)
                said = world.generate(NEW)
                world.expect(said, 0, 2)
                world.is_whole(*((NEW,) if said.code == 0 else (OLD, NEW)))
                _remove(world.out / name)
                world.heals(NEW)


def in_the_cache(stage: Stage, made: dict[str, Make]) -> None:
    """In place of an entry, and of the folder."""
    for kind, make in made.items():
        with stage.book.trial(AREA, f"{kind} in place of a cache's entry") as trial:
            world, cache = World(stage, trial).start(), trial.folder / "cache"
            env = {"SHAPEWRIGHT_CACHE_DIR": str(cache)}
            world.generate(NEW, "--out", str(trial.folder / "other"), env=env)
            entries = [path for path in cache.rglob("*") if path.is_file()]
            trial.expect(bool(entries), "the cache has no entry")
            for entry in entries:
                if not entry.name.startswith("."):
                    _replace(entry, make)
            world.heals(NEW, env=env)
            world.expect(world.check(NEW, env=env), 0)
        with stage.book.trial(AREA, f"{kind} in place of the cache") as trial:
            world = World(stage, trial).start()
            make(trial.folder / "cache")
            env = {"SHAPEWRIGHT_CACHE_DIR": str(trial.folder / "cache")}
            world.heals(NEW, env=env)


def in_the_distribution(stage: Stage, made: dict[str, Make]) -> None:
    """In place of files beside the package, and of those that are to become them."""
    for kind, make in made.items():
        for name in ("README.md", "pyproject.toml", *stage.beside_distribution):
            with stage.book.trial(AREA, f"{kind} in place of {name}") as trial:
                world = World(stage, trial).start()
                config = ["--config", str(world.configure(more=_distribution(1)))]
                world.expect(world.run("generate", *config), 0)
                world.configure(more=_distribution(2))
                _replace(world.out / name, make)
                world.expect(world.run("check", *config), 1, 2)
                world.expect(world.run("generate", *config), 0, 2)
                _remove(world.out / name)
                world.expect(world.run("generate", *config), 0)
                world.expect(world.run("check", *config), 0)
                world.is_tidy()


def _distribution(version: int) -> str:
    return f'distribution = "made"\nversion = "{version}"'


def as_settings(stage: Stage) -> None:
    """Where the nearest pyproject.toml is looked for."""
    with stage.book.trial(AREA, "a FIFO named pyproject.toml above") as trial:
        world = World(stage, trial)
        os.mkfifo(trial.folder / "pyproject.toml")
        world.expect(world.run("check"), 2)


def run(stage: Stage) -> None:
    """All of this area."""
    made = kinds(stage)
    in_the_package(stage, made)
    of_the_users(stage, made)
    beside(stage, made)
    in_the_cache(stage, made)
    in_the_distribution(stage, KINDS)
    as_settings(stage)
