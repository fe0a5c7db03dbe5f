"""What it takes to generate whole SageMaker, in turn with others, and everything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .generators import (
    OURS,
    Generator,
    generators,
    reaching_shapewright,
    schema_files,
    shapewright,
)
from .processes import Usage, medians, usage
from .section import Section, part_of

_HEADS = ("run", "CPU s", "wall s", "peak MB")
_METHOD = (
    "CPU is of all processes of a run, in user's code and the system's; the peak is the"
    " resident memory of the largest process. {rounds}."
)


def sagemaker(*, quick: bool) -> Iterator[Section]:
    """Whole SageMaker, from nothing by everybody, and by us once more."""
    rounds = 1 if quick else 3
    with _folder() as folder:
        everybody = generators(schema_files(folder))
        here = [one for one in everybody if one.installed]
        measured, lines = _from_nothing(here, folder, rounds)
        again = _again(["sagemaker"], folder, jobs=1, rounds=rounds)[1]
    ours = measured[OURS]
    table = [(*_HEADS, "lines", "CPU: ours is")]
    for name, used in measured.items():
        ratio = "-" if name == OURS else part_of(ours.cpu, used.cpu)
        table.append((*_cells(name, used), f"{lines[name]:,}", ratio))
    table.append((*_cells(f"{OURS}, nothing changed", again), "-", "-"))
    yield Section(
        "Generate whole SageMaker",
        table,
        (
            _METHOD.format(rounds=_rounds(rounds)),
            *[f"{one.name}: {one.note}." for one in here],
            *[f"{one.name}: not installed." for one in everybody if one not in here],
        ),
    )


def everything(*, quick: bool) -> Iterator[Section]:
    """All services on two processes, from nothing and once more."""
    del quick  # there is one round
    with _folder() as folder:
        cold, again = _again(["*"], folder, jobs=2, rounds=1)
    cells = [_cells("from nothing", cold), _cells("nothing changed", again)]
    notes = (_METHOD.format(rounds=_rounds(1)),)
    yield Section("Generate every service, 2 processes", [_HEADS, *cells], notes)


def _from_nothing(
    everybody: list[Generator], folder: Path, rounds: int
) -> tuple[dict[str, Usage], dict[str, int]]:
    """What each uses, and how many lines it writes."""
    measured: dict[str, list[Usage]] = {one.name: [] for one in everybody}
    lines = {}
    for turn in range(rounds):
        for one in everybody:
            out = folder / f"{turn} {one.name}"
            out.mkdir()
            variables = reaching_shapewright()
            measured[one.name].append(usage(one.command(out), folder, variables))
            lines[one.name] = _lines(out)
    return {name: medians(values) for name, values in measured.items()}, lines


def _again(
    services: list[str], folder: Path, *, jobs: int, rounds: int
) -> tuple[Usage, Usage]:
    """A run that fills the cache, and those that find nothing changed."""
    variables = reaching_shapewright()
    variables["SHAPEWRIGHT_CACHE_DIR"] = str(folder / "cache")
    command = shapewright(services, folder, jobs=jobs)
    first = usage(command, folder, variables)
    again = [usage(command, folder, variables) for _ in range(rounds)]
    return first, medians(again)


def _cells(name: str, used: Usage) -> tuple[str, str, str, str]:
    peak = f"{used.peak / 1e6:.0f}"
    return name, f"{used.cpu:.2f}", f"{used.wall:.2f}", peak


def _rounds(count: int) -> str:
    return "One round" if count == 1 else f"Medians of {count} rounds in turn"


def _lines(folder: Path) -> int:
    files = folder.rglob("*.py")
    return sum(len(file.read_text("utf-8").splitlines()) for file in files)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()
