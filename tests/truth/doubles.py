"""moto's answers, over all services that moto has, read tolerantly and given back.

    python -m truth.doubles [SERVICE…]

Every operation is called in four rounds: two without what deletes, what creates first;
one with what is optional and known; and one in which what deletes comes last. Arguments
are the least that the class asks for; where an earlier answer or argument has a value
of the same name, that one. Every answer is read with `strict=False`, and gives itself
back in normal form: naive times are UTC, and numbers where the model has a text are
texts. What does not must stand in `doubles.toml`, with the reason.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.model import OperationModel, ServiceModel, Shape
from botocore.session import Session
from moto import mock_aws
from moto.backend_index import backend_url_patterns

from every.compiled import chosen, compile_all, each, module_of
from every.differences import Found, first_difference, report
from every.moto_answers import POLICY, ROLE, TRUST
from every.oracle import model_of
from every.values import NoText, Values, violation_error
from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

REASONS = Path(__file__).with_suffix(".toml")
_CREATES = re.compile("Create|Put|Register|Start|Run|Add|Allocate|Request|Import")
_DELETES = re.compile(
    "Abort|Cancel|Delete|Deregister|Disable|Disassociate|Purge|Release|Remove|Reset|"
    "Revoke|Stop|Terminate|Untag"
)
_INDEX = re.compile(r"/\d+(?=/|$)")
_REGION = "us-east-1"
_NOWHERE = "http://127.0.0.1:9"
"""What moto does not answer goes there."""
_CONFIG = Config(
    proxies={"http": _NOWHERE, "https": _NOWHERE},
    retries={"total_max_attempts": 1},
    parameter_validation=False,
)
_MOTO: Any = {"batch": {"use_docker": False}, "lambda": {"use_docker": False}}
_USUAL = {"rolearn": ROLE, "assumerolepolicydocument": TRUST, "policydocument": POLICY}
"""Texts by the ending of a member's name."""


def main(names: list[str]) -> int:
    """Print the numbers, and what is not read; 1 if any of it has no reason."""
    known = [name for name in names or services() if _has(name)]
    print(f"{len(known)} services of moto")
    compile_all(chosen(known))
    return report("doubles", each(doubles, known), known, REASONS)


def _client(service: str) -> Any:
    return boto3.client(
        service,
        region_name=_REGION,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=_CONFIG,
    )


def _has(service: str) -> bool:
    """Whether a backend of moto answers at the service's address."""
    prefix = model_of(service).endpoint_prefix
    address = f"https://{_resolver().construct_endpoint(prefix, _REGION)['hostname']}"
    return any(pattern.match(address) for _, pattern in backend_url_patterns)


@cache
def _resolver() -> Any:
    return Session().get_component("endpoint_resolver")


