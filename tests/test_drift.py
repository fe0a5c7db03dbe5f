"""What is committed under `generated/` is what the compiler writes."""

from __future__ import annotations

import subprocess
import sys

from support import ROOT


def test_the_generated_package_is_up_to_date() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "shapewright", "check", "--strict-model"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout) == (0, "aws_shapes: up to date\n"), run.stderr
