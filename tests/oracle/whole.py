"""Every structure of a whole service, with values that hypothesis makes.

`python -m oracle.whole SERVICE…` compiles each and says what botocore's validator or a
round trip refuses.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.model import ServiceModel
from botocore.session import Session
from botocore.validate import ParamValidator
from hypothesis import Phase, given, settings

from behaviour.strategies import QUICK, objects
from behaviour.test_properties import shown, through_json
from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import import_service

FEW = settings(QUICK, max_examples=6, phases=(Phase.generate,))


def compile_service(service: str, root: Path) -> Any:
    """The package of all shapes of a service."""
    chosen = ServiceSettings(service=service, shapes=("*",))
    package = PackageSettings(name=f"whole_{service}", output=root, services=(chosen,))
    generate(Settings(packages=(package,)), Diagnostics(), dry=False, force=False)
    return import_service(package.name, service, root)


def faults(service: str, module: Any) -> Iterator[str]:
    """What is wrong, a line for each structure; nothing if all is well."""
    model = ServiceModel(Session().get_service_model(service)._service_description)
    for name in module.__all__:
        cls = getattr(module, name)
        if hasattr(cls, "_members"):
            try:
                given(objects(cls))(FEW(lambda made: _check(made, model)))()
            except (AssertionError, ValueError, TypeError) as error:
                yield f"{name}: {error}"


def _check(made: Any, model: Any) -> None:
    """Both forms go both ways, and botocore accepts its own."""
    boto = made.to_boto()
    assert shown(made.from_boto(boto)) == shown(made)
    if hasattr(made, "to_wire"):
        wire = through_json(made.to_wire())
        assert shown(made.from_wire(wire)) == shown(made)
        assert shown(made.from_wire(wire, strict=False)) == shown(made)
    shape = model.shape_for(type(made).__name__)
    tokens = {
        name: "token"
        for name, member in shape.members.items()
        if member.metadata.get("idempotencyToken")
    }
    # a client fills in the tokens before it validates
    report = ParamValidator().validate(tokens | boto, shape)
    assert not report.has_errors(), report.generate_report()


def main() -> int:
    """The exit code: whether anything was found."""
    found = 0
    for service in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as root:
            for line in faults(service, compile_service(service, Path(root))):
                print(f"{service}: {line}")
                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
