"""Every entry of the compiler's own overlays is about the pinned botocore's models."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from shapewright.diagnostics import Diagnostics
from shapewright.pipeline import load, understand
from shapewright.settings import ServiceSettings
from support import ROOT

OVERLAYS = sorted((ROOT / "codegen" / "shapewright" / "overlays").glob("*.toml"))


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_every_entry_is_in_use(file: Path) -> None:
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    settings = ServiceSettings(service=file.stem)
    diagnostics = Diagnostics()
    service = understand(load(settings, diagnostics), settings, diagnostics)
    assert list(diagnostics) == []
    rules = [entry["shape"] for entry in entries.get("rule", [])]
    assert rules == [shape for shape in rules if shape in service.rules]
    assert sum(map(len, service.rules.values())) == len(rules)
    wrong = {entry["shape"] for entry in entries.get("pattern", [])}
    assert wrong == set(service.unenforced)


def test_every_overlay_of_ours_says_which_pattern_it_is_about() -> None:
    for file in OVERLAYS:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
        for entry in entries.get("pattern", []):
            assert entry["source"], f"{file.name}: {entry['shape']}"
