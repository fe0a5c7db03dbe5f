"""Dask, for those who generate everything for many versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any

from click import UsageError

_PATIENCE = 30
"""Seconds in which a cluster must have a worker."""


@contextmanager
def dask(address: str) -> Iterator[Executor]:
    """An executor of a Dask cluster, by its scheduler's address.

    Raises:
        UsageError: It cannot be reached, or distributed is not installed.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "--dask needs distributed: pip install 'shapewright[dask]'"
        ) from None
    try:
        client = Client(address)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (ImportError, OSError, TypeError, ValueError) as error:
        raise UsageError(f"--dask {address}: {error}") from None
    with client:
        yield _Workers(client.get_executor())


class _Workers(Executor):
    """Reports a task that killed its workers as a `BrokenExecutor`, as others do."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(
        self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        answer: Future[Any] = Future()
        future = self._executor.submit(fn, *args, **kwargs)
        future.add_done_callback(lambda done: _tell(done, answer))
        return answer


def _tell(done: Future[Any], answer: Future[Any]) -> None:
    from distributed import KilledWorker

    if done.cancelled():
        answer.cancel()
        answer.set_running_or_notify_cancel()
        return
    error = done.exception()
    if error is None:
        answer.set_result(done.result())
    elif isinstance(error, KilledWorker):
        answer.set_exception(BrokenExecutor(str(error)))
    else:
        answer.set_exception(error)
