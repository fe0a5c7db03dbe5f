"""This build beside an older one, in one process: `python -m bench.run --against REV`.

The older package is taken out of git under another name. Both are measured in turn,
and which comes first alternates; a figure is the ratio of such a pair.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path
from statistics import median
from time import process_time
from timeit import Timer
from typing import Any

from support import ROOT

from .documents import SIZES, document
from .figures import Effort, all_thunks
from .measure import BATCH, count_of
from .peers import Peer, Thunk, ours
from .table import Figure

BEFORE = "aws_shapes_before"
LIMITS = {"construct": 0.98, "from_wire strict": 0.98, "from_wire tolerant": 0.98}
"""The least part of the older build's speed; of other figures it is `_OTHERS`."""
_OTHERS = 0.95
_SURE = 2.576
"""Deviations of an interval that holds the median 99 times in 100."""


@dataclass(frozen=True)
class Comparison:
    """How fast this build is, as a part of the older one's speed; above 1 is faster."""

    figure: Figure
    ratio: float
    """The median of all pairs."""
    low: float
    high: float
    """The interval in which the median is, by the order of the pairs."""

    @property
    def limit(self) -> float:
        return LIMITS.get(self.figure.name, _OTHERS)

    @property
    def falls_short(self) -> bool:
        """Whether all of the interval is below the limit."""
        return self.high < self.limit

    def cells(self) -> tuple[str, ...]:
        interval = f"{self.low:.3f} to {self.high:.3f}"
        met = "FALLS SHORT" if self.falls_short else "yes"
        return str(self.figure), f"{self.ratio:.3f}", interval, f"≥ {self.limit:g}", met


EFFORT = Effort(rounds=400, imports=0, generations=0)
METHOD = """\
This build beside that of {}, both in one process. Speed is the older build's CPU time
by this one's, the median of all pairs that were measured one after the other; the
interval holds that median 99 times in 100. A row falls short where all of it is below
the limit."""
COLUMNS = ("figure", "speed", "99 % interval", "limit", "met")


@contextmanager
def older(revision: str) -> Iterator[Peer]:
    """The package as it was committed at a revision.

    Raises:
        SystemExit: git does not know the revision, or it has no such package.
    """
    command = ["git", "archive", "--format=tar", revision, "generated/aws_shapes"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode().strip())
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        (Path(folder) / "generated" / "aws_shapes").rename(Path(folder) / BEFORE)
        sys.path.insert(0, folder)
        try:
            yield ours(BEFORE)
        finally:
            sys.path.remove(folder)
            for name in [one for one in sys.modules if one.startswith(BEFORE)]:
                del sys.modules[name]


def compare(revision: str, effort: Effort) -> list[Comparison]:
    """Every figure of both builds, pair by pair."""
    with older(revision) as before:
        figures = {
            Figure(name, metrics): (now, dict(all_thunks(before, good))[name])
            for metrics in SIZES
            for good in [document(metrics)]
            for name, now in all_thunks(ours(), good)
        }
        return [
            comparison(figure, ratios)
            for figure, ratios in _pairs(figures, effort.rounds).items()
        ]


def comparison(figure: Figure, ratios: list[float]) -> Comparison:
    """What the pairs of one figure say."""
    ordered, count = sorted(ratios), len(ratios)
    outside = max(0, ceil((count - _SURE * sqrt(count)) / 2) - 1)
    return Comparison(
        figure, median(ordered), ordered[outside], ordered[count - 1 - outside]
    )


def _pairs(
    figures: Mapping[Figure, tuple[Thunk, Thunk]], rounds: int
) -> dict[Figure, list[float]]:
    found: dict[Figure, list[float]] = {figure: [] for figure in figures}
    timers = {
        figure: [Timer(thunk, timer=process_time) for thunk in both]
        for figure, both in figures.items()
    }
    counts = {figure: count_of(both[0], BATCH) for figure, both in timers.items()}
    for turn in range(rounds):
        for figure, (now, before) in timers.items():
            times: dict[Any, float] = {}
            for timer in (now, before) if turn % 2 else (before, now):
                times[timer] = timer.timeit(counts[figure])
            found[figure].append(times[before] / times[now])
    return found


def as_json(found: list[Comparison]) -> str:
    rows = [
        {
            "figure": one.figure.name,
            "metrics": one.figure.metrics,
            "speed": one.ratio,
            "low": one.low,
            "high": one.high,
            "limit": one.limit,
            "falls_short": one.falls_short,
        }
        for one in found
    ]
    return json.dumps(rows, indent=2)
