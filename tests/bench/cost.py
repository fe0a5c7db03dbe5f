"""What a structure costs to generate, against how many there are."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from shapewright.diagnostics import Diagnostics
from shapewright.load.catalogue import find_model, services

from .generators import reaching_shapewright, shapewright
from .processes import Usage, usage
from .section import Section

PLOT = Path(__file__).with_name("cost.svg")
SETS = (1, 5, 20, 60, 150, 445)
"""How many services; each set holds the smaller ones."""
_SINGLE = 12
_SEED = "cost"


@dataclass(frozen=True)
class Point:
    """One run, from nothing."""

    name: str
    services: int
    structures: int
    used: Usage

    @property
    def each(self) -> float:
        """Seconds of CPU per structure."""
        return self.used.cpu / self.structures


def cost(*, quick: bool) -> Iterator[Section]:
    """Growing sets of services, and services of many sizes alone; also as a plot."""
    shuffled = sorted(services())
    random.Random(_SEED).shuffle(shuffled)
    counts = [min(count, len(shuffled)) for count in (SETS[:3] if quick else SETS)]
    alone = _of_many_sizes(shuffled, 3 if quick else _SINGLE)
    sets = [run(f"{count} services", shuffled[:count]) for count in counts]
    singles = sorted((run(name, [name]) for name in alone), key=_size)
    yield _section([*sets, *singles], _plot(sets, singles, quick=quick))


def _size(point: Point) -> int:
    return point.structures


def _of_many_sizes(names: Sequence[str], count: int) -> list[str]:
    """Evenly from the middle to the largest: of a small one, the start is all."""
    said = Diagnostics()

    def size(name: str) -> int:
        return find_model(name, "", None, said)[0].stat().st_size

    by_size = sorted(names, key=size)[len(names) // 2 :]
    last = len(by_size) - 1
    return [by_size[round(index * last / (count - 1))] for index in range(count)]


def run(name: str, chosen: Sequence[str]) -> Point:
    """Whole services into an empty folder, in one process."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        command = shapewright(chosen, folder, "--no-cache")
        used = usage(command, folder, reaching_shapewright())
        structures = sum(map(_structures, folder.rglob("shapes/[!_]*.py")))
    return Point(name, len(chosen), structures, used)


def _structures(module: Path) -> int:
    """Those that hold each other are in one module."""
    return module.read_text("utf-8").count("\n@shape\n")


def _plot(sets: Sequence[Point], singles: Sequence[Point], *, quick: bool) -> str:
    """Draws, and says where."""
    if quick or not find_spec("matplotlib"):
        return "The plot is drawn by a full run, with matplotlib."
    from .plot import plot

    lines = {"sets of services": sets, "one service": singles}
    points = {
        label: [(one.structures, one.each * 1e3) for one in some]
        for label, some in lines.items()
    }
    plot(points, PLOT)
    return f"The same as a plot: {PLOT.name}."


def _section(points: Sequence[Point], note: str) -> Section:
    heads = ("run", "services", "structures", "CPU s", "peak MB", "ms per structure")
    table = [heads]
    for one in points:
        peak = f"{one.used.peak / 1e6:.0f}"
        counts = (f"{one.services}", f"{one.structures:,}")
        cpu, each = f"{one.used.cpu:.2f}", f"{one.each * 1e3:.2f}"
        table.append((one.name, *counts, cpu, peak, each))
    return Section(
        "CPU per structure",
        table,
        (
            "CPU of one process, from nothing, without a cache; its start is part of"
            " it. Enums, files and everything else are counted in.",
            note,
        ),
    )
