"""Services are compiled: from the cache, in this process, or by an executor."""

from __future__ import annotations

import inspect
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol

from . import keys
from .diagnostics import Diagnostics, Failure
from .emit.cache import Cache
from .emit.files import EMPTY, Bundle, Compiled
from .settings import ServiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A service to compile: all that another process, or machine, must be told."""

    settings: ServiceSettings
    templates: Path | None
    strict_model: bool
    previous: Bundle = EMPTY
    """What it was compiled to before: modules that are made of the same stay."""

    @property
    def place(self) -> str:
        """What its entry in the cache is called."""
        return keys.place(self.settings, self.templates)

    @property
    def made_of(self) -> str:
        """The digest of all that it is compiled from and by; empty if unknown."""
        diagnostics = Diagnostics(strict_model=self.strict_model)
        try:
            return keys.digest(self.settings, self.templates, diagnostics)
        except (Failure, OSError):
            return ""


class Work(Protocol):
    def __call__(self, job: Job, done: Callable[[int], None] = ...) -> Compiled: ...


class Progress(Protocol):
    """Is told of what is done."""

    def begin(self, services: int) -> None: ...

    def structures(self, count: int) -> None: ...

    def service(self) -> None: ...

    def end(self) -> None: ...


class Silence:
    """Nobody wants to know."""

    def begin(self, services: int) -> None: ...

    def structures(self, count: int) -> None: ...

    def service(self) -> None: ...

    def end(self) -> None: ...


SILENCE = Silence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """How and where services are compiled.

    Attributes:
        processes: How many to use, where there is no executor.
        executor: Any of `concurrent.futures`, or one that looks like it.
        cache: The folder of what earlier runs compiled.
        thorough: Whether the texts that it holds are looked at before they are wanted.
    """

    cache: Path | None = None
    processes: int = 1
    executor: Executor | None = None
    thorough: bool = False
    progress: Progress = SILENCE

    def run(
        self, work: Work, jobs: Sequence[Job], diagnostics: Diagnostics
    ) -> list[Compiled]:
        """Compile services; what is said comes in their order.

        Raises:
            Failure: A worker does not have the files that this machine has.
        """
        self.progress.begin(len(jobs))
        try:
            found = self._run(work, jobs, diagnostics)
        finally:
            self.progress.end()
        for compiled in found:
            diagnostics.extend(compiled.said)
        return found

    def _run(
        self, work: Work, jobs: Sequence[Job], diagnostics: Diagnostics
    ) -> list[Compiled]:
        cache = Cache(self.cache, diagnostics) if self.cache else None
        found: dict[int, Compiled] = {}
        waiting: dict[int, Job] = {}
        for index, job in enumerate(jobs):
            last = cache.read(job.place) if cache else None
            current = last and last.made_of == job.made_of and not self.thorough
            if cache and last and not current and last.bundle.is_damaged:
                cache.damaged(job.place)
                last = None
            if last and last.made_of and last.made_of == job.made_of:
                found[index] = last
                self._count(last)
            else:
                waiting[index] = replace(job, previous=last.bundle) if last else job
        for index, compiled in self._compile(work, waiting, diagnostics):
            found[index] = compiled
            _check_worker(jobs[index], compiled, diagnostics)
            faulty = any(said.is_error for said in compiled.said)
            if cache and compiled.made_of and not faulty:
                cache.write(jobs[index].place, compiled)
        if cache and waiting:
            cache.prune()
        return [found[index] for index in range(len(jobs))]

    def _compile(
        self, work: Work, jobs: Mapping[int, Job], diagnostics: Diagnostics
    ) -> Iterator[tuple[int, Compiled]]:
        if self.executor is None and (self.processes < 2 or len(jobs) < 2):
            for index, job in jobs.items():
                yield index, work(job, self.progress.structures)
                self.progress.service()
        else:
            with self._executor(len(jobs), diagnostics) as executor:
                for index, compiled in spread(work, jobs, executor):
                    self._count(compiled)
                    yield index, compiled

    def _executor(
        self, jobs: int, diagnostics: Diagnostics
    ) -> AbstractContextManager[Executor]:
        if self.executor is not None:
            kinds = [cls.__name__ for cls in type(self.executor).__mro__]
            if "InterpreterPoolExecutor" in kinds:
                diagnostics.fail(
                    "O131",
                    "InterpreterPoolExecutor",
                    "cannot be used: black does not load in a second interpreter",
                    "give an executor of threads or processes",
                )
            return nullcontext(self.executor)
        if _is_imported_by_a_worker():
            diagnostics.fail(
                "O132",
                sys.argv[0],
                "asks for processes whenever it is imported, also by these processes",
                'put what it does under `if __name__ == "__main__":`',
            )
        return _processes(min(self.processes, jobs))

    def _count(self, compiled: Compiled) -> None:
        self.progress.structures(compiled.structures)
        self.progress.service()


def _check_worker(job: Job, compiled: Compiled, diagnostics: Diagnostics) -> None:
    if compiled.made_of != job.made_of:
        diagnostics.fail(
            "O130",
            job.settings.service,
            "was compiled by a worker whose botocore, shapewright, black, Python or own"
            " files are not this machine's",
            "give workers the same environment",
        )


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
        made: BaseProcess = self._context.Process(*arguments, **options)
        self._made.append(made)
        return made

    def end(self) -> None:
        """End those that still work: what they do would be for nobody."""
        for process in self._made:
            process.terminate()


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
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


def _is_imported_by_a_worker() -> bool:
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
        except RuntimeError:  # it is broken, or was shut down
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
