"""Operations: a request becomes a client's call, and what it answers an object.

Clients are boto3's, or aiobotocore's in what is called `…_async`. Nothing of either is
imported here. What they raise is left as it is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from itertools import islice
from types import NoneType
from typing import (
    Any,
    Generic,
    NamedTuple,
    ParamSpec,
    TypeVar,
    TypeVarTuple,
    overload,
)

from .constants import Constant
from .exact import has, is_a, name_of
from .metadata import ResponseMetadata, metadata_of

P = ParamSpec("P")
Input = TypeVar("Input")
Output = TypeVar("Output")
Item = TypeVar("Item")
Errors = TypeVarTuple("Errors")


class Answer(NamedTuple, Generic[Output]):
    """What a service answered, and what came with it."""

    output: Output
    metadata: ResponseMetadata


def nothing() -> None:
    """The input of an operation that has none."""


def now(name: str, given: Any) -> Any:
    """What a client gave, if it is not to be waited for.

    Raises:
        TypeError: It is.
    """
    if has(given, "__await__") or has(given, "__aiter__"):
        if has(given, "close"):
            given.close()  # a coroutine that nobody awaits is warned of
        raise TypeError(f"{name}: an asynchronous client is for `…_async`")
    return given


class Operation(Constant, Generic[P, Input, Output, *Errors]):
    """What a client of a service can be asked.

    Args:
        id: ``sagemaker#CreateTrainingJob``: the client's name in boto3, the model's.
        input: The class of the request; `nothing` where there is none.
        output: The class of the answer; `NoneType` where there is none.
        errors: The classes of the errors that the model names.
    """

    __slots__ = ("_method", "errors", "input", "output", "service")

    service: str
    """The client's name in boto3: ``sagemaker``."""
    input: Callable[P, Input]
    """The class of the request; `nothing` where there is none."""
    output: type[Output]
    """The class of the answer; `NoneType` where there is none."""
    errors: tuple[*Errors]
    """The classes of the errors that the model names; a service may answer others."""

    def __init__(
        self,
        id: str,
        input: Callable[P, Input],
        output: type[Output],
        *errors: *Errors,
    ) -> None:
        service, _, name = id.partition("#")
        super().__init__(name)
        self.service, self._method = service, self.snake_name()
        self.input, self.output, self.errors = input, output, errors

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} of {self.service}>"

    @overload
    def call(self, client: Any, request: Input, /) -> Output: ...
    @overload
    def call(self, client: Any, /, *args: P.args, **members: P.kwargs) -> Output: ...
    def call(self, client: Any, /, *request: Any, **members: Any) -> Any:
        """Ask a boto3 client, and read its answer tolerantly.

        Args:
            client: Of this operation's service.
            request: Of the class `input`; or its members, by name.

        Raises:
            TypeError: A client of another service, or a request of another operation.
            ShapeValidationError: What came is no answer of this operation.
            Exception: Whatever the client raises.
        """
        return self.answer(self._ask(client, request, members))

    @overload
    async def call_async(self, client: Any, request: Input, /) -> Output: ...
    @overload
    async def call_async(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> Output: ...
    async def call_async(self, client: Any, /, *request: Any, **members: Any) -> Any:
        """The same by a client of aiobotocore."""
        return self.answer(await self._ask_async(client, request, members))

    @overload
    def call_with_metadata(self, client: Any, request: Input, /) -> Answer[Output]: ...
    @overload
    def call_with_metadata(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> Answer[Output]: ...
    def call_with_metadata(self, client: Any, /, *request: Any, **members: Any) -> Any:
        """The same as `call`, with what came with the answer."""
        data = self._ask(client, request, members)
        return Answer(self.answer(data), metadata_of(data))

    @overload
    async def call_with_metadata_async(
        self, client: Any, request: Input, /
    ) -> Answer[Output]: ...
    @overload
    async def call_with_metadata_async(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> Answer[Output]: ...
    async def call_with_metadata_async(
        self, client: Any, /, *request: Any, **members: Any
    ) -> Any:
        """The same by a client of aiobotocore."""
        data = await self._ask_async(client, request, members)
        return Answer(self.answer(data), metadata_of(data))

    @overload
    def arguments(self, request: Input, /) -> dict[str, Any]: ...
    @overload
    def arguments(self, /, *args: P.args, **members: P.kwargs) -> dict[str, Any]: ...
    def arguments(self, /, *request: Any, **members: Any) -> dict[str, Any]:
        """The keyword arguments of a client's method.

        Raises:
            TypeError: A request of another operation.
        """
        return self._arguments(request, members)

    def answer(self, data: Mapping[str, Any]) -> Output:
        """What a client's method gave, read tolerantly.

        Raises:
            ShapeValidationError: It is no answer of this operation.
        """
        cls: Any = self.output
        answer: Any = None
        if cls is not NoneType:
            answer = cls.from_boto(data, strict=False)
        return answer  # type: ignore[no-any-return]

    def method_name(self, client: Any) -> str:
        """What a client calls its method; botocore spells a few as no rule has it.

        Raises:
            TypeError: It is no client, or one of another service.
        """
        meta = getattr(client, "meta", None)
        if meta is None:  # what stands in for a client in tests
            if not hasattr(client, self._method):
                raise TypeError(self._wants_client(name_of(client)))
            return self._method
        service = meta.service_model.service_name
        if service != self.service and is_a(service, str):
            raise TypeError(self._wants_client(f"one of {service}"))
        known = meta.method_to_api_mapping
        if is_a(known, dict) and known.get(self._method) != self.name:
            for method, name in known.items():
                if name == self.name:
                    return str(method)
        return self._method

    def _wants_client(self, given: str) -> str:
        return f"{self.name} takes a client of {self.service}, not {given}"

    def method_of(self, client: Any, *, is_async: bool = False) -> Any:
        """A client's method.

        Raises:
            TypeError: It is no client, or one of another service; or an asynchronous
                one is wanted, and it is boto3's.
        """
        method = getattr(client, self.method_name(client))
        if is_async and not has(client, "__aenter__"):
            raise TypeError(f"{self.name}: a client of boto3 has no asynchronous calls")
        return method

    def _arguments(self, request: tuple[Any, ...], members: Any) -> dict[str, Any]:
        cls: Any = self.input
        if request and (members or len(request) > 1):
            raise TypeError(f"{self.name} takes a request, or its members by name")
        given: Any = request[0] if request else cls(**members)
        if type(given) is cls:
            return given.to_boto()  # type: ignore[no-any-return]
        if cls is nothing and given is None:
            return {}
        wanted = "no request" if cls is nothing else f"a {cls.__name__}"
        raise TypeError(f"{self.name} takes {wanted}, not {name_of(given)}")

    def _ask(self, client: Any, request: tuple[Any, ...], members: Any) -> Any:
        method = self.method_of(client)
        return now(self.name, method(**self._arguments(request, members)))

    async def _ask_async(
        self, client: Any, request: tuple[Any, ...], members: Any
    ) -> Any:
        method = self.method_of(client, is_async=True)
        return await method(**self._arguments(request, members))


class PagedOperation(Operation[P, Input, Output, *Errors]):
    """One whose answers are pages.

    The first begins where the request says; none holds more than the request says.
    botocore asks for the next one; what is on it is never cut.
    """

    __slots__ = ()

    @overload
    def pages(self, client: Any, request: Input, /) -> Iterator[Output]: ...
    @overload
    def pages(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> Iterator[Output]: ...
    def pages(self, client: Any, /, *request: Any, **members: Any) -> Iterator[Any]:
        """The answers, each asked for when it is wanted.

        Args:
            client: Of this operation's service.
            request: Of the class `input`; or its members, by name.

        Raises:
            TypeError: A client of another service, or a request of another operation.
            ShapeValidationError: What came is no answer of this operation.
            Exception: Whatever the client raises.
        """
        pages = now(self.name, self._pages(client, request, members))
        return map(self.answer, pages)

    @overload
    def pages_async(self, client: Any, request: Input, /) -> AsyncIterator[Output]: ...
    @overload
    def pages_async(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> AsyncIterator[Output]: ...
    def pages_async(
        self, client: Any, /, *request: Any, **members: Any
    ) -> AsyncIterator[Any]:
        """The same by a client of aiobotocore."""
        self.method_of(client, is_async=True)
        return self._answers_async(self._pages(client, request, members))

    def _pages(self, client: Any, request: tuple[Any, ...], members: Any) -> Any:
        arguments = self._arguments(request, members)
        return client.get_paginator(self.method_name(client)).paginate(**arguments)

    async def _answers_async(self, pages: Any) -> AsyncIterator[Any]:
        async for page in pages:
            yield self.answer(page)


class ListOperation(
    PagedOperation[P, Input, Output, *Errors],
    Generic[P, Input, Output, Item, *Errors],
):
    """One whose pages have one list, of what it is asked for."""

    __slots__ = ("_items",)

    def __init__(
        self,
        id: str,
        input: Callable[P, Input],
        output: type[Output],
        items: Callable[[Output], Iterable[Item] | None],
        *errors: *Errors,
    ) -> None:
        super().__init__(id, input, output, *errors)
        self._items = items

    @overload
    def items(
        self, client: Any, request: Input, /, *, at_most: int | None = None
    ) -> Iterator[Item]: ...
    @overload
    def items(self, client: Any, /, *, at_most: int | None) -> Iterator[Item]: ...
    @overload
    def items(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> Iterator[Item]: ...
    def items(  # type: ignore[misc]  # no member is called `at_most`
        self, client: Any, /, *request: Any, at_most: int | None = None, **members: Any
    ) -> Iterator[Any]:
        """What all pages list, one by one.

        Args:
            client: Of this operation's service.
            request: Of the class `input`; or its members, by name.
            at_most: How many there are to be; pages that are not needed are not asked
                for. Type checkers take it beside a request, not beside members.

        Raises:
            TypeError: A client of another service, or a request of another operation.
            ShapeValidationError: What came is no answer of this operation.
            Exception: Whatever the client raises.
        """
        pages = self.pages(client, *request, **members)
        listed = (item for page in pages for item in self._items(page) or ())
        return islice(listed, at_most)

    @overload
    def items_async(
        self, client: Any, request: Input, /, *, at_most: int | None = None
    ) -> AsyncIterator[Item]: ...
    @overload
    def items_async(
        self, client: Any, /, *, at_most: int | None
    ) -> AsyncIterator[Item]: ...
    @overload
    def items_async(
        self, client: Any, /, *args: P.args, **members: P.kwargs
    ) -> AsyncIterator[Item]: ...
    def items_async(  # type: ignore[misc]
        self, client: Any, /, *request: Any, at_most: int | None = None, **members: Any
    ) -> AsyncIterator[Any]:
        """The same by a client of aiobotocore."""
        pages = self.pages_async(client, *request, **members)
        return self._listed_async(pages, at_most)

    async def _listed_async(
        self, pages: AsyncIterator[Any], at_most: int | None
    ) -> AsyncIterator[Any]:
        count = 0
        if at_most == 0:
            return
        async for page in pages:
            for item in self._items(page) or ():
                yield item
                count += 1
                if count == at_most:
                    return
