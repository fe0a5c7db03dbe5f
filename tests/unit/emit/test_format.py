"""Long lines are broken as black breaks them; everything else is left."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import black
import pytest
from black.mode import Mode, TargetVersion

from shapewright.emit.format import (
    NotPython,
    _parser,
    black_version,
    format_source,
)

MODE = Mode(target_versions={TargetVersion.PY311})

WORD = "a_name_that_is_rather_long"
LONG = [
    f"from somewhere import {', '.join(f'{WORD}{n}' for n in range(5))}\n",
    f"value = call({', '.join(f'{WORD}{n}' for n in range(5))})\n",
    f"value: Annotated[{', '.join(f'{WORD}{n}' for n in range(5))}] | None\n",
    f"def call(self, *, {', '.join(f'{WORD}{n}: int = 0' for n in range(4))}) -> A:\n"
    "    pass\n",
    f"if {WORD} is not None and ({WORD} is None or {WORD} is None or {WORD} is None):\n"
    f"    raise {WORD}\n",
    "class A:\n    def a(self) -> None:\n"
    f"        self.{WORD} = {WORD}(v, [{', '.join([WORD] * 4)}])\n",
    f'value = "{WORD * 5}"\n',
    f'value = call(r"{"字" * 40}")\n',
    'value = "' + "e\u0301" * 40 + '"\n',
    f"value = {{'a': {{'b': [{', '.join([WORD] * 4)}]}}}}\n".replace("'", '"'),
]


@pytest.mark.parametrize("text", LONG)
def test_a_long_line_is_broken_as_black_breaks_it(text: str) -> None:
    broken = format_source(text)
    assert broken == black.format_str(text, mode=MODE)
    assert format_source(broken) == broken


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n",
        f'"""{WORD * 6} in a docstring."""\n',
        f'"""Several\n\n{WORD * 6}\nlines\n"""\n\nx = 1\n',
        f'def a() -> None:\n    r"""\\d {WORD * 6}"""\n',
        'def a() -> None:\n    """"""\n',
        f'A: TypeAlias = Literal["{WORD}", \'"""\']\n',
        'def a() -> None:\n    """a""\\"b"""\n    return None\n',
    ],
)
def test_what_black_leaves_is_left(text: str) -> None:
    assert black.format_str(text, mode=MODE) == text
    assert format_source(text) == text


def test_a_line_after_a_docstring_is_no_part_of_it() -> None:
    text = f'"""One line."""\n\nvalue = call({", ".join([WORD] * 5)})\n'
    assert format_source(text) == black.format_str(text, mode=MODE)


@pytest.fixture(params=["symtable", "compile"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a text is parsed by; a Python may lack the first."""
    if request.param == "compile":
        monkeypatch.setitem(sys.modules, "symtable", None)
        monkeypatch.setattr("shapewright.emit.format._parser", _parser.__wrapped__)


@pytest.mark.usefixtures("parser")
def test_what_is_no_python_is_found_with_and_without_symtable() -> None:
    assert format_source("x = 1\n") == "x = 1\n"
    for text in ("x = (\n", "def\n", "x = '\0'\n"):
        for ours in (True, False):
            with pytest.raises(NotPython):
                format_source(text, ours=ours)


def test_what_is_too_deep_for_python_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: object) -> str:
        raise RecursionError("maximum recursion depth exceeded during compilation")

    # how deep that is differs from Python to Python
    monkeypatch.setattr("shapewright.emit.format._formatted", too_deep)
    with pytest.raises(NotPython, match="recursion"):
        format_source("x = 1\n", ours=False)


def test_it_names_the_version() -> None:
    assert black_version() == version("black")


def test_several_threads_may_be_the_first_to_need_black() -> None:
    """In a fresh process: black is compiled, and its import is no thread's affair."""
    script = """
from concurrent.futures import ThreadPoolExecutor
from shapewright.emit.format import format_source
with ThreadPoolExecutor(8) as executor:
    print(*executor.map(lambda _: format_source("x = 1\\n", ours=False), range(16)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split("\n")[0]) == (0, "x = 1")
