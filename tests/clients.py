"""botocore's clients of the corpus's services, which answer what they are told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import botocore.session
import botocore.waiter
from botocore.exceptions import WaiterError
from botocore.stub import Stubber

from support import Case


def client_of(case: str, data: Path, service: str = "example") -> Any:
    """A client of a case's service; `data` becomes a folder as botocore's own is."""
    version = data / service / "2020-01-01"
    version.mkdir(parents=True, exist_ok=True)
    for file in Case(case).folder.glob("*.json"):
        (version / file.name).write_bytes(file.read_bytes())
    session = botocore.session.Session(
        session_vars={"data_path": (None, None, str(data), None)}
    )
    session.set_credentials("key", "secret")
    return session.create_client(
        service, region_name="eu-west-1", endpoint_url="http://localhost:1"
    )


def stubbed(client: Any) -> Stubber:
    """What the client answers from now on."""
    stubber = Stubber(client)
    stubber.activate()
    return stubber


class AsyncClient:
    """A client as aiobotocore's: what it does, others wait for."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.meta, self.exceptions = client.meta, client.exceptions

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *error: object) -> None:
        self._client.close()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._client, name)

        async def call(**arguments: Any) -> Any:
            await asyncio.sleep(0)
            return method(**arguments)

        return call

    def get_paginator(self, name: str) -> Any:
        paginator = self._client.get_paginator(name)

        class Paginator:
            def paginate(self, **arguments: Any) -> AsyncIterator[Any]:
                return later(iter(paginator.paginate(**arguments)))

        return Paginator()

    def get_waiter(self, name: str) -> Any:
        waiter = self._client.get_waiter(name)
        return AsyncWaiter(waiter.name, waiter.config, None)


class AsyncWaiter(botocore.waiter.Waiter):  # type: ignore[misc]
    """botocore's waiter, in a loop that others can run in."""

    async def wait(self, **arguments: Any) -> None:
        arguments.pop("WaiterConfig")
        for _ in range(self.config.max_attempts):
            response = await self._operation_method(**arguments)
            for acceptor in self.config.acceptors:
                if acceptor.matcher_func(response):
                    if acceptor.state == "success":
                        return
                    if acceptor.state == "failure":
                        raise WaiterError(self.name, acceptor.explanation, response)
                    break
            else:
                if "Error" in response:
                    raise WaiterError(self.name, "unexpected error", response)
        raise WaiterError(self.name, "Max attempts exceeded", response)


async def later(items: Iterator[Any]) -> AsyncIterator[Any]:
    for item in items:
        await asyncio.sleep(0)
        yield item
