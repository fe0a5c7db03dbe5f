"""SageMaker of an older botocore and of this one in one folder: what changes, and why.

    python -m every.upgrade WHEEL

The wheel is botocore's, of any version. The manifest has a digest of the model's shapes
that a file is made of: a file has changed for a reason where that has, or where a
structure nested in it is now written in another way for boto3 than for the wire.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapewright.analyse import analyse
from shapewright.diagnostics import Diagnostics
from shapewright.forms import JSON_DOCUMENT
from shapewright.ir.shapes import edges
from shapewright.load.catalogue import botocore_version
from shapewright.package import generate
from shapewright.pipeline import load, understand
from shapewright.plan.model import Model
from shapewright.plan.names import class_name, module_name
from shapewright.settings import PackageSettings, ServiceSettings, Settings

SERVICE = "sagemaker"
PACKAGE = "upgraded_shapes"


def main(wheel: str) -> int:
    """Print how many files changed; 1 if one of them has no reason."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(root / "old")
        (model,) = (root / "old" / "botocore" / "data" / SERVICE).glob("*/service-2.*")
        older = ServiceSettings(service=SERVICE, model=model, operations=("*",))
        newer = ServiceSettings(service=SERVICE, operations=("*",))
        before = _generated(root, older)
        after = _generated(root, newer)
        writing = _writing(older), _writing(newer)
        changed = [
            path
            for path in before.keys() & after.keys()
            if before[path]["sha256"] != after[path]["sha256"]
        ]
    without = sorted(path for path in changed if "shapes" not in after[path])
    baseless = sorted(
        path
        for path in set(changed).difference(without)
        if before[path]["shapes"] == after[path]["shapes"]
        and writing[0][Path(path).stem] == writing[1][Path(path).stem]
    )
    print(f"{Path(wheel).name} to botocore {botocore_version()}: {SERVICE}")
    print(f"{len(before):,} files, then {len(after):,}")
    print(f"{len(after.keys() - before.keys())} added")
    print(f"{len(before.keys() - after.keys())} removed")
    print(f"{len(changed)} changed; of no shape: {', '.join(without)}")
    print(f"changed without a reason in the model: {len(baseless)}", *baseless)
    return 1 if baseless else 0


def _generated(root: Path, service: ServiceSettings) -> Mapping[str, Any]:
    """The files in the manifest after a run."""
    package = PackageSettings(name=PACKAGE, output=root, services=(service,))
    generate(Settings(packages=(package,)), Diagnostics(), dry=False, force=False)
    manifest = json.loads((root / PACKAGE / "_manifest.json").read_text())
    files: Mapping[str, Any] = manifest["package"]
    return files


def _writing(settings: ServiceSettings) -> dict[str, list[bool]]:
    """By module, of which nested structures the forms for boto3 and the wire differ."""
    diagnostics = Diagnostics()
    service = understand(load(settings, diagnostics), settings, diagnostics)
    model = Model(service, analyse(service), settings.checks, diagnostics)
    return {
        module_name(class_name(shape.id)): [
            model.differs(JSON_DOCUMENT, member.target) for member in edges(shape)
        ]
        for shape in service.shapes.values()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
