"""The list of what is ours."""

from __future__ import annotations

import hashlib
import json

import pytest

from shapewright.disk.manifest import (
    EMPTY,
    Manifest,
    manifest_text,
    read_manifest,
    without_provenance,
)
from shapewright.files import SourceFile, digest

FILES = [
    SourceFile(path="b.py", text="b\n", origin="123"),
    SourceFile(path="a.py", text="a\n"),
    SourceFile(path="README.md", text="r\n", of_distribution=True),
]


def test_it_is_read_as_it_was_written() -> None:
    assert read_manifest(manifest_text(FILES, {})) == Manifest(
        package={
            "a.py": frozenset([digest("a\n")]),
            "b.py": frozenset([digest("b\n")]),
        },
        distribution={"README.md": frozenset([digest("r\n")])},
    )


def test_it_is_sorted_and_ends_with_a_newline() -> None:
    text = manifest_text(FILES, {"x": 1})
    assert text == manifest_text(FILES[::-1], {"x": 1})
    assert text.endswith("}\n")
    content = json.loads(text)
    assert list(content["package"]) == ["a.py", "b.py"]
    assert content["package"]["b.py"] == {"sha256": digest("b\n"), "shapes": "123"}
    assert content["provenance"] == {"x": 1}


def test_a_digest_is_the_files_sha256() -> None:
    assert digest("é\n") == hashlib.sha256("é\n".encode()).hexdigest()
    assert digest("\ud800") != digest("")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "5",
        "{}",
        '{"format": 2}',
        '{"format": 1}',
        '{"format": 1, "package": {}}',
        '{"format": 1, "package": [], "distribution": {}}',
        '{"format": 1, "package": {"a": 1}, "distribution": {}}',
        '{"format": 1, "package": {"a": {}}, "distribution": {}}',
        "[" * 50_000,
    ],
)
def test_what_is_none_of_ours_is_none(text: str) -> None:
    assert read_manifest(text) == EMPTY
    without_provenance(text)


def test_provenance_does_not_count() -> None:
    one, other = manifest_text(FILES, {"x": 1}), manifest_text(FILES, {"x": 2})
    assert one != other
    assert without_provenance(one) == without_provenance(other)
    assert without_provenance(one) != without_provenance(manifest_text(FILES[:1], {}))
    assert without_provenance("") is None


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "../a", "/a", "a/../../b", "a\x00b", "a" * 5000, "a\\b", "é"],
)
def test_a_path_that_leads_out_or_nowhere_is_left_out(path: str) -> None:
    entry = {"sha256": digest("")}
    text = json.dumps(
        {"format": 1, "package": {path: entry, "a.py": entry}, "distribution": {}}
    )
    assert list(read_manifest(text).package) == ["a.py"]
