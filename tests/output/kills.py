"""Runs that are killed: what they leave, and whether the next run completes it.

A run changes, adds and removes every kind of file that a run can, and is killed after
each of its file operations in turn, or by SIGKILL at random moments:

    python tests/output/kills.py --every
    python tests/output/kills.py --random 100 [--seed N]

It prints what was found as JSON, and exits with 1 if a state was one that must not be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from shapewright import package as packages
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.disk.manifest import manifest_text
from shapewright.files import SourceFile
from shapewright.settings import PackageSettings, ServiceSettings, Settings

NAME = "killed"
FOREIGN = {"notes.txt": "mine", "example/mine/data.bin": "also mine"}
DISTRIBUTION = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
OPERATIONS = frozenset(
    [
        "os.mkdir",
        "os.rename",
        "os.link",
        "os.symlink",
        "os.remove",
        "os.rmdir",
        "os.truncate",
    ]
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
Tree = dict[str, bytes]
_EMITTED: dict[Version, list[SourceFile]] = {}
"""The text of what a version writes: making it is no file operation."""


@dataclass(frozen=True)
class Version:
    """What a run is to write: another version changes every file."""

    mark: str
    shapes: tuple[str, ...]
    distribution: bool = True

    def run(self, root: Path) -> None:
        """Generate into `root`.

        Raises:
            Failure: The run was refused.
        """
        service = ServiceSettings(
            service="example", model=root.parent / "service-2.json", shapes=self.shapes
        )
        settings = PackageSettings(
            name=NAME,
            output=root,
            services=(service,),
            distribution="killed" if self.distribution else "",
            version=f"0.{ord(self.mark)}" if self.distribution else "",
        )
        compile_package = packages.compile_package

        def marked(*arguments: Any) -> tuple[list[SourceFile], str]:
            """Few files, so that there are many runs; each says its version."""
            if self not in _EMITTED:
                files, _ = compile_package(*arguments)
                _EMITTED[self] = [
                    SourceFile(
                        path=file.path,
                        text=f"{file.text}# {self.mark}\n",
                        origin=file.origin,
                        of_distribution=file.of_distribution,
                    )
                    for file in files
                    if not file.path.startswith("_runtime/")
                    or file.path.endswith("_.py")
                ]
            return _EMITTED[self], manifest_text(_EMITTED[self], {})

        diagnostics = Diagnostics()
        packages.compile_package = marked  # type: ignore[assignment]
        try:
            packages.generate(
                Settings(packages=(settings,)), diagnostics, dry=False, force=False
            )
        except Failure:
            raise RuntimeError("; ".join(map(str, diagnostics))) from None
        finally:
            packages.compile_package = compile_package


OLD = Version("a", ("First", "Second", "Colour"))
NEW = Version("b", ("Second", "Third", "Colour"))
CASES = {
    "changed": (OLD, NEW),
    "added": (None, NEW),
    "distribution dropped": (OLD, replace(NEW, distribution=False)),
    "distribution added": (replace(OLD, distribution=False), NEW),
}
MODEL: dict[str, Any] = {
    "metadata": {"apiVersion": "2020-01-01", "protocol": "json"},
    "shapes": {
        "First": {"type": "structure", "members": {}},
        "Second": {"type": "structure", "members": {"Colour": {"shape": "Colour"}}},
        "Third": {"type": "structure", "members": {}},
        "Colour": {"type": "string", "enum": ["red"]},
    },
}


@dataclass
class Found:
    """What the kills of one case left."""

    kills: int = 0
    states: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Case:
    """One case: a root to run in, and the trees before and after a whole run."""

    def __init__(self, name: str, scratch: Path) -> None:
        self.name = name
        self._before, self._after = CASES[name]
        self._scratch = scratch
        self._root = scratch / "root"
        (scratch / "service-2.json").write_text(json.dumps(MODEL))
        self._start()
        self._kept = scratch / f"kept {name}"
        self._root.rename(self._kept)
        self.prepare()
        self._old = tree(self._root)
        self._after.run(self._root)
        self._new = tree(self._root)
        self.found = Found()

    def _start(self) -> None:
        self.remove()
        self._root.mkdir()
        if self._before is not None:
            self._before.run(self._root)
            for path, text in FOREIGN.items():
                file = self._root / NAME / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)

    def prepare(self) -> None:
        self.remove()
        shutil.copytree(self._kept, self._root)

    def remove(self) -> None:
        shutil.rmtree(self._root, ignore_errors=True)

    def run(self) -> None:
        self._after.run(self._root)

    def judge(self, kill: str) -> None:
        """Say what state there is, then run to the end, and look again."""
        found = self.found
        found.kills += 1
        left = tree(self._root)
        state, wrong = self._state(left)
        found.states[state] += 1
        for path in wrong:
            found.faults.append(f"{self.name}, {kill}: {path} is neither old nor new")
        if state == "torn":
            found.faults.append(f"{self.name}, {kill}: the package is torn")
        try:
            self.run()
        except RuntimeError as error:
            found.faults.append(f"{self.name}, {kill}: the next run ends with {error}")
            return
        now = tree(self._root)
        for path in sorted(now.keys() ^ self._new.keys()):
            what = "is left over" if path in now else "is missing"
            found.faults.append(
                f"{self.name}, {kill}: after the next run {path} {what}"
            )
        for path in sorted(now.keys() & self._new.keys()):
            if now[path] != self._new[path]:
                found.faults.append(
                    f"{self.name}, {kill}: after the next run {path} is not new"
                )

    def _state(self, left: Tree) -> tuple[str, list[str]]:
        packages = [package(t) for t in (left, self._old, self._new)]
        state = "torn"
        if not packages[0]:
            state = "absent"
        elif packages[0] == packages[1]:
            state = "old"
        elif packages[0] == packages[2]:
            state = "new"
        wrong = [
            path
            for path in DISTRIBUTION
            if left.get(path) not in (self._old.get(path), self._new.get(path))
        ]
        return state, wrong


def tree(root: Path) -> Tree:
    """Every file below a folder, by path; empty folders too."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def package(files: Tree) -> Tree:
    return {path: data for path, data in files.items() if path.startswith(f"{NAME}/")}


