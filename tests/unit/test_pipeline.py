"""What the pipeline refuses that no stage sees alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shapewright.diagnostics import Diagnostics, Failure
from shapewright.ir.options import Checks
from shapewright.load.catalogue import services
from shapewright.package import expand, generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import CORPUS


def test_two_services_are_not_written_into_one_folder(tmp_path: Path) -> None:
    services = [
        ServiceSettings(
            service=name,
            shapes=("*",),
            model=CORPUS / "constraints" / "service-2.json",
        )
        for name in ("lambda", "lambda_")
    ]
    package = PackageSettings(name="made", output=tmp_path, services=tuple(services))
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        generate(Settings(packages=(package,)), diagnostics, dry=False, force=False)
    assert [said.code for said in diagnostics] == ["C112"]
    assert not list(tmp_path.iterdir())


def test_a_star_is_every_service_that_is_not_named() -> None:
    s3 = ServiceSettings(service="s3", shapes=("Bucket",))
    every = ServiceSettings(service="*", operations=("*",))
    found = expand([s3, every], Diagnostics())
    assert found[0] == s3
    assert sorted(one.service for one in found) == sorted(services())
    assert {one.operations for one in found[1:]} == {("*",)}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("api_version", "2020-01-01"),
        ("model", Path("service-2.json")),
        ("overlay", Path("mine.toml")),
        ("shapes", ("Bucket",)),
        ("operations", ("*", "ListBuckets")),
        ("checks", Checks(places={"Bucket": frozenset()})),
    ],
)
def test_what_is_about_one_service_is_refused_for_all(key: str, value: object) -> None:
    wrong = replace(ServiceSettings(service="*"), **{key: value})  # type: ignore[arg-type]
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        expand([wrong], diagnostics)
    (one,) = diagnostics
    assert (one.code, one.where) == ("C133", f"services.*: {key}")


@pytest.mark.parametrize("is_file", [True, False])
def test_templates_that_are_no_folder_are_refused(
    tmp_path: Path, is_file: bool
) -> None:
    templates = tmp_path / "templates"
    if is_file:
        templates.write_text("")
    package = PackageSettings(
        name="made", output=tmp_path / "out", services=(), templates=templates
    )
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        generate(Settings(packages=(package,)), diagnostics, dry=False, force=False)
    assert [said.code for said in diagnostics] == ["C132"]
    assert not (tmp_path / "out").exists()
