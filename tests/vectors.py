"""Run Smithy's constraint cases: `python tests/vectors.py validation.json`.

A case is a whole model, a value in wire form, and what a validating server says of it:
paths, and for some cases messages word by word.
"""

from __future__ import annotations

import base64
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shapewright.diagnostics import Diagnostics, Failure
from shapewright.package import generate
from shapewright.plan.names import class_name
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import import_service

DISPUTED = "the case follows search, ours is whole-value match"


def main(file: str) -> int:
    """Print each difference and their number; 0 if there is none."""
    content = json.loads(Path(file).read_text(encoding="utf-8"))
    packages: dict[str, Any] = {}
    differences = disputed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in content["cases"]:
            name = case["model"]
            if name not in packages:
                model = content["models"][name]
                packages[name] = compile_model(name, model, Path(folder))
            for difference in _differences(case, packages[name], content):
                if case["expected"].get("disputed") or case.get("disputed"):
                    disputed += 1
                    print(f"disputed: {case['id']}: {DISPUTED}")
                else:
                    differences += 1
                    print(f"{case['id']}: {difference}")
    print(
        f"{len(content['cases'])} cases, {differences} differences, {disputed} disputed"
    )
    return 1 if differences else 0


def compile_model(model_name: str, model: dict[str, Any], folder: Path) -> Any:
    """The package of a whole model."""
    root = folder / model_name
    root.mkdir()
    file = root / "service-2.json"
    file.write_text(json.dumps(model))
    service = ServiceSettings(
        service="vectors", model=file, shapes=("*",), operations=("*",)
    )
    name = f"vectors_{model_name}"
    settings = PackageSettings(name=name, output=root, services=(service,))
    diagnostics = Diagnostics()
    try:
        generate(Settings(packages=(settings,)), diagnostics, dry=False, force=False)
    except Failure:
        print(*diagnostics, sep="\n")
        raise
    return import_service(name, "vectors", root)


def _differences(case: dict[str, Any], package: Any, content: Any) -> Iterator[str]:
    shape = case["root_shape"]
    cls = getattr(package, class_name(shape))
    shapes = content["models"][case["model"]]["shapes"]
    found = _violations(cls, case["value"], shapes, shape)
    expected = case["expected"]
    if expected["result"] == "ok":
        if found:
            yield f"accepted there, refused here: {found}"
        return
    if not found:
        yield "refused there, accepted here"
        return
    wanted = expected.get("errors", [])
    paths = [pointer for pointer, _ in found]
    if sorted(paths) != sorted([error["path"] for error in wanted]):
        yield f"paths {paths}, wanted {[error['path'] for error in wanted]}"
    messages = {_comparable(message) for _, message in found}
    for error in wanted:
        if "message" in error and _comparable(error["message"]) not in messages:
            yield f"message {messages}, wanted {error['message']}"


def _comparable(message: str) -> str:
    """Enum lists may be compared as sets."""
    head, mark, values = message.partition("enum value set: [")
    return head + mark + ", ".join(sorted(values.removesuffix("]").split(", ")))


def _violations(cls: Any, value: Any, shapes: Any, shape: str) -> list[tuple[str, str]]:
    try:
        if hasattr(cls, "from_wire"):
            cls.from_wire(value)
        else:
            cls.from_boto(_boto(value, shapes, shape))
    except ValueError as error:
        violations: Any = getattr(error, "violations", None)
        if violations is None:
            raise
        return [(violation.pointer, violation.message) for violation in violations]
    return []


def _boto(value: Any, shapes: Any, name: str) -> Any:
    """The wire's value as boto3 takes it: bytes and datetimes."""
    shape = shapes[name]
    kind = shape["type"]
    if value is None:
        return None
    if kind == "blob":
        return base64.b64decode(value)
    if kind == "timestamp" and isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    if kind == "structure" and isinstance(value, dict):
        members = shape["members"]
        return {
            key: _boto(item, shapes, members[key]["shape"]) if key in members else item
            for key, item in value.items()
        }
    if kind == "list" and isinstance(value, list):
        return [_boto(item, shapes, shape["member"]["shape"]) for item in value]
    if kind == "map" and isinstance(value, dict):
        inner = shape["value"]["shape"]
        return {key: _boto(item, shapes, inner) for key, item in value.items()}
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
