"""ARNs: tagging takes the service's own resources, and patterns take all partitions.

    python -m truth.arns [SERVICE…]

An operation that tags any resource takes ARNs that match the pattern of each of them:
automata decide whether there is one. Where a pattern takes an ARN of the partition
`aws`, it takes the same in every other in which botocore's `endpoints.json` has the
service. What is not so must stand in `arns.toml`, with the reason. In `overlap` places
are the resources, and the kind is the shape that tagging takes; in `partitions` places
are shapes, and the kind is a partition.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from every.compiled import chosen
from every.differences import Found, report
from every.oracle import model_of
from every.texts import Maker, parsed
from languages.alphabet import Alphabet
from languages.machine import Machine
from languages.program import program
from shapewright.analyse import analyse
from shapewright.diagnostics import Diagnostics
from shapewright.ir.shapes import (
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    SimpleShape,
    StructureShape,
    UnionShape,
    edges,
)
from shapewright.load.catalogue import data_folder, services
from shapewright.pipeline import load, understand
from shapewright.plan.model import Model
from shapewright.plan.patterns import enforced_pattern
from shapewright.runtime.patterns import matcher
from shapewright.runtime.unicode import expand

REASONS = Path(__file__).with_suffix(".toml")
_BEGINS = re.compile(r"(?:^|[|(^])\.?\*?arn[:\\]")
_OWNER = re.compile(r"arn:(?:[^:()\[\]|]|\([^)]*\)|\[[^\]]*\])*:\(?([a-z][a-z0-9-]+)")
"""The service of an ARN, where a pattern spells it; `[^:]` must not stand in it."""
_TAGGING = re.compile(r"^(?:Un)?Tag|Tags")
_TAGGED = re.compile("arn|resource", re.I)
_ARN = re.compile(r"arn:([^:]*):([^:]*):([^:]*):")
_HOME = "us-east-1"
_TRIES = 60
_RESOURCES = ("stack/a/b", "role/a", "a/12345678-1234-1234-1234-123456789012")
"""For patterns of which every character may be anything."""
_EVERYWHERE = {"iam", "sts"}
"""No partition is without roles; the file leaves some out."""
Text = tuple[SimpleShape, tuple[Length, ...]]
"""A string that has a pattern, with its bounds."""


def main(names: list[str]) -> int:
    """Print the numbers, and what is refused; 1 if any of it has no reason."""
    names = names or list(services())
    wrong = 0
    for section, check in (("overlap", overlaps), ("partitions", refused)):
        print(f"{section}:")
        found = ((name, check(model(name))) for name in names)
        wrong += report(section, found, names, REASONS)
    return 1 if wrong else 0


def model(name: str) -> Model:
    """A service's model, as it is enforced."""
    (settings,) = chosen([name])
    said = Diagnostics()
    service = understand(load(settings, said), settings, said)
    return Model(service, analyse(service), settings.checks, said)


def texts(ours: Model, holder: str, member: Member) -> Iterator[Text]:
    """The strings with a pattern that a member leads to, through lists and maps."""
    shape = ours.target(member)
    if isinstance(shape, ListShape | MapShape):
        for item in edges(shape):
            yield from texts(ours, shape.id, item)
    elif isinstance(shape, SimpleShape):
        constraints = ours.constraints(holder, member)
        if any(isinstance(one, Pattern) for one in constraints):
            yield shape, tuple(one for one in constraints if isinstance(one, Length))


def members(ours: Model, *, sent: bool) -> Iterator[tuple[str, Member]]:
    """The members of structures, all of them or those that a caller sends."""
    for shape in ours.service.shapes.values():
        if isinstance(shape, StructureShape | UnionShape) and (
            ours.facts.reach[shape.id].inputs or not sent
        ):
            yield from ((shape.id, member) for member in shape.members)


# ---- overlap


def overlaps(ours: Model) -> Found:
    """Which resources of a service cannot be tagged."""
    found = Found()
    for tagging in _tagging(ours).values():
        found.counts["shapes that tagging takes"] += 1
        for resource in _resources(ours, tagging).values():
            found.counts["resources"] += 1
            if not meet(_enforced(ours, tagging), _enforced(ours, resource)):
                text = f"{enforced_pattern(tagging)} takes no ARN of it"
                found.fault(resource.id, tagging.id, text)
    return found


def _tagging(ours: Model) -> dict[str, SimpleShape]:
    found = {}
    for operation in ours.service.operations.values():
        if operation.input and _TAGGING.search(operation.name):
            for member in edges(ours.service.shapes[operation.input]):
                if _TAGGED.search(member.name):
                    for shape, _ in texts(ours, operation.input, member):
                        if "arn" in enforced_pattern(shape):
                            found[shape.id] = shape
    return found


def _resources(ours: Model, tagging: SimpleShape) -> dict[str, SimpleShape]:
    """Shapes of ARNs in the namespaces that are the service's own."""
    own = {*_names(ours.service.id), *_owners(tagging)}
    return {
        shape.id: shape
        for holder, member in members(ours, sent=False)
        if re.search("arn", member.name, re.I)
        for shape, _ in texts(ours, holder, member)
        if shape.id != tagging.id and own & set(_owners(shape))
    }


def _owners(shape: SimpleShape) -> list[str]:
    source = enforced_pattern(shape)
    if not _BEGINS.search(source):
        return []
    return _OWNER.findall(source.replace("[^:]", "."))


def _names(service: str) -> set[str]:
    metadata = model_of(service).metadata
    return {service, metadata["endpointPrefix"], metadata.get("signingName", service)}


def _enforced(ours: Model, shape: SimpleShape) -> str:
    translation = ours.patterns.of(shape)
    assert translation is not None
    return translation.text


