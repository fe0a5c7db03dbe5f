"""Services compiled anywhere: the bytes are the same, whatever becomes of workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest

from shapewright.compile_service import compile_service
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.emit.render import Renderer
from shapewright.files import Compiled
from shapewright.settings import ServiceSettings
from shapewright.work.job import Job
from shapewright.work.processes import _begin_worker, processes
from shapewright.work.workshop import Workshop
from support import CORPUS

NAMES = ("union", "sparse", "constraints", "documents")


def jobs() -> list[Job]:
    return [
        Job(
            settings=ServiceSettings(
                service="example",
                model=CORPUS / name / "service-2.json",
                shapes=("*",),
            ),
            templates=None,
            strict_model=False,
        )
        for name in NAMES
    ]


def compiled(**options: Any) -> list[Compiled]:
    diagnostics = Diagnostics()
    found = Workshop(**options).run(compile_service, jobs(), diagnostics)
    assert list(diagnostics) == []
    return found


HERE = compiled()


class Lost(Executor):
    """Its workers die: at once, or before they are done."""

    def __init__(self, at_once: bool) -> None:
        self._at_once = at_once

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        if self._at_once:
            raise BrokenExecutor
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


def die_once(job: Job, done: Callable[[int], None] = print) -> Compiled:
    """The first worker that gets here is killed."""
    mark = Path(os.environ["SHAPEWRIGHT_TEST_MARK"])
    if os.getpid() != int(mark.with_suffix(".parent").read_text()):
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return compile_service(job)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_lost_workers_leave_is_done_here(at_once: bool) -> None:
    assert compiled(executor=Lost(at_once)) == HERE


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as threads:
        assert compiled(executor=threads) == HERE
    assert compiled(processes=2) == HERE


def test_a_killed_worker_costs_time_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    mark.with_suffix(".parent").write_text(str(os.getpid()))
    monkeypatch.setenv("SHAPEWRIGHT_TEST_MARK", str(mark))
    # a server of forks, the default of 3.14, may be older than the variable
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = Workshop(executor=pool).run(die_once, jobs(), Diagnostics())
    assert mark.exists()
    assert found == HERE


def test_workers_leave_interrupts_to_their_parent_and_end_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = os.pipe()
    os.close(theirs)  # as the end of a process closes what waits for it
    parent = SimpleNamespace(sentinel=ours)
    ended: SimpleQueue[int] = SimpleQueue()
    before = signal.getsignal(signal.SIGINT)
    try:
        _begin_worker(ended.put)  # in no worker
        monkeypatch.setattr("shapewright.work.processes.parent_process", lambda: parent)
        _begin_worker(ended.put)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended.get(timeout=30) == 1
    assert ended.empty()
    os.close(ours)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_do_not_outlive_a_run_that_is_killed(
    how: signal.Signals, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "shapewright", "generate", "--no-cache"]
    command += ["--jobs", "2", "--out", str(tmp_path), "--shape", "*"]
    command += ["--service", "ec2", "--service", "sagemaker"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    time.sleep(2)
    run.send_signal(how)
    run.communicate(timeout=30)  # the pipe is closed when nobody holds it
    assert run.returncode == -how


def test_the_second_run_compiles_nothing(tmp_path: Path) -> None:
    def refuse(job: Job, done: object = None) -> Compiled:
        raise AssertionError(job)

    assert compiled(cache=tmp_path) == HERE
    again = Workshop(cache=tmp_path).run(refuse, jobs(), Diagnostics())
    assert again == HERE


def test_of_a_changed_service_only_what_changed_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = json.loads((CORPUS / "union" / "service-2.json").read_text())
    file = tmp_path / "service-2.json"
    file.write_text(json.dumps(model))
    job = Job(
        settings=ServiceSettings(service="example", model=file, shapes=("*",)),
        templates=None,
        strict_model=False,
    )
    workshop = Workshop(cache=tmp_path / "cache")
    workshop.run(compile_service, [job], Diagnostics())
    rendered: list[object] = []
    module = Renderer.module

    def render(self: Renderer, view: Any) -> str:
        rendered.append(view)
        return module(self, view)

    monkeypatch.setattr(Renderer, "module", render)
    nested = json.dumps([s.get("members") for s in model["shapes"].values()])
    name = next(
        name
        for name, shape in model["shapes"].items()
        if shape["type"] == "structure" and f'"{name}"' not in nested
    )
    model["shapes"][name]["documentation"] = "Something new."
    file.write_text(json.dumps(model))
    workshop.run(compile_service, [job], Diagnostics())
    assert len(rendered) == 1


def test_a_worker_with_other_files_is_noticed() -> None:
    def elsewhere(job: Job, done: object = None) -> Compiled:
        return replace(compile_service(job), made_of="other")

    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        Workshop().run(elsewhere, jobs(), diagnostics)
    assert [said.code for said in diagnostics] == ["O130"]


def test_what_is_cancelled_is_done_here() -> None:
    started, go_on = threading.Event(), threading.Event()

    def held(job: Job, done: object = None) -> Compiled:
        if threading.current_thread() is not threading.main_thread():
            started.set()
            go_on.wait(30)
        return compile_service(job)

    def shut_down(executor: Executor) -> None:
        started.wait(30)
        executor.shutdown(wait=False, cancel_futures=True)
        go_on.set()

    with ThreadPoolExecutor(1) as executor:
        threading.Thread(target=shut_down, args=(executor,)).start()
        assert Workshop(executor=executor).run(held, jobs(), Diagnostics()) == HERE


def test_an_executor_that_was_shut_down_is_none() -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    assert compiled(executor=executor) == HERE


def test_what_cannot_be_told_apart_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(cache=tmp_path)
    monkeypatch.setattr(Job, "made_of", "")
    count = []

    def counted(job: Job, done: object = None) -> Compiled:
        count.append(job)
        return replace(compile_service(job), made_of="")

    for _ in range(2):
        Workshop(cache=tmp_path).run(counted, jobs(), Diagnostics())
    assert len(count) == 2 * len(NAMES)


class InterpreterPoolExecutor(ThreadPoolExecutor):
    """By its name."""


def test_an_executor_of_interpreters_is_refused_by_name() -> None:
    diagnostics = Diagnostics()
    with InterpreterPoolExecutor(1) as executor, pytest.raises(Failure):
        Workshop(executor=executor).run(compile_service, jobs(), diagnostics)
    assert [said.code for said in diagnostics] == ["O131"]


def test_a_script_that_its_own_workers_import_is_told() -> None:
    diagnostics = Diagnostics()
    code = "Workshop(processes=2).run(compile_service, jobs(), diagnostics)"
    names = {
        "__name__": "__mp_main__",
        "Workshop": Workshop,
        "compile_service": compile_service,
        "jobs": jobs,
        "diagnostics": diagnostics,
    }
    with pytest.raises(Failure):
        exec(code, names)
    assert [said.code for said in diagnostics] == ["O132"]


def test_workers_end_with_a_run_that_is_given_up() -> None:
    futures = []

    def give_up() -> None:
        with processes(1) as executor:
            futures.append(executor.submit(time.sleep, 60))
            while not futures[0].running():
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert futures[0].done()
