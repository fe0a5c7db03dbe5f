"""The outermost call: what becomes of output that cannot be written, and of bugs."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import pytest

from shapewright import process


def _raising(error: BaseException | None) -> Any:
    def call() -> int:
        if error is not None:
            raise error
        return 0

    return call


def test_output_that_cannot_be_written_is_bad_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(process, "_be_deaf", lambda: None)
    monkeypatch.setattr(process, "_command", _raising(OSError(28, "No space left")))
    with pytest.raises(SystemExit) as ended:
        process.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "error O112: output: No space left\n"


def test_a_closed_stdout_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(process, "_be_deaf", lambda: None)
    monkeypatch.setattr(process, "_command", _raising(None))
    with pytest.raises(SystemExit) as ended:
        process.main()
    assert ended.value.code == 0


@pytest.mark.parametrize("closed", [False, True])
def test_a_bug_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    codes: list[int] = []
    told = None if closed else io.StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(os, "_exit", codes.append)
    process._confess(KeyError, KeyError("x"), None)
    assert codes == [3]
    assert told is None or "has a bug: KeyError" in told.getvalue()
