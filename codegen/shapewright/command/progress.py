"""How far a run is, for whoever wants to know."""

from __future__ import annotations

import sys
from typing import Any

import click

from ..work.job import SILENCE, Progress

_SHOWN_EVERY = 100
"""Structures between two updates of the bar."""


class Bar:
    """A bar on a terminal: how many services and structures are done."""

    def begin(self, services: int) -> None:
        self._structures = self._shown = 0
        self._bar: Any = click.progressbar(
            length=services,
            file=sys.stderr,
            label="services",
            show_pos=True,
            item_show_func=lambda _: f"{self._structures:,} structures",
        )
        self._bar.__enter__()

    def structures(self, count: int) -> None:
        self._structures += count
        if self._structures - self._shown >= _SHOWN_EVERY:
            self._shown = self._structures
            self._bar.update(0, self)

    def service(self) -> None:
        self._bar.update(1, self)

    def end(self) -> None:
        self._bar.render_finish()


def progress() -> Progress:
    """A bar on a terminal, nothing on a pipe."""
    return Bar() if sys.stderr and sys.stderr.isatty() else SILENCE
