"""Every feature of the model language: what is written for it, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Case, cases
from syrupy.assertion import SnapshotAssertion


@pytest.mark.parametrize("name", cases(refused=False))
def test_case(name: str, tmp_path: Path, python_snapshot: SnapshotAssertion) -> None:
    folder = Case(name).compile(tmp_path)
    files = [
        file
        for file in sorted(folder.rglob("*.py"))
        if "_runtime" not in file.parts and file.read_text().count("\n") > 1
    ]
    assert files
    for file in files:
        place = file.relative_to(folder).with_suffix("").as_posix().replace("/", ".")
        assert file.read_text() == python_snapshot(name=place)
