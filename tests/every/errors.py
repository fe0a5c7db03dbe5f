"""Every modelled error, as its service answers it, through `error_of`.

    python -m every.errors [SERVICE…]

A botocore client of each service is answered with each error that the model has, byte
by byte: by its code, and where services speak JSON by its shape's name too, bare and
between a namespace and an address. `error_of` gives that shape with all it has, and its
message.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

from .bodies import MESSAGE, error_answer
from .clients import addressed, client_of
from .compiled import chosen, compile_all, each, module_of
from .differences import Found, report
from .values import Values

_NAMED = ("json", "rest-json", "smithy-rpc-v2-cbor")
"""Protocols by which services send the shape's name."""


def main(names: list[str]) -> int:
    """Print the numbers, and what differs; 1 if any of it has no reason."""
    compile_all(chosen(names))
    return report("errors", each(errors, names or services()), names or services())


def errors(service: str) -> Found:
    """All of a service."""
    found = Found()
    client = client_of(service)
    model, module = client.meta.service_model, module_of(service)
    error_of = import_module(f"{module.__name__}.errors").error_of
    answers: list[Any] = []
    client.meta.events.register("before-send", lambda **_: answers[-1]())
    declaring = _declaring(model)
    every = [model.operation_model(name) for name in model.operation_names]
    shared = Counter([_code(shape) for shape in model.error_shapes])
    found.counts["codes that several errors have"] += sum(
        [count > 1 for count in shared.values()]
    )
    for shape in model.error_shapes:
        found.counts["errors"] += 1
        undeclared = shape.name not in declaring
        found.counts["errors that no operation declares"] += undeclared
        cls = getattr(module, class_name(shape.name))
        boto = Values(random.Random(service), 1).make(cls).to_boto()
        boto |= {key: MESSAGE for key in boto if key.lower() == "message"}
        for operation in [*declaring.get(shape.name, ()), *every]:
            request = _request(module, operation)
            answers.append(partial(error_answer, operation, shape, _code(shape), boto))
            if _raised(client, operation, request) is not None:
                break
        else:
            found.fault(shape.name, "no operation", "none takes a made request")
            continue
        for code, query_code in _codes(shape, model):
            found.counts["answers"] += 1
            make = partial(error_answer, operation, shape, code, boto, query_code)
            answers.append(make)
            said = error_of(_raised(client, operation, request))
            # botocore looks members up by the model's code alone
            known = query_code or _code(shape) in code
            _check(found, shape.name, cls, boto if known else {}, said, code)
    return found


def _raised(client: Any, operation: Any, request: dict[str, Any]) -> Any:
    """What the client raises; None if it does not like the request."""
    for method, name in client.meta.method_to_api_mapping.items():
        if name == operation.name and hasattr(client, method):
            try:
                return getattr(client, method)(**request)
            except ClientError as error:
                return error
            except BotoCoreError:
                return None
    return None


def _check(
    found: Found, name: str, cls: Any, boto: dict[str, Any], error: Any, code: str
) -> None:
    if type(error.detail) is not cls:
        found.fault(name, "detail", f"{code}: {error}")
        return
    if error.message != MESSAGE:
        found.counts["answers that have no message"] += 1
        if any(value == MESSAGE for value in boto.values()):
            found.fault(name, "message", f"{code}: {error}")
    again = error.detail.to_boto()
    del again["Error"]
    lost = {k: v for k, v in boto.items() if k not in again}
    wrong = {k: (v, boto.get(k)) for k, v in again.items() if v != boto.get(k)}
    for key, (ours, sent) in list(wrong.items()):
        # the header of the code is a member of some; a long integer is a float
        if key.lower() in ("message", "code") or ours in (code, _float(sent)):
            del wrong[key]
    if lost or wrong:
        found.fault(name, "members", f"{code}: lost {lost}, wrong {wrong}")


def _float(value: Any) -> float | None:
    return float(value) if isinstance(value, int) else None


def _declaring(model: Any) -> dict[str, list[Any]]:
    """By error, the operations that declare it."""
    found: dict[str, list[Any]] = {}
    for name in model.operation_names:
        operation = model.operation_model(name)
        for error in operation.error_shapes:
            found.setdefault(error.name, []).append(operation)
    return found


def _request(module: Any, operation: Any) -> dict[str, Any]:
    if operation.input_shape is None:
        return {}
    cls = getattr(module, class_name(operation.input_shape.name))
    made = Values(random.Random(operation.name), 0).make(cls)
    return addressed(made).to_boto()  # type: ignore[no-any-return]


def _code(shape: Any) -> str:
    code: str = shape.metadata.get("error", {}).get("code", shape.name)
    return code


def _codes(shape: Any, model: Any) -> Iterator[tuple[str, str]]:
    """What is sent, and what the query protocol called it, where that is sent too."""
    yield _code(shape), ""
    if model.resolved_protocol in _NAMED:
        yield shape.name, ""
        yield f"com.amazonaws.example.v1#{shape.name}", ""
    if model.resolved_protocol == "rest-json":
        yield f"{shape.name}:http://internal.amazon.com/coral/com.example/", ""
    if model.is_query_compatible:
        yield shape.name, _code(shape)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
