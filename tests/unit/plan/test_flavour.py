"""A flavour plans the modules of shapes, and others beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from models import member, said, service, structure
from shapewright.analyse import analyse
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.ir.options import Checks
from shapewright.ir.selection import Selection
from shapewright.ir.service import Operation
from shapewright.plan.flavour import Flavour
from shapewright.plan.model import Class, Model
from shapewright.plan.package import plan_service
from shapewright.plan.views import ModulePlan


@dataclass(frozen=True, kw_only=True)
class Line:
    """A module of one line."""

    template: ClassVar[str] = "line.py.jinja"
    path: str
    exported: tuple[str, ...] = ()
    text: str


def of_shapes(model: Model, shapes: tuple[Class, ...]) -> Line:
    first, *_ = shapes
    return Line(path=f"lines/{first.id}.py", exported=(first.id,), text=first.id)


def of_operations(model: Model, selection: Selection) -> Iterator[ModulePlan]:
    for name in selection.operations:
        targets = model.service.operations[name].targets
        path = f"calls/{name}.py"
        yield ModulePlan(path=path, view=Line(path=path, text=" ".join(targets)))


def test_what_is_beside_the_shapes_is_planned_behind_them() -> None:
    call = Operation(name="Get", input="In", output="Out")
    shapes = structure("In", member("A")), structure("Out", member("In", "In"))
    checked = service(*shapes, operations=[call])
    diagnostics = Diagnostics()
    model = Model(checked, analyse(checked), Checks(), diagnostics)
    selection = Selection(shapes=("In", "Out"), operations=("Get",))
    flavour = Flavour(module=of_shapes, runtime="runtime", beside=(of_operations,))
    plans = list(plan_service(model, selection, flavour, diagnostics))
    views = {plan.path: plan.view for plan in plans}
    assert list(views) == [
        "lines/In.py",
        "lines/Out.py",
        "calls/Get.py",
        "lines/__init__.py",
        "__init__.py",
    ]
    assert views["calls/Get.py"] == Line(path="calls/Get.py", text="In Out")


def test_a_selection_without_a_class_is_refused() -> None:
    checked, diagnostics = service(), Diagnostics()
    model = Model(checked, analyse(checked), Checks(), diagnostics)
    selection = Selection(shapes=("Text",), operations=())
    flavour = Flavour(module=of_shapes, runtime="runtime")
    with pytest.raises(Failure):
        list(plan_service(model, selection, flavour, diagnostics))
    assert said(diagnostics) == ["C130 example"]
