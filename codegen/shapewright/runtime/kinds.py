"""The annotations of a generated class, taken apart for the thorough path.

They are evaluated once per class, and only in doubt.
"""

# Annotations are not deferred: run-time type checkers cannot resolve a NamedTuple's.

import functools
import types
import typing
from collections.abc import Mapping
from typing import Any

from .blobs import TextOrBytes
from .constraints import AnyText, Constraint, Range, Timestamp
from .documents import Document
from .objects import defaults_of, is_structure, members_by_key
from .streams import Body, EventStream, Stream


class Kind(typing.NamedTuple):
    """A type, what it is made of, and what is demanded of it."""

    type: Any
    of: tuple[Any, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    """In the order of checking: the model's range before that of its type, and length
    before pattern, so that a hostile text buys no time."""
    format: str = ""
    optional: bool = False
    open: bool = False
    """Whether an enum takes any text."""
    inner: bool = False
    """Whether a structure is of the cycle of the one that holds it."""


class Member(typing.NamedTuple):
    """A field: its name in Python and in the model."""

    name: str
    model_name: str
    required: bool
    sensitive: bool
    kind: Kind


@functools.cache
def members_of(cls: Any) -> tuple[Member, ...]:
    """The fields of a generated class, in order."""
    hints = typing.get_type_hints(cls, localns={}, include_extras=True)
    optional = defaults_of(cls)
    return tuple(
        [
            Member(
                name,
                model_name,
                name not in optional,
                name in cls.SENSITIVE,
                _within(_kind(hints[name]), cls.__module__),
            )
            for name, model_name in cls._members.items()
        ]
    )


def _within(kind: Kind, module: str) -> Kind:
    """Structures that hold each other, and only these, share a module."""
    if kind.of:
        return kind._replace(of=tuple([_within(part, module) for part in kind.of]))
    return kind._replace(inner=getattr(kind.type, "__module__", "") == module)


@functools.cache
def keys_of(cls: Any, form: str) -> tuple[str, ...]:
    """What a generated class's members are called in a form, in order."""
    return tuple(members_by_key(cls, form))


@functools.cache
def known_keys(cls: Any, form: str) -> frozenset[str]:
    """The same, for whoever asks whether a name is one of them."""
    return frozenset(keys_of(cls, form))


@functools.cache
def texts_of(cls: Any) -> tuple[str, ...]:
    """The texts of an enum's members, in order."""
    return tuple(cls._value2member_map_)


@functools.cache
def is_leaf(cls: Any) -> bool:
    """Whether no structure is nested in this one."""
    return not any([nests(member.kind) for member in members_of(cls)])


def nests(kind: Kind) -> bool:
    """Whether this is a structure, or has one in it."""
    if kind.of:
        return any([nests(part) for part in kind.of])
    return is_structure(kind.type)


@functools.cache
def reaches_secret(cls: Any) -> bool:
    """Whether a member of this structure, or of one in it, is sensitive."""
    pending, seen = [cls], {cls}
    while pending:
        one = pending.pop()
        if one.SENSITIVE:
            return True
        nested = {inner for member in members_of(one) for inner in _shapes(member.kind)}
        pending += nested - seen
        seen |= nested
    return False


def _shapes(kind: Kind) -> set[Any]:
    """The structures that a kind holds."""
    if kind.of:
        return {shape for part in kind.of for shape in _shapes(part)}
    return {kind.type} if nests(kind) else set()


def _kind(hint: Any) -> Kind:
    if hint is Document:
        return Kind(dict)
    if hint is TextOrBytes or hint is Stream:
        return Kind(hint)
    if hint is Body:
        return Kind(Stream)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is None:
        return Kind(hint)
    if origin is typing.Annotated:
        return _annotated(args[0], args[1:])
    if origin in (typing.Union, types.UnionType):
        return _kind(args[0])._replace(optional=True)
    parts = tuple([_kind(arg) for arg in args if arg is not Ellipsis])
    if origin is EventStream:
        return Kind(EventStream, parts)
    return Kind(Mapping if origin is Mapping else tuple, parts)


def _annotated(hint: Any, notes: tuple[Any, ...]) -> Kind:
    kind = _kind(hint)
    for note in notes:
        if isinstance(note, Timestamp):
            # not `datetime`, which libraries that fake the clock replace
            kind = kind._replace(type=Timestamp, format=note.format)
        elif isinstance(note, AnyText):
            kind = kind._replace(open=True)
        else:
            others = kind.constraints
            ordered = (note, *others) if isinstance(note, Range) else (*others, note)
            kind = kind._replace(constraints=ordered)
    return kind
