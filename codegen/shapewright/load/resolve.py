"""A parsed model becomes an `ir.Service`; each of the format's spellings is read here.

Everything that is wrong is said at once, each with `shape$member`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..diagnostics import Diagnostics
from ..ir.service import Operation, Provenance, Service
from ..ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Range,
    Shape,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from .document import Document
from .graph import check_graph
from .ledger import check_keys
from .raw import Raw

PROTOCOLS = ("json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor", "query", "ec2")
"""In the order in which botocore prefers them."""

_NUMBERS = {
    SimpleKind.INTEGER,
    SimpleKind.LONG,
    SimpleKind.FLOAT,
    SimpleKind.DOUBLE,
}
_TYPES = {
    "structure",
    "list",
    "map",
    "character",
    *(kind for kind in SimpleKind if kind is not SimpleKind.DOCUMENT),
}


def resolve(document: Document, diagnostics: Diagnostics) -> Service:
    """The service that a document describes.

    Raises:
        Failure: The model is at fault.
    """
    raw = Raw(document.content, document.file, "", diagnostics)
    check_keys(document.content, document.file, diagnostics)
    metadata = raw.child("metadata", required=True)
    shapes: dict[ShapeId, Shape] = {}
    for name, holder in raw.children("shapes", required=True):
        shape = _shape(name, holder)
        if shape is not None:
            shapes[name] = shape
        for enum in _member_enums(name, holder):
            shapes.setdefault(enum.id, enum)
    operations = {
        name: _operation(name, holder) for name, holder in raw.children("operations")
    }
    service = Service(
        id=document.service,
        api_version=metadata.text("apiVersion") or "unknown",
        title=metadata.text("serviceFullName") or document.service,
        protocol=_protocol(metadata),
        documentation=raw.text("documentation"),
        operations=operations,
        shapes=shapes,
        rules={},
        unenforced={},
        provenance=Provenance(file=document.file, sha256=document.sha256),
    )
    check_graph(service, diagnostics)
    diagnostics.stop_on_error()
    return service


def _protocol(metadata: Raw) -> str:
    """`metadata.protocol` is wrong for services that list several."""
    listed = metadata.texts("protocols") or (metadata.text("protocol"),)
    for protocol in PROTOCOLS:
        if protocol in listed:
            return protocol
    metadata.error(
        "M110",
        f"speaks no protocol that is known: {', '.join(listed) or 'none is named'}",
        f"known are {', '.join(PROTOCOLS)}",
    )
    return ""


def _operation(name: str, raw: Raw) -> Operation:
    return Operation(
        name=name,
        documentation=raw.text("documentation"),
        input=_reference(raw, "input"),
        output=_reference(raw, "output"),
        errors=tuple([error.text("shape") for error in raw.list_of("errors")]),
        deprecated=raw.deprecation(),
    )


def _reference(raw: Raw, key: str) -> ShapeId | None:
    return raw.child(key, required=True).text("shape") if raw.has(key) else None


def _shape(name: str, raw: Raw) -> Shape | None:
    kind = raw.text("type")
    if kind not in _TYPES:
        raw.error("M104", f"has no type that is known: {kind or 'none'!r}", "")
        return None
    if kind == "structure":
        return _structure(name, raw)
    readers: dict[str, Callable[[str, Raw], Shape]] = {"list": _list, "map": _map}
    if kind in readers:
        return readers[kind](name, raw)
    if raw.has("enum"):
        return EnumShape(id=name, values=raw.texts("enum"), **_common(raw))
    simple = SimpleKind("string" if kind == "character" else kind)
    return _simple(name, simple, raw)


def _common(raw: Raw) -> dict[str, Any]:
    return {
        "documentation": raw.text("documentation"),
        "deprecated": raw.deprecation(),
        "sensitive": raw.flag("sensitive"),
    }


def _simple(name: str, kind: SimpleKind, raw: Raw) -> SimpleShape:
    constraints = _range(raw) if kind in _NUMBERS else _length(raw)
    if raw.has("pattern"):
        constraints = (*constraints, Pattern(source=raw.text("pattern")))
    return SimpleShape(
        id=name,
        kind=kind,
        constraints=constraints,
        wire=raw.wire_traits(),
        **_common(raw),
    )


def _length(raw: Raw) -> tuple[Constraint, ...]:
    low, high = raw.whole("min"), raw.whole("max")
    for key, bound in (("min", low), ("max", high)):
        if bound is not None and bound < 0:
            raw.error("M106", f"{key} is {bound}, but a length is 0 or more", "")
    _ordered(raw, low, high)
    if high is None and not low:
        return ()  # a minimum of 0 demands nothing
    return (Length(min=low, max=high),)


def _range(raw: Raw) -> tuple[Constraint, ...]:
    low, high = raw.bound("min"), raw.bound("max")
    _ordered(raw, low, high)
    return () if low is None and high is None else (Range(min=low, max=high),)


def _ordered(raw: Raw, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raw.error(
            "M105", f"min {low} is more than max {high}", "no value satisfies both"
        )


def _list(name: str, raw: Raw) -> ListShape:
    return ListShape(
        id=name,
        member=_member("member", raw.child("member", required=True)),
        sparse=raw.flag("sparse"),
        constraints=_length(raw),
        **_common(raw),
    )


def _map(name: str, raw: Raw) -> MapShape:
    return MapShape(
        id=name,
        key=_member("key", raw.child("key", required=True)),
        value=_member("value", raw.child("value", required=True)),
        sparse=raw.flag("sparse"),
        constraints=_length(raw),
        **_common(raw),
    )


def _structure(name: str, raw: Raw) -> Shape:
    if raw.flag("document"):
        return SimpleShape(id=name, kind=SimpleKind.DOCUMENT, **_common(raw))
    required = raw.texts("required")
    holders = raw.children("members", required=True)
    names = {member for member, _ in holders}
    for missing in required:
        if missing not in names:
            raw.error(
                "M107",
                f"requires {missing!r}, which is none of its members",
                "add the member, or take it off the list",
            )
    members = tuple(
        [
            _member(member, holder, member in required, name)
            for member, holder in holders
        ]
    )
    if raw.flag("union") or raw.flag("eventstream"):
        return UnionShape(
            id=name,
            members=members,
            event_stream=raw.flag("eventstream"),
            **_common(raw),
        )
    return StructureShape(
        id=name, members=members, payload=raw.text("payload"), **_common(raw)
    )


def _member_enums(name: str, raw: Raw) -> list[EnumShape]:
    """The enums of a structure's members that list values themselves."""
    return [
        EnumShape(
            id=_member_enum(name, member),
            values=holder.texts("enum"),
            documentation=holder.text("documentation"),
        )
        for member, holder in raw.children("members")
        if holder.has("enum")
    ]


def _member_enum(structure: str, member: str) -> ShapeId:
    return f"{structure}{member[:1].upper()}{member[1:]}"


def _member(
    name: str, raw: Raw, required: bool = False, structure: str = ""
) -> Member:
    target = raw.text("shape", required=True)
    if structure and raw.has("enum"):
        target = _member_enum(structure, name)
    return Member(
        name=name,
        target=target,
        required=required,
        documentation=raw.text("documentation"),
        deprecated=raw.deprecation(),
        idempotency_token=raw.flag("idempotencyToken"),
        wire=raw.wire_traits(),
    )
