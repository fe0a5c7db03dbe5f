"""How and where services are compiled, and what of them is known already."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import Diagnostics
from ..files import Compiled
from .cache import Cache
from .job import SILENCE, Job, Progress, Work
from .processes import is_imported_by_a_worker, processes, spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """How and where services are compiled.

    Attributes:
        processes: How many to use, where there is no executor.
        executor: Any of `concurrent.futures`, or one that looks like it.
        cache: The folder of what earlier runs compiled.
        thorough: Whether cached texts are verified, and damaged ones compiled again.
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
            results = self._run(work, jobs, diagnostics)
        finally:
            self.progress.end()
        for compiled in results:
            diagnostics.extend(compiled.diagnostics)
        return results

    def _run(
        self, work: Work, jobs: Sequence[Job], diagnostics: Diagnostics
    ) -> list[Compiled]:
        cache = Cache(self.cache, diagnostics) if self.cache else None
        by_index: dict[int, Compiled] = {}
        waiting: dict[int, Job] = {}
        for index, job in enumerate(jobs):
            last = cache.read(job.cache_key) if cache else None
            current = last and last.made_of == job.made_of and not self.thorough
            if cache and last and not current and last.bundle.is_damaged:
                cache.damaged(job.cache_key)
                last = None
            if last and last.made_of and last.made_of == job.made_of:
                by_index[index] = last
                self._count(last)
            else:
                waiting[index] = replace(job, previous=last.bundle) if last else job
        for index, compiled in self._compile(work, waiting, diagnostics):
            by_index[index] = compiled
            _check_worker(jobs[index], compiled, diagnostics)
            faulty = any(one.is_error for one in compiled.diagnostics)
            if cache and compiled.made_of and not faulty:
                cache.write(jobs[index].cache_key, compiled)
        if cache and waiting:
            cache.prune()
        return [by_index[index] for index in range(len(jobs))]

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
        if is_imported_by_a_worker():
            diagnostics.fail(
                "O132",
                sys.argv[0],
                "asks for processes whenever it is imported, also by these processes",
                'put what it does under `if __name__ == "__main__":`',
            )
        return processes(min(self.processes, jobs))

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
