"""Pipes, closed streams, signals, odd arguments: what people do to a command."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .command import REAL, Said, begin
from .sandbox import (
    NEW,
    OLD,
    PACKAGE,
    Stage,
    Version,
    World,
    give,
    tree,
    unprivileged,
    user,
)

AREA = "8 habits"
WRONG = Version(("Missing",))


def shell(world: World, script: str) -> Said:
    """A line of bash, in which `$S` is the command; ends as the command did."""
    world.stage.book.runs += 1
    command = shlex.join([sys.executable, *REAL])
    words = ["/bin/bash", "-c", f"S={shlex.quote(command)}; {script}"]
    said = begin(words, cwd=world.trial.folder, env=world.stage.env).end()
    if said.hung or "Traceback" in said.err or "has a bug" in said.err:
        world.judge(said)
    return said


# Pipes and streams ------------------------------------------------------------------

PIPES = {
    "list shapes --service ec2 | head -1": 0,
    "list operations --service s3 | head -1": 0,
    "list services | head -1": 0,
    "list services --format json | head -1": 0,
    "explain AlgorithmSpecification --service sagemaker | head -1": 0,
    "--help | true": 0,
    "generate --help | true": 0,
    "check OLD | true": 0,
    "check OLD --format json | true": 0,
    "check NEW | true": 1,
    "check NEW --diff | head -1": 1,
    "generate OLD | true": 0,
    "generate NEW | true": 0,
    "generate NEW --format json | true": 0,
    "check WRONG | true": 2,
}


def pipes(stage: Stage) -> None:
    """Who reads no more is no error."""
    for line, code in PIPES.items():
        with stage.book.trial(AREA, line) as trial:
            world = World(stage, trial).start()
            said = shell(world, f"$S {_filled(world, line)}; exit ${{PIPESTATUS[0]}}")
            world.expect(said, code)
            quiet = said.err == "" or code == 2
            trial.expect(quiet, f"says something on stderr: {said.last}")
            written = line.startswith("generate NEW")
            world.is_whole(NEW if written else OLD)


def _filled(world: World, line: str) -> str:
    for name, version in (("OLD", OLD), ("NEW", NEW), ("WRONG", WRONG)):
        line = line.replace(name, shlex.join(world.words(version)))
    broken = world.stage.book.scratch / "broken" / "service-2.json"
    return line.replace("BROKEN", shlex.join(_with_model(world, OLD, broken)))


def _with_model(world: World, version: Version, model: Path) -> list[str]:
    return [*version.words(model), "--out", str(world.out)]


STREAMS = {
    "generate WRONG 2>&-": 2,
    "generate WRONG 2>/dev/full": 2,
    "generate WRONG --format json 2>/dev/full": 2,
    "generate BROKEN 2>&-": 3,
    "generate BROKEN 2>/dev/full": 3,
    "generate --no-such-option 2>/dev/full": 2,
    "generate --no-such-option 2>&-": 2,
    "list shapes 2>/dev/full": 2,
    "check NEW 2>/dev/full": 1,
    "check OLD 2>/dev/full": 0,
    "generate NEW 2>/dev/full": 0,
    "generate NEW 2>&-": 0,
    "generate NEW >&- 2>&- <&-": 0,
    "generate NEW >&-": 0,
    "check OLD >&-": 0,
    "generate NEW >/dev/full": 2,
    "generate NEW --format json >/dev/full": 2,
    "generate OLD >/dev/full": 2,
    "check NEW >/dev/full": 2,
    "check NEW --diff >/dev/full": 2,
    "list services >/dev/full": 2,
    "list shapes --service ec2 >/dev/full": 2,
    "explain AlgorithmSpecification --service sagemaker >/dev/full": 2,
    "--help >/dev/full": 2,
    "--version >/dev/full": 2,
    "generate WRONG >/dev/full 2>/dev/full": 2,
    "generate NEW >/dev/full 2>/dev/full": 2,
}


def streams(stage: Stage) -> None:
    """The exit code is what it is, whoever can hear it."""
    for line, code in STREAMS.items():
        with stage.book.trial(AREA, line) as trial:
            world = World(stage, trial).start()
            said = shell(world, f"$S {_filled(world, line)}")
            world.expect(said, code)
            if ">/dev/full" in line and "2>" not in line:
                trial.expect(said.err != "", "says nothing of it")
            world.is_whole(*((NEW,) if line.startswith("generate NEW") else (OLD,)))


# Arguments --------------------------------------------------------------------------

USAGE = (
    ["generate", "--no-such-option"],
    ["generate", "--jobs", "0"],
    ["generate", "--jobs", "many"],
    ["generate", "--shape", "First"],
    ["generate", "--service", "s3"],
    ["generate", "--service", "s3", "--shape", "*"],
    ["generate", "--service", "s3", "--shape", "*", "--out", ""],
    ["generate", "--service", "s3", "--shape", "*", "--out", "o", "--package", "1"],
    ["generate", "--service", "s3", "--config", "a", "--shape", "*", "--out", "o"],
    ["generate", "--service"],
    ["generate", "extra"],
    ["generate"],
    ["check"],
    ["check", "--config", "missing.toml"],
    ["list", "shapes"],
    ["list", "nothing"],
    ["list"],
    ["explain"],
    ["explain", "A", "B"],
    ["explain", "First"],
    ["list", "services", "--debug=1"],
)


def usage(stage: Stage) -> None:
    """Errors of use are JSON where JSON was asked for."""
    for words in USAGE:
        forms = [["--format", "json"], ["--format=json"]]
        for index, form in enumerate(forms):
            whole = [words[0], *form, *words[1:]] if index else [*words, *form]
            with stage.book.trial(AREA, shlex.join(whole)) as trial:
                world = World(stage, trial)
                said = world.run(*whole)
                world.expect(said, 2)
                trial.expect(said.out == "", f"says on stdout: {said.out[:80]}")
                lines = said.err.splitlines()
                odd = [line for line in lines if not _is_object(line)]
                trial.expect(bool(lines), "says nothing")
                trial.expect(not odd, f"no JSON: {(odd or [''])[0][:80]}")
                trial.expect(not os.listdir(trial.folder), "leaves something behind")


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def outputs(stage: Stage) -> None:
    """An output that is none is an error that names it."""
    with stage.book.trial(AREA, '--out ""') as trial:
        world = World(stage, trial)
        world.expect(world.run("generate", *NEW.words(stage.model), "--out", ""), 2)
        trial.expect(not os.listdir(trial.folder), "writes into the current folder")
    for what, make in ODD_OUTPUTS.items():
        with stage.book.trial(AREA, f"--out is {what}") as trial:
            world = World(stage, trial)
            out = make(trial.folder)
            before = tree(trial.folder)
            said = world.run("generate", *NEW.words(stage.model), "--out", out)
            world.expect(said, 2)
            named = str(trial.folder / out.partition("/")[0]) in said.err
            trial.expect(named, f"the error does not name the whole path: {said.last}")
            trial.expect(tree(trial.folder) == before, "leaves something behind")


def _a_file(folder: Path) -> str:
    (folder / "file").write_text("mine")
    return "file"


def _below_a_file(folder: Path) -> str:
    return f"{_a_file(folder)}/a/b"


def _a_loop(folder: Path) -> str:
    (folder / "loop").symlink_to("loop")
    return "loop"


def _too_long(_: Path) -> str:
    return f"a/{'x' * 300}/b"


def _a_fifo(folder: Path) -> str:
    os.mkfifo(folder / "fifo")
    return "fifo"


ODD_OUTPUTS: dict[str, Callable[[Path], str]] = {
    "a file": _a_file,
    "below a file": _below_a_file,
    "a link to itself": _a_loop,
    "too long a name": _too_long,
    "a FIFO": _a_fifo,
}


def forbidden_outputs(stage: Stage) -> None:
    """The same, where the folder above may not be written."""
    if not unprivileged(stage, "forbidden outputs"):
        return
    for out in ("out", "out/below"):
        with stage.book.trial(AREA, f"--out {out} in a folder without rights") as trial:
            world = World(stage, trial)
            give(trial.folder, user())
            trial.folder.chmod(0o555)
            words = [*NEW.words(stage.model), "--out", out]
            said = world.run("generate", *words, uid=user())
            trial.folder.chmod(0o755)
            world.expect(said, 2)
            named = str(trial.folder / "out") in said.err
            trial.expect(named, f"the error does not name the whole path: {said.last}")


REFUSED = {
    "a shape that is missing": ["--service", "example", "--shape", "Missing"],
    "a service that is missing": ["--service", "nope", "--shape", "Missing"],
    "a model that is at fault": ["--service", "example", "--shape", "First"],
}


def refused(stage: Stage) -> None:
    """A run that is refused, or that the disk refuses, leaves no folder behind."""
    for what, words in REFUSED.items():
        with stage.book.trial(AREA, f"{what}, and an output that is new") as trial:
            world = World(stage, trial)
            broken = stage.book.scratch / "broken" / "service-2.json"
            model = broken if "fault" in what else stage.model
            given = [] if "nope" in words else ["--model", str(model)]
            said = world.run("generate", *words, *given, "--out", "a/b/c")
            world.expect(said, 2, 3)
            trial.expect(not os.listdir(trial.folder), "leaves a folder behind")
    for size in (0, 100, 5000):
        with stage.book.trial(
            AREA, f"files of {size} bytes at most, a new one"
        ) as trial:
            world = World(stage, trial)
            words = [*NEW.words(stage.model), "--out", "a/b/c"]
            said = world.run("generate", *words, limit=_files_of(size), piped=True)
            world.expect(said, 2)
            trial.expect(not os.listdir(trial.folder), "leaves a folder behind")
            world.out = trial.folder / "a/b/c"
            world.package = world.out / PACKAGE
            world.heals(NEW)


def _files_of(size: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def no_current_folder(stage: Stage) -> None:
    """The folder that one stands in is gone."""
    words = {
        "check": ["check"],
        "generate": ["generate", *NEW.words(stage.model), "--out", "out"],
        "list": ["list", "services"],
    }
    for what, command in words.items():
        with stage.book.trial(
            AREA, f"{what} where the current folder is gone"
        ) as trial:
            world, place = World(stage, trial), trial.folder / "gone"
            place.mkdir()
            said = world.run(*command, cwd=place, limit=place.rmdir, main=None)
            if what == "list" and said.code == 0:
                continue
            world.expect(said, 2)
            clear = re.search(r"current|working", said.err) is not None
            trial.expect(clear, f"does not say that it is the folder: {said.last}")


def modes(stage: Stage) -> None:
    """The package's folder stays as its owner made it."""
    for mode in (0o2775, 0o700, 0o750, 0o1777, 0o2755):
        for place in (".", "example", ".."):
            with stage.book.trial(AREA, f"mode {mode:o} of {place}") as trial:
                world = World(stage, trial).start()
                folder = world.package / place
                if os.geteuid() == 0:
                    os.chown(folder, -1, 12)
                folder.chmod(mode)
                before = folder.stat()
                world.heals(NEW)
                now = folder.stat()
                trial.expect(
                    now.st_mode == before.st_mode,
                    f"becomes {now.st_mode & 0o7777:o}",
                )
                trial.expect(now.st_gid == before.st_gid, "its group is another")


