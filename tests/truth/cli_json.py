"""JSON as the AWS command line prints and takes it, over all of its example pages.

    python -m truth.cli_json REQUESTS ANSWERS WRITTEN [SERVICE…]

REQUESTS and ANSWERS are what `pages.py` writes. Each answer is read from its text and
written again; each request that the class takes is written as text for
`--cli-input-json`, which is read again here and, from WRITTEN, by awscli itself. What a
page has wrong stands in `cli_json.toml`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from every.compiled import chosen, compile_all, module_of
from every.differences import Found, report
from every.oracle import model_of
from every.values import violation_error
from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

from .commands import requests

REASONS = Path(__file__).with_suffix(".toml")


def main(arguments: list[str]) -> int:
    """Print the numbers, and what is not read; 1 if any of it has no reason."""
    asked, answered, written = map(Path, arguments[:3])
    names = arguments[3:] or list(services())
    shown: dict[str, list[list[str]]] = defaultdict(list)
    with answered.open(encoding="utf-8") as lines:
        for line in lines:
            page, service, operation, text = json.loads(line)
            shown[service].append([page, operation, text])
    sent = requests(asked)
    told = [name for name in names if name in shown or name in sent]
    compile_all(chosen(told))
    with written.open("w", encoding="utf-8") as out:
        found = []
        for name in told:
            one = answers(name, shown[name])
            write(name, sent.get(name, []), one, out)
            found.append((name, one))
    return report("answers", found, names, REASONS)


def answers(service: str, shown: list[list[str]]) -> Found:
    """All answers of a service."""
    found = Found()
    model, module = model_of(service), module_of(service)
    for page, operation, text in shown:
        known = operation in model.operation_names
        output = model.operation_model(operation).output_shape if known else None
        if output is None:
            found.counts["answers without a shape"] += 1
            continue
        found.counts["answers"] += 1
        cls = getattr(module, class_name(output.name))
        if not hasattr(cls, "from_cli_json"):
            found.counts["answers that have a stream"] += 1
            continue
        try:
            read = cls.from_cli_json(text, strict=False)
        except violation_error(cls) as error:
            found.fault(page, "not read", str(error))
            continue
        found.counts["answers read from their text"] += 1
        if cls.from_cli_json(read.to_cli_json(), strict=False) != read:
            found.fault(page, "given back", text)
    return found


def write(service: str, sent: list[Any], found: Found, out: Any) -> None:
    """Each request as the text that awscli takes."""
    model, module = model_of(service), module_of(service)
    for operation, parameters in sent:
        known = operation in model.operation_names
        shape = model.operation_model(operation).input_shape if known else None
        if shape is None:
            continue
        found.counts["requests"] += 1
        cls = getattr(module, class_name(shape.name))
        try:
            request = cls.from_boto(parameters, strict=False)
        except violation_error(cls):
            found.counts["requests that the class refuses"] += 1
            continue
        if not hasattr(cls, "to_cli_json"):
            found.counts["requests that have a stream"] += 1
            continue
        found.counts["requests written as JSON"] += 1
        text = request.to_cli_json()
        if cls.from_cli_json(text, strict=False) != request:
            found.fault(operation, "request, given back", text)
        out.write(f"{json.dumps([service, operation, text])}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
