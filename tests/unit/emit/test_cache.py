"""What is kept between runs, and what is as if it were not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from shapewright.diagnostics import Diagnostic, Severity
from shapewright.emit.cache import Cache
from shapewright.emit.files import Bundle, Compiled, Entry, digest

TEXT = "x = '\ud800'\n"
SAID = Diagnostic(
    code="M201", severity=Severity.WARNING, where="here", message="so", hint="do"
)
COMPILED = Compiled(
    made_of="abc",
    title="Example, 2020-01-01",
    model_sha256="123",
    structures=1,
    said=(SAID,),
    bundle=Bundle.of([(Entry("shapes/a.py", digest(TEXT), "origin", "made"), TEXT)]),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new")
    assert cache.read("place") is None
    cache.write("place", COMPILED)
    assert cache.read("place") == COMPILED
    assert cache.read("another place") is None
    assert [file.text for file in COMPILED.bundle.files("folder")] == [TEXT]
    assert len(list((tmp_path / "new").iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"{}\n",
        lambda data: b"[]\n",
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data.replace(b'"said"', b'"sad"'),
        lambda data: data.replace(b"warning", b"warming"),
        lambda data: b"\xff" + data,
        lambda data: b"1",
        lambda data: hashlib.sha256(b"1\n").hexdigest().encode() + b"\n1\n",
    ],
)
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: object) -> None:
    cache = Cache(tmp_path)
    cache.write("place", COMPILED)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert cache.read("place") is None
    cache.write("place", COMPILED)
    assert cache.read("place") == COMPILED


def test_a_single_bit_is_damage(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write("place", COMPILED)
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    for place in range(len(data)):
        spoilt = bytes([data[place] ^ 1 << place % 8])
        file.write_bytes(data[:place] + spoilt + data[place + 1 :])
        assert cache.read("place") is None


def test_a_folder_that_cannot_be_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    cache.write("place", COMPILED)
    assert cache.read("place") is None
