"""AWS's own command examples: requests that awscli's parser makes of its example pages.

    python -m truth.commands REQUESTS [SERVICE…]

A line of REQUESTS is a JSON list: page, service, operation, parameters, command. Bytes,
times and files stand as `{"__bytes__": hex}`, `{"__time__": text}`, `{"__file__":
true}`. botocore's validator and the operation's class, read strictly, look at the same
parameters. What the class alone refuses must stand in `commands.toml`, with the reason:
a place there is the operation, the member and the value.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ParamValidationError
from botocore.model import OperationModel
from botocore.validate import ParamValidator

from every.compiled import chosen, compile_all, module_of
from every.differences import Found, report
from every.handlers import emit
from every.oracle import model_of
from every.values import violation_error
from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

REASONS = Path(__file__).with_suffix(".toml")
_INDEX = re.compile(r"/\d+(?=/|$)")
_SHOWN = 100
"""So many characters of a value stand in a place."""

Request = tuple[str, dict[str, Any]]
"""An operation and its parameters."""


def main(arguments: list[str]) -> int:
    """Print the numbers, and what is refused; 1 if any of it has no reason."""
    file, names = Path(*arguments[:1]), arguments[1:] or list(services())
    if not file.is_file():
        print("skipped: there is no file of requests")
        return 0
    asked = requests(file)
    told = [name for name in names if name in asked]
    compile_all(chosen(told))
    found = ((name, commands(name, asked[name])) for name in told)
    return report("commands", found, names, REASONS)


def requests(file: Path) -> dict[str, list[Request]]:
    """By service, as Python has them."""
    found: dict[str, list[Request]] = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            _, service, operation, parameters, _ = json.loads(line, object_hook=_plain)
            found.setdefault(service, []).append((operation, parameters))
    return found


def _plain(value: dict[str, Any]) -> Any:
    match value:
        case {"__bytes__": text}:
            return bytes.fromhex(text)
        case {"__time__": text}:
            return datetime.fromisoformat(text)
        case {"__file__": _}:
            return io.BytesIO(b"contents")
    return value


def commands(service: str, asked: list[Request]) -> Found:
    """All requests of a service."""
    found = Found()
    model, module = model_of(service), module_of(service)
    for name, parameters in asked:
        if name not in model.operation_names:
            found.counts["requests of operations that are gone"] += 1
            continue
        operation = model.operation_model(name)
        if operation.input_shape is None:
            found.counts["requests without input"] += 1
            continue
        cls = getattr(module, class_name(operation.input_shape.name))
        _check(found, operation, cls, parameters)
    return found


def _check(
    found: Found, operation: OperationModel, cls: Any, parameters: dict[str, Any]
) -> None:
    theirs = _validator_takes(operation, parameters)
    faults = list(_refused(cls, parameters))
    match theirs, not faults:
        case True, True:
            found.counts["taken by both"] += 1
        case False, True:
            found.counts["taken by the class only"] += 1
        case False, False:
            found.counts["refused by both"] += 1
        case True, False:
            found.counts["taken by botocore only"] += 1
            for place, constraint, text in faults:
                found.fault(f"{operation.name}{place}", constraint, text)


def _validator_takes(operation: OperationModel, parameters: dict[str, Any]) -> bool:
    """Whether a client would send them; its handlers fill in tokens, for ours too."""
    handled, event = deepcopy(parameters), "before-parameter-build"
    try:
        emit(event, operation, params=handled, model=operation, context={})
    except ParamValidationError:
        return False
    for token in operation.idempotent_members:
        parameters.setdefault(token, handled[token])
    return not ParamValidator().validate(handled, operation.input_shape).has_errors()


def _refused(cls: Any, parameters: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Member with its value, constraint, and message."""
    try:
        cls.from_boto(parameters)
    except violation_error(cls) as error:
        for one in error.violations:
            value = _value_at(parameters, one.pointer)
            shown = str(one.given if isinstance(value, dict) and one.given else value)
            shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
            place = f"{_INDEX.sub('/*', one.pointer)}={shown}"
            yield place, one.constraint, one.message


def _value_at(value: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list):
            value = value[int(part)]
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
