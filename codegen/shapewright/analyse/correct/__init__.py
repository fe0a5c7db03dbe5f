"""Mend what is known to be wrong with a model: constraints, enums, targets, unions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from ...diagnostics import Diagnostics, did_you_mean
from ...ir.corrections import (
    Entry,
    Note,
    Search,
    UnmarkedTrait,
    WrongConstraint,
    WrongEnum,
    WrongTarget,
)
from ...ir.service import Overlay, Service
from ...ir.shapes import Shape, ShapeId, edges
from .constraints import correct_constraint, correct_search
from .traits import correct_enum, correct_note, correct_target, correct_trait


def correct(
    service: Service, overlays: Iterable[Overlay], diagnostics: Diagnostics
) -> Service:
    """The service as it should have been modelled; the constraints stay, corrected.

    What is about a shape comes before what is about one member, which gets a copy of
    it; ours before a user's. An entry that does not fit this model is skipped: it is
    for other versions of it. Of a user's own, a warning says so.
    """
    shapes = dict(service.shapes)
    pairs = [(entry, one) for one in overlays for entry in one.corrections]
    for entry, entries in sorted(pairs, key=lambda pair: _order(pair[0])):
        if entries.from_user and not _is_there(entry, shapes, entries, diagnostics):
            continue
        why = _correct(entry, shapes, entries.from_user)
        if why and entries.from_user:
            diagnostics.warning(
                "C134",
                f"{entries.file}: {service.id}.{entry.subject}",
                f"[[{_key(entry)}]] is not used: {why}",
                "mend or remove the entry",
            )
    return replace(service, shapes=shapes)


def _order(entry: Entry) -> int:
    match entry:
        case WrongTarget():
            return 0
        case WrongConstraint() | WrongEnum() | Note():
            return 2 if entry.subject.member else 1
        case UnmarkedTrait() | Search():
            return 1
        case _:
            assert_never(entry)


def _is_there(
    entry: Entry,
    shapes: Mapping[ShapeId, Shape],
    entries: Overlay,
    diagnostics: Diagnostics,
) -> bool:
    """Whether the shapes and members that a user's entry names are the model's."""
    shape_id, name = entry.subject.shape, entry.subject.member
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


def _correct(entry: Entry, shapes: dict[ShapeId, Shape], from_user: bool) -> str:
    """Change the shapes; gives why not, where they are not what the entry is about."""
    match entry:
        case WrongConstraint():
            return correct_constraint(entry, shapes, from_user)
        case WrongEnum():
            return correct_enum(entry, shapes)
        case WrongTarget():
            return correct_target(entry, shapes)
        case UnmarkedTrait():
            return correct_trait(entry, shapes)
        case Search():
            return correct_search(entry, shapes)
        case Note():
            return correct_note(entry, shapes)
        case _:
            assert_never(entry)
