"""Two Dask workers beside `--jobs 2`, and a worker that is killed in the middle.

    python tests/output/cluster.py [SERVICE…]

Needs `shapewright[dask]`. Each run compiles these services, or all, without a cache;
all must write the same bytes. Prints the times and their ratio; 1 if bytes differ.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2
BEFORE_THE_KILL = 5.0
"""Seconds of a run."""


def main(services: list[str]) -> int:
    """Run, compare, print."""
    selection = [arg for name in services or ["*"] for arg in ("--service", name)]
    with (
        tempfile.TemporaryDirectory() as folder,
        _cluster(folder) as (address, workers),
    ):
        print("two processes:", end=" ", flush=True)
        local, by_processes = _run(folder, "jobs", selection, "--jobs", str(WORKERS))
        print(f"{local:.1f} s\ntwo Dask workers:", end=" ", flush=True)
        remote, by_dask = _run(folder, "dask", selection, "--dask", address)
        print(f"{remote:.1f} s, {remote / local:.2f} of it")
        print("a worker killed:", end=" ", flush=True)
        victim = workers[0]
        kill = subprocess.Popen(
            ["sh", "-c", f"sleep {BEFORE_THE_KILL}; kill -9 -{victim.pid}"]
        )
        killed, after_the_kill = _run(folder, "killed", selection, "--dask", address)
        dead = kill.wait() == 0 and victim.wait() == -signal.SIGKILL
        print(f"{killed:.1f} s; it is dead: {dead}")
    same = by_processes == by_dask == after_the_kill
    print(f"{len(by_processes):,} files, the same bytes: {same}")
    return 0 if same and dead else 1


def _run(
    folder: str, name: str, selection: list[str], *how: str
) -> tuple[float, dict[str, str]]:
    """Seconds that a run takes, and the digests of what it wrote."""
    out = Path(folder, name)
    command = [_program("shapewright"), "generate", *selection, "--no-cache", *how]
    command += ["--shape", "*", "--operation", "*", "--out", str(out)]
    begin = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.monotonic() - begin
    return seconds, {
        str(file.relative_to(out)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(out.rglob("*"))
        if file.is_file()
    }


@contextmanager
def _cluster(folder: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers of this machine, each in a process group of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    options = ["--no-dashboard", "--nthreads", "1", "--local-directory", folder]
    commands = [["scheduler", "--port", str(port), "--no-dashboard"]]
    commands += [["worker", address, *options] for _ in range(WORKERS)]
    with open(Path(folder, "cluster.log"), "wb") as log:
        started = [
            subprocess.Popen(
                [_program("dask"), *command],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for command in commands
        ]
        try:
            yield address, started[1:]
        finally:
            for process in started:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
                    process.wait()


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
