"""Values to measure: an AlgorithmSpecification, and objects of any other class.

The peers' classes are made from the generated one, with the same constraints.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from behaviour.strategies import members_of, wire_name
from every.values import Values

from .construction import classes_below, construction
from .documents import Document, document
from .peers import PEERS, Peer, botocore_itself, ours
from .twins import Msgspec, Pydantic

SMALL = "AlgorithmSpecification"
_DEPTH = 10


@dataclass(frozen=True)
class Subject:
    """A value, and all that can hold it."""

    name: str
    document: Document
    flat: Document
    """Without what cannot be hashed everywhere."""
    peers: list[Peer]


def small() -> Subject:
    """What `bench.run` measures."""
    names = [name for name in ("pydantic", "msgspec", "botocore") if find_spec(name)]
    good = document(5)
    return Subject(SMALL, good, good, [ours(), *[PEERS[name]() for name in names]])


def subject(cls: Any) -> Subject:
    """An object of a class with everything set that its rules let be set."""
    made = Values(random.Random("scale"), fill=1).make(cls, _DEPTH)
    good = _whole_seconds(cls, made.to_wire())
    peers = [_ours(cls), botocore_itself(cls.__name__)]
    if find_spec("msgspec"):
        peers.insert(1, _msgspec(cls))
    if find_spec("pydantic"):
        peers.insert(1, _pydantic(cls))
    return Subject(cls.__name__, good, _without_maps(cls, good), peers)


def _whole_seconds(cls: Any, data: Document) -> Document:
    """Without fractions in timestamps, which botocore does not write."""
    moments = [wire_name(cls, one) for one in members_of(cls) if one.kind.format]
    return data | {name: int(data[name]) for name in moments if name in data}


def _without_maps(cls: Any, data: Document) -> Document:
    """Without maps, whose objects elsewhere are dicts and have no hash."""
    found = {}
    for member in members_of(cls):
        kind, name = member.kind, wire_name(cls, member)
        if name not in data or kind.type is Mapping:
            continue
        found[name] = data[name]
        if hasattr(kind.type, "_members"):
            found[name] = _without_maps(kind.type, data[name])
        elif kind.type is tuple and hasattr(kind.of[0].type, "_members"):
            found[name] = [_without_maps(kind.of[0].type, item) for item in data[name]]
    return found


def _ours(cls: Any) -> Peer:
    classes = classes_below(cls)
    return Peer(
        name="aws_shapes",
        note="",
        refusal=ValueError,
        build=lambda good: construction(cls, good, classes),
        read=lambda good: lambda: cls.from_wire(good),
        read_tolerant=lambda good: lambda: cls.from_wire(good, strict=False),
        write=lambda made: lambda: made.to_wire(),
    )


def _pydantic(cls: Any) -> Peer:
    twins = Pydantic()
    model = twins.twin(cls)

    def read(good: Document) -> Any:
        return lambda: model.model_validate(good, by_alias=True, by_name=False)

    return Peer(
        name="pydantic",
        note=f"{twins.left_out} of {twins.patterns} patterns left out, which Rust's"
        " engine does not take",
        refusal=ValueError,
        build=lambda good: construction(cls, good, twins.made),
        read=read,
        read_tolerant=read,
        write=lambda made: (
            lambda: made.model_dump(mode="json", by_alias=True, exclude_none=True)
        ),
    )


def _msgspec(cls: Any) -> Peer:
    twins = Msgspec()
    struct = twins.twin(cls)
    library = import_module("msgspec")
    convert, to_builtins = library.convert, library.to_builtins
    return Peer(
        name="msgspec",
        note="timestamps stay numbers",
        refusal=ValueError,
        build=lambda good: construction(cls, good, twins.made, plain=True),
        read=lambda good: lambda: convert(good, struct),
        write=lambda made: lambda: to_builtins(made),
    )
