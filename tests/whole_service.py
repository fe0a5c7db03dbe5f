"""A whole service: `python tests/whole_service.py sagemaker`.

Generates every class, imports every module, checks types, and makes values for every
operation's input that must round-trip and be accepted by botocore's validator.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behaviour.strategies import objects
from bench.measure import code_lines
from shapewright.diagnostics import Diagnostics
from shapewright.pipeline import generate
from shapewright.plan.names import class_name, service_package
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import import_service

EXAMPLES = 10


def main(name: str) -> int:
    """Print what was found; 1 if anything fell short."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        module = _generate(name, root)
        wrong = _check_types(root)
        wrong += _check_inputs(name, module)
    return 1 if wrong else 0


def _generate(name: str, root: Path) -> ModuleType:
    diagnostics = Diagnostics()
    service = ServiceSettings(service=name, shapes=("*",), operations=("*",))
    package = PackageSettings(name="whole", output=root, services=(service,))
    begin = time.process_time()
    generate(Settings(packages=(package,)), diagnostics, dry=False, force=False)
    seconds = time.process_time() - begin
    folder = service_package(name)
    files = list((root / "whole" / folder / "shapes").glob("[!_]*.py"))
    lines = code_lines(files)
    module = import_service("whole", folder, root)
    print(f"{name}: {len(module.__all__)} exports, generated in {seconds:.1f} s CPU")
    print(f"{name}: {lines / len(files):.1f} lines in each of {len(files)} modules")
    said = Counter(diagnostic.code for diagnostic in diagnostics)
    print(f"{name}: warnings: {dict(said) or 'none'}")
    for diagnostic in diagnostics:
        print(f"  {diagnostic}")
    return module


def _check_types(root: Path) -> int:
    (root / "pyrightconfig.json").write_text(
        json.dumps({"typeCheckingMode": "strict", "include": ["whole"]})
    )
    commands = (["mypy", "--strict", "whole"], ["pyright", "-p", "."])
    wrong = 0
    for command in commands:
        program = str(Path(sys.executable).with_name(command[0]))
        done = subprocess.run(
            [program, *command[1:]], cwd=root, capture_output=True, text=True
        )
        print(f"{' '.join(command)}: {done.stdout.splitlines()[-1]}")
        wrong += done.returncode
    return wrong


def _check_inputs(name: str, module: ModuleType) -> int:
    model = ServiceModel(Loader().load_service_model(name, "service-2"))
    checked = wrong = 0
    for operation in model.operation_names:
        shape = model.operation_model(operation).input_shape
        if shape is None:
            continue
        cls = getattr(module, class_name(shape.name))
        try:
            checked += _check_input(cls, shape)
        except AssertionError as error:
            wrong += 1
            print(f"{name}: {operation}: {error}")
    print(f"{name}: {checked} values round-trip, and botocore accepts them")
    return wrong


def _check_input(cls: Any, shape: Any) -> int:
    count = 0

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data: Any) -> None:
        nonlocal count
        value = data.draw(objects(cls))
        boto = value.to_boto()
        assert cls.from_boto(boto) == value
        if hasattr(cls, "from_wire"):
            wire = json.loads(json.dumps(value.to_wire(), allow_nan=False))
            assert cls.from_wire(wire) == value
        for token, member in shape.members.items():
            if member.metadata.get("idempotencyToken"):
                boto.setdefault(token, "by the client, as botocore's does")
        report = ParamValidator().validate(boto, shape)
        assert not report.has_errors(), report.generate_report()
        count += 1

    check()
    return count


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
