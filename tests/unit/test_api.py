"""What `import shapewright` gives."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

import shapewright


@pytest.mark.parametrize("name", shapewright.__all__)
def test_what_is_exported_is_documented_and_there(name: str) -> None:
    assert getattr(shapewright, name).__doc__
    assert name in dir(shapewright)


def test_checkers_and_python_know_the_same() -> None:
    assert sorted(shapewright._MODULES) == shapewright.__all__


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'generated'"):
        shapewright.generated  # noqa: B018


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys; before = {*sys.modules}; import shapewright.command.process\n"
    code += "print({*sys.modules} - before)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    ours = ("shapewright", "shapewright.command", "shapewright.command.process")
    assert ast.literal_eval(run.stdout) - {"__future__"} == {*ours}
