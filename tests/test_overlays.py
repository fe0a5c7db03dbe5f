"""Every entry of the compiler's own overlays is about the pinned botocore's models."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from shapewright.analyse.correct import correct
from shapewright.analyse.overlay import overlay
from shapewright.analyse.rewrite import rewrite
from shapewright.diagnostics import Diagnostics
from shapewright.ir.corrections import Search, WrongConstraint, WrongEnum
from shapewright.ir.shapes import Pattern
from shapewright.load.overlay import read_overlays
from shapewright.load.resolve import resolve
from shapewright.pipeline import load
from shapewright.settings import ServiceSettings
from support import ROOT

OVERLAYS = sorted((ROOT / "codegen" / "shapewright" / "overlays").glob("*.toml"))


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_every_entry_is_in_use(file: Path) -> None:
    """As a user's own it is said where the model no longer has what it is about."""
    diagnostics = Diagnostics()
    settings = ServiceSettings(service=file.stem)
    service = resolve(load(settings, diagnostics), diagnostics)
    (entries,) = read_overlays(file.stem, None, diagnostics)
    entries = replace(entries, from_user=True)
    service = overlay(service, entries, diagnostics)
    service = correct(service, [entries], diagnostics)
    rewrite(service, entries, diagnostics)
    assert list(map(str, diagnostics)) == []
    assert sum(map(len, service.rules.values())) == len(entries.rules)


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_every_correction_says_what_it_is_about(file: Path) -> None:
    (entries,) = read_overlays(file.stem, None, Diagnostics())
    for entry in entries.corrections:
        match entry:
            case WrongConstraint():
                assert entry.source, entry
            case WrongEnum():
                assert entry.add or entry.source, entry


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_nothing_is_corrected_twice(file: Path) -> None:
    (entries,) = read_overlays(file.stem, None, Diagnostics())
    corrected = [
        (str(entry.subject), entry.kind)
        for entry in entries.corrections
        if isinstance(entry, WrongConstraint)
    ]
    corrected += [
        (str(entry.subject), Pattern)
        for entry in entries.corrections
        if isinstance(entry, Search)
    ]
    assert [one for one, count in Counter(corrected).items() if count > 1] == []


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_no_minimum_is_lowered(file: Path) -> None:
    """boto3's own validator asks minimums, of all bounds: it would refuse the value."""
    (entries,) = read_overlays(file.stem, None, Diagnostics())
    for entry in entries.corrections:
        if isinstance(entry, WrongConstraint) and not isinstance(entry.source, Pattern):
            lowest = getattr(entry.enforced, "min", None)
            assert (getattr(entry.source, "min", None) or 0) <= (lowest or 0), entry
