"""What planning asks of a corrected model."""

from __future__ import annotations

from models import member, service, structure
from shapewright.analyse import analyse
from shapewright.analyse.correct import correct
from shapewright.diagnostics import Diagnostics
from shapewright.ir.corrections import Subject, WrongConstraint
from shapewright.ir.options import Checks
from shapewright.ir.service import Overlay
from shapewright.ir.shapes import Length, Pattern, SimpleKind, SimpleShape
from shapewright.plan.model import Model

NAME = SimpleShape(
    id="Name",
    kind=SimpleKind.STRING,
    constraints=(Length(min=1, max=9), Pattern(source="[a-z]+")),
)
HOLDER = structure("Holder", member("A", "Name"))


def model(place: Subject, enforced: Pattern | None, **places: frozenset[str]) -> Model:
    entry = WrongConstraint(
        subject=place, kind=Pattern, source=None, enforced=enforced, reason="So."
    )
    overlays = [Overlay(file="x", corrections=(entry,))]
    diagnostics = Diagnostics()
    corrected = correct(service(HOLDER, NAME), overlays, diagnostics)
    return Model(corrected, analyse(corrected), Checks(places=places), diagnostics)


def test_a_pattern_that_is_not_enforced_is_none() -> None:
    made = model(Subject(shape="Name"), None)
    assert made.patterns.of(made.service.shapes["Name"]) is None
    assert made.constraints("Holder", HOLDER.members[0]) == (Length(min=1, max=9),)


def test_what_is_switched_off_for_a_shape_is_off_for_its_copies() -> None:
    upper = Pattern(source="[A-Z]+")
    made = model(Subject(shape="Holder", member="A"), upper)
    (copied,) = made.service.shapes["Holder"].members  # type: ignore[union-attr]
    assert copied.target == "Holder.A"
    assert made.constraints("Holder", copied) == (Length(min=1, max=9), upper)
    off = model(Subject(shape="Holder", member="A"), upper, Name=frozenset({"pattern"}))
    assert off.constraints("Holder", copied) == (Length(min=1, max=9),)
