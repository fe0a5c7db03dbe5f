"""What the pipeline refuses that no stage sees alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapewright.diagnostics import Diagnostics, Failure
from shapewright.pipeline import generate
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
