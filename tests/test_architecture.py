"""The laws of the compiler's own code: imports, templates, views, decisions."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import os
import re
import shutil
import subprocess
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes

from shapewright.plan import views
from shapewright.plan.dataclasses import views as dataclass_views
from support import ROOT

COMPILER = ROOT / "codegen" / "shapewright"
TEMPLATES = sorted(file for file in (ROOT / "templates").rglob("*") if file.is_file())


# Imports ------------------------------------------------------------------------------


def lint_imports(root: Path, *search: Path) -> subprocess.CompletedProcess[str]:
    script = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [script, "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, search))},
        capture_output=True,
        text=True,
    )


def test_no_layer_imports_what_it_may_not() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout
    assert " 0 broken" in run.stdout


BREACHES = {
    "text/literal.py": "from ..plan import names",
    "prose/html.py": "from ..ir import shapes",
    "ir/shapes.py": "from ..load import raw",
    "diagnostics.py": "from .toml import read_toml",
    "load/raw.py": "from ..plan import names",
    "analyse/select.py": "from ..text import casing",
    "analyse/roots.py": "from . import reach",
    "plan/names.py": "import botocore",
    "plan/views.py": "from ..ir import shapes",
    "emit/format.py": "from ..plan import names",
    "disk/manifest.py": "import jinja2",
    "files.py": "from .disk import filesystem",
    "work/job.py": "import click",
    "command/report.py": "from ..runtime import modes",
}
CIRCLE = {"runtime/objects.py": "from .bases import Shape"}
"""Of a circle, the two ends are said and no arrow."""


def test_a_breach_of_each_law_is_noticed(tmp_path: Path) -> None:
    copy = tmp_path / "codegen" / "shapewright"
    shutil.copytree(COMPILER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for path, statement in (BREACHES | CIRCLE).items():
        with (copy / path).open("a") as file:
            file.write(f"\n{statement}\n")
    run = lint_imports(tmp_path, tmp_path / "codegen", ROOT / "generated")
    assert run.returncode == 1
    verdicts = re.findall(r"^(.*?) (KEPT|BROKEN)", run.stdout, re.MULTILINE)
    assert {verdict for _, verdict in verdicts} == {"BROKEN"}
    for path in BREACHES:
        module = f"shapewright/{path}".removesuffix(".py").replace("/", ".")
        assert f"{module} -> " in run.stdout, path


GROUND = [
    *(COMPILER / "text").rglob("*.py"),
    *(COMPILER / "ir").rglob("*.py"),
    COMPILER / "diagnostics.py",
]
SHIPPED = [
    *(COMPILER / "runtime").rglob("*.py"),
    *(ROOT / "generated" / "aws_shapes").rglob("*.py"),
]


def test_the_ground_needs_only_the_standard_library() -> None:
    known = sys.stdlib_module_names | {"shapewright"}
    assert foreign(GROUND, known) == set()


def test_what_is_shipped_needs_only_the_standard_library() -> None:
    assert foreign(SHIPPED, sys.stdlib_module_names) == set()


def foreign(files: list[Path], known: frozenset[str]) -> set[str]:
    return {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in absolute_imports(file)
        if name not in known
    }


def absolute_imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]


def test_only_the_pipeline_names_every_stage() -> None:
    stages = {"load", "analyse", "plan", "emit"}
    naming = {
        file.name
        for file in COMPILER.rglob("*.py")
        if stages <= {name.partition(".")[0] for name in rooms_of(file)}
    }
    assert naming == {"pipeline.py"}


def rooms_of(file: Path) -> Iterator[str]:
    """The modules that a file imports, below the compiler's folder."""
    depth = len(file.relative_to(COMPILER).parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            yield from [node.module] if node.module else [a.name for a in node.names]


SPELT = ('"enums/', '"shapes/', '"..enums', "}_OR_NONE", "}_or_none", '+= "_"')


@pytest.mark.parametrize("file", sorted((COMPILER / "plan").rglob("*.py")), ids=str)
def test_only_names_py_spells_names_of_the_package(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    spelt = [mark for mark in SPELT if mark in text.replace('f"', '"')]
    assert not spelt or file.name == "names.py"


@pytest.mark.parametrize("file", sorted(COMPILER.rglob("*.py")), ids=str)
def test_docstrings_name_parameters_that_there_are(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            assert documented(node) <= parameters(node), node.name


def documented(node: ast.ClassDef | ast.FunctionDef) -> set[str]:
    """The names under `Args:`."""
    _, _, section = (ast.get_docstring(node) or "").partition("Args:\n")
    return set(re.findall(r"^    (\w+): ", section.partition("\n\n")[0], re.MULTILINE))


def parameters(node: ast.ClassDef | ast.FunctionDef) -> set[str]:
    """Those of a function, or of a class's constructor."""
    constructors = [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.FunctionDef) and (one is node or one.name == "__init__")
    ]
    return {
        argument.arg
        for one in constructors
        for argument in ast.walk(one.args)
        if isinstance(argument, ast.arg)
    }


# Templates ----------------------------------------------------------------------------

PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.NSRef,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.For,
    nodes.Macro,
    nodes.Import,
    nodes.FromImport,
    nodes.Assign,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


class Law:
    """What a template may do, and what one does beside it."""

    def __init__(self, text: str) -> None:
        tree = Environment().parse(text)
        self._macros = {macro.name for macro in tree.find_all(nodes.Macro)}
        for imported in tree.find_all(nodes.FromImport):
            self._macros |= {n if isinstance(n, str) else n[1] for n in imported.names}
        self.breaches = [
            f"line {node.lineno}: {said}"
            for node in walk(tree)
            if (said := self._say(node))
        ]

    def _say(self, node: nodes.Node) -> str:
        match node:
            case nodes.Call(node=nodes.Name(name=name)) if name in self._macros:
                return ""
            case nodes.Call():
                return "a call of something that is no macro"
            case nodes.Filter(name=name):
                return "" if name in {"join", "indent"} else f"the filter {name}"
            case nodes.Compare(expr=left, ops=operands):
                return "" if all(literal(left, o) for o in operands) else "a comparison"
            case nodes.Operand() | nodes.Keyword():
                return ""
            case _ if isinstance(node, PLAIN):
                return ""
        return f"{type(node).__name__}: {node}"


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def literal(left: nodes.Node, operand: nodes.Operand) -> bool:
    """Whether something is compared with a literal kind."""
    sides = (left, operand.expr)
    kinds = [
        s for s in sides if isinstance(s, nodes.Const) and isinstance(s.value, str)
    ]
    return operand.op in {"eq", "ne"} and len(kinds) == 1


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_decide_and_compute_nothing(file: Path) -> None:
    assert Law(file.read_text(encoding="utf-8")).breaches == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ a + 1 }}",
        "{{ a | upper }}",
        "{{ a.upper() }}",
        "{{ a('x') }}",
        "{% if a > 1 %}{% endif %}",
        "{% if a == b %}{% endif %}",
        "{% if a is defined %}{% endif %}",
        "{{ a ~ b }}",
        "{{ a[0] }}",
        "{{ [a] }}",
        "{% call a() %}{% endcall %}",
        "{% filter upper %}{% endfilter %}",
        "{% include 'a' %}",
    ],
)
def test_a_template_that_computes_is_noticed(text: str) -> None:
    assert Law(text).breaches


