"""The outermost call: what becomes of output that cannot be written, and of bugs."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import Any

import pytest

from shapewright.command import process


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
    monkeypatch.setattr(process, "_ignore_interrupts", lambda: None)
    monkeypatch.setattr(process, "_command", _raising(OSError(28, "No space left")))
    with pytest.raises(SystemExit) as ended:
        process.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "error O112: output: No space left\n"


def test_a_closed_stdout_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(process, "_ignore_interrupts", lambda: None)
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
    process._report_bug(KeyError, KeyError("x"), None)
    assert codes == [3]
    assert told is None or "has a bug: KeyError" in told.getvalue()


def test_streams_of_its_own_take_what_nobody_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        with open("/dev/full", "w") as full:
            monkeypatch.setattr(sys, "stderr", full)
            process._open_streams()
            print("a", flush=True)
            print("b", file=sys.stderr, flush=True)


def test_a_terminal_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.setattr(sys, "stderr", None)
        process._open_streams()
        assert sys.stdout is terminal
        assert terminal.errors == "backslashreplace"
    os.close(ours)


def test_a_current_folder_that_is_gone_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> str:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "getcwd", refuse)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "argv", ["shapewright", "--format", "json"])
    assert process._run() == 2
    assert '"where": "the current folder"' in capsys.readouterr().err


def test_bad_use_is_told_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "argv", ["shapewright", "list", "--format=json"])
    assert process._run() == 2
    assert '"code": "C100"' in capsys.readouterr().err


def test_help_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["shapewright", "--help"])
    assert process._command() == 0
    assert "generate" in capsys.readouterr().out


def test_a_shell_is_told_what_may_follow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["shapewright"])
    monkeypatch.setenv("_SHAPEWRIGHT_COMPLETE", "bash_source")
    assert process._command() == 0
    assert "shapewright" in capsys.readouterr().out


def test_an_interrupt_is_ignored_when_all_is_done() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        process._ignore_interrupts()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def full_pipe() -> tuple[int, int]:
    """The ends of a pipe that has no room, and does not wait for some."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b" " * 4096)
    return reading, writing


def test_output_waits_for_room_in_a_pipe() -> None:
    reading, writing = full_pipe()
    read: list[bytes] = []

    def empty() -> None:
        while data := os.read(reading, 1 << 20):
            read.append(data)

    thread = threading.Timer(0.2, empty)
    thread.start()
    with process._Output(writing, "wb") as output:
        assert output.write(b"said") == 4
    thread.join()
    os.close(reading)
    assert b"".join(read).strip() == b"said"


def test_messages_wait_for_nobody() -> None:
    reading, writing = full_pipe()
    with process._Messages(writing, "wb") as messages:
        assert messages.write(b"said") == 4
    os.close(reading)


def test_output_that_nobody_reads_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with process._Output(writing, "wb") as output:
        assert output.write(b"said") == 4
