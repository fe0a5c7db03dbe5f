"""What is measured, by whom it is done, and how often."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .documents import (
    EMPTY_LIST,
    EMPTY_NAME,
    SIZES,
    TOO_LONG,
    Document,
    broken,
    document,
)
from .measure import (
    Sample,
    code_lines,
    cpu_seconds,
    import_costs,
    sample,
    times,
    weight,
)
from .peers import Peer, Thunk
from .table import OURS, Figure

STRUCTURES = (
    "algorithm_specification",
    "metric_definition",
    "training_image_config",
    "training_repository_auth_config",
)
"""The modules of the structures, whose lines are counted."""

Measured = dict[Figure, dict[str, Sample]]


@dataclass(frozen=True)
class Effort:
    """How often each thing is measured."""

    rounds: int
    imports: int
    generations: int


FULL, QUICK = Effort(100, 15, 5), Effort(3, 1, 1)


def measure(peers: Sequence[Peer], effort: Effort) -> Measured:
    """Everything, in the order of the table."""
    measured = _calls(peers, effort.rounds)
    measured[Figure("memory", SIZES[-1])] = _weights(peers, SIZES[-1])
    measured[Figure("import")] = _imports(peers, effort.imports)
    fresh, again = _generations(effort.generations)
    measured[Figure("generate, from nothing")] = {OURS: fresh}
    measured[Figure("generate, nothing changed")] = {OURS: again}
    measured[Figure("lines of the structures")] = {OURS: _lines()}
    return measured


def _calls(peers: Sequence[Peer], rounds: int) -> Measured:
    each = {
        (Figure(name, metrics), peer.name): thunk
        for peer in peers
        for metrics in SIZES
        for name, thunk in all_thunks(peer, document(metrics))
    }
    measured: Measured = {figure: {} for figure, _ in each}
    for (figure, who), value in times(each, rounds).items():
        measured[figure][who] = value
    names = [figure.name for figure in measured]
    in_order = sorted(measured, key=lambda figure: names.index(figure.name))
    return {figure: measured[figure] for figure in in_order}


def all_thunks(peer: Peer, good: Document) -> Iterator[tuple[str, Thunk]]:
    """The same, and what it does with two faults."""
    yield from thunks(peer, good)
    if peer.rebuild is not None:
        bad = broken(good, [TOO_LONG, EMPTY_LIST])
        yield "two faults, construct", _refusal(peer, peer.rebuild(bad))
    if peer.objects and peer.read is not None:
        bad = broken(good, [TOO_LONG, EMPTY_NAME])
        yield "two faults, from_wire", _refusal(peer, peer.read(bad))


def thunks(peer: Peer, good: Document) -> Iterator[tuple[str, Thunk]]:
    """What a peer does with a document that is right, with the names of the figures."""
    yield "construct", peer.build(good)
    if peer.read is not None:
        yield "from_wire strict", peer.read(good)
    if peer.read_tolerant is not None:
        yield "from_wire tolerant", peer.read_tolerant(good)
    if peer.read is not None and peer.write is not None:
        yield "to_wire", peer.write(peer.read(good)())
    if peer.objects:
        make = peer.read or peer.build
        # of other strings, as a service's second answer would be
        one, other = make(good)(), make(json.loads(json.dumps(good)))()
        yield "==", lambda: one == other
        yield "hash", lambda: hash(one)


def _refusal(peer: Peer, thunk: Thunk) -> Thunk:
    """What fails, with the exception's text."""
    error = peer.refusal

    def refused() -> str:
        try:
            thunk()
        except error as caught:
            return str(caught)
        raise AssertionError(f"{peer.name} takes what is wrong")

    return refused


def _weights(peers: Sequence[Peer], metrics: int) -> dict[str, Sample]:
    good = document(metrics)
    return {
        peer.name: sample([weight(peer.read(good))])
        for peer in peers
        if peer.objects and peer.read is not None
    }


def _imports(peers: Sequence[Peer], rounds: int) -> dict[str, Sample]:
    statements = {
        OURS: reach("aws_shapes")
        + "from aws_shapes.sagemaker import AlgorithmSpecification"
    }
    if "botocore" in [peer.name for peer in peers] and find_spec("boto3"):
        statements["boto3 client"] = (
            reach("boto3")
            + "import boto3; boto3.client('sagemaker', region_name='eu-west-1')"
        )
    return import_costs(statements, rounds)


def reach(package: str) -> str:
    """Lets an isolated process import a package that this one can."""
    return f"import sys; sys.path.insert(0, {str(_root(package))!r}); "


def _root(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parents[1]


def _generations(rounds: int) -> tuple[Sample, Sample]:
    """Seconds of CPU for writing AlgorithmSpecification, and for a second run."""
    fresh, again = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            fresh.append(_generate(folder))
            again.append(_generate(folder))
    return sample(fresh), sample(again)


def _generate(folder: str) -> float:
    command = [
        sys.executable,
        "-m",
        "shapewright",
        "generate",
        "--out",
        f"{folder}/out",
    ]
    command += ["--service", "sagemaker", "--shape", "AlgorithmSpecification"]
    path = [str(_root("shapewright")), os.environ.get("PYTHONPATH", "")]
    variables = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path))}
    return cpu_seconds(command, cwd=folder, env=variables)


def _lines() -> Sample:
    folder = _root("aws_shapes") / "aws_shapes" / "sagemaker" / "shapes"
    return sample([code_lines(folder / f"{name}.py" for name in STRUCTURES)])
