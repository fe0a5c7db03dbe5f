"""CloudFormation's resource schemas: what they take and ours refuses.

    python -m truth.resources SCHEMAS [SERVICE…]

SCHEMAS is the folder `data/schemas` of cfn-lint's package. A type is paired with the
input of the operations that its handlers need, property by property by their names.
Where both say something about a member (an enum, a bound, a pattern), a value that
the schema takes and that is not taken by what is enforced here must stand in
`resources.toml`, with the reason. What one of the two is silent about is not compared.

A pattern of the schema is read as if it were about the whole text: JSON Schema would
search for it, and without anchors it would take nearly everything. What two patterns
take is asked by texts that they are made of, by these with a fault in them, and in
other partitions, and told by automata where no such text differs.
"""

from __future__ import annotations

import functools
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeGuard

from every.attacks import letters, within_time
from every.compiled import chosen, each
from every.differences import Found, report
from every.oracle import model_of
from every.texts import Maker, matching, parsed
from languages.equality import difference
from languages.program import Unsupported
from shapewright.analyse import analyse
from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import Service
from shapewright.ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Range,
    Shape,
    ShapeId,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from shapewright.load.catalogue import services
from shapewright.pipeline import load, understand
from shapewright.plan.model import Model
from shapewright.runtime.patterns import matcher
from shapewright.runtime.unicode import expand
from shapewright.text.regex import Untranslatable, translate

from .schemas import Node, Type, plain, types

REASONS = Path(__file__).with_suffix(".toml")
_TEXTS = (SimpleKind.STRING, SimpleKind.TEXT_OR_BYTES)
_NUMBERS = (SimpleKind.INTEGER, SimpleKind.LONG, SimpleKind.FLOAT, SimpleKind.DOUBLE)
_PARTITION = re.compile(r"(?<=^arn:)aws(-[a-z]+)*(?=:)")
_PARTITIONS = ("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-eusc")
_LONGEST = 2500
_TRIES = 20
_CAP = 0.02
"""Seconds for one question: a schema's pattern may be slow."""
_PATIENCE = 5.0
"""Seconds for two automata."""
_SHORT, _MIDDLING = 8, 200
"""Up to which bounds of a length automata look at them."""

Match = Callable[[str], object]


def main(arguments: list[str]) -> int:
    """Print the numbers, and what is refused; 1 if any of it has no reason."""
    folder, names = Path(arguments[0]), arguments[1:]
    if not folder.is_dir():
        print(f"skipped: there is no {folder}")
        return 0
    names = names or list(services())
    return report("resources", each(partial(resources, folder), names), names, REASONS)


def resources(folder: Path, name: str) -> Found:
    """All resource types of a service."""
    called = names_of(name)
    known = list(types(folder, {*called, plain(model_of(name).service_id)}))
    found = Found()
    if known:
        pairing = Pairing(understood(name), found)
        for resource in known:
            pairing.of_type(resource, called)
        pairing.count()
    return found


def names_of(service: str) -> set[str]:
    """What a service is called, by itself and in permissions."""
    metadata = model_of(service).metadata
    full = re.sub(r"^(Amazon|AWS) ", "", metadata["serviceFullName"])
    short = metadata.get("serviceAbbreviation", "")
    return {
        plain(word)
        for word in (
            service,
            metadata["endpointPrefix"],
            metadata.get("signingName", service),
            full,
            re.sub(r"^(Amazon|AWS) ", "", short) or service,
        )
    }


def understood(service: str) -> Model:
    (settings,) = chosen([service])
    said = Diagnostics()
    whole: Service = understand(load(settings, said), settings, said)
    return Model(whole, analyse(whole), settings.checks, said)


