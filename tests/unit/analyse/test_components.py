"""Structures that contain each other."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from models import list_of, map_of, member, service, structure, union
from shapewright.analyse.components import components
from shapewright.ir.shapes import StructureShape


def test_a_structure_alone_is_its_own_component() -> None:
    found = components(service(structure("A", member("B", "B")), structure("B")))
    assert found == {"A": ("A",), "B": ("B",)}


def test_a_cycle_through_lists_maps_and_unions_is_one() -> None:
    shapes = (
        structure("A", member("Items", "Items")),
        list_of("Items", "B"),
        union("B", member("Map", "Map")),
        map_of("Map", "Text", "A"),
        structure("C", member("A", "A")),
    )
    assert components(service(*shapes)) == {
        "A": ("A", "B"),
        "B": ("A", "B"),
        "C": ("C",),
    }


def test_the_order_is_the_models() -> None:
    a = structure("A", member("B", "B"))
    b = structure("B", member("C", "C"))
    c = structure("C", member("A", "A"))
    for order in permutations((a, b, c)):
        found = components(service(*order))
        assert set(found.values()) == {tuple(shape.id for shape in order)}


def test_a_long_chain_needs_no_recursion() -> None:
    chain = [structure(f"S{n}", member("N", f"S{n + 1}")) for n in range(20_000)]
    found = components(service(*chain, structure("S20000", member("N", "S0"))))
    assert len(set(found.values())) == 1


GRAPHS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20, unique=True
)


@given(GRAPHS)
def test_two_are_in_one_component_if_each_reaches_the_other(
    pairs: list[tuple[int, int]],
) -> None:
    shapes: list[StructureShape] = []
    for node in range(8):
        targets = [to for start, to in pairs if start == node]
        members = [member(f"M{to}", f"S{to}") for to in targets]
        shapes.append(structure(f"S{node}", *members))
    found = components(service(*shapes))
    reached = {node: closure(node, pairs) for node in range(8)}
    for one in range(8):
        together = {
            other
            for other in range(8)
            if other == one or (other in reached[one] and one in reached[other])
        }
        assert found[f"S{one}"] == tuple(f"S{node}" for node in sorted(together))


def closure(start: int, pairs: list[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    pending = [to for one, to in pairs if one == start]
    while pending:
        node = pending.pop()
        if node not in found:
            found.add(node)
            pending += [to for one, to in pairs if one == node]
    return found
