"""Types of parameters, for those who check types, before or at run time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Set
from typing import Any, Protocol, TypeAlias, TypeVar, runtime_checkable

_T_co = TypeVar("_T_co", covariant=True)
_K_co = TypeVar("_K_co", covariant=True)


@runtime_checkable
class ListLike(Protocol[_T_co]):
    """A list, a tuple or another sequence, but no `str` and no `bytes`.

    `Sequence[str]` accepts a `str`; the `object` of `__contains__` keeps it out.
    """

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: int, /) -> _T_co: ...


@runtime_checkable
class MapLike(Protocol[_K_co, _T_co]):
    """A map from an enum's members or their texts, or from both.

    `Mapping` is invariant in its key, and would take no `dict[Enum, …]`.
    """

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_K_co]: ...
    def keys(self) -> Set[_K_co]: ...
    def items(self) -> Set[tuple[_K_co, _T_co]]: ...


@runtime_checkable
class Readable(Protocol):
    """A file, or what is read like one."""

    def read(self) -> Any: ...


Streamable: TypeAlias = bytes | bytearray | memoryview | str | Readable
"""What boto3 sends as a stream."""


class StreamingBody(Protocol):
    """The body of an answer, as botocore gives it: it is read once, from the network.

    `with body:` closes it; what `as` would name is another object, urllib3's. Of an
    asynchronous client it is another one: `async_body`.
    """

    def read(self, amt: int | None = None, /) -> bytes: ...
    def iter_chunks(self, chunk_size: int = 1024) -> Iterator[bytes]: ...
    def iter_lines(
        self, chunk_size: int = 1024, keepends: bool = False
    ) -> Iterator[bytes]: ...
    def close(self) -> None: ...
    def __enter__(self) -> object: ...
    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> object: ...


class AsyncStreamingBody(Protocol):
    """The body of an answer, as aiobotocore gives it."""

    async def read(self, amt: int | None = None, /) -> bytes: ...
    def iter_chunks(self, chunk_size: int = 1024) -> AsyncIterator[bytes]: ...
    def iter_lines(
        self, chunk_size: int = 1024, keepends: bool = False
    ) -> AsyncIterator[bytes]: ...
    def close(self) -> object: ...
    async def __aenter__(self) -> object: ...
    async def __aexit__(self, kind: Any, error: Any, trace: Any, /) -> object: ...
