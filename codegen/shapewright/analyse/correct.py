"""Mend what is known to be wrong with a model: constraints, enums, targets, unions."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.corrections import (
    Entry,
    Note,
    Place,
    Search,
    UnmarkedTrait,
    WrongConstraint,
    WrongEnum,
    WrongTarget,
)
from ..ir.service import Overlay, Service
from ..ir.shapes import (
    Constrained,
    Correction,
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Shape,
    ShapeId,
    SimpleShape,
    StructureShape,
    UnionShape,
    edges,
)

Corrected: TypeAlias = Constrained | EnumShape


def correct(
    service: Service, overlays: Iterable[Overlay], diagnostics: Diagnostics
) -> Service:
    """The service as it should have been modelled; the constraints stay, corrected.

    What is about a shape comes before what is about one member, which gets a copy of
    it; ours before a user's. An entry that the model does not bear out is left out:
    other versions of the model have it, or a newer one is right. Of a user's own, that
    is said.
    """
    shapes = dict(service.shapes)
    found = [(entry, one) for one in overlays for entry in one.corrections]
    for entry, entries in sorted(found, key=lambda pair: _order(pair[0])):
        if entries.users and not _is_there(entry, shapes, entries, diagnostics):
            continue
        if not _corrected(entry, shapes) and entries.users:
            diagnostics.warning(
                "C134",
                f"{entries.file}: {service.id}.{_where(entry)}",
                "is not used: the model does not have what the entry corrects",
                "remove the entry, or copy what the model has as its source",
            )
    return replace(service, shapes=shapes)


def _order(entry: Entry) -> int:
    match entry:
        case WrongTarget():
            return 0
        case WrongConstraint() | WrongEnum() if entry.place.member:
            return 2
        case _:
            return 1


def _is_there(
    entry: Entry,
    shapes: Mapping[ShapeId, Shape],
    entries: Overlay,
    diagnostics: Diagnostics,
) -> bool:
    """Whether the shapes and members that a user's entry names are the model's."""
    shape_id, _, name = _where(entry).partition("$")
    targets = [entry.source, entry.target] if isinstance(entry, WrongTarget) else []
    for named in (shape_id, *targets):
        if named not in shapes:
            diagnostics.error(
                "C126",
                f"{entries.file}: {named}",
                "is no shape of the model",
                did_you_mean(named, shapes) or "remove the entry",
            )
            return False
    members = [member.name for member in edges(shapes[shape_id])]
    if name and name not in members:
        diagnostics.error(
            "C128",
            f"{entries.file}: {shape_id}${name}",
            "is no member of the model",
            did_you_mean(name, members) or "remove the entry",
        )
        return False
    return True


def _where(entry: Entry) -> str:
    match entry:
        case WrongConstraint() | WrongEnum():
            return str(entry.place)
        case WrongTarget():
            return "$".join(entry.member)
        case UnmarkedTrait() | Search() | Note():
            return entry.shape
        case _:
            assert_never(entry)


def _corrected(entry: Entry, shapes: dict[ShapeId, Shape]) -> bool:
    """Change the shapes; False where they are not what the entry is about."""
    match entry:
        case WrongConstraint():
            return _constraint(entry, shapes)
        case WrongEnum():
            return _enum(entry, shapes)
        case WrongTarget():
            return _target(entry, shapes)
        case UnmarkedTrait(trait="union"):
            return _union(entry, shapes)
        case UnmarkedTrait(trait="sparse"):
            return _sparse(entry, shapes)
        case UnmarkedTrait():
            return _fault(entry, shapes)
        case Search():
            return _search(entry, shapes)
        case Note():
            return _note(entry, shapes)
        case _:
            assert_never(entry)


def _constraint(entry: WrongConstraint, shapes: dict[ShapeId, Shape]) -> bool:
    shape = _at(entry.place, shapes)
    if not isinstance(shape, (SimpleShape, ListShape, MapShape)):
        return False
    sources = [one for one in shape.constraints if isinstance(one, entry.kind)]
    if not sources or entry.source not in (None, *sources):
        return False
    made = Correction(source=sources[0], enforced=entry.enforced, reason=entry.reason)
    _put(entry.place, _with(shape, made), shapes)
    return True


def _with(shape: Constrained, made: Correction) -> Constrained:
    """The shape with a correction in place of what was said of that constraint."""
    others = [one for one in shape.corrections if one.source != made.source]
    return replace(shape, corrections=(*others, made))


_ANY, _REALLY_ANY = ".*", r"[\s\S]*"


def _search(entry: Search, shapes: dict[ShapeId, Shape]) -> bool:
    shape = shapes.get(entry.shape)
    if not isinstance(shape, SimpleShape):
        return False
    for constraint in shape.constraints:
        if isinstance(constraint, Pattern):
            text = _searched(constraint.source)
            if text != constraint.source:
                enforced = Pattern(source=text)
                made = Correction(
                    source=constraint, enforced=enforced, reason=entry.reason
                )
                shapes[shape.id] = _with(shape, made)
                return True
    return False


def _searched(source: str) -> str:
    """The pattern with ends that take line ends, where they take all else already."""
    if source.startswith(_ANY) and not source.startswith(".*?"):
        source = _REALLY_ANY + source.removeprefix(_ANY)
    if source.endswith(_ANY) and not source.endswith(r"\.*"):
        source = source.removesuffix(_ANY) + _REALLY_ANY
    return source


def _enum(entry: WrongEnum, shapes: dict[ShapeId, Shape]) -> bool:
    shape = _at(entry.place, shapes)
    if not isinstance(shape, EnumShape):
        return False
    if not entry.add:
        modelled = tuple([one for one in shape.values if one not in shape.added])
        if entry.source not in ((), modelled):
            return False
        note = f"Any other text is taken as well: {entry.reason.strip()}"
        made = replace(shape, open=True, notes=(*shape.notes, note))
    else:
        added = [value for value in entry.add if value not in shape.values]
        if not added:
            return False
        listed = ", ".join(added)
        note = f"Not in the model: {listed}. {entry.reason.strip()}"
        made = replace(
            shape,
            values=(*shape.values, *added),
            added=(*shape.added, *added),
            notes=(*shape.notes, note),
        )
    _put(entry.place, made, shapes)
    return True


def _target(entry: WrongTarget, shapes: dict[ShapeId, Shape]) -> bool:
    member = _member(*entry.member, shapes)
    if member is None or member.target != entry.source or entry.target not in shapes:
        return False
    _retarget(entry.member[0], member, entry.target, shapes)
    return True


def _union(entry: UnmarkedTrait, shapes: dict[ShapeId, Shape]) -> bool:
    shape = shapes.get(entry.shape)
    if not isinstance(shape, StructureShape) or shape.error is not None:
        return False
    shapes[shape.id] = UnionShape(
        id=shape.id,
        members=shape.members,
        documentation=shape.documentation,
        deprecated=shape.deprecated,
        sensitive=shape.sensitive,
    )
    return True


def _sparse(entry: UnmarkedTrait, shapes: dict[ShapeId, Shape]) -> bool:
    shape = shapes.get(entry.shape)
    if not isinstance(shape, (ListShape, MapShape)) or shape.sparse:
        return False
    shapes[shape.id] = replace(shape, sparse=True)
    return True


def _fault(entry: UnmarkedTrait, shapes: dict[ShapeId, Shape]) -> bool:
    shape = shapes.get(entry.shape)
    if not isinstance(shape, StructureShape) or not shape.error or shape.error.server:
        return False
    shapes[shape.id] = replace(shape, error=replace(shape.error, server=True))
    return True


def _note(entry: Note, shapes: dict[ShapeId, Shape]) -> bool:
    shape = shapes.get(entry.shape)
    if shape is None:
        return False
    text = f"{shape.documentation}<p>{html.escape(entry.text.strip())}</p>"
    shapes[shape.id] = replace(shape, documentation=text)
    return True


def _at(place: Place, shapes: Mapping[ShapeId, Shape]) -> Shape | None:
    if not place.member:
        return shapes.get(place.shape)
    member = _member(place.shape, place.member, shapes)
    return shapes.get(member.target) if member is not None else None


def _member(
    shape_id: ShapeId, name: str, shapes: Mapping[ShapeId, Shape]
) -> Member | None:
    shape = shapes.get(shape_id)
    found = {m.name: m for m in edges(shape)} if shape is not None else {}
    return found.get(name)


def _put(place: Place, shape: Corrected, shapes: dict[ShapeId, Shape]) -> None:
    """Store a corrected shape; one for a single member is a shape of its own."""
    if not place.member:
        shapes[shape.id] = shape
        return
    member = _member(place.shape, place.member, shapes)
    assert member is not None
    own = f"{place.shape}.{place.member}"
    if isinstance(shape, EnumShape):  # it becomes a class, whose name it is
        own = f"{place.shape}{place.member[:1].upper()}{place.member[1:]}"
    while own in shapes and own != member.target:
        own += "Value"
    shapes[own] = replace(shape, id=own, copy_of=shape.copy_of or shape.id)
    _retarget(place.shape, member, own, shapes)


def _retarget(
    shape_id: ShapeId, member: Member, target: ShapeId, shapes: dict[ShapeId, Shape]
) -> None:
    """Give a member of a structure, list or map another target."""
    made = replace(member, target=target)
    match shapes[shape_id]:
        case (StructureShape() | UnionShape()) as shape:
            members = [made if one is member else one for one in shape.members]
            shapes[shape_id] = replace(shape, members=tuple(members))
        case ListShape() as shape:
            shapes[shape_id] = replace(shape, member=made)
        case MapShape() as shape if shape.key is member:
            shapes[shape_id] = replace(shape, key=made)
        case MapShape() as shape:
            shapes[shape_id] = replace(shape, value=made)
