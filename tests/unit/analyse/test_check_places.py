"""Checks are switched off for shapes and members that there are."""

from __future__ import annotations

import pytest

from models import member, said, service, structure
from shapewright.analyse.check_places import check_places
from shapewright.diagnostics import Diagnostics
from shapewright.ir.options import Checks

CHECKED = service(structure("Thing", member("Name")))


def diagnosed(place: str) -> Diagnostics:
    diagnostics = Diagnostics()
    checks = Checks(places={place: frozenset(["length"])})
    check_places(CHECKED, checks, diagnostics)
    return diagnostics


@pytest.mark.parametrize("place", ["Thing", "Thing$Name"])
def test_what_there_is_is_right(place: str) -> None:
    assert said(diagnosed(place)) == []


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("Thimg", "did you mean Thing?"),
        ("Thing$Nmae", "did you mean Thing$Name?"),
        ("?", "write Shape or Shape$Member"),
    ],
)
def test_what_there_is_not_is_said_with_the_nearest(place: str, hint: str) -> None:
    diagnostics = diagnosed(place)
    assert said(diagnostics) == [f"C125 checks.{place}"]
    assert [one.hint for one in diagnostics] == [hint]
