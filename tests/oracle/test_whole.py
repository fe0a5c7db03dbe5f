"""A whole service: every structure, with values of every member."""

from __future__ import annotations

from pathlib import Path

from oracle.whole import compile_service, faults


def test_every_structure_of_dynamodb_is_accepted_and_comes_back(tmp_path: Path) -> None:
    module = compile_service("dynamodb", tmp_path)
    assert list(faults("dynamodb", module)) == []
