"""Types of parameters, for those who check types, before or at run time."""

from __future__ import annotations

from collections.abc import Iterator, Set
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
