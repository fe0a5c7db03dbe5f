"""The services' Smithy models, as the repository aws/api-models-aws has them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shapewright.ir.service import Service
from shapewright.ir.shapes import Member, Shape, ShapeId, edges

Json = Mapping[str, Any]
_OPERATIONS = ("operations", "collectionOperations")
_LIFECYCLE = ("create", "put", "read", "update", "delete", "list")
_TRAIT = "smithy.api#"
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_ANYTHING = "(?s:.*)"


@dataclass(frozen=True)
class Target:
    """A shape of a Smithy model, seen from a member that leads to it.

    Attributes:
        own: The member's own traits.
    """

    id: str
    shape: Json
    own: Json = field(default_factory=dict)

    def trait(self, name: str) -> Any:
        """A trait of the member, else of the shape; None where neither has it."""
        found = self.own.get(_TRAIT + name)
        return (
            self.shape.get("traits", {}).get(_TRAIT + name) if found is None else found
        )

    @property
    def type(self) -> str:
        return str(self.shape["type"])

    @property
    def values(self) -> tuple[str, ...]:
        """Of an enum, in both of its forms."""
        if self.type == "enum":
            return tuple(
                [
                    member.get("traits", {}).get(f"{_TRAIT}enumValue", name)
                    for name, member in self.shape["members"].items()
                ]
            )
        return tuple([entry["value"] for entry in self.trait("enum") or ()])

    @property
    def members(self) -> Mapping[str, Json]:
        """Those of a structure or a union, or the parts of a list or a map."""
        if "members" in self.shape:
            found: Mapping[str, Json] = self.shape["members"]
            return found
        parts = ("member", "key", "value")
        return {part: self.shape[part] for part in parts if part in self.shape}


@dataclass(frozen=True)
class Pair:
    """A shape of ours and one of theirs that stand at the same place.

    Attributes:
        holder: The shape of ours that has the member; empty for an operation's own.
    """

    holder: ShapeId
    member: Member | None
    ours: Shape
    theirs: Target


class Source:
    """One service's model."""

    def __init__(self, file: Path) -> None:
        self._shapes: Json = json.loads(file.read_text(encoding="utf-8"))["shapes"]
        (self._service,) = [
            name for name, one in self._shapes.items() if one["type"] == "service"
        ]

    def target(self, reference: Json) -> Target:
        name = reference["target"]
        simple = {"type": name.partition("#")[2].lower()}  # Smithy's own
        return Target(name, self._shapes.get(name, simple), reference.get("traits", {}))

    def pairs(self, service: Service) -> Iterator[Pair]:
        """Every shape that both have, from the operations on, at each of its places."""
        waiting = list(self._roots(service))
        seen = set()
        while waiting:
            pair = waiting.pop()
            yield pair
            key = pair.ours.id, pair.theirs.id
            if key not in seen:
                seen.add(key)
                waiting += self._parts(service, pair)

    def _roots(self, service: Service) -> Iterator[Pair]:
        known = self._operations(self._service)
        for operation in service.operations.values():
            theirs = known.get(operation.name)
            if theirs is None:
                continue
            for side in ("input", "output"):
                ours = getattr(operation, side)
                if ours is not None and side in theirs:
                    target = self.target(theirs[side])
                    yield Pair("", None, service.shapes[ours], target)
            errors = {self._word(one): one for one in theirs.get("errors", ())}
            for name in operation.errors:
                if name.lower() in errors:
                    target = self.target(errors[name.lower()])
                    yield Pair("", None, service.shapes[name], target)

    @staticmethod
    def _word(reference: Json) -> str:
        return str(reference["target"]).partition("#")[2].lower()

    def _operations(self, start: str) -> dict[str, Json]:
        """By name; those of the resources as well."""
        found: dict[str, Json] = {}
        waiting, seen = [start], set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            shape = self._shapes[name]
            listed = [one for key in _OPERATIONS for one in shape.get(key, ())]
            listed += [shape[key] for key in _LIFECYCLE if key in shape]
            for one in listed:
                found[one["target"].partition("#")[2]] = self._shapes[one["target"]]
            waiting += [one["target"] for one in shape.get("resources", ())]
        return found

    def _parts(self, service: Service, pair: Pair) -> Iterator[Pair]:
        theirs = pair.theirs.members
        folded = {name.lower(): name for name in theirs}
        for member in edges(pair.ours):
            name = folded.get(member.name.lower())
            if name is not None:
                target = self.target(theirs[name])
                yield Pair(pair.ours.id, member, service.shapes[member.target], target)


def find(folder: Path, service_id: str, version: str) -> Path | None:
    """The file of a service, of this API version if there are several."""
    files = sorted(folder.glob(f"{service_id}/service/*/*.json"))
    same = [file for file in files if file.parent.name == version]
    return next(iter(same or files[-1:]), None)


def whole(pattern: str) -> str:
    """A pattern for whole texts that takes what the search for another one finds.

    Its outer `^` and `$` are read as around all of it, also where they bind to the
    outer ones of several branches only.
    """
    flags = _FLAGS.match(pattern)
    body = pattern[flags.end() :] if flags else pattern
    before = after = _ANYTHING
    if body.startswith("^"):
        body, before = body[1:], ""
    if body.endswith("$") and not _is_escaped(body):
        body, after = body[:-1], ""
    if before or after:
        body = f"{before}(?:{body}){after}"
    return (flags[0] if flags else "") + body


def _is_escaped(text: str) -> bool:
    """Whether the last character is."""
    before = text[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
