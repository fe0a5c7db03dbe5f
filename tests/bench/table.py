"""The goals, and the one table that says which of them are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .measure import Sample

OURS = "aws_shapes"


class Figure(NamedTuple):
    """What is measured, and of how many metrics; 0 where there are none in it."""

    name: str
    metrics: int = 0

    def __str__(self) -> str:
        return f"{self.name}, {self.metrics} metrics" if self.metrics else self.name


Measured = Mapping[Figure, Mapping[str, Sample]]
"""By figure and by whom; in seconds, bytes or lines."""

COLUMNS = ("figure", "ours", "peer", "ratio", "goal", "met")


@dataclass(frozen=True)
class Goal:
    """What a figure is to reach: a ratio of medians, or without a peer a value."""

    limit: float
    faster: bool = False
    """Whether ours is at least so many times as fast; else at most that part of the
    peer's, or without a peer at most that."""

    def met(self, value: float) -> bool:
        return value >= self.limit if self.faster else value <= self.limit

    def __str__(self) -> str:
        if self.faster:
            return f"≥ {self.limit:g}"
        part = round(1 / self.limit)
        is_part = self.limit < 1 and abs(part * self.limit - 1) < 1e-9
        return f"≤ 1/{part}" if is_part else f"≤ {self.limit:g}"


GOALS: dict[tuple[Figure, str], Goal] = {
    (Figure("construct", 5), "pydantic"): Goal(1.2, faster=True),
    (Figure("construct", 40), "pydantic"): Goal(1.35, faster=True),
    (Figure("to_wire", 5), "pydantic"): Goal(2.3, faster=True),
    (Figure("to_wire", 40), "pydantic"): Goal(2.0, faster=True),
    (Figure("memory", 40), "pydantic"): Goal(1 / 7),
    (Figure("import"), "boto3 client"): Goal(1 / 20),
    (Figure("generate, from nothing"), ""): Goal(3),
    (Figure("generate, nothing changed"), ""): Goal(0.7),
    (Figure("lines of the structures"), ""): Goal(170),
} | {
    (Figure(name, metrics), peer): goal
    for metrics in (5, 40)
    for name, peer, goal in (
        ("construct", "botocore", Goal(5, faster=True)),
        ("from_wire strict", "pydantic", Goal(1.5, faster=True)),
        ("from_wire strict", "msgspec", Goal(1.6, faster=True)),
        ("from_wire strict", "botocore", Goal(2.5, faster=True)),
        ("from_wire tolerant", "pydantic", Goal(1.5, faster=True)),
        ("to_wire", "botocore", Goal(8, faster=True)),
        ("==", "pydantic", Goal(2.3, faster=True)),
        ("hash", "pydantic", Goal(1.1, faster=True)),
        ("two faults, construct", "pydantic", Goal(7)),
        ("two faults, from_wire", "pydantic", Goal(7)),
    )
}


@dataclass(frozen=True)
class Row:
    """A line of the table: ours beside one peer, or alone."""

    figure: Figure
    ours: Sample
    peer: str
    theirs: Sample | None
    goal: Goal | None

    @property
    def faster(self) -> bool:
        """Whether the ratio is how many times as fast ours is, not a part of it."""
        if self.goal is not None:
            return self.goal.faster
        return self.figure.name not in ("memory", "import")

    @property
    def value(self) -> float:
        """What the goal limits: the ratio, or ours where there is no peer."""
        ours = self.ours.median
        if self.theirs is None:
            return ours
        return self.theirs.median / ours if self.faster else ours / self.theirs.median

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.goal.met(self.value)

    def cells(self, words: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
        """The texts of `COLUMNS`; `words` are the peers' own for a figure."""
        shown = ratio = "-"
        if self.theirs is not None:
            name = words.get((self.figure.name, self.peer), self.peer)
            shown = f"{name} {_amount(self.figure, self.theirs)}"
            ratio = f"{self.value:.4g} {'x as fast' if self.faster else 'of it'}"
        met = {None: "", True: "yes", False: "MISSED"}[self.met]
        goal = "-" if self.goal is None else str(self.goal)
        ours = _amount(self.figure, self.ours)
        return str(self.figure), ours, shown, ratio, goal, met

    def as_dict(self) -> dict[str, Any]:
        """For a JSON document."""
        alone = self.theirs is None
        return {
            "figure": self.figure.name,
            "metrics": self.figure.metrics,
            "ours": self.ours._asdict(),
            "peer": self.peer,
            "theirs": None if self.theirs is None else self.theirs._asdict(),
            "ratio": None if alone else self.value,
            "as_fast": self.faster and not alone,
            "goal": None if self.goal is None else str(self.goal),
            "met": self.met,
        }


def rows(measured: Measured) -> Iterator[Row]:
    """In the order of the figures, and then of the peers."""
    for figure, by_whom in measured.items():
        ours = by_whom[OURS]
        others = [name for name in by_whom if name != OURS]
        for name in others:
            goal = GOALS.get((figure, name))
            yield Row(figure, ours, name, by_whom[name], goal)
        if not others:
            yield Row(figure, ours, "", None, GOALS.get((figure, "")))


def _amount(figure: Figure, value: Sample) -> str:
    """The median, and the minimum in brackets."""
    if figure.name == "memory":
        return f"{value.median:,.0f} bytes"
    if figure.name.startswith("lines"):
        return f"{value.median:.0f} lines"
    if figure.name.startswith("generate"):
        return f"{value.median:.2f} s ({value.minimum:.2f})"
    if figure.name == "import":
        return f"{value.median * 1e3:.1f} ms ({value.minimum * 1e3:.1f})"
    return f"{value.median * 1e6:.2f} µs ({value.minimum * 1e6:.2f})"


def as_text(lines: list[tuple[str, ...]]) -> str:
    """A table with columns of equal width."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(map(str.ljust, line, widths)).rstrip()
        for line in [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    )


def as_markdown(lines: list[tuple[str, ...]]) -> str:
    """The same as Markdown."""
    head, *body = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([head, "|---" * len(lines[0]) + "|", *body])