@cache
def meet(left: str, right: str) -> bool:
    """Whether two patterns have a text in common.

    Raises:
        Unsupported: From `program`.
    """
    programs = program(expand(left)), program(expand(right))
    alphabet = Alphabet(programs[0].sets | programs[1].sets)
    one, other = (Machine(made, alphabet) for made in programs)
    waiting = deque([(one.start, other.start)])
    seen = set(waiting)
    while waiting:
        here, there = waiting.popleft()
        if one.accepts(here) and other.accepts(there):
            return True
        for letter in alphabet.apart(one.sets(here) | other.sets(there)):
            pair = one.step(here, letter), other.step(there, letter)
            if all(pair) and pair not in seen:
                seen.add(pair)
                waiting.append(pair)
    return False


# ---- partitions


class Arn(NamedTuple):
    """A text with an ARN of the partition `aws`, in pieces."""

    before: str
    owner: str
    regional: bool
    behind: str

    def text(self, partition: str, region: str) -> str:
        region = region if self.regional else ""
        return f"{self.before}arn:{partition}:{self.owner}:{region}:{self.behind}"

    @classmethod
    def of(cls, text: str) -> Arn | None:
        match = _ARN.search(text)
        if match is None:
            return None
        behind = text[match.end() :]
        return cls(text[: match.start()], match[2], bool(match[3]), behind)


@cache
def _partitions() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    """By partition and service, the regions; `*` is a service with all of them."""
    content = json.loads((data_folder() / "endpoints.json").read_text("utf-8"))
    return {
        one["partition"]: {
            "*": {"regions": list(one["regions"])},
            **{
                name: {"regions": [r for r in one["regions"] if r in known]}
                for name, service in one["services"].items()
                for known in [service.get("endpoints", {})]
            },
        }
        for one in content["partitions"]
    }


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(model_of(name).endpoint_prefix for name in services())


def where(service: str) -> dict[str, list[str]]:
    """The partitions of a service, with its regions there; empty if none is known.

    It is looked up by its own names, else by the one that it signs with.
    """
    signing = str(model_of(service).metadata.get("signingName", ""))
    for names in ({service, model_of(service).endpoint_prefix}, {signing}):
        found = {}
        for partition, known in _partitions().items():
            if there := [known[name] for name in names if name in known]:
                regions = [region for one in there for region in one["regions"]]
                found[partition] = regions or known["*"]["regions"]
        if found:
            return found
    return {}


def _has(partition: str, owner: str) -> bool | None:
    """Whether a partition has the service of an ARN; None where nothing says it."""
    if owner in _EVERYWHERE or owner in _partitions()[partition]:
        return True
    if any(owner in known for known in _partitions().values()):
        return False
    return None if owner in _prefixes() else True  # else it is made up


def refused(ours: Model) -> Found:
    """Which patterns refuse what is an ARN in a partition of the service."""
    found = Found()
    name = ours.service.id
    partitions = where(name)
    seen: set[str] = set()
    for holder, member in members(ours, sent=True):
        for shape, lengths in texts(ours, holder, member):
            if shape.id not in seen and "arn" in enforced_pattern(shape):
                seen.add(shape.id)
                found.counts["patterns of ARNs"] += 1
                made = _made(ours, shape, lengths)
                found.counts["not looked at: no ARN was found"] += not made
                for partition, text in _refused(ours, shape, made, partitions):
                    found.fault(shape.id, partition, f"{text} is refused")
                for partition, text in _too_long(lengths, made, partitions):
                    found.fault(shape.id, partition, f"{text} is too long")
    return found


def _made(ours: Model, shape: SimpleShape, lengths: tuple[Length, ...]) -> list[Arn]:
    """ARNs of the partition `aws` that a shape takes."""
    match = matcher(_enforced(ours, shape))
    found = {
        arn: None
        for text in _tried(ours, enforced_pattern(shape))
        if (arn := Arn.of(text)) is not None and match(arn.text("aws", _HOME))
    }
    low = max([one.min or 0 for one in lengths], default=0)
    return [arn for arn in found if len(arn.text("aws", _HOME)) >= low]


def _tried(ours: Model, source: str) -> Iterator[str]:
    rng = random.Random(source)
    branches = parsed(source).branches
    for more in (0, 1, 2, 5, 12, 40):
        for _ in range(_TRIES):
            yield Maker(rng, more).branches(branches)
    prefix = model_of(ours.service.id).endpoint_prefix
    for resource in _RESOURCES:
        yield f"arn:aws:{prefix}:{_HOME}:123456789012:{resource}"
        yield f"arn:aws:iam::123456789012:{resource}"


def _refused(
    ours: Model, shape: SimpleShape, made: list[Arn], partitions: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """The first text that is refused, for each partition."""
    match = matcher(_enforced(ours, shape))
    for partition, regions in partitions.items():
        for text in (
            arn.text(partition, region)
            for arn in made
            if _has(partition, arn.owner)
            for region in (regions if arn.regional else [""])
        ):
            if not match(text):
                yield partition, text
                break


def _too_long(
    lengths: tuple[Length, ...], made: list[Arn], partitions: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Where not even the shortest text has room for a partition and its regions."""
    high = min([one.max for one in lengths if one.max is not None], default=None)
    made = [arn for arn in made if arn.regional] or made
    if high is None or not made:
        return
    shortest = min(made, key=lambda arn: len(arn.text("aws", _HOME)))
    for partition, regions in partitions.items():
        text = shortest.text(partition, max(regions, key=len))
        if len(text) > high and _has(partition, shortest.owner):
            yield partition, text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