@pytest.mark.parametrize(
    "text",
    [
        "{% macro a(b) %}{{ b.c }}{% endmacro %}{{ a('x') }}",
        "{% from 'x' import a as b %}{{ b(c) }}",
        "{% for a in b %}{% if not loop.last and a.c %}x{% endif %}{% endfor %}",
        "{% for a in b %}x{% else %}y{% endfor %}",
        "{% if a.kind == 'list' or a.d %}{% elif a.e %}{% endif %}",
        "{% set a = b.c %}{{ a | join(', ') }}{{ a | indent(4) }}",
        "{{ 'x' if a else '' }}",
    ],
)
def test_a_template_that_only_prints_passes(text: str) -> None:
    assert Law(text).breaches == []


# Views and decisions ------------------------------------------------------------------

VIEWS = {
    name: cls
    for module in (views, dataclass_views)
    for name, cls in inspect.getmembers(module, inspect.isclass)
    if cls.__module__ == module.__name__ and not getattr(cls, "_is_protocol", False)
}
MODULES = {views.ModuleView, views.ShapesModule}
"""What any module is; those that there are hold no objects either."""


def leaves(hint: Any) -> Iterator[object]:
    """The types that a type is made of."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType) or origin is tuple:
        for argument in arguments:
            yield from leaves(argument)
    else:
        yield hint


@pytest.mark.parametrize("name", VIEWS)
def test_views_hold_no_objects(name: str) -> None:
    cls = VIEWS[name]
    assert dataclasses.is_dataclass(cls)
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(cls)
    allowed = {str, bool, int, types.NoneType, Ellipsis, *VIEWS.values(), *MODULES}
    hints = typing.get_type_hints(cls)
    held = {
        f"{name}.{field.name}: {leaf}"
        for field in dataclasses.fields(cls)
        for leaf in leaves(hints[field.name])
        if leaf not in allowed
    }
    assert held == set()


def test_each_modules_view_names_its_template() -> None:
    named = {cls.template for cls in VIEWS.values() if hasattr(cls, "template")}
    files = {file.name for file in TEMPLATES if file.name.endswith(".py.jinja")}
    assert named == files


STATEMENT = re.compile(
    r"(?:\A|\n) *(?:raise|return|def|class|import|del|assert|yield|pass|@\w+)\b"
    r"|\bself\.|\) *->"
)


def test_the_plan_spells_no_statements() -> None:
    spelled = {
        f"{file.name}:{line}: {text!r}"
        for file in sorted((COMPILER / "plan").rglob("*.py"))
        for line, text in texts(file)
        if STATEMENT.search(text)
    }
    assert spelled == set()


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """The text literals of a module, except for docstrings and lists of words."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    alone = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    split = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in alone | split:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value
