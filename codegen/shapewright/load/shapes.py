"""The shapes of a parsed model, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..ir.shapes import (
    Constraint,
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Shape,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
    enum_of_member,
)
from ..ir.traits import ErrorTrait
from .constraints import read_length, read_range
from .raw import Raw

_NUMBERS = {SimpleKind.INTEGER, SimpleKind.LONG, SimpleKind.FLOAT, SimpleKind.DOUBLE}
_TYPES = {
    "structure",
    "list",
    "map",
    "character",
    *(set(SimpleKind) - {SimpleKind.DOCUMENT, SimpleKind.TEXT_OR_BYTES}),
}


def read_shape(name: str, raw: Raw, enums: list[EnumShape]) -> Shape | None:
    """One shape; None if its type is unknown, which is reported.

    Args:
        enums: Enums that its members declare themselves are appended here.
    """
    kind = raw.text("type", required=True)
    if kind not in _TYPES:
        if kind:
            known = ", ".join(sorted(_TYPES))
            raw.say("M104", f"has the unknown type {kind!r}", f"known are {known}")
        return None
    if kind == "structure":
        return _structure(name, raw, enums)
    readers: dict[str, Callable[[str, Raw], Shape]] = {"list": _list, "map": _map}
    if kind in readers:
        return readers[kind](name, raw)
    simple = SimpleKind("string" if kind == "character" else kind)
    if raw.has("enum"):
        return _enum(name, simple, raw)
    return _simple(name, simple, raw)


def _enum(name: str, kind: SimpleKind, raw: Raw) -> EnumShape:
    values = raw.texts("enum")
    if kind is not SimpleKind.STRING:
        raw.say("M114", f"is an enum of type {kind}", "enums are strings")
    elif raw.is_empty("enum"):
        raw.say("M114", "is an enum without values", "list some, or make it a string")
    return EnumShape(id=name, values=values, **_common(raw))


def _common(raw: Raw) -> dict[str, Any]:
    return {
        "documentation": raw.text("documentation"),
        "deprecated": raw.deprecation(),
        "sensitive": raw.flag("sensitive"),
    }


def _simple(name: str, kind: SimpleKind, raw: Raw) -> SimpleShape:
    constraints: tuple[Constraint, ...] = ()
    if kind in _NUMBERS:
        constraints = read_range(raw)
    elif kind in (SimpleKind.STRING, SimpleKind.BLOB):
        constraints = read_length(raw)
    if raw.has("pattern") and kind is SimpleKind.STRING:
        constraints = (*constraints, Pattern(source=raw.text("pattern")))
    return SimpleShape(
        id=name,
        kind=kind,
        constraints=constraints,
        wire=raw.wire_traits(),
        **_common(raw),
    )


def _list(name: str, raw: Raw) -> ListShape:
    return ListShape(
        id=name,
        member=_member("member", raw.child("member", required=True)),
        sparse=raw.flag("sparse"),
        constraints=read_length(raw),
        **_common(raw),
    )


def _map(name: str, raw: Raw) -> MapShape:
    return MapShape(
        id=name,
        key=_member("key", raw.child("key", required=True)),
        value=_member("value", raw.child("value", required=True)),
        sparse=raw.flag("sparse"),
        constraints=read_length(raw),
        **_common(raw),
    )


def _structure(name: str, raw: Raw, enums: list[EnumShape]) -> Shape:
    if raw.flag("document"):
        return SimpleShape(id=name, kind=SimpleKind.DOCUMENT, **_common(raw))
    required = raw.texts("required")
    holders = raw.children("members", required=True)
    names = {member for member, _ in holders}
    for missing in required:
        if missing not in names:
            raw.say(
                "M107",
                f"requires {missing!r}, which is none of its members",
                "add the member, or take it off the list",
            )
    members = []
    for member, holder in holders:
        resolved = _member(member, holder, member in required)
        if holder.has("enum"):  # two members of apigatewayv2
            enum = _enum(enum_of_member(name, member), SimpleKind.STRING, holder)
            enums.append(enum)
            resolved = replace(resolved, target=enum.id)
        members.append(resolved)
    if raw.flag("union") or raw.flag("eventstream"):
        return UnionShape(
            id=name,
            members=tuple(members),
            event_stream=raw.flag("eventstream"),
            **_common(raw),
        )
    return StructureShape(
        id=name,
        members=tuple(members),
        payload=raw.text("payload"),
        error=_error(raw) if raw.flag("exception") else None,
        **_common(raw),
    )


def _error(raw: Raw) -> ErrorTrait:
    trait = raw.child("error")
    status = trait.whole("httpStatusCode")
    server: bool | None = None
    if status is not None and status >= 400:
        server = status >= 500
    elif trait.flag("senderFault"):
        server = False
    return ErrorTrait(
        code=trait.text("code"),
        status=status,
        server=raw.flag("fault") or server,
        retryable=raw.has("retryable"),
    )


def _member(name: str, raw: Raw, required: bool = False) -> Member:
    return Member(
        name=name,
        target=raw.text("shape", required=True),
        required=required,
        documentation=raw.text("documentation"),
        deprecated=raw.deprecation(),
        idempotency_token=raw.flag("idempotencyToken"),
        wire=raw.wire_traits(),
    )
