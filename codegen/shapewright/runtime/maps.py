"""A dict that cannot be changed, and can therefore be hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


class FrozenMap(dict[Any, Any]):
    """A read-only dict: asdict, copy, pickle, json and pprint see a dict.

    A ``MappingProxyType`` can be neither hashed, copied nor pickled.
    """

    __slots__ = ()

    if not TYPE_CHECKING:

        def __new__(cls, *args: Any, **kwargs: Any) -> FrozenMap:
            return frozen_map(dict(*args, **kwargs))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """All is done by then: `dict`'s own would change a map that is there."""

    def _read_only(self, *args: object, **kwargs: object) -> Any:
        raise TypeError("this map is read-only; dict(it) gives a copy to change")

    if not TYPE_CHECKING:
        __setitem__ = __delitem__ = __ior__ = _read_only
        update = setdefault = pop = popitem = clear = _read_only

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name!r} of this map cannot be set")

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __copy__(self) -> FrozenMap:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> FrozenMap:
        from copy import deepcopy

        return FrozenMap(deepcopy(dict(self), memo))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (dict(self),)


class _Draft(dict[Any, Any]):
    """A map that is being filled, and then takes its own class: faster than a call."""

    __slots__ = ()


def frozen_map(content: dict[Any, Any]) -> FrozenMap:
    """A read-only copy of a dict."""
    frozen: Any = _Draft(content)
    frozen.__class__ = FrozenMap
    return frozen  # type: ignore[no-any-return]
