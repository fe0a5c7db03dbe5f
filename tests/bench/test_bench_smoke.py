from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import ROOT

from .against import comparison
from .measure import code_lines
from .run import main
from .table import COLUMNS, GOALS, Figure, Goal

PEERS = ["dataclass", "botocore"]
"""Those that need no package beyond the ones the compiler is developed with."""


def test_the_table_has_every_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"
    main(["--quick", "--markdown", "--peers", ",".join(PEERS), "--json", str(file)])
    report = json.loads(file.read_text("utf-8"))
    assert report["disagreements"] == []
    who = ["aws_shapes", *PEERS]
    assert all([*by_peer] == who for by_peer in report["verdicts"].values())
    measured = {(row["figure"], row["metrics"], row["peer"]) for row in report["rows"]}
    wanted = {
        (figure.name, figure.metrics, peer)
        for figure, peer in GOALS
        if peer in ("", "botocore", "boto3 client")
    }
    assert wanted <= measured
    for row in report["rows"]:
        assert row["ours"]["median"] >= row["ours"]["minimum"] > 0
    table = [line for line in capsys.readouterr().out.splitlines() if "|" in line]
    cells = [line.strip("| ").split(" | ") for line in table]
    assert [*COLUMNS] in cells
    assert len(cells[-1]) == len(COLUMNS)


@pytest.mark.parametrize(
    ("goal", "value", "met", "shown"),
    [
        (Goal(1.5, faster=True), 1.5, True, "≥ 1.5"),
        (Goal(1.5, faster=True), 1.4, False, "≥ 1.5"),
        (Goal(1 / 7), 0.1, True, "≤ 1/7"),
        (Goal(7), 8, False, "≤ 7"),
    ],
)
def test_goals(goal: Goal, value: float, met: bool, shown: str) -> None:
    assert goal.met(value) is met
    assert str(goal) == shown


def test_code_lines(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(
        '"""Doc."""\n\nimport os\n# why\n\nx = [\n    1,\n]\n"""Doc.\n\n"""\n'
    )
    assert code_lines([file]) == 3
    assert str(Figure("construct", 5)) == "construct, 5 metrics"


def test_an_older_build_is_measured_beside_this_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("an archive has no older builds")
    file = tmp_path / "figures.json"
    main(["--quick", "--against", "HEAD", "--json", str(file)])
    rows = json.loads(file.read_text("utf-8"))
    names = {row["figure"] for row in rows}
    assert {"construct", "from_wire strict", "two faults, from_wire"} <= names
    assert all(0 < row["low"] <= row["speed"] <= row["high"] for row in rows)
    assert "Falls short: " in capsys.readouterr().out


def test_an_unknown_revision_is_said() -> None:
    with pytest.raises(SystemExit, match="nowhere"):
        main(["--quick", "--against", "nowhere"])


@pytest.mark.parametrize(
    ("ratios", "short"),
    [
        ([0.9] * 50, True),
        ([0.9] * 25 + [1.1] * 25, False),
        ([0.97] * 45 + [1.5] * 5, True),
        ([1.0] * 3, False),
    ],
)
def test_a_row_falls_short_where_all_of_its_interval_does(
    ratios: list[float], short: bool
) -> None:
    found = comparison(Figure("construct", 5), ratios)
    assert found.falls_short is short
    assert found.low <= found.ratio <= found.high
