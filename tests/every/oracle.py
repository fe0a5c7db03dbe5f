"""botocore as an oracle, over every operation of every service.

    python -m every.oracle [SERVICE…]

For each operation's input, values that a seed makes go to boto's form and back, and are
accepted by botocore's validator; where the service speaks JSON, the wire form is what
botocore's serializer sends; single breaches of each constraint are refused with exactly
that violation at that place. What differs from botocore for a reason stands in
`differences.toml`, and an entry that no value meets any more is a fault.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ParamValidationError
from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

from behaviour.strategies import members_of
from behaviour.test_properties import shown
from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

from .breaches import breaches
from .compiled import chosen, compile_all, each, module_of
from .differences import Found, first_difference, report
from .handlers import emit
from .values import NoText, several, violation_error

_JSON = ("json", "rest-json")


def main(names: list[str]) -> int:
    """Print the numbers, and what differs; 1 if any of it has no reason."""
    compile_all(chosen(names))
    return report("oracle", each(inputs, names or services()), names or services())


def model_of(service: str) -> ServiceModel:
    return ServiceModel(Loader().load_service_model(service, "service-2"), service)


def inputs(service: str) -> Found:
    """All inputs of a service."""
    found = Found()
    model, module = model_of(service), module_of(service)
    protocol = model.resolved_protocol
    serializer = create_serializer(protocol, include_validation=False)
    for name in model.operation_names:
        operation = model.operation_model(name)
        if operation.input_shape is None:
            continue
        found.counts["operations"] += 1
        cls = getattr(module, class_name(operation.input_shape.name))
        try:
            made = list(several(cls, f"{service} {name}"))
        except NoText as error:
            found.fault(name, "no text for a pattern", error)
            continue
        for value in made:
            found.counts["values"] += 1
            _check_forms(found, name, value)
            boto = value.to_boto()
            params = _handled(found, operation, boto)
            _check_validator(found, operation, params)
            if protocol in _JSON and not operation.has_event_stream_input:
                for token in set(operation.idempotent_members) - set(boto):
                    del params[token]
                send = partial(serializer.serialize_to_request, params, operation)
                _check_body(found, operation, send, value, protocol)
        for breach in breaches(cls, made[1].to_boto()):
            found.counts["breaches"] += 1
            _check_breach(found, name, cls, breach)
    return found


def _check_forms(found: Found, name: str, value: Any) -> None:
    boto = value.to_boto()
    again = value.from_boto(boto)
    if shown(again) != shown(value) or shown(again.to_boto()) != shown(boto):
        found.fault(name, "boto round trip", value)
    if hasattr(value, "to_wire"):
        text = json.dumps(value.to_wire(), allow_nan=False)
        if shown(value.from_wire(json.loads(text))) != shown(value):
            found.fault(name, "wire round trip", value)


def _handled(
    found: Found, operation: OperationModel, boto: dict[str, Any]
) -> dict[str, Any]:
    """What boto3's handlers make of the parameters."""
    params, event = dict(boto), "before-parameter-build"
    try:
        emit(event, operation, params=params, model=operation, context={})
    except ParamValidationError as error:
        found.fault(operation.name, "validator", error)
    return params


def _check_validator(
    found: Found, operation: OperationModel, params: dict[str, Any]
) -> None:
    report = ParamValidator().validate(params, operation.input_shape)
    if report.has_errors():
        found.fault(operation.name, "validator", report.generate_report())


def _check_body(
    found: Found,
    operation: OperationModel,
    send: Callable[[], dict[str, Any]],
    value: Any,
    protocol: str,
) -> None:
    shape = operation.input_shape
    payload = shape.members.get(shape.serialization.get("payload"))
    if payload is not None and payload.type_name in ("blob", "string"):
        return  # the body is no JSON
    try:
        request = send()
    except (ParamValidationError, TypeError, ValueError, AttributeError) as error:
        found.fault(operation.name, "serializer", repr(error))
        return
    body = request["body"]
    sent = json.loads(body) if isinstance(body, (str, bytes)) and body else {}
    for ours, theirs in _pairs(operation, value, sent, protocol):
        found.counts["bodies and members compared"] += 1
        ours = json.loads(json.dumps(ours, allow_nan=False))
        if ours != theirs:
            found.fault(operation.name, "body", first_difference(ours, theirs))


def _pairs(
    operation: OperationModel, value: Any, sent: Any, protocol: str
) -> Iterator[tuple[Any, Any]]:
    """Our wire form and what is sent: of the whole, or of each member that has one."""
    if protocol == "json":
        yield value.to_wire(), sent
        return
    shape = operation.input_shape
    payload = shape.serialization.get("payload")
    for member in members_of(type(value)):
        model = shape.members[member.model_name]
        held = getattr(value, member.name)
        if held is None or not _reaches_structure(member.kind):
            continue
        if member.model_name == payload:
            yield _wire(held), sent
        elif not payload and "location" not in model.serialization:
            key = model.serialization.get("name", member.model_name)
            yield _wire(held), sent.get(key)


def _reaches_structure(kind: Any) -> bool:
    return hasattr(kind.type, "to_wire") or any(map(_reaches_structure, kind.of))


def _wire(value: Any) -> Any:
    if hasattr(value, "to_wire"):
        return value.to_wire()
    if isinstance(value, Mapping):
        return {str(key): _wire(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_wire(item) for item in value]
    return value


def _check_breach(found: Found, name: str, cls: Any, breach: Any) -> None:
    try:
        cls.from_boto(breach.data)
    except violation_error(cls) as error:
        said = [(one.pointer, one.constraint) for one in error.violations]
        if said != [(breach.pointer, breach.constraint)]:
            wanted = breach.pointer, breach.constraint
            found.fault(name, "breach", f"{said}, wanted {wanted}")
    else:
        found.fault(name, "breach", f"{breach.constraint} accepted at {breach.pointer}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
