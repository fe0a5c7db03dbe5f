"""Reading a model file, and what botocore keeps beside it."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import botocore.loaders
import pytest

from models import said
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.load.catalogue import data_folder, find_model
from shapewright.load.document import Document, read_document

MODEL = {"metadata": {"protocol": "json"}, "shapes": {"A": {"type": "string"}}}


def read(path: Path, diagnostics: Diagnostics | None = None) -> Document:
    return read_document("example", path, path.name, diagnostics or Diagnostics())


def refused(path: Path) -> tuple[int, list[str]]:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        read(path, diagnostics)
    return failure.value.exit_code, said(diagnostics)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "service-2.json"
    path.write_text(json.dumps(MODEL))
    return path


def test_plain_and_gzipped_are_the_same(model: Path) -> None:
    packed = model.with_suffix(".json.gz")
    packed.write_bytes(gzip.compress(model.read_bytes()))
    assert read(packed).content == read(model).content == MODEL
    assert read(packed).file == "service-2.json.gz"


def test_the_digest_is_that_of_the_file_and_its_extras(model: Path) -> None:
    plain = read(model).sha256
    assert plain == hashlib.sha256(model.read_bytes()).hexdigest()
    extras = model.with_name("service-2.sdk-extras.json")
    extras.write_text('{"merge": {}}')
    both = hashlib.sha256(model.read_bytes() + extras.read_bytes()).hexdigest()
    assert read(model).sha256 == both


EXTRAS: list[tuple[dict[str, Any], Any]] = [
    ({"merge": {"shapes": {"B": {"type": "blob"}}}}, {"B": {"type": "blob"}}),
    ({"merge": {"shapes": {"A": {"max": 1}}}}, {"A": {"type": "string", "max": 1}}),
    ({"merge": {"shapes": {"A": "replaced"}}}, {"A": "replaced"}),
    ({"version": 1.0}, {}),
]


@pytest.mark.parametrize(("extras", "shapes"), EXTRAS)
def test_extras_are_merged(model: Path, extras: Any, shapes: Any) -> None:
    model.with_name("service-2.sdk-extras.json").write_text(json.dumps(extras))
    assert read(model).content["shapes"] == MODEL["shapes"] | shapes


def test_a_gzipped_model_has_gzipped_or_plain_extras(model: Path) -> None:
    packed = model.with_suffix(".json.gz")
    packed.write_bytes(gzip.compress(model.read_bytes()))
    model.unlink()
    extras = json.dumps(EXTRAS[0][0]).encode()
    beside = packed.with_name("service-2.sdk-extras.json")
    beside.write_bytes(extras)
    assert set(read(packed).content["shapes"]) == {"A", "B"}
    beside.unlink()
    packed.with_name("service-2.sdk-extras.json.gz").write_bytes(gzip.compress(extras))
    assert set(read(packed).content["shapes"]) == {"A", "B"}


@pytest.mark.parametrize("service", ["s3", "rds", "eks", "secretsmanager"])
def test_it_reads_what_botocore_loads(service: str) -> None:
    path, shown = find_model(service, "", None, Diagnostics())
    loader = botocore.loaders.Loader(extra_search_paths=[str(data_folder())])
    assert read_document(service, path, shown, Diagnostics()).content == (
        loader.load_service_model(service, "service-2")
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "M102"),
        (b"{", "M102"),
        (b"[]", "M102"),
        (b"null", "M102"),
        (b'"text"', "M102"),
        (b"\xff\xfe\x00", "M102"),
        (b"[" * 100_000, "M102"),
        (b'{"a": ' + b"9" * 5000 + b"}", "M102"),
        (b"\x1f\x8b\x08", "M101"),
        (b"\x1f\x8bgarbage", "M101"),
        (gzip.compress(b"{}", mtime=0)[:-6], "M101"),
        (gzip.compress(b"{}" * 100, mtime=0)[:20] + b"garbage", "M101"),
        (gzip.compress(b"{", mtime=0), "M102"),
        (b"\xef\xbb\xbf{", "M102"),
    ],
)
def test_what_is_no_model_file_is_refused(model: Path, data: bytes, code: str) -> None:
    model.write_bytes(data)
    assert refused(model) == (3, [f"{code} service-2.json"])


def test_a_byte_order_mark_does_not_matter(model: Path) -> None:
    model.write_bytes(b"\xef\xbb\xbf" + model.read_bytes())
    assert read(model).content == MODEL


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.json") == (3, ["M101 nowhere.json"])
    assert refused(tmp_path) == (3, [f"M101 {tmp_path.name}"])


@pytest.mark.parametrize(
    "extras",
    [
        "[]",
        "{",
        '{"merge": []}',
        '{"merge": null}',
        '{"merge": 5}',
        '{"merge": "text"}',
    ],
)
def test_extras_that_are_none_are_refused(model: Path, extras: str) -> None:
    model.with_name("service-2.sdk-extras.json").write_text(extras)
    code, places = refused(model)
    assert code == 3
    assert all("service-2.sdk-extras.json" in place for place in places)


def test_every_key_that_stands_twice_is_said_once_with_its_place(model: Path) -> None:
    model.write_text(
        '{"metadata": {"protocol": "json"}, "shapes": {"A": {"type": "string",'
        ' "min": 1, "min": 2, "min": 3}, "B": {"type": "structure", "members":'
        ' {"C": {}, "C": {}}}, "A": {"type": "string"}}}'
    )
    assert refused(model) == (
        3,
        [
            "M103 service-2.json: A",
            "M103 service-2.json: B",
            "M103 service-2.json: shapes",
        ],
    )


def test_a_key_that_stands_twice_inside_a_list_is_said(model: Path) -> None:
    model.write_text('{"operations": {"Get": {"errors": [{"shape": 1, "shape": 2}]}}}')
    code, (one,) = refused(model)
    assert code == 3
    assert one.startswith("M103 service-2.json: Get")


def test_many_keys_beside_one_that_stands_twice_are_counted_once(model: Path) -> None:
    keys = ", ".join(f'"key{n}": 1' for n in range(100_000))
    model.write_text(f'{{"shapes": {{{keys}, "key7": 1}}, "others": {{{keys}}}}}')
    assert refused(model) == (3, ["M103 service-2.json: shapes"])


TOO_DEEP = (
    "error M102: service-2.json: has objects or lists nested more than 100 levels deep:"
    " give a service-2.json of botocore's format, plain or gzipped"
)
DEEP: dict[str, tuple[str, str]] = {
    "lists": ("[", "]"),
    "objects": ('{"a": ', "}"),
    "both": ('[{"a": ', "}]"),
}


def deep(opening: str, closing: str, levels: int) -> str:
    """So many lists and objects, each in another."""
    times = levels // (opening.count("[") + opening.count("{"))
    return opening * times + "0" + closing * times


@pytest.mark.parametrize("kind", DEEP)
def test_a_hundred_levels_are_read(model: Path, kind: str) -> None:
    levels = 98 if kind == "both" else 99
    model.write_text(f'{{"a": {deep(*DEEP[kind], levels)}}}')
    read(model)


@pytest.mark.parametrize("levels", [100, 300, 900, 3_000, 50_000, 200_000])
@pytest.mark.parametrize("kind", DEEP)
def test_more_levels_are_refused_in_the_same_words_by_every_python(
    model: Path, kind: str, levels: int
) -> None:
    model.write_text(f'{{"a": {deep(*DEEP[kind], levels)}}}')
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read(model, diagnostics)
    assert list(map(str, diagnostics)) == [TOO_DEEP]


@pytest.mark.parametrize("levels", [300, 900, 3_000, 50_000])
@pytest.mark.parametrize("kind", DEEP)
@pytest.mark.parametrize("shape", ['{"a": 1, "a": %s}', '{"a": %s, "a": 1}'])
def test_depth_is_said_before_keys_that_stand_twice(
    model: Path, shape: str, kind: str, levels: int
) -> None:
    model.write_text(shape % deep(*DEEP[kind], levels))
    assert refused(model) == (3, ["M102 service-2.json"])


def test_a_key_that_stands_twice_at_some_depth_is_said(model: Path) -> None:
    inner = '{"b": 1, "b": 2}'
    model.write_text(f'{{"a": {"[" * 98 + inner + "]" * 98}}}')
    assert refused(model) == (3, ["M103 service-2.json: a"])


def test_extras_that_are_too_deep_are_refused(model: Path) -> None:
    extras = f'{{"merge": {deep(*DEEP["objects"], 3_000)}}}'
    model.with_name("service-2.sdk-extras.json").write_text(extras)
    assert refused(model) == (3, ["M102 service-2.sdk-extras.json"])


def test_a_model_of_another_name_has_no_extras(model: Path) -> None:
    other = model.rename(model.with_name("model"))
    other.with_name("model.sdk-extras.json").write_text('{"merge": {"shapes": 5}}')
    assert read(other).content == MODEL
