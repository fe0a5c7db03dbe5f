"""Targets exist, and values of every shape can end."""

from __future__ import annotations

from contextlib import suppress

import pytest

from models import enum, list_of, map_of, member, said, service, structure, union
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.ir.service import Operation, Service
from shapewright.ir.shapes import SimpleKind, SimpleShape
from shapewright.load.graph import DEPTH, check_graph


def check(checked: Service) -> list[str]:
    diagnostics = Diagnostics()
    with suppress(Failure):
        check_graph(checked, diagnostics)
    return [one.removeprefix("service-2.json: ") for one in said(diagnostics)]


def test_what_ends_is_right() -> None:
    node = structure("Node", member("Next", "Node"), member("All", "Nodes"))
    assert check(service(node, list_of("Nodes", "Node"), map_of("M", "E", "Nodes"),
                         enum("E", "a"))) == []  # fmt: skip


def test_every_dangling_target_is_said() -> None:
    operation = Operation(name="Get", input="I", output="O", errors=("E", "F"))
    found = check(
        service(
            structure("S", member("A", "Gone"), member("B")),
            union("U", member("A", "Gone")),
            list_of("L", "Gone"),
            map_of("M", "Gone", "Gone"),
            operations=[operation],
        )
    )
    places = ["S$A", "U$A", "L$member", "M$key", "M$value", "Get$input", "Get$output"]
    places += ["Get$errors", "Get$errors"]
    assert found == [f"M111 service-2.json: {place}" for place in places]


def test_every_loop_of_lists_and_maps_is_said_once() -> None:
    found = check(
        service(
            list_of("A", "B"),
            list_of("B", "A"),
            map_of("C", "Text", "C"),
            list_of("D", "D"),
            list_of("Into", "A"),
        )
    )
    assert sorted(found) == [f"M112 service-2.json: {name}" for name in ("A", "C", "D")]


def test_a_loop_is_shown_in_its_direction() -> None:
    diagnostics = Diagnostics()
    loop = service(list_of("A", "B"), list_of("B", "C"), list_of("C", "A"))
    with pytest.raises(Failure):
        check_graph(loop, diagnostics)
    (one,) = diagnostics
    assert "A → B → C → A" in one.message


def test_a_long_chain_of_lists_is_no_loop_and_needs_no_recursion() -> None:
    chain = [list_of(f"L{n}", f"L{n + 1}") for n in range(20_000)]
    found = check(service(*chain, list_of("L20000", "Text")))
    assert not any(one.startswith("M112") for one in found)


def test_keys_of_maps_are_texts() -> None:
    number = SimpleShape(id="Number", kind=SimpleKind.INTEGER)
    found = check(
        service(
            map_of("A", "Number", "Text"),
            map_of("B", "Items", "Text"),
            map_of("C", "Colour", "Text"),
            list_of("Items", "Text"),
            number,
            enum("Colour", "red"),
        )
    )
    assert found == ["M113 service-2.json: A$key", "M113 service-2.json: B$key"]


def test_very_deep_lists_are_refused() -> None:
    lists = [list_of(f"L{level}", f"L{level + 1}") for level in range(DEPTH)]
    assert check(service(*lists, list_of(f"L{DEPTH}", "Text"))) == [
        "M115 service-2.json: L0"
    ]
    assert check(service(*lists[1:], list_of(f"L{DEPTH}", "Text"))) == []
