"""The command, run as a user runs it, and how it ended.

A run is a process of its own. Where only the disk matters it is a fork of this one,
which has imported all there is: a tenth of the time, so ten times as many trials.
Elsewhere, as for signals and pipes, it is `python -m shapewright`.
"""

from __future__ import annotations

import io
import os
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

TESTS = Path(__file__).resolve().parent.parent
NOBODY = 65534
SECONDS = 20.0
"""A run that takes longer hangs, if it has had a processor for half of it."""
PATIENCE = 90.0
"""And if not, as on a busy machine, a run that takes so long."""
ASLEEP = 3.0
"""So does one that waits so long, and does nothing."""
MEMORY = 1 << 30
REAL = ("-m", "shapewright")
Main = Callable[[list[str]], None]


@dataclass(frozen=True)
class Said:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str
    seconds: float
    """Of processor time."""
    hung: bool = False

    @property
    def last(self) -> str:
        """Its last words that are about something, for a report."""
        lines = [
            line
            for line in (self.err or self.out).strip().splitlines()
            if not line.startswith("please report")
        ]
        return lines[-1][:200] if lines else "no word"

    @property
    def warnings(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("warning")]


@dataclass(frozen=True)
class Running:
    """A run that has begun."""

    process: int
    files: list[IO[bytes]]
    begun: float

    def end(self) -> Said:
        """Wait for its end, or make one where there is none."""
        hung = not _ends(self.process, self.begun)
        if hung:
            os.killpg(self.process, signal.SIGKILL)
        _, status, used = os.wait4(self.process, 0)
        texts = []
        for file in self.files:
            if file.seekable():
                file.seek(0)
            texts.append(file.read().decode(errors="backslashreplace"))
            file.close()
        code = os.waitstatus_to_exitcode(status)
        return Said(code, texts[0], texts[1], used.ru_utime + used.ru_stime, hung)


def preload(model: Path, out: Path) -> None:
    """Import what runs use, and read the templates, by a run in this process."""
    from shapewright.diagnostics import Diagnostics
    from shapewright.package import generate
    from shapewright.settings import PackageSettings, ServiceSettings, Settings

    for name in ("cli", "report", "listing", "explain", "cluster", "progress"):
        import_module(f"shapewright.command.{name}")
    import_module("platformdirs")
    shapes = ("First", "Second", "Third")
    service = ServiceSettings(service="example", model=model, shapes=shapes)
    package = PackageSettings(name="made", output=out, services=(service,))
    settings = Settings(packages=(package,))
    generate(settings, Diagnostics(), dry=False, force=False)


def shapewright(words: list[str]) -> None:
    """The command, in a process that has imported it."""
    sys.argv = ["shapewright", *words]
    runpy.run_module("shapewright", run_name="__main__")


