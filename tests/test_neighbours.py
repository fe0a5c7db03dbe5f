"""A corrected constraint takes what it should, and still refuses what is wrong.

`neighbours.toml` has values of both kinds for each correction of our overlays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from shapewright.diagnostics import Diagnostics
from shapewright.ir.corrections import Search, WrongConstraint, WrongEnum
from shapewright.ir.service import Service
from shapewright.ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Pattern,
    Range,
    SimpleShape,
    correction_of,
    edges,
)
from shapewright.load.overlay import read_overlays
from shapewright.pipeline import load, understand
from shapewright.plan.dataclasses.unasked import UNASKED
from shapewright.runtime.patterns import matcher
from shapewright.settings import ServiceSettings
from shapewright.text.regex import Untranslatable, translate
from support import ROOT

OVERLAYS = ROOT / "codegen" / "shapewright" / "overlays"
FILE = ROOT / "tests" / "neighbours.toml"
NEIGHBOURS: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
ROWS = [
    (service, place, kind)
    for service, places in NEIGHBOURS.items()
    for place, kinds in places.items()
    for kind in kinds
]
SERVICES = [file.stem for file in OVERLAYS.glob("*.toml")]
KINDS = {"pattern": Pattern, "length": Length, "range": Range}


@cache
def understood(service: str) -> Service:
    settings, diagnostics = ServiceSettings(service=service), Diagnostics()
    return understand(load(settings, diagnostics), settings, diagnostics)


def target(service: str, place: str) -> Any:
    shapes = understood(service).shapes
    name, _, member = place.partition("$")
    if not member:
        return shapes[name]
    (found,) = [one.target for one in edges(shapes[name]) if one.name == member]
    return shapes[found]


def takes(constraint: Constraint | None, longest: int | None) -> Callable[[Any], bool]:
    """What asks whether a value satisfies a constraint; of a length, its size."""
    match constraint:
        case None:
            return lambda value: True
        case Pattern(source=source):
            try:
                match_whole = matcher(translate(source, longest).text)
            except Untranslatable:
                return lambda value: False
            return lambda value: match_whole(value) is not None
        case Length(min=low, max=high) | Range(min=low, max=high):
            return lambda value: (low is None or low <= value) and (
                high is None or value <= high
            )


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_correction_has_neighbours(service: str) -> None:
    (entries,) = read_overlays(service, None, Diagnostics())
    corrected = set()
    for entry in entries.corrections:
        match entry:
            case WrongConstraint():
                corrected.add((str(entry.subject), entry.kind.__name__.lower()))
            case WrongEnum():
                corrected.add((str(entry.subject), "enum"))
            case Search():
                corrected.add((entry.subject.shape, "pattern"))
    rows = NEIGHBOURS.get(service, {})
    assert corrected == {(place, kind) for place in rows for kind in rows[place]}


@pytest.mark.parametrize(("service", "place", "kind"), ROWS)
def test_what_is_taken_and_what_is_still_refused(
    service: str, place: str, kind: str
) -> None:
    row = NEIGHBOURS[service][place][kind]
    shape = target(service, place)
    if isinstance(shape, EnumShape):
        taken, modelled = set(row["taken"]), set(shape.values) - set(shape.added)
        assert taken
        assert not taken & modelled
        assert shape.open or taken <= set(shape.values)
        assert not set(row["refused"]) & set(shape.values)
        assert shape.open or row["refused"]
        return
    assert isinstance(shape, SimpleShape | ListShape | MapShape)
    (source,) = [one for one in shape.constraints if isinstance(one, KINDS[kind])]
    correction = correction_of(shape, source)
    assert correction is not None
    lengths = [one for one in shape.constraints if isinstance(one, Length)]
    longest = lengths[0].max if lengths else None
    ours, theirs = takes(correction.enforced, longest), takes(source, longest)
    assert row["taken"]
    assert [value for value in row["taken"] if not ours(value) or theirs(value)] == []
    assert [value for value in row["refused"] if ours(value)] == []
    assert row["refused"] or takes_anything(correction.enforced)


def takes_anything(constraint: Constraint | None) -> bool:
    """Whether there is no wrong neighbour."""
    if not isinstance(constraint, Pattern):
        return constraint is None
    return translate(constraint.source).text in UNASKED
