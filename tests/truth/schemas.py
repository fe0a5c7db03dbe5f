"""CloudFormation's resource schemas, as cfn-lint's package has them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REGION = "us-east-1"
"""It has the most types."""
_ALIASES = {
    "Cognito": ("cognitoidp", "cognitoidentity"),
    "EventSchemas": ("schemas",),
    "InspectorV2": ("inspector2",),
    "MSK": ("kafka",),
    "Macie": ("macie2",),
    "Route53RecoveryControl": ("route53recoverycontrolconfig",),
    "S3Express": ("s3", "s3control"),
    "S3ObjectLambda": ("s3control",),
    "SystemsManagerSAP": ("ssmsap",),
    "BCM": ("bcmdashboards",),
}
"""Services of which a type's name has another word than botocore."""
_READING = re.compile(
    r"Get|List|Describe|Delete|BatchGet|Search|Lookup|Query|Check|Untag|Remove|Detach"
    r"|Disassociate|Deregister|Pass"
)
_DEPTH = 12

Json = dict[str, Any]
_ANY: Json = {}


@dataclass(frozen=True, eq=False)
class Node:
    """A part of a type's schema.

    Attributes:
        root: The schema of the type, which references are about.
    """

    root: Json
    schema: Json

    @property
    def resolved(self) -> Json:
        schema = self.schema
        for _ in range(_DEPTH):
            reference = schema.get("$ref", "")
            if not reference.startswith("#/"):
                break
            found: Any = self.root
            for word in reference[2:].split("/"):
                found = found.get(word.replace("~1", "/"), {})
            schema = {**found, **{k: v for k, v in schema.items() if k != "$ref"}}
        return schema

    def variants(self, depth: int = 0) -> list[Json]:
        """What it may be, without references, `allOf`, `anyOf` and `oneOf`."""
        schema = self.resolved
        found = [schema]
        if depth == _DEPTH:
            return found
        for part in schema.get("allOf", ()):
            found = [
                _both(one, other)
                for one in found
                for other in Node(self.root, part).variants(depth + 1)
            ]
        for word in ("anyOf", "oneOf"):
            parts = [
                variant
                for part in schema.get(word, ())
                for variant in Node(self.root, part).variants(depth + 1)
            ]
            if parts:
                found = [_both(one, other) for one in found for other in parts]
        return found

    def child(self, schema: Any) -> Node:
        return Node(self.root, schema if isinstance(schema, dict) else _ANY)

    def properties(self) -> dict[str, Node]:
        return {
            name: self.child(schema)
            for variant in self.variants()
            for name, schema in variant.get("properties", {}).items()
        }

    def items(self) -> Node | None:
        for variant in self.variants():
            if isinstance(variant.get("items"), dict):
                return self.child(variant["items"])
        return None

    def values(self) -> tuple[Node, Node] | None:
        """The keys and the values of a map."""
        for variant in self.variants():
            for pattern, schema in variant.get("patternProperties", {}).items():
                return self.child(_key(pattern)), self.child(schema)
            if isinstance(variant.get("additionalProperties"), dict):
                return self.child(_ANY), self.child(variant["additionalProperties"])
        return None

    def types(self) -> set[str]:
        found: set[str] = set()
        for variant in self.variants():
            said = variant.get("type", ())
            found |= {said} if isinstance(said, str) else set(said)
        return found


@functools.cache
def _key(pattern: str) -> Json:
    return {"type": "string", "pattern": pattern}


def _both(one: Json, other: Json) -> Json:
    both = {**one, **other}
    if "properties" in one and "properties" in other:
        both["properties"] = {**one["properties"], **other["properties"]}
    return both


@dataclass(frozen=True)
class Type:
    """A resource type.

    Attributes:
        operations: Those that write it: prefix of the permission, and name.
    """

    name: str
    node: Node
    operations: tuple[tuple[str, str], ...]

    def writable(self) -> dict[str, Node]:
        """Its properties, but for those that are only read."""
        read = self.node.schema.get("readOnlyProperties", ())
        return {
            name: node
            for name, node in self.node.properties().items()
            if f"/properties/{name}" not in read
        }


def types(folder: Path, names: set[str]) -> Iterator[Type]:
    """The types of a service.

    Args:
        folder: `data/schemas` of cfn-lint's package.
        names: What the service is called, in small letters and digits only.
    """
    for name, digest in _index(folder).items():
        first, space, *_ = name.split("::")
        spaces = {plain(space), *_ALIASES.get(space, ())}
        if first == "AWS" and spaces & names:
            file = folder / "resources" / f"{digest}.json"
            schema = json.loads(file.read_text(encoding="utf-8"))
            yield Type(name, Node(schema, schema), tuple(_operations(schema)))


@functools.cache
def _index(folder: Path) -> dict[str, str]:
    file = folder / "providers" / f"{REGION}.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _operations(schema: Json) -> Iterator[tuple[str, str]]:
    found = {}
    for handler in ("create", "update"):
        for said in schema.get("handlers", {}).get(handler, {}).get("permissions", ()):
            prefix, _, action = said.partition(":")
            if action and not _READING.match(action):
                found[prefix.lower(), action] = True
    yield from found


def plain(name: str) -> str:
    """A name as names are compared."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
