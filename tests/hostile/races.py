"""Two runs into one folder, and the lock that keeps them apart."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .command import Main, Running, Said, mount, shapewright, unmount_below
from .sandbox import (
    FEW,
    MANY,
    NEW,
    OLD,
    OTHER,
    PACKAGE,
    Stage,
    Version,
    World,
    listed_falsely,
    privileged,
    tree,
    unprivileged,
    user,
)
from .spy import death

AREA = "4 locks"
PAIRS = 200


@dataclass(frozen=True)
class Pair:
    """Two versions, written at once, after another or nothing."""

    first: Version
    second: Version
    before: Version | None
    main: Main | None
    within: float
    """The most seconds between their starts."""


PAIR = (
    Pair(NEW, OTHER, OLD, shapewright, 0.06),
    Pair(MANY, FEW, None, shapewright, 0.12),
    Pair(NEW, OLD, None, shapewright, 0.06),
    Pair(OTHER, NEW, OLD, shapewright, 0.03),
    Pair(FEW, NEW, OLD, shapewright, 0.06),
    Pair(NEW, OTHER, OLD, None, 0.12),
    Pair(FEW, OTHER, None, shapewright, 0.06),
    Pair(FEW, MANY, OLD, shapewright, 0.12),
)


def pairs(stage: Stage) -> None:
    """Neither sees the other's temporary folder."""
    chance = random.Random(1)
    for turn in stage.book.repeat("pairs of runs", PAIRS, 0.4):
        pair = PAIR[turn % len(PAIR)]
        names = " and ".join(
            f"{v.service} {v.shapes}" for v in (pair.first, pair.second)
        )
        what = f"{names} at once, over {pair.before and pair.before.shapes}"
        with stage.book.trial(AREA, what) as trial:
            world = World(stage, trial)
            if pair.before:
                world.start(pair.before, mine=False)
            world.put("notes.txt")
            delay = chance.uniform(-pair.within, pair.within)
            said = _both(world, pair, delay)
            _judge(world, pair, said)
            if turn % 4 == 0:
                world.heals(pair.second)


def _both(world: World, pair: Pair, delay: float) -> list[Said]:
    """Run both; a delay below nothing has the second begin first."""
    running = {}
    order = [(0, pair.first), (1, pair.second)]
    for index, version in order if delay > 0 else order[::-1]:
        temporary = world.trial.folder / f"tmp{index}"
        temporary.mkdir()
        running[index] = world.begin(
            "generate",
            *world.words(version),
            env={"TMPDIR": str(temporary)},
            main=pair.main,
        )
        if len(running) == 1:
            time.sleep(abs(delay))
    said = [running[index].end() for index in (0, 1)]
    for one in said:
        world.judge(one)
    return said


def _judge(world: World, pair: Pair, said: list[Said]) -> None:
    """One of the two packages, and the one of a run that says so."""
    versions = (pair.first, pair.second)
    for one in said:
        world.expect(one, 0, 2)
    done = [v for v, one in zip(versions, said, strict=True) if one.code == 0]
    world.trial.expect(bool(done), "neither of the two is done")
    found = tree(world.package)
    kept = found.pop("notes.txt", None) == world.mine["notes.txt"]
    world.trial.expect(kept, "the user's file is lost")
    trees = [world.stage.trees[version] for version in done]
    if done and found not in trees:
        falsely = (
            "" if listed_falsely(world.package) == "" else ", with a false manifest"
        )
        world.trial.fault(f"ends mixed with code 0{falsely}")
    for name in os.listdir(world.out):
        if name.startswith(".aws_shapes."):
            world.trial.fault(f"{name} is left beside the package")


def other_ways(stage: Stage) -> None:
    """The same folder by another path: through a link, or a bind mount."""
    ways = ["a link"] + (["a bind mount"] if privileged(stage, "bind mounts") else [])
    for way in ways:
        for turn in stage.book.repeat(f"pairs through {way}", 10, 0.03):
            with stage.book.trial(AREA, f"{FEW.service} twice, once by {way}") as trial:
                world = World(stage, trial).start(OLD, mine=False)
                world.put("notes.txt")
                there = trial.folder / "there"
                if way == "a link":
                    there.symlink_to(world.out)
                else:
                    there.mkdir()
                    mount("--bind", world.out, there)
                pair = Pair(FEW, MANY, OLD, shapewright, 0.1)
                _through(world, pair, there, turn / 100)
                unmount_below(trial.folder)


def _through(world: World, pair: Pair, there: Path, delay: float) -> None:
    other = World(world.stage, world.trial, there)
    running: list[Running] = []
    for one, version in ((world, pair.first), (other, pair.second)):
        env = {"TMPDIR": str(world.trial.folder / f"tmp{len(running)}")}
        Path(env["TMPDIR"]).mkdir()
        running.append(one.begin("generate", *one.words(version), env=env))
        time.sleep(delay)
    _judge(world, pair, [one.end() for one in running])


def checks(stage: Stage) -> None:
    """A check beside a run says what it finds, or that it cannot."""
    for _ in stage.book.repeat("checks beside runs", 20, 0.03):
        with stage.book.trial(AREA, "a check beside a run") as trial:
            world = World(stage, trial).start(OLD)
            running = world.begin("generate", *world.words(NEW))
            for _ in range(3):
                world.expect(world.check(NEW), 0, 1, 2)
            world.expect(running.end(), 0)
            world.is_whole(NEW)