def begin(
    words: list[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    main: Main | None = None,
    uid: int | None = None,
    limit: Callable[[], None] | None = None,
    piped: bool = False,
) -> Running:
    """Start a program, or `main` in a fork of this process.

    Args:
        piped: What it says goes through pipes, which no limit of a file's size holds.
    """
    outputs = [os.pipe() if piped else _file() for _ in range(2)]
    begun, beginning = os.pipe()  # closed when it has begun
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.setsid()
            os.chdir(cwd)
            _streams([writing for _, writing in outputs])
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            if uid is not None:
                os.setgroups([])
                os.setgid(uid)
                os.setuid(uid)
            if limit:
                limit()
            if main is None:
                os.execve(words[0], words, env)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.close(beginning)
            os._exit(_code(main, words, env))
        finally:
            os._exit(99)
    os.close(beginning)
    os.read(begun, 1)
    os.close(begun)
    if piped:
        for _, writing in outputs:
            os.close(writing)
    files: list[IO[bytes]] = [os.fdopen(reading, "rb") for reading, _ in outputs]
    return Running(process, files, time.monotonic())


def _file() -> tuple[int, int]:
    """One to read, which is also the one to write."""
    with tempfile.TemporaryFile() as file:
        return (copy := os.dup(file.fileno())), copy


def _streams(outputs: list[int]) -> None:
    nothing = os.open("/dev/null", os.O_RDONLY)
    for number, source in enumerate((nothing, *outputs)):
        os.dup2(source, number)


def _code(main: Main, words: list[str], env: Mapping[str, str]) -> int:
    """How `main` would have ended a process of its own."""
    os.environ.clear()
    os.environ.update(env)
    tempfile.tempdir = None
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(
        io.FileIO(2, "w", closefd=False),
        encoding="utf-8",
        errors="backslashreplace",
        line_buffering=True,
    )
    try:
        main(words)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        code = 1
    else:
        code = 0
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                traceback.print_exc()
                code = 120  # as Python itself would
    return code


def _ends(process: int, begun: float) -> bool:
    """Whether it ends by itself; it is left to be waited for."""
    worked, when = -1, begun
    while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        time.sleep(0.002)
        now = time.monotonic()
        if now - begun < ASLEEP:
            continue
        state, ticks = _work(process)
        if state != "S" or ticks != worked:
            worked, when = ticks, now
        elif now - when > ASLEEP / 2:
            return False
        busy = ticks / os.sysconf("SC_CLK_TCK") > SECONDS / 2
        if now - begun > (SECONDS if busy else PATIENCE):
            return False
    return True


def _work(process: int) -> tuple[str, int]:
    """What a process is at, and the ticks that it has worked."""
    text = Path(f"/proc/{process}/stat").read_text()
    fields = text.rpartition(")")[2].split()
    return fields[0], int(fields[11]) + int(fields[12])


class Pythons:
    """The interpreter that runs us; another user may need another path to it."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._other: Path | None = None
        self._bound: list[Path] = []

    def mine(self) -> str:
        return sys.executable

    def others(self) -> str:
        """For any user; empty where there is none."""
        if os.geteuid() != 0:
            return sys.executable
        if self._other is None:
            self._other = self._find()
        return str(self._other) if self._other.name else ""

    def fork(self, main: Main | None) -> Main | None:
        """The same for another user: it imports from where he may read."""
        assert self.others(), "ask `unprivileged` before"
        if main is None:
            return None

        def moved(words: list[str]) -> None:
            for place in self._bound:
                _import_from(str(place))
            main(words)

        return moved

    def release(self) -> None:
        """Let go of the other path."""
        if self._bound:
            unmount_below(self._scratch)

    def _find(self) -> Path:
        own = Path(sys.executable)
        if self._works(own):
            return own
        bound = self._scratch / "python"
        bound.mkdir()
        mount("--bind", sys.base_prefix, bound)
        mount("-o", "remount,bind,ro", bound)  # whoever empties our folder spares it
        self._bound.append(bound)
        place = bound / own.resolve().relative_to(sys.base_prefix)
        return place if self._works(place) else Path()

    def _works(self, python: Path) -> bool:
        words = [str(python), "-c", "import shapewright.pipeline"]
        env = others_environment()
        return begin(words, cwd=Path("/"), env=env, uid=NOBODY).end().code == 0


def _import_from(place: str) -> None:
    """What is still to be imported is found in a place that all may read."""
    sys.path = [entry.replace(sys.base_prefix, place) for entry in sys.path]
    for module in list(sys.modules.values()):
        path = getattr(module, "__path__", None)
        if isinstance(path, list):
            path[:] = [entry.replace(sys.base_prefix, place) for entry in path]


def others_environment() -> dict[str, str]:
    """What an interpreter at another path needs to find what we do."""
    path = [entry for entry in sys.path if Path(entry or ".").is_dir()]
    return {"PYTHONPATH": os.pathsep.join(path), "PYTHONDONTWRITEBYTECODE": "1"}


def mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


def unmount_below(folder: Path) -> None:
    """Undo all mounts in a folder; one may have been moved since it was made."""
    places = []
    for line in Path("/proc/self/mounts").read_text().splitlines():
        place = line.split(" ")[1].replace("\\040", " ")
        if place.startswith(f"{folder}/"):
            places.append(place)
    for place in sorted(places, reverse=True):
        subprocess.run(["umount", "-l", place], check=True)
