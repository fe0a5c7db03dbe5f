"""What the pipeline refuses that no stage sees alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapewright.diagnostics import Diagnostics, Failure
from shapewright.load.catalogue import services
from shapewright.pipeline import expand, generate
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
    found = expand([s3, ServiceSettings(service="*", operations=("*",))])
    assert found[0] == s3
    assert sorted(one.service for one in found) == sorted(services())
    assert {one.operations for one in found[1:]} == {("*",)}
