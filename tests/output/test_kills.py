"""A killed run leaves the old package, the new one, or none; the next run works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

KILLS = Path(__file__).with_name("kills.py")


def kills(*arguments: str) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, str(KILLS), *arguments], capture_output=True, text=True
    )
    assert run.stdout, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_every_kill_leaves_a_state_that_the_next_run_completes() -> None:
    found = kills("--every")
    changed = found["cases"]["changed"]
    assert changed["kills"] > 30
    assert changed["old"]
    assert changed["new"]
    assert "torn" not in changed
    assert found["faults"] == []


def test_a_kill_at_a_random_moment_does_no_harm() -> None:
    found = kills("--random", "16", "--seed", "3")
    assert sum(case["kills"] for case in found["cases"].values()) == 16
    assert found["faults"] == []
