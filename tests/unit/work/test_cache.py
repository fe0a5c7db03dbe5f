"""What is kept between runs, and what is as if it were not there."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models import said
from shapewright.diagnostics import Diagnostic, Diagnostics, Severity
from shapewright.files import (
    Bundle,
    Compiled,
    DamagedBundleError,
    Entry,
    digest,
)
from shapewright.work.cache import Cache

TEXT = "x = '\ud800'\n"
SAID = Diagnostic(
    code="M201", severity=Severity.WARNING, where="here", message="so", hint="do"
)
COMPILED = Compiled(
    made_of="abc",
    title="Example, 2020-01-01",
    model_sha256="123",
    structures=1,
    diagnostics=(SAID,),
    bundle=Bundle.of([(Entry("shapes/a.py", digest(TEXT), "origin", "made"), TEXT)]),
)


def cache_in(folder: Path, **options: Any) -> tuple[Cache, Diagnostics]:
    diagnostics = Diagnostics()
    return Cache(folder, diagnostics, **options), diagnostics


def test_what_is_written_is_read(tmp_path: Path) -> None:
    cache, diagnostics = cache_in(tmp_path / "new")
    assert cache.read("place") is None
    cache.write("place", COMPILED)
    assert cache.read("place") == COMPILED
    assert cache.read("another place") is None
    assert [file.text for file in COMPILED.bundle.files("folder")] == [TEXT]
    assert len(list((tmp_path / "new").iterdir())) == 1
    assert said(diagnostics) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"{}\n",
        lambda data: b"[]\n",
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data.replace(b'"diagnostics"', b'"sad"'),
        lambda data: data.replace(b"warning", b"warming"),
        lambda data: b"\xff" + data,
        lambda data: b"1",
        lambda data: hashlib.sha256(b"1\n").hexdigest().encode() + b"\n1\n",
    ],
)
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: object) -> None:
    cache, diagnostics = cache_in(tmp_path)
    cache.write("place", COMPILED)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert cache.read("place") is None
    assert cache.read("place") is None
    assert said(diagnostics) == [f"O151 {file}"]
    cache.write("place", COMPILED)
    assert cache.read("place") == COMPILED


def test_a_single_bit_is_damage(tmp_path: Path) -> None:
    cache, diagnostics = cache_in(tmp_path)
    cache.write("place", COMPILED)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    for place in range(len(data)):
        spoilt = bytes([data[place] ^ 1 << place % 8])
        file.write_bytes(data[:place] + spoilt + data[place + 1 :])
        assert cache.read("place") is None
    assert len(said(diagnostics)) == 1


def rewritten(file: Path, change: Callable[[Any], None]) -> None:
    """An entry that says something else, and is signed as it should be."""
    kind, _, data = file.read_bytes().partition(b"\n")
    head, _, packed = data[64:].partition(b"\n")
    content = json.loads(head)
    change(content)
    entry = json.dumps(content).encode() + b"\n" + packed
    signed = hashlib.sha256(entry).hexdigest().encode()
    file.write_bytes(kind + b"\n" + signed + entry)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(structures="1"),
        lambda content: content.update(title=None),
        lambda content: content.update(more=1),
        lambda content: content["entries"][0].pop(),
        lambda content: content["entries"][0].__setitem__(0, "../../a.py"),
        lambda content: content["entries"][0].__setitem__(0, "/etc/a.py"),
        lambda content: content["entries"][0].__setitem__(1, 5),
        lambda content: content["diagnostics"][0].update(where=[]),
        lambda content: content["diagnostics"][0].update(more=""),
    ],
)
def test_what_is_signed_and_is_no_entry_is_not_used(
    tmp_path: Path, change: Callable[[Any], None]
) -> None:
    cache, diagnostics = cache_in(tmp_path)
    cache.write("place", COMPILED)
    (file,) = tmp_path.iterdir()
    rewritten(file, change)
    assert cache.read("place") is None
    assert said(diagnostics) == [f"O151 {file}"]


def test_texts_are_what_the_entries_say(tmp_path: Path) -> None:
    entry = Entry("a.py", digest("a"), "", "made")
    for bundle in (
        Bundle.of([(entry, "b")]),
        replace(Bundle.of([(entry, "a")]), packed=b"no zlib"),
        replace(Bundle.of([(entry, "a")]), packed=zlib.compress(b"5")),
        replace(Bundle.of([(entry, "a")]), packed=zlib.compress(b'["a", "b"]')),
    ):
        with pytest.raises(DamagedBundleError):
            bundle.texts()
        assert bundle.is_damaged
    assert not COMPILED.bundle.is_damaged


def test_a_pipe_in_the_place_of_an_entry_is_not_waited_for(tmp_path: Path) -> None:
    cache, diagnostics = cache_in(tmp_path)
    cache.write("place", COMPILED)
    (file,) = tmp_path.iterdir()
    file.unlink()
    os.mkfifo(file)
    assert cache.read("place") is None
    assert said(diagnostics) == [f"O151 {file}"]
    cache.write("place", COMPILED)
    assert cache.read("place") == COMPILED


def test_a_folder_that_others_can_write_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    cache, diagnostics = cache_in(folder)
    cache.write("place", COMPILED)
    folder.chmod(0o777)
    assert cache.read("place") is None
    assert said(diagnostics) == [f"O150 {folder}"]
    before = [file.stat().st_mtime_ns for file in folder.iterdir()]
    cache.write("place", COMPILED)
    assert [file.stat().st_mtime_ns for file in folder.iterdir()] == before


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    cache, _ = cache_in(tmp_path)
    for place in ("a", "b", "c"):
        cache.write(place, COMPILED)
        (file,) = [one for one in tmp_path.iterdir() if one.stat().st_mtime_ns > 1e15]
        os.utime(file, ns=(0, 10**12 + ord(place)))
    assert cache.read("a") == COMPILED  # and is the newest now
    size = next(tmp_path.iterdir()).stat().st_size
    Cache(tmp_path, Diagnostics(), limit=2 * size).prune()
    assert [cache.read(place) is None for place in "abc"] == [False, True, False]


def test_a_folder_that_cannot_be_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache, diagnostics = cache_in(tmp_path / "file" / "cache")
    cache.write("place", COMPILED)
    assert cache.read("place") is None
    assert said(diagnostics) == [f"O153 {tmp_path / 'file' / 'cache'}"]