def killed_holders(stage: Stage) -> None:
    """A lock whose run was killed keeps nobody out."""
    for turn in range(10):
        with stage.book.trial(AREA, "a run after one that was killed") as trial:
            world = World(stage, trial).start(OLD)
            running = world.begin("generate", *world.words(MANY))
            time.sleep(turn * 0.02)
            os.kill(running.process, signal.SIGKILL)
            running.end()
            world.heals(NEW)


def other_users(stage: Stage) -> None:
    """Whoever ran first, the other may run then."""
    uid = user()
    if uid is None:
        stage.book.left_out.append("locks of other users: needs root")
        return
    if not unprivileged(stage, "locks of other users"):
        return
    for first, second in ((None, uid), (uid, None)):
        for mask in (0o000, 0o022):
            for killed in (False, True):
                who = "root" if first is None else "another user"
                what = f"after {who} with umask {mask:o}{', killed' if killed else ''}"
                with stage.book.trial(AREA, what) as trial:
                    world = World(stage, trial)
                    _two_users(world, first, second, mask, killed)


def _two_users(
    world: World, first: int | None, second: int | None, mask: int, killed: bool
) -> None:
    folder = world.trial.folder
    world.out.mkdir()
    for place in (folder, world.out):
        place.chmod(0o777)
    main = death("os.rename", 0) if killed else shapewright

    def masked() -> None:
        os.umask(mask)

    begun = world.begin(
        "generate", *world.words(OLD), uid=first, limit=masked, main=main
    )
    world.expect(begun.end(), 9 if killed else 0)
    _open(world.package)
    hidden = [entry.name for entry in world.out.iterdir() if entry.name[0] == "."]
    said = world.generate(NEW, uid=second, limit=masked)
    if said.code:
        text = f"code {said.code}, with {', '.join(hidden) or 'nothing'} beside"
        world.trial.fault(f"the other is refused ({text}): {said.last}")
    else:
        world.is_whole(NEW)
    world.expect(world.generate(OLD, uid=second, limit=masked), 0)
    _open(world.package)
    world.expect(world.generate(NEW, uid=first, limit=masked), 0)


def _open(package: Path) -> None:
    """All may write into it; what lies beside stays as a run made it."""
    for place in [package, *package.rglob("*")]:
        if place.is_dir():
            place.chmod(0o777)


# What is seen of it -----------------------------------------------------------------


def _git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "safe.directory=*"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def in_git(stage: Stage) -> None:
    """Only the package is new to git, also when a run was killed."""
    for number in (None, *range(0, 60, 6)):
        what = "git status" if number is None else "git status after a killed run"
        with stage.book.trial(AREA, what) as trial:
            world = World(stage, trial).start()
            _git(trial.folder, "init", "-q")
            _git(trial.folder, "add", "-A")
            _git(trial.folder, "commit", "-qm", "first")
            main = shapewright if number is None else death("open", 40 + number)
            running = world.begin("generate", *world.words(NEW), main=main)
            running.end()
            status = _git(trial.folder, "status", "--porcelain", "-uall")
            for line in status.splitlines():
                place = line[3:].strip('"')
                if not place.startswith(f"out/{PACKAGE}/"):
                    trial.fault(f"git shows {place.split('/')[1]}")


WHEEL = """\
[build-system]
requires = ["{backend}"]
build-backend = "{module}"
[project]
name = "mine"
version = "1"
{more}
"""
HATCH = """\
[tool.hatch.build.targets.wheel]
packages = ["out/mine"]
"""
SETUPTOOLS = """\
[tool.setuptools.packages.find]
where = ["out"]
[tool.setuptools.package-data]
"*" = ["**"]
"""
BACKENDS = {
    "hatchling": WHEEL.format(
        backend="hatchling", module="hatchling.build", more=HATCH
    ),
    "setuptools": WHEEL.format(
        backend="setuptools", module="setuptools.build_meta", more=SETUPTOOLS
    ),
}


def in_wheels(stage: Stage) -> None:
    """A wheel has the package, and nothing of the lock."""
    for backend, text in BACKENDS.items():
        with stage.book.trial(
            AREA, f"a dotted package in a wheel of {backend}"
        ) as trial:
            world = World(stage, trial)
            (world.out / "mine").mkdir(parents=True)
            (world.out / "mine/__init__.py").write_text("")
            config = ["--config", str(world.configure(name="mine.shapes"))]
            world.expect(world.run("generate", *config), 0)
            (trial.folder / "pyproject.toml").write_text(text)
            _wheel(stage, world, trial.folder)
    with stage.book.trial(AREA, "the distribution's own wheel") as trial:
        world = World(stage, trial)
        more = 'distribution = "made"\nversion = "1"'
        config = ["--config", str(world.configure(more=more))]
        world.expect(world.run("generate", *config), 0)
        _wheel(stage, world, world.out)


def _wheel(stage: Stage, world: World, project: Path) -> None:
    from zipfile import ZipFile

    dist = world.trial.folder / "dist"
    words = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(dist)]
    done = subprocess.run([*words, str(project)], capture_output=True, text=True)
    if done.returncode:
        stage.book.left_out.append(f"a wheel: {done.stderr.strip()[-200:]}")
        return
    (file,) = dist.glob("*.whl")
    for name in ZipFile(file).namelist():
        parts = name.split("/")
        odd = [part for part in parts if part.startswith(".") or "lock" in part]
        world.trial.expect(not odd, f"the wheel has {name}")
    shutil.rmtree(dist)


def run(stage: Stage) -> None:
    """All of this area."""
    pairs(stage)
    other_ways(stage)
    checks(stage)
    killed_holders(stage)
    other_users(stage)
    in_git(stage)
    in_wheels(stage)
