"""Run-time ratios of a request and a response with everything set, beside a small one.

The compiler runs in a process of its own: one of the libraries that it uses adds an
audit hook, which Python then calls at each of our objects.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from .agreement import DISAGREES, returns
from .figures import thunks
from .generators import reaching_shapewright
from .measure import Sample, sample, times, weight
from .processes import usage
from .section import Section, listed
from .subjects import SMALL, Subject, small, subject
from .table import Figure, Row, rows

LARGE = ("CreateTrainingJobRequest", "DescribeTrainingJobResponse")
_OPERATIONS = ("CreateTrainingJob", "DescribeTrainingJob")
_LEEWAY = 1.05
"""By how much a ratio may be worse before it is said to be: this much is noise."""


def large(*, quick: bool) -> Iterator[Section]:
    """Both values beside an AlgorithmSpecification, all in turn in one process."""
    with tempfile.TemporaryDirectory() as name:
        _compile(Path(name))
        sys.path.insert(0, name)
        module = import_module("large_shapes.sagemaker")
        subjects = [small(), *[subject(getattr(module, name)) for name in LARGE]]
        yield compared(subjects, rounds=3 if quick else 100)


def _compile(folder: Path) -> None:
    command = [sys.executable, "-m", "shapewright", "generate", "--service"]
    command += [
        "sagemaker",
        "--package",
        "large_shapes",
        "--out",
        str(folder),
    ]
    for name in _OPERATIONS:
        command += ["--operation", name]
    usage(command, folder, reaching_shapewright())


def compared(subjects: list[Subject], rounds: int) -> Section:
    """All figures of all subjects; the first is the one to compare with."""
    small, *others = subjects
    wrong = [
        f"{each.name}, {peer.name}: {verdict}"
        for each in subjects
        for peer in each.peers
        if DISAGREES in (verdict := returns(peer, each.document))
    ]
    if wrong:
        raise SystemExit("\n".join(wrong))
    measured = _measured(subjects, rounds)
    beside = {(row.figure, row.peer): row for row in rows(measured[small.name])}
    words = {
        (figure, peer.name): f"{peer.name} {word}"
        for peer in small.peers
        for figure, word in peer.words.items()
    }
    table: list[tuple[str, ...]] = [
        ("of", "figure", "ours", "peer", "ratio", SMALL, "no worse")
    ]
    for each in others:
        for row in rows(measured[each.name]):
            cells = row.cells(words)[:4]
            other = beside[row.figure, row.peer]
            table.append(
                (each.name, *cells, other.cells(words)[3], _no_worse(row, other))
            )
    return Section(
        "Large values",
        table,
        (
            "CPU time, medians (minima), all in turn in one process, without garbage"
            " collection. Everything is set that the rules let be set.",
            f"The last columns are the ratio of an {SMALL} with 5 metrics, measured in"
            f" between, and whether the ratio is that or better, give or take"
            f" {_LEEWAY - 1:.0%}.",
            "== and hash are of two objects that were read; hash is of values without"
            " maps, since pydantic and msgspec hold these in a dict.",
            "Before, each was given the value, and gave back the same document.",
            *[_size(each) for each in others],
        ),
    )


def _measured(
    subjects: list[Subject], rounds: int
) -> dict[str, dict[Figure, dict[str, Sample]]]:
    each = {
        (one.name, Figure(name), peer.name): thunk
        for one in subjects
        for peer in one.peers
        for name, thunk in [
            *[pair for pair in thunks(peer, one.document) if pair[0] != "hash"],
            *[pair for pair in thunks(peer, one.flat) if pair[0] == "hash"],
        ]
    }
    found: dict[str, dict[Figure, dict[str, Sample]]] = {}
    for (name, figure, who), value in times(each, rounds).items():
        found.setdefault(name, {}).setdefault(figure, {})[who] = value
    for one in subjects:
        found[one.name][Figure("memory")] = {
            peer.name: sample([weight(peer.read(one.document))])
            for peer in one.peers
            if peer.objects and peer.read is not None
        }
    return found


def _no_worse(row: Row, other: Row) -> str:
    if row.theirs is None:
        return "-"
    more = row.value / other.value if row.faster else other.value / row.value
    return "yes" if more * _LEEWAY >= 1 else f"NO, {more:.2f} of it"


def _size(one: Subject) -> str:
    notes = [f"{peer.name}: {peer.note}" for peer in one.peers if "left" in peer.note]
    return (
        f"{one.name}: {len(json.dumps(one.document)):,} characters of JSON;"
        f" {listed(notes)}"
    )
