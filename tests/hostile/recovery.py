"""Runs that were killed, and what is found of the package afterwards."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .book import Trial
from .command import TESTS, Said
from .sandbox import MANIFEST, NEW, OLD, OTHER, PACKAGE, Stage, World
from .spy import death

AREA = "7 recovery"


def kills(stage: Stage) -> None:
    """What `kills.py` finds: after every operation, and at random."""
    for words in (["--every"], ["--random", "60", "--seed", "7"]):
        with stage.book.trial(AREA, f"kills.py {' '.join(words)}") as trial:
            script = str(TESTS / "output" / "kills.py")
            done = subprocess.run(
                [sys.executable, script, *words],
                env=stage.env,
                capture_output=True,
                text=True,
            )
            if not done.stdout:
                trial.fault(f"has no answer: {done.stderr.strip()[-300:]}")
                continue
            found = json.loads(done.stdout)
            count = sum(case["kills"] for case in found["cases"].values())
            stage.book.runs += 2 * count
            stage.book.tried[AREA] += count
            for text in found["faults"]:
                trial.fault(text)


# Between the two renames ------------------------------------------------------------


def between(world: World) -> bool:
    """Kill a run when it has moved the old package away, if it ever does."""
    for event in ("os.rename", "shutil.move"):
        for number in range(12):
            shutil.rmtree(world.out)
            world.start()
            main = death(event, number)
            said = world.begin("generate", *world.words(NEW), main=main).end()
            if said.code == 9 and not world.package.exists():
                return True
            if said.code == 0:
                break
    shutil.rmtree(world.out)
    return False


def killed_between(stage: Stage) -> None:
    """The package is absent: nothing is said or done as if there had never been one."""
    for what, look in LOOKS.items():
        with stage.book.trial(AREA, f"killed between the renames: {what}") as trial:
            world = World(stage, trial).start()
            if between(world):
                look(world)


def _check(world: World) -> None:
    said = world.check(NEW)
    world.expect(said, 1)
    counts = re.findall(r"(\d+) (?:added|changed|removed)", said.out)
    few = sum(map(int, counts)) < 20
    world.trial.expect(few, f"says {said.last}")
    world.expect(world.check(OLD), 0)
    world.heals(NEW)


def _diff(world: World) -> None:
    said = world.generate(NEW, "--diff")
    world.expect(said, 1)
    few = said.out.count("\n+++ ") < 20
    world.trial.expect(few, "shows a diff of all files")
    world.heals(NEW)


def _broken(world: World) -> None:
    model = world.model
    world.model = world.stage.book.scratch / "broken" / "service-2.json"
    world.expect(world.generate(OLD), 3)
    world.model = model
    world.is_whole(OLD, NEW, when="after a run that failed")
    world.heals(NEW)


def _unknown(world: World) -> None:
    said = world.run("generate", "--service", "nope", "--shape", "A", "--out", "out")
    world.expect(said, 2)
    world.is_whole(OLD, NEW, when="after a run that failed")
    world.heals(NEW)


def _same(world: World) -> None:
    world.heals(OLD)


def _force(world: World) -> None:
    world.heals(NEW, "--force")


def _twice(world: World) -> None:
    """Killed, and the next one as well."""
    for number in range(3):
        main = death("os.rename", number)
        world.begin("generate", *world.words(NEW), main=main).end()
    world.heals(NEW)


def _again_made(world: World) -> None:
    """The user has made a folder of that name meanwhile."""
    world.package.mkdir()
    (world.package / "new.txt").write_text("the user's own\n")
    world.expect(world.generate(NEW), 0, 2)
    found = list(world.out.rglob("new.txt"))
    world.trial.expect(bool(found), "the user's new file is lost")
    notes = list(world.out.rglob("notes.txt"))
    world.trial.expect(bool(notes), "the user's old file is lost")


LOOKS: dict[str, Callable[[World], None]] = {
    "a check": _check,
    "a diff": _diff,
    "a run that fails to compile": _broken,
    "a run of no such service": _unknown,
    "a run of the old version": _same,
    "a run with --force": _force,
    "killed again": _twice,
    "a folder of that name was made": _again_made,
}


def partial_old(stage: Stage) -> None:
    """Of the old package something is gone, and the new one was removed by hand."""
    chance = random.Random(4)
    for what, gone in PARTS.items():
        for turn in range(2):
            text = (
                f"a part of the old package, {what}, package {('absent', 'new')[turn]}"
            )
            with stage.book.trial(AREA, text) as trial:
                world = World(stage, trial).start()
                if not between(world):
                    continue
                for old in _old_ones(world):
                    for path in gone(old, chance):
                        path.unlink()
                world.mine.clear()
                if turn:
                    kept = stage.kept[NEW] / PACKAGE
                    shutil.copytree(kept, world.package)
                said = world.generate(NEW)
                world.expect(said, 0, *((2,) if "no manifest" in what else ()))
                _no_foreign(trial, said)
                if said.code:
                    world.expect(world.generate(NEW, "--force"), 0)
                world.expect(world.check(NEW), 0)
                shutil.rmtree(world.package, ignore_errors=True)
                world.expect(world.generate(OTHER), 0)
                world.expect(world.check(OTHER), 0)


def _old_ones(world: World) -> Iterator[Path]:
    """Where the old package was moved, whatever that place is called."""
    for manifest in sorted(world.out.rglob(MANIFEST)):
        if (manifest.parent / "example/shapes/first.py").is_file():
            yield manifest.parent


PARTS: dict[str, Callable[[Path, random.Random], list[Path]]] = {
    "no manifest": lambda old, _: [old / MANIFEST],
    "half of the files": lambda old, chance: [
        path for path in old.rglob("*.py") if chance.random() < 0.5
    ],
    "half of the files and no manifest": lambda old, chance: [
        old / MANIFEST,
        *[path for path in old.rglob("*.py") if chance.random() < 0.5],
    ],
    "all but one": lambda old, _: sorted(p for p in old.rglob("*") if p.is_file())[:-1],
}


# Manifests --------------------------------------------------------------------------

CONFLICT = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def _conflict(world: World, where: str) -> str:
    """What git leaves where two branches generated other things."""
    ours = (world.package / MANIFEST).read_text()
    theirs = (world.stage.kept[NEW] / PACKAGE / MANIFEST).read_text()
    if where == "whole":
        return CONFLICT.format(ours=ours, theirs=theirs)
    folder = world.trial.folder
    for name, text in (("base", "{}\n"), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_text(text)
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return done.stdout


MANIFESTS: dict[str, Callable[[World], str | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: "",
    "cut off": lambda world: (world.package / MANIFEST).read_text()[:2000],
    "conflicted as a whole": lambda world: _conflict(world, "whole"),
    "conflicted": lambda world: _conflict(world, "lines"),
    "with CRLF": lambda w: (w.package / MANIFEST).read_text().replace("\n", "\r\n"),
    "with a byte order mark": lambda w: f"\ufeff{(w.package / MANIFEST).read_text()}",
    "an empty object": lambda _: "{}",
    "null": lambda _: "null",
    "deep": lambda _: "[" * 100_000,
}


def manifests(stage: Stage) -> None:
    """Our own files that nobody changed are known without one."""
    for what, text in MANIFESTS.items():
        for version, name in ((OLD, "the same"), (NEW, "another version")):
            with stage.book.trial(AREA, f"a manifest {what}, then {name}") as trial:
                world = World(stage, trial).start()
                _spoil(world, text(world))
                world.expect(world.check(version), 0, 1, 2)
                said = world.generate(version)
                # it may say that it cannot know, where nothing says what was ours
                known = version is OLD or "conflicted" in what or "CRLF" in what
                world.expect(said, 0, *(() if known else (2,)))
                _no_foreign(trial, said)
                again = world.generate(version, "--force") if said.code else said
                world.expect(again, 0)
                world.expect(world.check(version), 0)
                for file in world.mine:
                    kept = (world.package / file).is_file()
                    trial.expect(kept, f"{file} is lost")
        with stage.book.trial(AREA, f"a manifest {what}, and an edited file") as trial:
            world = World(stage, trial).start()
            edited = world.package / "example/__init__.py"
            edited.write_text(f"{edited.read_text()}# edited\n")
            before = edited.read_text()
            _spoil(world, text(world))
            world.expect(world.generate(NEW), 2)
            trial.expect(edited.read_text() == before, "the edited file is lost")


def _no_foreign(trial: Trial, said: Said) -> None:
    text = f"takes ours for foreign: {said.last}"
    trial.expect("O121" not in said.err, text)


def _spoil(world: World, text: str | None) -> None:
    file = world.package / MANIFEST
    if text is None:
        file.unlink()
    else:
        file.write_bytes(text.encode())


def run(stage: Stage) -> None:
    """All of this area."""
    kills(stage)
    killed_between(stage)
    partial_old(stage)
    manifests(stage)
