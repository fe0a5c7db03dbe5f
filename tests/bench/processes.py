"""What a command uses: CPU, time, and memory at its peak, all its processes included.

Linux counts the memory of the process that starts another to the other's peak. So this
module, run as a script, is a small process that starts the command and waits for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Usage(NamedTuple):
    """Of a process and all that it started and waited for."""

    cpu: float
    """Seconds, in user's code and the system's."""
    wall: float
    peak: float
    """Bytes in memory, of the largest process."""


def usage(
    command: Sequence[str],
    cwd: Path,
    variables: Mapping[str, str] | None = None,
) -> Usage:
    """Run a command.

    Raises:
        CalledProcessError: It failed; its standard error is shown.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "usage.json")
        done = subprocess.run(
            [sys.executable, "-I", "-S", __file__, str(file), *command],
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**os.environ, **(variables or {})},
        )
        if done.returncode:
            sys.stderr.write(done.stderr)
            done.check_returncode()
        return Usage(*json.loads(file.read_text("utf-8")))


def medians(measured: Iterable[Usage]) -> Usage:
    return Usage(*map(median, zip(*measured, strict=True)))


def main(file: str, *command: str) -> int:
    """Run a command and write what it used; its exit code."""
    begin = perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    wall = perf_counter() - begin
    unit = 1 if sys.platform == "darwin" else 1024
    found = Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit)
    Path(file).write_text(json.dumps(found), "utf-8")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
