"""An executor of a Dask cluster, or what is said where there is none."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dask as dask_itself
import pytest
from click import UsageError
from click.testing import CliRunner
from distributed import KilledWorker, LocalCluster

from shapewright import pipeline
from shapewright.command.cli import cli
from shapewright.command.cluster import _tell, dask
from shapewright.compile_service import compile_service
from shapewright.diagnostics import Diagnostics
from shapewright.load.document import Document
from shapewright.settings import ServiceSettings
from shapewright.work.job import Job
from shapewright.work.workshop import Workshop
from support import CORPUS

WORKERS = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
JOBS = [
    Job(
        settings=ServiceSettings(
            service="example", model=CORPUS / name / "service-2.json", shapes=("*",)
        ),
        templates=None,
        strict_model=False,
    )
    for name in ("union", "sparse", "documents")
]
HERE = Workshop().run(compile_service, JOBS, Diagnostics())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster of threads."""
    with LocalCluster(processes=False, protocol="tcp", **WORKERS) as cluster:
        yield cluster.scheduler_address


def test_its_workers_compile_the_same(address: str) -> None:
    with dask(address) as executor:
        there = Workshop(executor=executor).run(compile_service, JOBS, Diagnostics())
    assert there == HERE


def test_the_command_uses_it(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Services are compiled there, none of them here; the same is written."""
    model = CORPUS / "union" / "service-2.json"
    run = ["generate", "--service", "example", "--model", str(model), "--shape", "*"]
    run += ["--no-cache", "--out", str(tmp_path)]
    assert CliRunner().invoke(cli, run).exit_code == 0
    threads: set[str] = set()
    load = pipeline.load

    def spied(settings: ServiceSettings, diagnostics: Diagnostics) -> Document:
        threads.add(threading.current_thread().name)
        return load(settings, diagnostics)

    monkeypatch.setattr(pipeline, "load", spied)
    found = CliRunner().invoke(cli, [*run, "--check", "--dask", address])
    assert (found.exit_code, found.stderr) == (0, "")
    assert threads
    assert threading.main_thread().name not in threads


def told(finish: Callable[[Future[int]], object]) -> Future[int]:
    """What is told of a future that ends so."""
    done: Future[int] = Future()
    other: Future[int] = Future()
    finish(done)
    _tell(done, other)
    return other


def test_each_end_is_told_as_other_executors_tell_it() -> None:
    assert told(lambda done: done.set_result(1)).result() == 1
    error = OSError()
    assert told(lambda done: done.set_exception(error)).exception() is error
    with pytest.raises(CancelledError):
        told(lambda done: done.cancel()).result()


def test_a_task_that_killed_its_workers_is_one_that_was_lost() -> None:
    last: Any = SimpleNamespace(address="tcp://127.0.0.1:9")
    killed = KilledWorker("task", last, 1)
    found = told(lambda done: done.set_exception(killed)).exception()
    assert isinstance(found, BrokenExecutor)


@pytest.mark.parametrize("nowhere", ["tcp://127.0.0.1:9", "nonsense://here"])
def test_a_scheduler_that_cannot_be_reached_is_bad_use(nowhere: str) -> None:
    quick = {"distributed.comm.timeouts.connect": "200ms"}
    with (
        dask_itself.config.set(quick),
        pytest.raises(UsageError, match=f"--dask {nowhere}: "),
        dask(nowhere),
    ):
        raise AssertionError


def test_without_distributed_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(UsageError, match=r"pip install 'shapewright\[dask\]'"),
        dask("tcp://127.0.0.1:9"),
    ):
        raise AssertionError