# Interrupts -------------------------------------------------------------------------


def interrupts(stage: Stage) -> None:
    """At any moment: one line and 130, or all is done."""
    whole = _duration(stage)
    for what in ("generate", "check", "generate --format json"):
        count = 40 if what == "generate" else 12
        for turn in stage.book.repeat(f"interrupts of {what}", count, 0.1):
            delay = whole * 1.05 * turn / (count - 1)
            with stage.book.trial(AREA, f"SIGINT during {what}") as trial:
                world = World(stage, trial).start()
                words = [*what.split(), *world.words(NEW)]
                running = world.begin(*words, main=None)
                time.sleep(delay)
                os.kill(running.process, signal.SIGINT)
                _interrupted(world, running.end(), delay < whole / 2, "check" in what)
                if turn % 5 == 0:
                    world.heals(NEW)


def _duration(stage: Stage) -> float:
    with stage.book.trial(AREA, "a whole run") as trial:
        world = World(stage, trial).start()
        start = time.monotonic()
        world.run("generate", *world.words(NEW), main=None)
        return time.monotonic() - start


def _interrupted(world: World, said: Said, early: bool, dry: bool) -> None:
    trial = world.trial
    lines = [line for line in said.err.splitlines() if line]
    if said.code != 0 and early and _is_pythons(said):
        world.is_whole(OLD)
        return
    if said.code in (0, 1):
        world.expect(said, 1 if dry else 0)
        trial.expect(not lines, f"done, and says {said.last}")
    else:
        world.judge(said)
        if "Traceback" not in said.err:
            world.expect(said, 130)
            one = len(lines) == 1 and "interrupted" in lines[0]
            trial.expect(one, f"says {said.err.strip()[:200] or 'nothing'}")
    world.is_whole(*((OLD,) if dry else (OLD, NEW)))
    if said.code == 0 and not dry:
        world.is_whole(NEW)
    if said.code == 130:
        world.is_tidy()


def _is_pythons(said: Said) -> bool:
    """Whether Python had not yet come to a line of ours."""
    ours = str(Path(__file__).parents[2] / "codegen") in said.err
    strange = said.code < 0 or "Traceback" in said.err
    return strange and not ours and "interrupted" not in said.err


def run(stage: Stage) -> None:
    """All of this area."""
    pipes(stage)
    streams(stage)
    usage(stage)
    outputs(stage)
    forbidden_outputs(stage)
    refused(stage)
    no_current_folder(stage)
    modes(stage)
    interrupts(stage)
