"""The names of one generated module."""

from __future__ import annotations

from shapewright.plan.scope import RUNTIME, Scope
from shapewright.plan.views import ImportView


def test_naming_a_thing_imports_it_once() -> None:
    scope = Scope([])
    assert scope.standard("typing", "Any") == "Any"
    assert scope.standard("typing", "Any") == "Any"
    assert scope.standard("datetime", "datetime") == "datetime"
    assert scope.imports("standard") == (
        ImportView(module="datetime", names=("datetime",)),
        ImportView(module="typing", names=("Any",)),
    )
    assert scope.imports("package") == ()


def test_a_class_keeps_its_name_and_a_helper_gives_way() -> None:
    scope = Scope(["Range", "Any"])
    assert scope.generated(".range", "Range") == "Range"
    assert scope.runtime("Range") == "_Range"
    assert scope.standard("typing", "Any") == "_Any"
    assert scope.called("Range") == "_Range"
    assert scope.called("Length") == "Length"
    assert scope.imports("package") == (
        ImportView(module=RUNTIME, names=("Range as _Range",)),
        ImportView(module=".range", names=("Range",)),
    )


def test_names_are_sorted_as_isort_has_them() -> None:
    scope = Scope([])
    for name in ("shape", "Mode", "MANY", "by_text", "Doubt", "GREATEST"):
        scope.runtime(name)
    (found,) = scope.imports("package")
    assert found.names == ("GREATEST", "MANY", "Doubt", "Mode", "by_text", "shape")


def test_the_farthest_module_comes_first() -> None:
    scope = Scope([])
    scope.generated(".b", "B")
    scope.generated("..enums.e", "E")
    scope.generated(".a", "A")
    scope.runtime("number", "numbers")
    scope.runtime("Mode")
    modules = [view.module for view in scope.imports("package")]
    assert modules == [RUNTIME, f"{RUNTIME}.numbers", "..enums.e", ".a", ".b"]


def test_what_a_module_defines_gives_way_without_a_number() -> None:
    scope = Scope(["_ARN"])
    assert scope.define("_ARN") == "_ARN_"
    assert scope.define("_ARN") == "_ARN__"
    assert scope.define("_Text") == "_Text"


def test_what_a_helper_may_yet_be_called_is_no_name_of_the_modules() -> None:
    scope = Scope(["Range"])
    assert scope.define("_Range") == "_Range_"
    assert scope.runtime("Range") == "_Range"


def test_what_a_module_defines_does_not_hide_what_it_imports() -> None:
    scope = Scope(["Any"])
    hidden = scope.standard("typing", "Any")
    assert scope.define("_Any") != hidden
