"""The examples that come with botocore: requests strictly, answers tolerantly.

    python -m every.examples [SERVICE…]

What is refused must stand in `differences.toml`, with the reason.
"""

from __future__ import annotations

import sys
from datetime import UTC
from typing import Any

from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader
from botocore.model import Shape
from botocore.utils import parse_timestamp

from documents import shown
from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

from .compiled import chosen, compile_all, each, module_of
from .differences import Found, report
from .oracle import model_of
from .values import violation_error


def main(names: list[str]) -> int:
    """Print the numbers, and what is refused; 1 if any of it has no reason."""
    compile_all(chosen(names))
    return report("examples", each(examples, names or services()), names or services())


def examples(service: str) -> Found:
    """All examples of a service."""
    found = Found()
    try:
        content = Loader().load_service_model(service, "examples-1")
    except (UnknownServiceError, FileNotFoundError):
        return found
    model, module = model_of(service), module_of(service)
    for name, cases in content["examples"].items():
        operation = model.operation_model(name)
        for case in cases:
            for side, shape, strict in (
                ("input", operation.input_shape, True),
                ("output", operation.output_shape, False),
            ):
                if shape is not None and case.get(side):
                    found.counts[f"{side}s"] += 1
                    cls = getattr(module, class_name(shape.name))
                    _check(found, name, side, cls, in_python(case[side], shape), strict)
    return found


def _check(
    found: Found, name: str, side: str, cls: Any, boto: Any, strict: bool
) -> None:
    try:
        value = cls.from_boto(boto, strict=strict)
    except violation_error(cls) as error:
        said = [(v.pointer, v.constraint, v.message) for v in error.violations]
        found.fault(name, side, said)
        return
    if shown(value.to_boto()) != shown(boto):
        found.fault(name, f"{side} round trip", f"{value.to_boto()!r} of {boto!r}")


def in_python(value: Any, shape: Shape) -> Any:
    """An example's value as boto3 has it: bytes for text, datetimes."""
    match shape.type_name:
        case "blob" if isinstance(value, str):
            return value.encode()
        case "timestamp":
            return parse_timestamp(str(value).replace("PDT", "-0700")).astimezone(UTC)
        case "structure" if isinstance(value, dict) and not shape.is_document_type:
            return {
                key: (
                    in_python(item, shape.members[key])
                    if key in shape.members
                    else item
                )
                for key, item in value.items()
            }
        case "list" if isinstance(value, list):
            return [in_python(item, shape.member) for item in value]
        case "map" if isinstance(value, dict):
            return {key: in_python(item, shape.value) for key, item in value.items()}
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
