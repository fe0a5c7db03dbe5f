"""Give members the form that boto3's dicts have, where it is not the model's."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.service import Overlay, Rewrite, RewriteKind, Service
from ..ir.shapes import Member, Shape, ShapeId, SimpleKind, SimpleShape, StructureShape


def rewrite(service: Service, entries: Overlay, diagnostics: Diagnostics) -> Service:
    """The service with its members as boto3 takes and gives them.

    A member's new target is a shape of its own, called after the member: others with
    the same target keep theirs.
    """
    shapes = dict(service.shapes)
    for entry, shape_id, name in _places(service, entries, diagnostics):
        shape = shapes[shape_id]
        assert isinstance(shape, StructureShape)
        members = {member.name: member for member in shape.members}
        member = members.get(name) or Member(name=name, target="")
        target = _target(shapes.get(member.target), entry.kind, f"{shape_id}.{name}")
        if target is not None:
            shapes[target.id] = target
            member = replace(member, target=target.id)
        documentation = member.documentation or shapes[member.target].documentation
        members[name] = replace(
            member,
            alias=entry.alias or member.alias,
            required=member.required and entry.kind is not RewriteKind.OPTIONAL,
            documentation=f"{documentation}<p>{html.escape(entry.note)}</p>",
        )
        shapes[shape_id] = replace(shape, members=tuple(members.values()))
    return replace(service, shapes=shapes)


def _places(
    service: Service, entries: Overlay, diagnostics: Diagnostics
) -> Iterator[tuple[Rewrite, ShapeId, str]]:
    """The entries' members, each with its entry, where these fit the model.

    An entry of ours for a shape that is not there is left out, as in `overlay`.
    """
    aliases: set[tuple[ShapeId, str]] = set()
    for entry in entries.rewrites:
        for shape_id, name in entry.members:
            shape = service.shapes.get(shape_id)
            if shape is None and not entries.from_user:
                continue
            known = shape.members if isinstance(shape, StructureShape) else ()
            targets = {member.name: service.shapes[member.target] for member in known}
            named = {(shape_id, name), (shape_id, entry.alias)}
            if (
                isinstance(shape, StructureShape)
                and _fits(service, targets, name, entry)
                and not (entry.alias and named & aliases)
            ):
                aliases |= named if entry.alias else set()
                yield entry, shape_id, name
                continue
            tell = diagnostics.error if entries.from_user else diagnostics.mismatch
            hint = "" if name in targets else did_you_mean(name, targets)
            tell(
                "C128" if entries.from_user else "M132",
                f"{entries.file}: {service.id}.{shape_id}${name}",
                f"the form {entry.kind.value!r} does not fit this member",
                hint or "mend or remove the entry",
            )


def _fits(
    service: Service, targets: Mapping[str, Shape], name: str, entry: Rewrite
) -> bool:
    kind = entry.kind
    if (
        kind in (RewriteKind.DOCUMENT, RewriteKind.TEXT_OR_BYTES)
        and service.speaks_json
    ):
        return False  # boto3 rewrites no JSON document: it has the text
    match kind:
        case RewriteKind.ADDED:
            return name not in targets
        case RewriteKind.ALIAS:
            return name in targets and entry.alias not in targets
        case RewriteKind.OPTIONAL:
            return name in targets
        case (
            RewriteKind.DOCUMENT | RewriteKind.TEXT_OR_BYTES | RewriteKind.UNCONSTRAINED
        ):
            target = targets.get(name)
            return isinstance(target, SimpleShape) and target.kind is SimpleKind.STRING
        case _:
            assert_never(kind)


def _target(
    shape: Shape | None, kind: RewriteKind, shape_id: ShapeId
) -> SimpleShape | None:
    """The member's new target; None for the one that it has."""
    text = SimpleShape(id=shape_id, kind=SimpleKind.STRING)
    if isinstance(shape, SimpleShape):
        text = replace(shape, id=shape_id, constraints=())
    match kind:
        case RewriteKind.ADDED | RewriteKind.UNCONSTRAINED:
            return text
        case RewriteKind.DOCUMENT:
            return replace(text, kind=SimpleKind.DOCUMENT)
        case RewriteKind.TEXT_OR_BYTES:
            return replace(text, kind=SimpleKind.TEXT_OR_BYTES)
        case RewriteKind.OPTIONAL | RewriteKind.ALIAS:
            return None
        case _:
            assert_never(kind)