class Known:
    """Values that were seen, by the names that they had."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def see(self, value: Any, shape: Shape, name: str = "") -> None:
        """All texts in an answer or in arguments."""
        if isinstance(value, dict) and shape.type_name == "structure":
            for key, item in value.items():
                if key in shape.members:
                    self.see(item, shape.members[key], key)
        elif isinstance(value, list) and shape.type_name == "list":
            for item in value:
                self.see(item, shape.member, name.removesuffix("s"))
        elif isinstance(value, str) and shape.type_name == "string" and not shape.enum:
            for word in {_word(name), _word(shape.name)} - _WORDS:
                self._values.setdefault(word, value)

    def value(self, name: str, shape: Shape) -> str | None:
        """The text that such a member is likely to be."""
        for word in (_word(name), _word(shape.name)):
            if word in self._values:
                return self._values[word]
        return None


def _word(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


_WORDS = {"", "string", "value", "key", "type", "status", "nexttoken"}
"""Names that say nothing."""


class Caller:
    """Calls the operations of one service under moto.

    Args:
        found: What the answers are like.
        known: Values of other services to begin with.
    """

    def __init__(self, service: str, found: Found, known: Known) -> None:
        self._model: ServiceModel = model_of(service)
        self._module, self._client = module_of(service), _client(service)
        self._known, self._found = known, found
        self._answered: set[str] = set()

    def rounds(self) -> None:
        """All calls."""
        names = sorted(self._model.operation_names, key=_rank)
        lasting = [name for name in names if not _DELETES.match(name)]
        rounds = ((lasting, False), (lasting, False), (lasting, True), (names, False))
        for index, (part, optional) in enumerate(rounds):
            for name in part:
                operation = self._model.operation_model(name)
                if not operation.has_event_stream_input:
                    self._call(operation, optional, f"{name} {index}")
        self._found.counts["operations"] += len(names)
        self._found.counts["operations that moto answers"] += len(self._answered)

    def _call(self, operation: OperationModel, optional: bool, seed: str) -> None:
        made = self._arguments(operation, optional, seed)
        if made is None:
            return
        self._found.counts["calls"] += 1
        try:
            answer = getattr(self._client, xform_name(operation.name))(**made)
        except Exception:  # moto stumbles in every way: only its answers count here
            self._found.counts["calls that moto refuses or does not know"] += 1
            return
        self._answered.add(operation.name)
        if operation.input_shape is not None and _CREATES.match(operation.name):
            self._known.see(made, operation.input_shape)
        if operation.output_shape is not None:
            self._found.counts["answers"] += 1
            self._known.see(answer, operation.output_shape)
            cls = getattr(self._module, class_name(operation.output_shape.name))
            _check(self._found, operation, cls, answer)

    def _arguments(
        self, operation: OperationModel, optional: bool, seed: str
    ) -> dict[str, Any] | None:
        shape = operation.input_shape
        if shape is None:
            return {}
        cls = getattr(self._module, class_name(shape.name))
        try:
            made = Values(random.Random(seed), 0.0).make(cls).to_boto()
        except (NoText, ValueError):
            return None
        likely: dict[str, Any] = self._likely(made, shape)
        for name, member in shape.members.items() if optional else ():
            if member.type_name == "string" and not member.enum:
                text = self._known.value(name, member)
                if text is not None:
                    likely.setdefault(name, text)
        return likely

    def _likely(self, value: Any, shape: Shape, name: str = "") -> Any:
        """The same with values that are known in place of those made up."""
        if isinstance(value, dict) and shape.type_name == "structure":
            return {
                key: self._likely(item, shape.members[key], key)
                for key, item in value.items()
                if key in shape.members
            }
        if isinstance(value, list) and shape.type_name == "list":
            items = value or [""] * (shape.member.type_name == "string")
            name = name.removesuffix("s")
            return [self._likely(item, shape.member, name) for item in items]
        if shape.type_name in ("integer", "long"):  # how many there are to be
            return max(1, shape.metadata.get("min", 1))
        if not isinstance(value, str) or shape.type_name != "string" or shape.enum:
            return value
        for ending, text in _USUAL.items():
            if _word(name).endswith(ending):
                return text
        return self._known.value(name, shape) or value or "name-1"


def _rank(name: str) -> int:
    """What creates comes first, and what deletes last."""
    return 0 if _CREATES.match(name) else 2 if _DELETES.match(name) else 1


def doubles(service: str) -> Found:
    """All answers that moto gives for a service."""
    found = Found()
    with mock_aws(config=_MOTO):
        Caller(service, found, _others()).rounds()
    return found


def _others() -> Known:
    """What services ask for that is another service's."""
    known = Known()
    for service, name, arguments in (
        ("ec2", "DescribeSubnets", {}),
        ("ec2", "DescribeVpcs", {}),
        ("ec2", "DescribeSecurityGroups", {}),
        ("s3", "CreateBucket", {"Bucket": "bucket-1"}),
        ("kms", "CreateKey", {}),
    ):
        operation = model_of(service).operation_model(name)
        answer = getattr(_client(service), xform_name(name))(**arguments)
        known.see(arguments, operation.input_shape)
        known.see(answer, operation.output_shape)
    return known


def _check(
    found: Found, operation: OperationModel, cls: Any, given: dict[str, Any]
) -> None:
    shape = operation.output_shape
    given = {key: given[key] for key in given if key in shape.members}
    try:
        back = cls.from_boto(given, strict=False).to_boto()
    except violation_error(cls) as error:
        found.counts["answers that are not read"] += 1
        for one in error.violations:
            place = _INDEX.sub("/*", one.pointer)
            found.fault(operation.name, f"{place} {one.constraint}", one.message)
        return
    wanted = normal(given, shape)
    found.counts["answers in another form than the model's"] += wanted != given
    if back != wanted:
        found.fault(operation.name, "given back", first_difference(back, wanted))


def normal(value: Any, shape: Shape) -> Any:
    """What an answer is given back as."""
    if value is None or shape.type_name not in _NORMAL:
        return value
    return _NORMAL[shape.type_name](value, shape)


def _structure(value: Any, shape: Shape) -> Any:
    if shape.is_document_type or not isinstance(value, dict):
        return value
    return {
        key: normal(item, shape.members[key]) if key in shape.members else item
        for key, item in value.items()
    }


def _text(value: Any, shape: Shape) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else value


def _flag(value: Any, shape: Shape) -> Any:
    words = {"true": True, "false": False}
    return words.get(value.lower(), value) if isinstance(value, str) else value


def _whole(value: Any, shape: Shape) -> Any:
    if isinstance(value, float | str) and re.fullmatch(r"-?\d+(\.0*)?", str(value)):
        return int(float(value))
    return value


def _moment(value: Any, shape: Shape) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


_NORMAL: dict[str, Callable[[Any, Shape], Any]] = {
    "structure": _structure,
    "list": lambda value, shape: [normal(item, shape.member) for item in value],
    "map": lambda value, shape: {k: normal(v, shape.value) for k, v in value.items()},
    "string": _text,
    "boolean": _flag,
    "integer": _whole,
    "long": _whole,
    "timestamp": _moment,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
