"""The processes of this machine, and what becomes of jobs that an executor is given."""

from __future__ import annotations

import inspect
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any

from ..files import Compiled
from .job import Job


def cores() -> int:
    """How many processes are of use."""
    count = getattr(os, "process_cpu_count", os.cpu_count)()  # from Python 3.13 on
    return count or 1


class _Workers:
    """What makes a pool's processes, and knows them: the pool does not end them."""

    def __init__(self) -> None:
        self._context: Any = get_context()
        self._made: list[BaseProcess] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def Process(self, *arguments: Any, **options: Any) -> BaseProcess:  # noqa: N802
        process: BaseProcess = self._context.Process(*arguments, **options)
        self._made.append(process)
        return process

    def end(self) -> None:
        """End those that still work: what they do would be for nobody."""
        for process in self._made:
            process.terminate()


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """A pool of this machine; it is given up if the run ends early."""
    workers: Any = _Workers()
    executor = ProcessPoolExecutor(count, workers, initializer=_begin_worker)
    try:
        yield executor
    except BaseException:
        workers.end()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def is_imported_by_a_worker() -> bool:
    """Whether a process that is to be a worker is running the program's script.

    It begins by importing that script, which then must not ask for workers of its own.
    """
    frame = inspect.currentframe()
    while frame is not None:
        is_module = frame.f_code.co_name == "<module>"
        if is_module and frame.f_globals.get("__name__") == "__mp_main__":
            return True
        frame = frame.f_back
    return False


def _begin_worker(end: Callable[[int], object] = os._exit) -> None:
    """Interrupts are left to the parent; without it, nobody waits for the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        Thread(target=_end_with, args=(parent.sentinel, end), daemon=True).start()


def _end_with(sentinel: int, end: Callable[[int], object]) -> None:
    wait([sentinel])
    end(1)


def spread(
    work: Callable[[Job], Compiled], jobs: Mapping[int, Job], executor: Executor
) -> Iterator[tuple[int, Compiled]]:
    """What each job is compiled to, in the order in which they are done.

    What a worker that died has left undone is done here, in this process.
    """
    futures: dict[Future[Compiled], int] = {}
    ended: SimpleQueue[Future[Compiled]] = SimpleQueue()
    lost = []
    for index, job in jobs.items():
        try:
            future = executor.submit(work, job)
        except RuntimeError:  # the pool is broken, or was shut down
            lost.append(index)
        else:
            futures[future] = index
            future.add_done_callback(ended.put)  # also of one that is cancelled
    while futures:
        future = ended.get()
        index = futures.pop(future)
        try:
            yield index, future.result()
        except (BrokenExecutor, CancelledError):
            lost.append(index)
    for index in sorted(lost):
        yield index, work(jobs[index])
