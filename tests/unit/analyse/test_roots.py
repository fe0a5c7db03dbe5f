"""A selection by name, and its closure."""

from __future__ import annotations

import pytest

from models import enum, list_of, member, said, service, structure, union
from shapewright.analyse.roots import roots
from shapewright.analyse.select import select
from shapewright.diagnostics import Diagnostics
from shapewright.ir.selection import Selection
from shapewright.ir.service import Operation


def chosen(*shapes: str, operations: tuple[str, ...] = ()) -> Selection:
    return Selection(shapes=shapes, operations=operations)


SERVICE = service(
    structure("Outer", member("Items", "Items")),
    list_of("Items", "Inner"),
    structure("Inner", member("Outer", "Outer"), member("Colour", "Colour")),
    enum("Colour", "red"),
    union("Either", member("A")),
    structure("Alone"),
    operations=[
        Operation(name="Get", input="Outer", output="Alone", errors=("Either",)),
        Operation(name="Put", output="Alone", errors=("Either",)),
        Operation(name="Ping"),
    ],
)


@pytest.mark.parametrize(
    ("shapes", "operations", "named"),
    [
        ([], [], chosen()),
        (["Inner"], [], chosen("Inner")),
        (["*"], [], chosen("Outer", "Inner", "Colour", "Either", "Alone")),
        ([], ["Get"], chosen(operations=("Get",))),
        ([], ["*"], chosen(operations=("Get", "Put", "Ping"))),
        (["Colour"], ["Ping"], chosen("Colour", operations=("Ping",))),
    ],
)
def test_what_is_named_is_where_it_begins(
    shapes: list[str], operations: list[str], named: Selection
) -> None:
    diagnostics = Diagnostics()
    assert roots(SERVICE, shapes, operations, diagnostics) == named
    assert said(diagnostics) == []


def test_all_unknown_names_are_said_with_the_nearest() -> None:
    diagnostics = Diagnostics()
    roots(SERVICE, ["outer", "Zzz", "Items", "Text"], ["get", "Zzz"], diagnostics)
    assert [one.code for one in diagnostics] == ["C121"] * 2 + ["C122"] * 2 + [
        "C121"
    ] * 2
    hints = [one.hint for one in diagnostics]
    assert hints[0] == "did you mean Outer?"
    assert hints[2] == "name a structure that holds it"
    assert hints[4] == "did you mean Get?"
    assert "shapewright list shapes --service example" in hints[1]
    assert "shapewright list operations --service example" in hints[5]


def test_an_operation_among_the_shapes_is_told_as_one() -> None:
    diagnostics = Diagnostics()
    roots(SERVICE, ["Ping"], [], diagnostics)
    assert [(one.code, one.message, one.hint) for one in diagnostics] == [
        (
            "C121",
            "is an operation, and no shape",
            "name it among the operations",
        )
    ]


@pytest.mark.parametrize(
    ("start", "closure"),
    [
        (chosen("Outer"), ["Outer", "Items", "Inner", "Colour"]),
        (chosen("Inner"), ["Outer", "Items", "Inner", "Colour"]),
        (chosen("Alone"), ["Alone"]),
        (chosen("Either", "Colour"), ["Colour", "Either", "Text"]),
        (chosen(operations=("Ping",)), []),
        (chosen(operations=("Put",)), ["Either", "Alone", "Text"]),
        (chosen("Colour", operations=("Put",)), ["Colour", "Either", "Alone", "Text"]),
        (chosen(), []),
    ],
)
def test_the_closure_keeps_the_models_order(
    start: Selection, closure: list[str]
) -> None:
    found = select(SERVICE, start)
    assert list(found.shapes) == closure
    assert found.operations == start.operations


def test_a_long_chain_needs_no_recursion() -> None:
    chain = [structure(f"S{n}", member("N", f"S{n + 1}")) for n in range(20_000)]
    whole = service(*chain, structure("S20000"))
    assert len(select(whole, chosen("S0")).shapes) == 20_001
