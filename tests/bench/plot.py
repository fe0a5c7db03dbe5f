"""Draws what a structure costs, by matplotlib."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

_STYLES: tuple[dict[str, Any], ...] = (
    {"color": "#1f5fa8", "marker": "o", "markersize": 6, "linewidth": 1.8},
    {"color": "#d97706", "marker": "s", "markersize": 5, "linestyle": "none"},
)
_REPEATABLE = {"Date": None, "Creator": None}


def plot(points: Mapping[str, Sequence[tuple[int, float]]], file: Path) -> None:
    """Structures, on a logarithmic axis, against milliseconds for each.

    Args:
        points: By label: the first is a line, the others are points.
    """
    matplotlib = import_module("matplotlib")
    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "cost"
    pyplot = import_module("matplotlib.pyplot")
    ticker = import_module("matplotlib.ticker")
    figure, axes = pyplot.subplots(figsize=(7, 3.6), facecolor="white")
    for (label, some), style in zip(points.items(), _STYLES, strict=False):
        axes.plot(*zip(*some, strict=True), label=label, **style)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_formatter(ticker.StrMethodFormatter("{x:,.0f}"))
    axes.set_xlabel("structures in one run")
    axes.set_ylabel("CPU per structure, ms")
    axes.grid(True, color="#e5e7eb")
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(file, facecolor="white", metadata=_REPEATABLE)
    pyplot.close(figure)
