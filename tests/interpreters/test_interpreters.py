"""What is run on other interpreters runs on this one, and differences are found."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from interpreters import corpus, run
from interpreters.run import Interpreter
from support import ROOT

HERE = Interpreter(
    name="here",
    command=(sys.executable, "-I", "-W", "error"),
    about="this Python",
    compiles=True,
)
PROGRAM = str(run.HERE / "program.py")


def test_the_program_says_the_same_each_time() -> None:
    """In processes of their own, with their own hashes."""
    command = [*HERE.command, PROGRAM, str(ROOT / "generated"), "aws_shapes"]
    said = {
        subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(said) == 1
    assert "cannot be filled" not in said.pop()


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert list(run._python(str(tmp_path / "python"))) == []
    assert list(run._python("false")) == []
    (here,) = run._python(sys.executable)
    assert (here.command[0], here.compiles) == (sys.executable, True)


def test_differences_are_said() -> None:
    assert run._difference("a\nb\n", "a\nb\n") == "says the same"
    assert run._difference("a\nb\n", "a\nc\n").split("\n")[2:] == ["-b", "+c"]
    assert run._unlike({"a": b"", "b": b"1"}, {"b": b"2", "c": b""}) == (
        "other bytes: a, b, c"
    )
    assert run._unlike({"a": b""}, {"": b"no black"}).startswith("compiles nothing")


@pytest.mark.parametrize("bad", ["", "import sys; sys.exit(1)"])
def test_an_interpreter_that_says_something_else_is_a_failure(
    bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here one that runs other code than it is given."""
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{bad}'\n")
    script.chmod(0o755)
    other = Interpreter(
        name="other", command=(str(script),), about="another", compiles=False
    )
    monkeypatch.setattr(corpus, "cases", lambda refused: ["union"])
    same = replace(HERE, compiles=False)
    assert run._compare([same], tmp_path / "same")
    assert not run._compare([same, other], tmp_path / "both")
