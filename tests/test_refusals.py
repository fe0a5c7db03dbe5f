"""What must not compile, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from shapewright.diagnostics import Diagnostics, Failure
from support import CORPUS, Case, cases


@pytest.mark.parametrize("name", cases(refused=True))
def test_refusal(name: str, tmp_path: Path, text_snapshot: SnapshotAssertion) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        Case(name).compile(tmp_path, diagnostics)
    assert not list(tmp_path.iterdir())
    said = [f"exit {failure.value.exit_code}", *map(str, diagnostics)]
    shown = "\n".join(said).replace(str(CORPUS), "corpus")
    assert f"{shown}\n" == text_snapshot


def test_one_case_in_four_is_a_refusal() -> None:
    refusals, others = cases(refused=True), cases(refused=False)
    assert len(refusals) * 4 >= len(refusals) + len(others)
