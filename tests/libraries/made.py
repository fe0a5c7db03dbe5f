"""Documents of many classes, right ones and broken ones, by Python's names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from behaviour.strategies import members_of
from every.breaches import breaches
from every.values import NoText, several, violation_error

Scalar = Callable[[Any], Any]
_BROKEN = 12
"""Of each right document, so many broken ones."""


class Document(NamedTuple):
    """A document, and what our own constructors make of it."""

    cls: Any
    broken: str
    """The kind of breach, or nothing."""
    data: dict[str, Any]
    """In the form of boto3, but by Python's names."""
    ours: Any
    """The object; None if ours refuses it."""


def documents(cls: Any) -> Iterator[Document]:
    """Right and broken ones of a class."""
    try:
        values = list(several(cls, cls.__name__))
    except NoText:
        return
    for value in values:
        if cls._streams:
            continue
        boto = value.to_boto()
        yield Document(cls, "", by_python_names(cls, boto), value)
        for breach in spread([*breaches(cls, boto)], _BROKEN):
            if _is_boto(breach.data, breach.constraint):
                named = by_python_names(cls, breach.data)
                yield Document(cls, breach.constraint, named, _ours(cls, breach.data))


def spread(found: list[Any], count: int) -> list[Any]:
    """So many, from beginning to end."""
    step = max(1, len(found) // count)
    return found[::step]


def _is_boto(data: Any, constraint: str) -> bool:
    return isinstance(data, dict)


def _ours(cls: Any, boto: Any) -> Any:
    try:
        return cls.from_boto(boto)
    except violation_error(cls):
        return None


def by_python_names(cls: Any, data: Any) -> Any:
    """A dict of boto3's with Python's names, at all levels."""
    if not isinstance(data, dict):
        return data
    known = {member.model_name: member for member in members_of(cls)}
    return {
        known[key].name if key in known else key: (
            _value(known[key].kind, value) if key in known else value
        )
        for key, value in data.items()
    }


def _value(kind: Any, value: Any) -> Any:
    if kind.type is tuple and isinstance(value, list):
        return [_value(kind.of[0], item) for item in value]
    if kind.type is Mapping and isinstance(value, dict):
        return {key: _value(kind.of[1], item) for key, item in value.items()}
    if hasattr(kind.type, "_members"):
        return by_python_names(kind.type, value)
    return value


def converted(data: Any, scalar: Scalar) -> Any:
    """The same with other scalars, as for libraries that read what JSON has."""
    if isinstance(data, dict):
        return {key: converted(value, scalar) for key, value in data.items()}
    if isinstance(data, list):
        return [converted(item, scalar) for item in data]
    return scalar(data)
