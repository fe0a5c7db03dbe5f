"""What a test suite or a tool may do to the world around a package."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FAKED = """
import datetime, sys
sys.path.insert(0, {root!r})
real = datetime.datetime
class Meta(type):
    def __instancecheck__(self, value):
        return isinstance(value, real)
class Fake(real, metaclass=Meta):
    "What libraries that freeze the clock put in the place of the class."
from {package}.example import Times
assert "{package}._runtime.timestamp_formats" in sys.modules
for module in [m for n, m in sys.modules.items() if n.startswith({package!r})]:
    for name, value in list(vars(module).items()):
        if value is real:
            setattr(module, name, Fake)
when = real(2026, 1, 1, tzinfo=datetime.timezone.utc)
made = Times.from_boto({{"Plain": when, "New": 1}}, strict=False)
assert made.plain == when
try:
    Times.from_boto({{"Plain": "x", "New": 1}}, strict=True)
except ValueError as error:
    assert len(error.violations) == 2
else:
    raise SystemExit("it was taken")
"""


def test_a_frozen_clock_does_not_break_reading(
    compiled: Callable[[str], ModuleType],
) -> None:
    module = compiled("timestamp_formats")
    root, package = Path(str(module.__file__)).parents[2], module.__name__.split(".")[0]
    code = FAKED.format(root=str(root), package=package)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("field", ["precise"])
def test_nan_equals_itself_in_an_object(
    compiled: Callable[[str], ModuleType], field: str
) -> None:
    scalars: Any = compiled("scalars_and_bounds").Scalars
    made = scalars(**{field: float("nan")})
    assert made == scalars.from_boto(made.to_boto())
