"""Run botocore's cases of the JSON document form: `python tests/documents.py FILE`.

A case is a whole model, what boto3 takes or gives, and the document that stands for it:
written, or read tolerantly.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from shapewright.plan.names import class_name
from vectors import compile_model

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def main(file: str) -> int:
    """Print each difference and their number; 0 if none is without a reason."""
    content = json.loads(Path(file).read_text(encoding="utf-8"))
    packages: dict[str, Any] = {}
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in content["cases"]:
            name = case["model"]
            model = content["models"][name]
            if name not in packages:
                packages[name] = compile_model(name, model, Path(folder))
            cls = getattr(packages[name], class_name(case["root_shape"]))
            difference = _difference(case, cls, model["shapes"])
            if difference:
                wrong += 1
                print(f"{case['id']} ({case['direction']}): {difference}")
    print(f"{len(content['cases'])} documents, {wrong} differences")
    return 1 if wrong else 0


def _difference(case: dict[str, Any], cls: Any, shapes: Any) -> str:
    boto = in_python(case["boto"], shapes, case["root_shape"])
    if not hasattr(cls, "to_wire"):
        return f"{cls.__name__} has no document form"
    try:
        if case["direction"] == "write":
            made, wanted = cls.from_boto(boto).to_wire(), case["document"]
        else:
            made = cls.from_wire(case["document"], strict=False).to_boto()
            wanted = boto
    except ValueError as error:
        return str(error)
    return "" if shown(made) == shown(wanted) else f"{made!r}, wanted {wanted!r}"


def shown(value: Any) -> str:
    """NaN is NaN here, and 1 is 1.0."""
    return repr(_comparable(value))


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _comparable(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def in_python(value: Any, shapes: Any, name: str) -> Any:
    """What boto3 has for a case's value: bytes for text, datetimes for seconds."""
    shape = shapes[name]
    if value is None or shape.get("document"):
        return value
    match shape["type"]:
        case "blob":
            return value.encode()
        case "timestamp":
            return _EPOCH + timedelta(seconds=value)
        case "structure":
            members = shape["members"]
            return {
                key: in_python(item, shapes, members[key]["shape"])
                for key, item in value.items()
            }
        case "list":
            return [in_python(item, shapes, shape["member"]["shape"]) for item in value]
        case "map":
            inner = shape["value"]["shape"]
            return {key: in_python(item, shapes, inner) for key, item in value.items()}
        case "float" | "double" if value in ("NaN", "Infinity", "-Infinity"):
            return float(value)
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
