"""An executor of a Dask cluster, or what is said where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import dask as dask_itself
import pytest
from click import UsageError
from distributed import LocalCluster

from shapewright.cluster import dask
from shapewright.diagnostics import Diagnostics
from shapewright.jobs import Job, Workshop
from shapewright.pipeline import compile_service
from shapewright.settings import ServiceSettings
from support import CORPUS


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster of threads."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(processes=False, protocol="tcp", **options) as cluster:
        yield cluster.scheduler_address


def test_its_workers_compile_the_same(address: str) -> None:
    settings = ServiceSettings(
        service="example", model=CORPUS / "union" / "service-2.json", shapes=("*",)
    )
    jobs = [Job(settings=settings, templates=None, strict_model=False)] * 3
    with dask(address) as executor:
        there = Workshop(executor=executor).run(compile_service, jobs, Diagnostics())
    assert there == Workshop().run(compile_service, jobs, Diagnostics())


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
