"""Waiters: an operation is asked until its answer is as it should be.

botocore waits, by the waiter of its own that the client has; what is added here is the
request, and the last answer, which botocore keeps to itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, overload

from .constants import Constant
from .operations import Operation, now

P = ParamSpec("P")
Input = TypeVar("Input")
Output = TypeVar("Output")


class Waiter(Constant, Generic[P, Input, Output]):
    """An operation that is asked until its answer is as it should be."""

    __slots__ = ("_waiter", "operation")

    operation: Operation[P, Input, Any, *tuple[Any, ...]]
    """What is asked."""

    def __init__(
        self,
        name: str,
        operation: Operation[P, Input, Output, *tuple[Any, ...]],
    ) -> None:
        super().__init__(name)
        self._waiter, self.operation = self.snake_name(), operation

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} of {self.operation.service}>"

    @overload
    def wait(
        self,
        client: Any,
        request: Input,
        /,
        *,
        delay: float | None = None,
        max_attempts: int | None = None,
    ) -> Output: ...
    @overload
    def wait(self, client: Any, /, *args: P.args, **members: P.kwargs) -> Output: ...
    def wait(  # type: ignore[misc]  # no member is called `delay` or `max_attempts`
        self,
        client: Any,
        /,
        *request: Any,
        delay: float | None = None,
        max_attempts: int | None = None,
        **members: Any,
    ) -> Any:
        """Wait, and give the last answer.

        Args:
            client: Of the operation's service.
            request: Of the operation's class `input`; or its members, by name.
            delay: Seconds between two calls, if not what the model says.
            max_attempts: How many calls, if not what the model says.

        Raises:
            TypeError: A client of another service, or a request of another operation.
            WaiterError: botocore's: it failed, or it took too long. Its message says
                what of the last answer meant that, `last_response` has that answer.
            Exception: Whatever the client raises.
        """
        poll = _Poll(self.operation, client)
        arguments = self.operation.arguments(*request, **members)
        waiter = poll.waiter(self._waiter, poll.ask)
        with poll:
            waited = waiter.wait(**arguments, WaiterConfig=_config(delay, max_attempts))
        now(self.name, waited)
        return poll.answer()

    @overload
    async def wait_async(
        self,
        client: Any,
        request: Input,
        /,
        *,
        delay: float | None = None,
        max_attempts: int | None = None,
    ) -> Output: ...
    @overload
    async def wait_async(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> Output: ...
    async def wait_async(  # type: ignore[misc]
        self,
        client: Any,
        /,
        *request: Any,
        delay: float | None = None,
        max_attempts: int | None = None,
        **members: Any,
    ) -> Any:
        """The same by a client of aiobotocore."""
        poll = _Poll(self.operation, client, is_async=True)
        arguments = self.operation.arguments(*request, **members)
        waiter = poll.waiter(self._waiter, poll.ask_async)
        with poll:
            await waiter.wait(**arguments, WaiterConfig=_config(delay, max_attempts))
        return poll.answer()


class ErrorWaiter(Waiter[P, Input, Output | None], Generic[P, Input, Output]):
    """One that may end with an error, such as that there is nothing: then with None."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __init__(
            self,
            name: str,
            operation: Operation[P, Input, Output, *tuple[Any, ...]],
        ) -> None: ...


class _Poll:
    """Asks a client, and keeps what it answered last."""

    def __init__(
        self,
        operation: Operation[Any, Any, Any, *tuple[Any, ...]],
        client: Any,
        *,
        is_async: bool = False,
    ) -> None:
        self._operation, self._client = operation, client
        self._method = operation.method_of(client, is_async=is_async)
        self._error: Any = client.exceptions.ClientError
        self._paths: list[str] = []
        self._last: Any = None
        self._failed = False

    def waiter(self, name: str, ask: Callable[..., Any]) -> Any:
        """botocore's waiter of this name, which asks through `ask`."""
        waiter = self._client.get_waiter(name)
        arguments = [acceptor.argument for acceptor in waiter.config.acceptors]
        self._paths = [path for path in dict.fromkeys(arguments) if path]
        return type(waiter)(waiter.name, waiter.config, ask)

    def ask(self, **arguments: Any) -> Any:
        try:
            self._last, self._failed = self._method(**arguments), False
        except self._error as error:
            self._last, self._failed = error.response, True
        return self._last

    async def ask_async(self, **arguments: Any) -> Any:
        try:
            self._last, self._failed = await self._method(**arguments), False
        except self._error as error:
            self._last, self._failed = error.response, True
        return self._last

    def answer(self) -> Any:
        """The last answer; None if it was an error."""
        return None if self._failed else self._operation.answer(self._last)

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        """Say what stood where the waiter looked: its own text may name another."""
        if error and hasattr(error, "last_response") and not self._failed:
            jmespath = sys.modules["jmespath"]  # by which botocore itself looks
            for path in self._paths:
                try:
                    found = jmespath.search(path, self._last)
                except jmespath.exceptions.JMESPathError:
                    continue  # it counts what is not there
                error.add_note(f"{path}: {found!r}")


def _config(delay: float | None, max_attempts: int | None) -> dict[str, Any]:
    given = {"Delay": delay, "MaxAttempts": max_attempts}
    return {name: value for name, value in given.items() if value is not None}
