"""Types of parameters, for type checkers only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

_T_co = TypeVar("_T_co", covariant=True)


class ListLike(Protocol[_T_co]):
    """A list, a tuple or another sequence, but no `str` and no `bytes`.

    `Sequence[str]` accepts a `str`; the `object` of `__contains__` keeps it out.
    """

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    def __contains__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: int, /) -> _T_co: ...
