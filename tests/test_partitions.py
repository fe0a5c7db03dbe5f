"""ARNs of every partition in which botocore's endpoints have a service are taken.

`nox -s truth` looks at all services; here are those that an overlay corrects for it, so
that a change of the model or of `endpoints.json` is noticed at once.
"""

from __future__ import annotations

import pytest

from support import ROOT
from truth.arns import model, refused

OVERLAYS = ROOT / "codegen" / "shapewright" / "overlays"
SERVICES = [
    file.stem
    for file in sorted(OVERLAYS.glob("*.toml"))
    if "endpoints.json" in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("service", SERVICES)
def test_no_partition_is_refused(service: str) -> None:
    found = refused(model(service))
    assert found.faults == []
    assert found.counts["patterns of ARNs"]
