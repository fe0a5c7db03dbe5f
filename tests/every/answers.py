"""Answers: botocore's parsers over made bodies of every operation, read and given back.

    python -m every.answers [SERVICE…]

Bodies of every output are made by a seed, parsed by botocore and changed by its
handlers; the dict is read tolerantly, and gives itself back. A second body of each has
what the model does not know: another variant in every union, another value of every
enum.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from botocore.endpoint import convert_to_response_dict
from botocore.model import OperationModel, Shape
from botocore.parsers import create_parser

from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

from .bodies import answer
from .compiled import chosen, compile_all, each, module_of
from .differences import Found, first_difference, report
from .handlers import emit
from .oracle import model_of
from .values import NoText, several, violation_error

UNHEARD = "Unheard"


def main(names: list[str]) -> int:
    """Print the numbers, and what differs; 1 if any of it has no reason."""
    compile_all(chosen(names))
    return report("answers", each(answers, names or services()), names or services())


def answers(service: str) -> Found:
    """All outputs of a service."""
    found = Found()
    model, module = model_of(service), module_of(service)
    for name in model.operation_names:
        operation = model.operation_model(name)
        if operation.output_shape is None:
            continue
        found.counts["operations"] += 1
        cls = getattr(module, class_name(operation.output_shape.name))
        try:
            made = [
                value.to_boto() for value in several(cls, f"answer {service} {name}")
            ]
        except NoText as error:
            found.fault(name, "no text for a pattern", error)
            continue
        surprises = [surprising(boto, operation.output_shape) for boto in made]
        for kind, boto in [
            *[("answer", boto) for boto in made],
            *[("unheard of", boto) for boto in surprises if boto not in made],
        ]:
            found.counts[f"bodies: {kind}"] += 1
            given = parsed(operation, boto)
            metadata = given.get("ResponseMetadata")
            found.counts["bodies parsed as they were made"] += given == {
                **boto,
                "ResponseMetadata": metadata,
            }
            check(found, operation, cls, kind, given)
    return found


def parsed(operation: OperationModel, boto: Mapping[str, Any]) -> dict[str, Any]:
    """What a boto3 client gives for the answer, its handlers included."""
    response = answer(operation, boto)
    as_dict = convert_to_response_dict(response, operation)
    customized: dict[str, Any] = {}
    emit(
        "before-parse",
        operation,
        operation_model=operation,
        response_dict=as_dict,
        customized_response_dict=customized,
    )
    parser = create_parser(operation.service_model.resolved_protocol)
    found: dict[str, Any] = parser.parse(as_dict, operation.output_shape)
    found.update(customized)
    emit(
        "after-call",
        operation,
        http_response=response,
        parsed=found,
        model=operation,
        context={},
    )
    return found


def check(
    found: Found, operation: OperationModel, cls: Any, kind: str, given: dict[str, Any]
) -> None:
    """The dict is read tolerantly, and gives itself back."""
    try:
        value = cls.from_boto(given, strict=False)
    except violation_error(cls) as error:
        said = [(v.pointer, v.constraint, v.message) for v in error.violations]
        found.fault(operation.name, kind, said)
        return
    own = "ResponseMetadata" in operation.output_shape.members
    expected = {k: v for k, v in given.items() if own or k != "ResponseMetadata"}
    back = value.to_boto()
    if back != expected:
        where = first_difference(back, expected)
        found.fault(operation.name, f"{kind}, given back", where)


def surprising(value: Any, shape: Shape) -> Any:
    """The same with variants and enum values that nobody has heard of."""
    if value is None or "eventstream" in shape.serialization:
        return value
    match shape.type_name:
        case "structure" if shape.is_document_type:
            return value
        case "structure" if shape.is_tagged_union:
            return {UNHEARD: {"a": 1}}
        case "structure":
            return {
                name: surprising(item, shape.members[name])
                for name, item in value.items()
                if name in shape.members
            }
        case "list":
            return [surprising(item, shape.member) for item in value]
        case "map":
            return {key: surprising(item, shape.value) for key, item in value.items()}
        case "string" if shape.enum:
            return UNHEARD
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
