"""What one request of each service costs to import, beside a boto3 client of it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from shapewright.load.catalogue import services

from .demanding import Request, most_demanding
from .figures import reach
from .generators import reaching_shapewright
from .measure import Sample, import_costs
from .section import Section

PACKAGE = "every_shapes"
ROOT = Path(__file__).parents[2] / ".every"
"""Where `every.compiled` puts the package of all services."""
_AGAIN = 20
_ROUNDS = 7
_SETTLED = (
    "import os; os.environ.update(AWS_EC2_METADATA_DISABLED='true',"
    " AWS_ACCESS_KEY_ID='x', AWS_SECRET_ACCESS_KEY='x', AWS_CONFIG_FILE=os.devnull,"
    " AWS_SHARED_CREDENTIALS_FILE=os.devnull); "
)
"""So that a client has no search for credentials to do."""
_COUNT = """\
print(len({
    value
    for name, module in sys.modules.items() if name.startswith(sys.argv[1])
    for value in vars(module).values()
    if hasattr(value, "_members") and value.__module__ == name
}))"""


@dataclass(frozen=True)
class Place:
    """Where a package with whole services is."""

    root: Path
    package: str


class Cost(NamedTuple):
    """Of one service: seconds of CPU over a bare Python."""

    request: Request
    ours: float
    client: float

    @property
    def ratio(self) -> float:
        return self.ours / self.client


def imports(*, quick: bool) -> Iterator[Section]:
    """Every service, and those with the highest ratios once more."""
    _compile()
    chosen = sorted(services())
    if quick:
        chosen = random.Random("imports").sample(chosen, 6)
    requests = [found for name in chosen if (found := most_demanding(name))]
    place = Place(ROOT, PACKAGE)
    first = [cost(place, request, rounds=1) for request in requests]
    first.sort(key=lambda one: -one.ratio)
    worst = [one.request for one in first[:_AGAIN]]
    again = [cost(place, request, rounds=2 if quick else _ROUNDS) for request in worst]
    again.sort(key=lambda one: -one.ratio)
    yield _summary([*again, *first[_AGAIN:]])
    yield _worst(again[:10])


def _compile() -> None:
    """In a process of its own, which takes the compiler's memory with it."""
    code = "from every.compiled import chosen, compile_all; compile_all(chosen([]))"
    path = [str(Path(__file__).parents[1]), reaching_shapewright()["PYTHONPATH"]]
    variables = os.environ | {"PYTHONPATH": os.pathsep.join(path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=variables)


def cost(place: Place, request: Request, rounds: int) -> Cost:
    """Both in turn; the first round of each writes the bytecode and does not count.

    Raises:
        AssertionError: The import did not bring all nested structures.
    """
    module = f"{place.package}.{request.folder}"
    ours = f"import sys; sys.path.insert(0, {str(place.root)!r}); "
    ours += f"from {module} import {request.name}"
    brought = _structures_after(ours, f"{module}.shapes.")
    assert brought == request.structures, (request, brought)
    client = f"boto3.client({request.service!r}, region_name='eu-west-1')"
    statements = {
        "ours": ours,
        "client": f"{_SETTLED}{reach('boto3')}import boto3; {client}",
    }
    found: dict[str, Sample] = import_costs(statements, rounds)
    return Cost(request, found["ours"].median, found["client"].median)


def _structures_after(statement: str, package: str) -> int:
    """How many classes of structures of a package a statement brings."""
    command = [sys.executable, "-I", "-c", f"{statement}\n{_COUNT}", package]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def _summary(costs: list[Cost]) -> Section:
    ratios = [one.ratio for one in costs]
    middle = median(ratios)

    def over(limit: float) -> int:
        return sum(ratio > limit for ratio in ratios)

    def met(is_met: bool) -> str:
        return "yes" if is_met else "MISSED"

    return Section(
        "Import the most demanding request of each service",
        [
            ("figure", "value", "goal", "met"),
            ("services", f"{len(costs)}", "-", ""),
            ("median ratio", f"{middle:.3g}", "≤ 1/10", met(middle <= 1 / 10)),
            ("above 1/10", f"{over(1 / 10)}", "-", ""),
            ("above 1/2", f"{over(1 / 2)}", "0", met(not over(1 / 2))),
            ("median, ours", _ms(one.ours for one in costs), "-", ""),
            ("median, client", _ms(one.client for one in costs), "-", ""),
        ],
        (
            "CPU of a fresh isolated process over a bare one. Ours imports the input of"
            " an operation that has the most nested structures, with all of them, from"
            " the package of all services; beside it `import boto3` and"
            " `boto3.client(…)` of the same service.",
            f"Each once, and the {_AGAIN} with the highest ratios several times more.",
        ),
    )


def _worst(costs: list[Cost]) -> Section:
    table = [("service", "request", "structures", "ours ms", "client ms", "ratio")]
    for request, ours, client in costs:
        name, count = request.name, f"{request.structures}"
        cells = f"{ours * 1e3:.1f}", f"{client * 1e3:.1f}", f"{ours / client:.3g}"
        table.append((request.service, name, count, *cells))
    return Section("The ten highest ratios", table)


def _ms(seconds: Iterable[float]) -> str:
    return f"{median(seconds) * 1e3:.1f} ms"
