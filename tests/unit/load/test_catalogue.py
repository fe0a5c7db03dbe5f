"""Where botocore's models lie."""

from __future__ import annotations

import json
from pathlib import Path

import botocore.session
import pytest

from models import said
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.load import catalogue
from shapewright.load.catalogue import find_model


def test_it_knows_botocores_services_and_their_versions() -> None:
    loader = botocore.session.Session().get_component("data_loader")
    known = catalogue.services()
    assert list(known) == sorted(loader.list_available_services("service-2"))
    for service in ("s3", "cloudfront", "dynamodb", "lambda"):
        assert list(known[service]) == sorted(
            loader.list_api_versions(service, "service-2")
        )


def test_the_latest_version_is_the_default() -> None:
    path, shown = catalogue.find_model("cloudfront", "", None, Diagnostics())
    latest = catalogue.services()["cloudfront"][-1]
    assert path.parent.name == latest
    assert shown == f"cloudfront/{latest}/{path.name}"
    older, _ = catalogue.find_model("cloudfront", "2019-03-26", None, Diagnostics())
    assert older.parent.name == "2019-03-26"


def test_a_given_file_is_taken_as_it_is(tmp_path: Path) -> None:
    given = tmp_path / "any.json"
    given.touch()
    assert catalogue.find_model("nowhere", "1", given, Diagnostics()) == (
        given,
        "any.json",
    )


@pytest.mark.parametrize(
    ("service", "version", "code", "words"),
    [
        ("sagemakr", "", "C123", "did you mean sagemaker"),
        ("lex_models", "", "C123", "lex-models"),
        ("§", "", "C123", "`shapewright list services`"),
        ("sts", "1999-01-01", "C124", "2011-06-15"),
    ],
)
def test_what_there_is_not_is_said_with_what_there_is(
    service: str, version: str, code: str, words: str
) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        catalogue.find_model(service, version, None, diagnostics)
    (one,) = diagnostics
    assert (failure.value.exit_code, one.code) == (2, code)
    assert words in one.hint


def test_a_folder_has_a_gzipped_model_or_a_plain_one_or_none(tmp_path: Path) -> None:
    assert catalogue.model_file_in(tmp_path) is None
    plain = tmp_path / "service-2.json"
    plain.write_text("{}")
    assert catalogue.model_file_in(tmp_path) == plain
    gzipped = tmp_path / "service-2.json.gz"
    gzipped.write_bytes(b"")
    assert catalogue.model_file_in(tmp_path) == gzipped


def test_a_version_without_a_model_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("2011-12-05", "2012-08-10"):
        (tmp_path / "some" / version).mkdir(parents=True)
    (tmp_path / "some" / "2012-08-10" / "service-2.json").write_text(json.dumps({}))
    (tmp_path / "none" / "2012-08-10").mkdir(parents=True)
    (tmp_path / "endpoints.json").write_text("{}")
    monkeypatch.setattr(catalogue, "data_folder", lambda: tmp_path)
    assert catalogue.services.__wrapped__() == {"some": ("2012-08-10",)}


def test_a_model_of_ones_own_is_a_file(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        find_model("sqs", "", tmp_path, diagnostics)
    assert said(diagnostics) == [f"C127 {tmp_path}"]