class Pairing:
    """A service's types beside its operations."""

    def __init__(self, model: Model, found: Found) -> None:
        self._model, self._found = model, found
        self._leaves: set[tuple[ShapeId, str]] = set()
        self._compared: set[tuple[ShapeId, str, int]] = set()
        self._said: set[tuple[str, str]] = set()

    def of_type(self, resource: Type, called: set[str]) -> None:
        """Compare a type with the operations that write it."""
        properties = resource.writable()
        inputs = list(self._inputs(resource, called))
        self._found.counts["types"] += bool(inputs)
        for shape in inputs:
            self._members(properties, shape, set())

    def count(self) -> None:
        self._found.counts["members"] += len(self._leaves)

    def _inputs(self, resource: Type, called: set[str]) -> Iterator[ShapeId]:
        operations = self._model.service.operations
        names = [
            name
            for prefix, name in resource.operations
            if plain(prefix) in called and name in operations
        ]
        last = resource.name.rpartition("::")[2]
        by_name = [f"{verb}{last}" for verb in ("Create", "Put", "Register")]
        for name in names or by_name:
            if name in operations and (shape := operations[name].input):
                yield shape

    # ---- down both sides

    def _members(
        self, properties: dict[str, Node], shape_id: ShapeId, above: set[ShapeId]
    ) -> None:
        shape = self._model.service.shapes[shape_id]
        assert isinstance(shape, (StructureShape, UnionShape))
        by_name = {plain(name): node for name, node in properties.items()}
        for member in shape.members:
            if node := by_name.get(plain(member.name)):
                self._member(node, shape_id, member, {*above, shape_id})

    def _member(
        self, node: Node, container: ShapeId, member: Member, above: set[ShapeId]
    ) -> None:
        key = container, member.name, id(node.schema)
        if key in self._compared:
            return
        self._compared.add(key)
        target = self._model.target(member)
        match target:
            case StructureShape() | UnionShape() if target.id not in above:
                self._members(node.properties(), target.id, above)
            case ListShape():
                self._leaf(node, container, member, target)
                if items := node.items():
                    self._member(items, target.id, target.member, above)
            case MapShape():
                self._leaf(node, container, member, target)
                if pair := node.values():
                    self._member(pair[0], target.id, target.key, above)
                    self._member(pair[1], target.id, target.value, above)
            case SimpleShape() | EnumShape():
                self._leaf(node, container, member, target)

    def _leaf(
        self, node: Node, container: ShapeId, member: Member, target: Shape
    ) -> None:
        place = f"{container}${member.name}"
        kinds = node.types()
        if not _comparable(target, kinds):
            return
        if not isinstance(target, (ListShape, MapShape)):
            self._leaves.add((container, member.name))
        if isinstance(target, EnumShape):
            if self._model.takes_any_text(container, member):
                return
            for value in _missing(node, target):
                self._fault(f"{place}: {value}", "enum", "no value of ours")
            return
        match = pattern_of(self._model, target)
        for constraint in self._model.constraints(container, member):
            for what, kind, text in _wider(node, constraint, match, self._found.counts):
                self._fault(f"{place}{what}", kind, text)

    def _fault(self, place: str, kind: str, text: str) -> None:
        if (place, kind) not in self._said:
            self._said.add((place, kind))
            self._found.fault(place, kind, text)


def _comparable(target: Shape, kinds: set[str]) -> bool:
    if not kinds:
        return not isinstance(target, SimpleShape) or target.kind in _TEXTS
    match target:
        case SimpleShape(kind=kind) if kind in _NUMBERS:
            return bool(kinds & {"integer", "number"})
        case SimpleShape(kind=kind):
            return kind in _TEXTS and "string" in kinds
        case EnumShape():
            return "string" in kinds
    return bool(kinds & {"array", "object"})


def pattern_of(model: Model, target: Shape) -> str | None:
    """What is enforced of a pattern, in Python's dialect."""
    if not isinstance(target, SimpleShape):
        return None
    if not any(isinstance(c, Pattern) for c in target.constraints):
        return None
    translation = model.patterns.of(target)
    return None if translation is None else translation.text


def _enum(node: Node, word: str = "enum") -> Iterator[str]:
    for variant in node.variants():
        yield from [v for v in variant.get(word, ()) if isinstance(v, str)]


def _missing(node: Node, ours: EnumShape) -> Iterator[str]:
    """Values of the schema's enum; those of some types go without case."""
    folded = {value.casefold() for value in ours.values}
    yield from [value for value in _enum(node) if value not in ours.values]
    for value in _enum(node, "enumCaseInsensitive"):
        if value.casefold() not in folded:
            yield value


# ---- one constraint

Wider = Iterator[tuple[str, str, str]]
"""What is added to the place, the kind, and what is the matter."""


def _wider(
    node: Node, ours: Constraint, match: str | None, counts: Counter[str]
) -> Wider:
    match ours:
        case Length(min=low, max=high):
            yield from _longer(node, low, high)
        case Range(min=low, max=high):
            yield from _extra_slots(node, "minimum", "maximum", low, high, "range")
        case Pattern(source=source) if match is not None:
            yield from _other_texts(node, source, match, counts)


def _longer(node: Node, low: int | None, high: int | None) -> Wider:
    for one, other, kind in (
        ("minLength", "maxLength", "length"),
        ("minItems", "maxItems", "items"),
        ("minProperties", "maxProperties", "items"),
    ):
        yield from _extra_slots(node, one, other, low, high, kind)
    for value in _enum(node):
        if not (low or 0) <= len(value) <= (len(value) if high is None else high):
            yield f": {value}", "length", f"{len(value)} characters"


