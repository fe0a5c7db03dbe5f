"""How times, memory, processes and lines are measured."""

from __future__ import annotations

import ast
import gc
import resource
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from time import process_time
from timeit import Timer
from typing import Any, NamedTuple, TypeVar

_K = TypeVar("_K")

BATCH = 0.001
"""Seconds for which one thing is measured before it is another's turn."""


class Sample(NamedTuple):
    """What came out of several measurements of one thing."""

    median: float
    minimum: float


def sample(values: Iterable[float]) -> Sample:
    measured = sorted(values)
    return Sample(statistics.median(measured), measured[0])


def times(
    thunks: Mapping[_K, Callable[[], Any]], rounds: int, batch: float = BATCH
) -> dict[_K, Sample]:
    """Seconds of CPU per call, all in turn in one process, without garbage collection.

    Each figure includes the call of one Python function, the same for all.
    """
    timers = {key: Timer(thunk, timer=process_time) for key, thunk in thunks.items()}
    counts = {key: count_of(timer, batch) for key, timer in timers.items()}
    measured: dict[_K, list[float]] = {key: [] for key in timers}
    keys = list(timers)
    for turn in range(rounds):
        start = turn % len(keys)  # so that nobody always follows the same neighbour
        for key in [*keys[start:], *keys[:start]]:
            seconds = timers[key].timeit(
                counts[key]
            )  # which switches the collector off
            measured[key].append(seconds / counts[key])
    return {key: sample(values) for key, values in measured.items()}


def count_of(timer: Timer, batch: float) -> int:
    """How many calls fill a batch."""
    timer.timeit(10)
    return ceil(batch / max(min(timer.repeat(3, 10)) / 10, 1e-9))


def weight(make: Callable[[], Any], copies: int = 200) -> float:
    """Bytes that one more object takes, by tracemalloc, all it holds included.

    Strings are those of the document that is read, and not counted; what classes share
    is made before.
    """
    make()
    kept: list[Any] = [None] * copies
    gc.collect()  # empties the free lists, whose blocks would not be counted
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for index in range(copies):
            kept[index] = make()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (after - before) / copies


def cpu_seconds(command: Sequence[str], **options: Any) -> float:
    """User and system time of a process.

    Raises:
        CalledProcessError: It failed; its standard error is shown.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def import_costs(statements: Mapping[_K, str], rounds: int) -> dict[_K, Sample]:
    """Seconds of CPU in a fresh isolated process, over those of a bare Python."""
    measured: dict[_K, list[float]] = {key: [] for key in statements}
    for turn in range(-1, rounds):  # the first writes the bytecode, and does not count
        bare = _run("pass")
        for key, statement in statements.items():
            cost = _run(statement) - bare
            if turn >= 0:
                measured[key].append(cost)
    return {key: sample(values) for key, values in measured.items()}


def _run(statement: str) -> float:
    return cpu_seconds([sys.executable, "-I", "-c", statement])


def code_lines(files: Iterable[Path]) -> int:
    """Lines of code: no blank, comment, docstring or import."""
    return sum(_code_lines(path.read_text("utf-8")) for path in files)


def _code_lines(source: str) -> int:
    lines = {
        number
        for number, line in enumerate(source.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    }
    for node in ast.walk(ast.parse(source)):
        if _no_code(node):
            assert isinstance(node, ast.stmt)
            lines -= {*range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return len(lines)


def _no_code(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return isinstance(node.value.value, str)
    return isinstance(node, (ast.Import, ast.ImportFrom))