# Killing ----------------------------------------------------------------------------


def forked(work: Callable[[], None]) -> int:
    """Run something in a child, and give its process id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as error:  # a child must never run on as its parent
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def exit_code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Countdown:
    """Ends the process at the operation that follows the k-th."""

    def __init__(self, operations: int) -> None:
        self.left = operations

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        opened = event == "open" and bool((arguments[2] or 0) & WRITING)
        if (opened and not str(arguments[0]).endswith(".lock")) or event in OPERATIONS:
            self.count()

    def count(self) -> None:
        if self.left == 0:
            os._exit(9)
        self.left -= 1

    def writer(self) -> Callable[[Path, bytes], int]:
        """`Path.write_bytes`, in two halves."""

        def write_bytes(path: Path, data: bytes) -> int:
            with path.open("wb") as file:
                file.write(data[: len(data) // 2])
                file.flush()
                self.count()
                file.write(data[len(data) // 2 :])
            return len(data)

        return write_bytes


def kill_after(case: Case, operations: int) -> bool:
    """Whether the run was killed, and did not reach its end before."""

    def work() -> None:
        countdown = Countdown(operations)
        setattr(Path, "write_bytes", countdown.writer())  # noqa: B010
        sys.addaudithook(countdown)
        case.run()

    case.prepare()
    code = exit_code(forked(work))
    if code not in (0, 9):
        case.found.faults.append(f"{case.name}, {operations}: the run itself fails")
    return code == 9


def kill_every(case: Case) -> None:
    operations = 0
    while kill_after(case, operations):
        case.judge(f"killed after operation {operations}")
        operations += 1


def kill_at_random(case: Case, count: int, chance: random.Random) -> None:
    whole = duration(case)
    for _ in range(count):
        case.prepare()
        child = forked(case.run)
        delay = chance.uniform(0, whole)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        exit_code(child)
        case.judge(f"SIGKILL after {delay * 1000:.1f} ms")


def duration(case: Case) -> float:
    case.prepare()
    start = time.perf_counter()
    exit_code(forked(case.run))
    return time.perf_counter() - start


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for the runs, which is also where their locks lie."""
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = None


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Kill runs, and look what they leave.")
    parser.add_argument("--every", action="store_true", help="after each operation")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="N SIGKILLs")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    faults: list[str] = []
    shown: dict[str, Any] = {}
    with scratch_folder() as scratch:
        for index, name in enumerate(CASES):
            case = Case(name, scratch)
            if options.every:
                kill_every(case)
            share = options.random // len(CASES)
            more = index < options.random % len(CASES)
            kill_at_random(case, share + more, chance)
            shown[name] = {"kills": case.found.kills, **case.found.states}
            faults += case.found.faults
    print(json.dumps({"cases": shown, "faults": faults}, indent=2))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