def _extra_slots(
    node: Node, one: str, other: str, low: float | None, high: float | None, kind: str
) -> Wider:
    for variant in node.variants():
        theirs = variant.get(one)
        if low is not None and _is_number(theirs) and theirs < low:
            named = "empty" if (kind, theirs, low) == ("length", 0, 1) else kind
            what = "" if named == "empty" else f" from {theirs:g}, not {low:g}"
            yield what, named, f"from {theirs}, ours from {low}"
        theirs = variant.get(other)
        if high is not None and _is_number(theirs) and theirs > high:
            yield f" to {theirs:g}, not {high:g}", kind, f"to {theirs}, ours to {high}"


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _other_texts(node: Node, ours: str, match: str, counts: Counter[str]) -> Wider:
    mine = matcher(match)
    for variant in node.variants():
        for value in variant.get("enum", ()):
            if isinstance(value, str) and not mine(value):
                yield f": {value}", "pattern", f"a value of {ours}"
        if theirs := variant.get("pattern", ""):
            low, high = variant.get("minLength", 0), variant.get("maxLength", _LONGEST)
            verdict, text = compared(theirs, ours, match, low, high)
            counts[f"patterns: {verdict}"] += 1
            if verdict is Verdict.WIDER:
                yield "", "pattern", f"{text!r} of {theirs}, ours {ours}"


class Verdict(StrEnum):
    """What a pattern of a schema is beside ours."""

    SAME = "the same"
    NOT_WIDER = "takes no more"
    WIDER = "takes more"
    UNTOLD = "not told"


@functools.cache
def compared(
    theirs: str, ours: str, match: str, low: int, high: int
) -> tuple[Verdict, str]:
    """What a pattern is beside ours, and a text that it takes and ours does not.

    Args:
        match: Ours in Python's dialect.
        low: Of which length texts are at least, for the schema.
    """
    if bare(theirs) == bare(ours):
        return Verdict.SAME, ""
    try:
        other = translate(theirs).text
        taken = matcher(other)
    except (Untranslatable, re.error):
        return Verdict.UNTOLD, ""
    mine = matcher(match)
    for text in _probes(theirs, ours, low):
        if low <= len(text) <= high and _takes(taken, text) and _refuses(mine, text):
            return Verdict.WIDER, text
    return _by_automata(other, match, low, high)


def _takes(match: Match, text: str) -> bool:
    said = within_time(match, text, _CAP)
    return said is not None and bool(said[1])


def _refuses(match: Match, text: str) -> bool:
    said = within_time(match, text, _CAP)
    return said is not None and not said[1]


def _by_automata(theirs: str, ours: str, low: int, high: int) -> tuple[Verdict, str]:
    """Told by automata, where they end in time: a shortest text."""
    mine, other = expand(ours), expand(theirs)
    if 0 < low <= _SHORT:
        other = rf"(?=[\s\S]{{{low}}})(?:{other})"
    longest = high if high <= _MIDDLING else None
    ask = partial(difference, mine, longest=longest)
    try:
        said = within_time(ask, f"(?:{mine})|(?:{other})", _PATIENCE)
    except (Unsupported, re.error):  # flags stand at the beginning only
        return Verdict.UNTOLD, ""
    if said is None:
        return Verdict.UNTOLD, ""
    text = said[1]
    if text is None or not low <= len(text) <= high:
        return Verdict.NOT_WIDER, ""
    return Verdict.WIDER, text


def bare(source: str) -> str:
    """A pattern without what says that it is about the whole text."""
    return source.removeprefix("^").removesuffix("$")


def _probes(theirs: str, ours: str, low: int) -> Iterator[str]:
    rng = random.Random(theirs)
    for source in (theirs, ours):
        try:
            texts = [*matching(source, max(1, low)), *matching(source, low)]
            texts += [
                Maker(rng, more).branches(parsed(source).branches)
                for more in (0, 1, 2, 4, 20)
                for _ in range(_TRIES)
            ]
        except Untranslatable:
            continue
        yield from texts
        for text in texts:
            for partition in _PARTITIONS if _PARTITION.search(text) else ():
                yield _PARTITION.sub(partition, text)
        signs = [*letters(parsed(source).branches), *":/-_. *\\a0AZ"]
        for text in texts:
            yield from _spoilt(text[:_LONGEST], rng, signs)


def _spoilt(text: str, rng: random.Random, signs: list[str]) -> Iterator[str]:
    for sign in rng.sample(signs, min(len(signs), 6)):
        place = rng.randint(0, len(text))
        yield text[:place] + sign + text[place:]
        yield text[:place] + sign + text[place + 1 :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
