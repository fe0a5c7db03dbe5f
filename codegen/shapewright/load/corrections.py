"""Entries of an overlay that correct the model; a reader gives nothing for no entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

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
from ..ir.shapes import Constraint, Length, Pattern, Range


def corrections(key: str, entry: Any) -> list[Entry]:
    """What an entry under a key of an overlay says; nothing where it is no entry."""
    if key not in _READERS or not isinstance(entry, Mapping):
        return []
    if not _is_text(entry.get("reason", entry.get("text"))):
        return []
    found = _READERS[key](key, entry)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def _constraint(key: str, entry: Mapping[str, Any]) -> Entry | None:
    place = _place(entry.get("shape"))
    if place is None or not _has(entry, "shape", "reason", "source?", "enforced?"):
        return None
    kind, read = _KINDS[key]
    found = {
        name: read(entry[name]) for name in ("source", "enforced") if name in entry
    }
    if None in found.values():
        return None
    return WrongConstraint(
        place=place,
        kind=kind,
        source=found.get("source"),
        enforced=found.get("enforced"),
        reason=entry["reason"],
    )


def _enum(key: str, entry: Mapping[str, Any]) -> Entry | None:
    place = _place(entry.get("shape"))
    if place is None or not _has(entry, "shape", "reason", "source?", "add?"):
        return None
    texts = {name: entry[name] for name in ("source", "add") if name in entry}
    if len(texts) == 2 or not all(map(_is_texts, texts.values())):
        return None
    return WrongEnum(
        place=place,
        add=tuple(texts.get("add", ())),
        source=tuple(texts.get("source", ())),
        reason=entry["reason"],
    )


def _target(key: str, entry: Mapping[str, Any]) -> Entry | None:
    if not _has(entry, "member", "source", "target", "reason"):
        return None
    if not all(map(_is_text, entry.values())):
        return None
    place = _place(entry["member"])
    if place is None or not place.member:
        return None
    return WrongTarget(
        place=place,
        source=entry["source"],
        target=entry["target"],
        reason=entry["reason"],
    )


def _trait(key: str, entry: Mapping[str, Any]) -> Entry | None:
    if not _has(entry, "shape", "reason") or not _is_text(entry["shape"]):
        return None
    place = Place(shape=entry["shape"])
    return UnmarkedTrait(place=place, trait=key, reason=entry["reason"])


def _searches(key: str, entry: Mapping[str, Any]) -> list[Entry]:
    if not _has(entry, "shapes", "reason") or not _is_texts(entry["shapes"]):
        return []
    places = [Place(shape=shape) for shape in entry["shapes"]]
    return [Search(place=place, reason=entry["reason"]) for place in places]


def _note(key: str, entry: Mapping[str, Any]) -> Entry | None:
    place = _place(entry.get("shape"))
    if place is None or not _has(entry, "shape", "text"):
        return None
    return Note(place=place, text=entry["text"]) if _is_text(entry["text"]) else None


def _has(entry: Mapping[str, Any], *keys: str) -> bool:
    """Whether it has these keys and no others; those that end in `?` may be absent."""
    demanded = {key for key in keys if not key.endswith("?")}
    return demanded <= set(entry) <= {key.removesuffix("?") for key in keys}


def _place(text: Any) -> Place | None:
    """`Shape`, or `Shape$Member`."""
    shape, dollar, member = (
        text.partition("$") if isinstance(text, str) else ("", "", "")
    )
    if not shape or bool(dollar) != bool(member):
        return None
    return Place(shape=shape, member=member)


def _pattern(value: Any) -> Constraint | None:
    return Pattern(source=value) if _is_text(value) else None


def _length(value: Any) -> Constraint | None:
    bounds = _bounds(value, int)
    if bounds is None or any(bound is not None and bound < 0 for bound in bounds):
        return None
    return Length(min=bounds[0], max=bounds[1])


def _range(value: Any) -> Constraint | None:
    bounds = _bounds(value, int, float)
    return None if bounds is None else Range(min=bounds[0], max=bounds[1])


def _bounds(value: Any, *types: type) -> tuple[Any, Any] | None:
    """`min` and `max` of a table that has one of them or both, in order."""
    if not isinstance(value, Mapping) or not value or not set(value) <= {"min", "max"}:
        return None
    if not all(type(bound) in types for bound in value.values()):
        return None
    if not all(isfinite(bound) and abs(bound) < 2**63 for bound in value.values()):
        return None
    low, high = value.get("min"), value.get("max")
    if low is not None and high is not None and low > high:
        return None
    return low, high


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


_KINDS: dict[str, tuple[type[Constraint], Callable[[Any], Constraint | None]]] = {
    "pattern": (Pattern, _pattern),
    "length": (Length, _length),
    "range": (Range, _range),
}
_Read = Callable[[str, Mapping[str, Any]], Entry | list[Entry] | None]
_READERS: dict[str, _Read] = {
    **dict.fromkeys(_KINDS, _constraint),
    "enum": _enum,
    "target": _target,
    "union": _trait,
    "sparse": _trait,
    "fault": _trait,
    "search": _searches,
    "note": _note,
}
