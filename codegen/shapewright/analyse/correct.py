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
    Constraint,
    Correction,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Range,
    Shape,
    ShapeId,
    SimpleShape,
    StructureShape,
    UnionShape,
    edges,
    enum_of_member,
)
from ..ir.traits import ErrorTrait

CONSTRAINED = (SimpleShape, ListShape, MapShape)
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
    pairs = [(entry, one) for one in overlays for entry in one.corrections]
    for entry, entries in sorted(pairs, key=lambda pair: _order(pair[0])):
        if entries.users and not _is_there(entry, shapes, entries, diagnostics):
            continue
        why = _correct(entry, shapes, entries.users)
        if why and entries.users:
            diagnostics.warning(
                "C134",
                f"{entries.file}: {service.id}.{entry.place}",
                f"[[{_key(entry)}]] is not used: {why}",
                "mend or remove the entry",
            )
    return replace(service, shapes=shapes)


def _order(entry: Entry) -> int:
    match entry:
        case WrongTarget():
            return 0
        case WrongConstraint() | WrongEnum() | Note() if entry.place.member:
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
    shape_id, name = entry.place.shape, entry.place.member
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


def _key(entry: Entry) -> str:
    """The key under which such an entry stands."""
    match entry:
        case WrongConstraint():
            return entry.kind.__name__.lower()
        case UnmarkedTrait():
            return entry.trait
        case WrongEnum():
            return "enum"
        case WrongTarget():
            return "target"
        case Search() | Note():
            return type(entry).__name__.lower()
        case _:
            assert_never(entry)


def _correct(entry: Entry, shapes: dict[ShapeId, Shape], users: bool) -> str:
    """Change the shapes; gives why not, where they are not what the entry is about."""
    match entry:
        case WrongConstraint():
            return _constraint(entry, shapes, users)
        case WrongEnum():
            return _enum(entry, shapes)
        case WrongTarget():
            return _target(entry, shapes)
        case UnmarkedTrait():
            return _trait(entry, shapes)
        case Search():
            return _search(entry, shapes)
        case Note():
            return _note(entry, shapes)
        case _:
            assert_never(entry)


def _constraint(
    entry: WrongConstraint, shapes: dict[ShapeId, Shape], users: bool
) -> str:
    shape = _at(entry.place, shapes)
    kind = entry.kind.__name__.lower()
    constraints = shape.constraints if isinstance(shape, CONSTRAINED) else ()
    sources = [one for one in constraints if isinstance(one, entry.kind)]
    if not isinstance(shape, CONSTRAINED) or not sources:
        return f"the model has no {kind} there"
    if entry.source not in (None, *sources):
        return f"the model's {kind} is not its source, but {_words(sources[0])}"
    correction = Correction(
        source=sources[0], enforced=entry.enforced, reason=entry.reason, users=users
    )
    _put(entry.place, _with(shape, correction), shapes)
    return ""


def _words(constraint: Constraint) -> str:
    match constraint:
        case Pattern(source=source):
            return f"`{source}`"
        case Length(min=low, max=high) | Range(min=low, max=high):
            bounds = {"min": low, "max": high}.items()
            texts = [f"{key} = {bound}" for key, bound in bounds if bound is not None]
            return f"{{ {', '.join(texts)} }}"
        case _:
            assert_never(constraint)


def _with(shape: Constrained, correction: Correction) -> Constrained:
    """The shape with a correction in place of what was said of that constraint."""
    others = [one for one in shape.corrections if one.source != correction.source]
    return replace(shape, corrections=(*others, correction))


_ANY, _REALLY_ANY = ".*", r"[\s\S]*"


def _search(entry: Search, shapes: dict[ShapeId, Shape]) -> str:
    shape = shapes.get(entry.place.shape)
    if isinstance(shape, SimpleShape):
        for one in shape.constraints:
            if (
                isinstance(one, Pattern)
                and (text := _searched(one.source)) != one.source
            ):
                enforced = Pattern(source=text)
                correction = Correction(
                    source=one, enforced=enforced, reason=entry.reason
                )
                shapes[shape.id] = _with(shape, correction)
                return ""
    return "the model has no pattern there that begins or ends with `.*`"


def _searched(source: str) -> str:
    """The pattern with ends that take line ends, where they take all else already."""
    if source.startswith(_ANY) and not source.startswith(".*?"):
        source = _REALLY_ANY + source.removeprefix(_ANY)
    if source.endswith(_ANY) and not source.endswith(r"\.*"):
        source = source.removesuffix(_ANY) + _REALLY_ANY
    return source


