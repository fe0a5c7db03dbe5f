"""Dask, for those who generate everything for many versions."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from click import UsageError


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
    except (OSError, ValueError) as error:
        raise UsageError(f"--dask {address}: {error}") from None
    with client:
        yield client.get_executor()
