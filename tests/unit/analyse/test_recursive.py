"""Which structures can hold themselves."""

from __future__ import annotations

from models import list_of, member, service, structure
from shapewright.analyse.components import components
from shapewright.analyse.recursive import recursive
from shapewright.ir.shapes import Shape


def found(*shapes: Shape) -> frozenset[str]:
    checked = service(*shapes)
    return recursive(checked, components(checked))


def test_a_chain_is_none() -> None:
    assert found(structure("A", member("B", "B")), structure("B")) == frozenset()


def test_a_structure_may_hold_itself_through_a_list() -> None:
    assert found(structure("A", member("All", "As")), list_of("As", "A")) == {"A"}


def test_two_hold_each_other() -> None:
    first, second = structure("A", member("B", "B")), structure("B", member("A", "A"))
    assert found(first, second, structure("C", member("A", "A"))) == {"A", "B"}
