"""A bar that counts services and structures, where somebody looks."""

from __future__ import annotations

import io
import sys

import pytest

from shapewright.command.progress import Bar, progress
from shapewright.work.job import SILENCE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_services_and_structures(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = progress()
    assert isinstance(bar, Bar)
    bar.begin(2)
    for _ in range(2):
        for _ in range(150):
            bar.structures(10)
        bar.service()
    bar.end()
    shown = terminal.getvalue()
    assert "1/2" in shown
    assert "2/2" in shown
    assert "3,000 structures" in shown
    assert shown.count("structures") < 300  # not for every one


@pytest.mark.parametrize("stderr", [io.StringIO(), None])
def test_nobody_looks_at_a_pipe(
    monkeypatch: pytest.MonkeyPatch, stderr: object
) -> None:
    monkeypatch.setattr(sys, "stderr", stderr)
    assert progress() is SILENCE