def _enum(entry: WrongEnum, shapes: dict[ShapeId, Shape]) -> str:
    shape = _at(entry.place, shapes)
    if not isinstance(shape, EnumShape):
        return "it is no enum"
    reason = " ".join(entry.reason.split())
    if not entry.add:
        modelled = tuple([one for one in shape.values if one not in shape.added])
        if entry.source not in ((), modelled):
            return f"the model's values are not its source, but {', '.join(modelled)}"
        note = f"Any other text is taken as well: {reason}"
        corrected = replace(shape, open=True, notes=(*shape.notes, note))
    else:
        added = [value for value in entry.add if value not in shape.values]
        if not added:
            return f"the enum has {', '.join(entry.add)} already"
        corrected = replace(
            shape,
            values=(*shape.values, *added),
            added=(*shape.added, *added),
            notes=(*shape.notes, f"Not in the model: {', '.join(added)}. {reason}"),
        )
    _put(entry.place, corrected, shapes)
    return ""


def _target(entry: WrongTarget, shapes: dict[ShapeId, Shape]) -> str:
    member = _member(entry.place, shapes)
    if member is None or entry.target not in shapes:
        return "the model has no such member or target"
    if member.target != entry.source:
        return f"the member's target is not its source, but {member.target}"
    corrected = replace(member, target=entry.target)
    _replace_member(entry.place.shape, member, corrected, shapes)
    return ""


def _trait(entry: UnmarkedTrait, shapes: dict[ShapeId, Shape]) -> str:
    shape = shapes.get(entry.place.shape)
    match entry.trait, shape:
        case "union", StructureShape(error=None):
            shapes[shape.id] = UnionShape(
                id=shape.id,
                members=shape.members,
                documentation=_noted(
                    shape, f"The model lacks the mark: {entry.reason}"
                ),
                deprecated=shape.deprecated,
                sensitive=shape.sensitive,
            )
        case "sparse", (ListShape(sparse=False) | MapShape(sparse=False)):
            shapes[shape.id] = replace(shape, sparse=True)
        case "fault", StructureShape(error=ErrorTrait(server=None | False) as error):
            shapes[shape.id] = replace(shape, error=replace(error, server=True))
        case _:
            return "it has this mark already, or cannot have it"
    return ""


def _note(entry: Note, shapes: dict[ShapeId, Shape]) -> str:
    shape = shapes.get(entry.place.shape)
    if shape is None:
        return "the model has no such shape"
    if not entry.place.member:
        shapes[shape.id] = replace(shape, documentation=_noted(shape, entry.text))
        return ""
    member = _member(entry.place, shapes)
    if member is None:
        return "the model has no such member"
    documented = member if member.documentation else shapes[member.target]
    noted = replace(member, documentation=_noted(documented, entry.text))
    _replace_member(shape.id, member, noted, shapes)
    return ""


def _noted(documented: Shape | Member, text: str) -> str:
    """A documentation, and what has to be known beside it."""
    note = html.escape(" ".join(text.split()))
    return f"{documented.documentation}<p>{note}</p>"


def _at(place: Place, shapes: Mapping[ShapeId, Shape]) -> Shape | None:
    if not place.member:
        return shapes.get(place.shape)
    member = _member(place, shapes)
    return shapes.get(member.target) if member is not None else None


def _member(place: Place, shapes: Mapping[ShapeId, Shape]) -> Member | None:
    shape = shapes.get(place.shape)
    members = {m.name: m for m in edges(shape)} if shape is not None else {}
    return members.get(place.member)


def _put(place: Place, shape: Corrected, shapes: dict[ShapeId, Shape]) -> None:
    """Store a corrected shape; one for a single member is a shape of its own."""
    if not place.member:
        shapes[shape.id] = shape
        return
    member = _member(place, shapes)
    assert member is not None
    own = f"{place.shape}.{place.member}"
    if isinstance(shape, EnumShape):  # it becomes a class, whose name it is
        own = enum_of_member(place.shape, place.member)
    while own in shapes and own != member.target:
        own += "Value"
    shapes[own] = replace(shape, id=own, copy_of=shape.copy_of or shape.id)
    _replace_member(place.shape, member, replace(member, target=own), shapes)


def _replace_member(
    shape_id: ShapeId, member: Member, replacement: Member, shapes: dict[ShapeId, Shape]
) -> None:
    """Put a member in the place of one of a structure, list or map."""
    shape = shapes[shape_id]
    if isinstance(shape, (StructureShape, UnionShape)):
        members = tuple(
            [replacement if one is member else one for one in shape.members]
        )
        shapes[shape_id] = replace(shape, members=members)
    elif isinstance(shape, ListShape):
        shapes[shape_id] = replace(shape, member=replacement)
    else:
        assert isinstance(shape, MapShape)
        key, value = (replacement if one is member else one for one in edges(shape))
        shapes[shape_id] = replace(shape, key=key, value=value)
