"""The benchmark: measure, and print one table.

Run by `nox -s bench`, or as `python -m bench.run` with `tests` on the path.
A peer that is not installed is left out. This is no test: goals that are missed are
marked, and the exit code is 0.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from . import against
from .agreement import Verdicts, agreement, disagreements
from .figures import FULL, QUICK, Effort, measure
from .peers import PEERS, Peer, installed, ours
from .table import COLUMNS, Row, as_markdown, as_text, rows

METHOD = """\
CPU time of one call, median (minimum); all in turn in one process, without garbage
collection. Ratios are of medians: "x as fast" is the peer's time by ours, "of it" is
ours by the peer's. Memory is what one more object that is read takes, by tracemalloc,
without its strings. An import is a fresh isolated process over a bare one; generation
is a fresh process. Lines are those of code: no docstring, comment, blank or import."""


@dataclass(frozen=True)
class Report:
    """All that is shown and written."""

    where: dict[str, str]
    peers: Sequence[Peer]
    verdicts: Verdicts
    effort: Effort
    rows: list[Row]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the arguments ask for, and print it."""
    options = _parser().parse_args(arguments)
    if options.against:
        _against(options)
        return
    peers = [ours(), *[PEERS[name]() for name in options.peers]]
    effort = QUICK if options.quick else FULL
    verdicts = agreement(peers)  # before anything is measured
    table = list(rows(measure(peers, effort)))
    where = environment(_versions(peers))
    report = Report(where, peers, verdicts, effort, table)
    print(_text(report, markdown=options.markdown))
    if options.json is not None:
        text = json.dumps(_json(report), indent=2, ensure_ascii=False)
        options.json.write_text(f"{text}\n", "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.run")
    parser.add_argument("--quick", action="store_true", help="few rounds")
    parser.add_argument("--markdown", action="store_true", help="tables for a README")
    parser.add_argument("--json", type=Path, help="where to write all figures")
    parser.add_argument(
        "--against",
        metavar="REV",
        help="beside this repository's package at a revision",
    )
    parser.add_argument(
        "--peers",
        type=_names,
        default=installed(),
        help=f"of {','.join(PEERS)}; by default those that are installed",
    )
    return parser


def _against(options: argparse.Namespace) -> None:
    found = against.compare(options.against, QUICK if options.quick else against.EFFORT)
    table = as_markdown if options.markdown else as_text
    short = [str(one.figure) for one in found if one.falls_short]
    print(heading(environment({})), against.METHOD.format(options.against), sep="\n\n")
    print(f"\n{table([against.COLUMNS, *[one.cells() for one in found]])}\n")
    print(f"Falls short: {', '.join(short) or 'nothing'}.")
    if options.json is not None:
        options.json.write_text(f"{against.as_json(found)}\n", "utf-8")


def _names(text: str) -> list[str]:
    names = [name for name in text.split(",") if name]
    for name in names:
        if name not in PEERS:
            raise argparse.ArgumentTypeError(f"no peer is called {name!r}")
    return names


def _versions(peers: Sequence[Peer]) -> dict[str, str]:
    names = [peer.name for peer in peers[1:] if peer.name in PEERS]
    return {name: version(name) for name in names if find_spec(name) is not None}


def environment(packages: Mapping[str, str]) -> dict[str, str]:
    """When, where and with which packages this was measured."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cpu": f"{_cpu()}, {os.cpu_count()} cores",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        **packages,
    }


def _cpu() -> str:
    """The processor's own name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.processor() or "unknown processor"


def _text(report: Report, *, markdown: bool) -> str:
    table = as_markdown if markdown else as_text
    names = [peer.name for peer in report.peers]
    refused = [
        (fault, *[by_peer[name] for name in names])
        for fault, by_peer in report.verdicts.items()
    ]
    measured = [row.cells(_words(report.peers)) for row in report.rows]
    parts = [
        heading(report.where),
        "What each takes and refuses, by its constructor and on reading:",
        table([("fault", *names), *refused]),
        *[f"Not as it should be: {text}." for text in disagreements(report.verdicts)],
        "\n".join([f"- {peer.name}: {peer.note}" for peer in report.peers]),
        METHOD,
        table([COLUMNS, *measured]),
        _summary(report.rows),
    ]
    return "\n\n".join(parts)


def heading(where: Mapping[str, str]) -> str:
    """The same as a line."""
    known = ("date", "platform", "cpu", "python")
    packages = [f"{name} {text}" for name, text in where.items() if name not in known]
    return ", ".join([*[where[name] for name in known], *packages])


def _words(peers: Sequence[Peer]) -> dict[tuple[str, str], str]:
    """The peers' own words, by figure and peer."""
    return {
        (figure, peer.name): f"{peer.name} {word}"
        for peer in peers
        for figure, word in peer.words.items()
    }


def _summary(table: Sequence[Row]) -> str:
    goals = [row for row in table if row.met is not None]
    return f"{sum(row.met is True for row in goals)} of {len(goals)} goals met."


def _json(report: Report) -> dict[str, Any]:
    """Times in seconds."""
    return {
        "environment": report.where,
        "rounds": report.effort.rounds,
        "verdicts": report.verdicts,
        "disagreements": disagreements(report.verdicts),
        "rows": [row.as_dict() for row in report.rows],
    }


if __name__ == "__main__":
    main()
