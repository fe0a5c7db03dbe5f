"""The services' Smithy models: what they take must not be refused here.

    python -m truth.smithy FOLDER [SERVICE…]

FOLDER is a work tree of aws/api-models-aws. Shapes are paired by the places at which
both models use them. A pattern must match every text that the source's takes, which
automata decide, or texts where they know too little or take too long; bounds must not
be narrower, enums must have the source's values, and unions and lists with nulls must
be known as such. What is not so must stand in `smithy.toml`, with the reason: the place
there is the shape, and the kind is one of `pattern`, `length`, `range`, `enum`, `union`
and `sparse`.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from every.attacks import within_time
from every.compiled import chosen
from every.differences import Found, report
from every.oracle import model_of
from every.texts import Maker, parsed
from languages.equality import difference
from languages.program import Unsupported
from shapewright.analyse import analyse
from shapewright.diagnostics import Diagnostics
from shapewright.ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Pattern,
    Range,
    StructureShape,
    UnionShape,
)
from shapewright.load.catalogue import services
from shapewright.pipeline import load, understand
from shapewright.plan.model import Model
from shapewright.runtime.patterns import matcher
from shapewright.runtime.unicode import expand
from shapewright.text.regex import Untranslatable, translate

from .smithy_models import Pair, Source, find, whole

Check = tuple[str, object, Callable[[], str]]
"""A kind, what it is about, and what says what is wrong, if anything is."""

REASONS = Path(__file__).with_suffix(".toml")
_SECONDS = 2.0
"""For the automata of two patterns."""
_TRIES = 60
_FLAGS = re.compile(r"\(\?([a-z]+)\)")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which lengths texts have that a pattern is asked about."""

    low: int = 0
    high: int | None = None

    def has(self, text: str) -> bool:
        return self.low <= len(text) and (self.high is None or len(text) <= self.high)


def main(arguments: list[str]) -> int:
    """Print the numbers, and what is narrower; 1 if any of it has no reason."""
    folder, names = Path(arguments[0]), arguments[1:]
    if not folder.is_dir():
        print(f"skipped: there is no {folder}")
        return 0
    names = names or list(services())
    found = ((name, compared(name, folder)) for name in names)
    return report("smithy", found, names, REASONS)


def compared(name: str, folder: Path) -> Found:
    """All that a service's two models say of the same places."""
    found = Found()
    file = find(folder, model_of(name).service_id.hyphenize(), services()[name][-1])
    if file is None:
        found.counts["services without a source"] += 1
        return found
    found.counts["services"] += 1
    model = _model(name)
    said = set()
    for pair in Source(file).pairs(model.service):
        for kind, key, check in _checks(model, pair, found):
            if (kind, key) not in said:
                said.add((kind, key))
                found.counts[f"{kind}s"] += 1
                if text := check():
                    found.fault(pair.ours.id, kind, text)
    return found


def _model(name: str) -> Model:
    (settings,) = chosen([name])
    said = Diagnostics()
    service = understand(load(settings, said), settings, said)
    return Model(service, analyse(service), settings.checks, said)


def _checks(model: Model, pair: Pair, found: Found) -> Iterator[Check]:
    ours, theirs = pair.ours, pair.theirs
    key = ours.id, theirs.id
    match ours:
        case StructureShape() | UnionShape() if theirs.type == "union":
            yield "union", key, partial(_union, ours)
        case ListShape() | MapShape() if theirs.trait("sparse") is not None:
            yield "sparse", key, partial(_sparse, ours)
        case EnumShape() if theirs.values and not _takes_any(model, pair):
            yield "enum", key, partial(_enum, ours, theirs.values)
    if pair.member is not None:
        constraints = model.constraints(pair.holder, pair.member)
        for constraint in constraints:
            if isinstance(constraint, Length | Range):
                kind = type(constraint).__name__.lower()
                bounds = pair.theirs.trait(kind) or {}
                key = ours.id, str(bounds)
                yield kind, key, partial(_narrower, constraint, bounds)
        source = pair.theirs.trait("pattern")
        if source and any(isinstance(one, Pattern) for one in constraints):
            translation = model.patterns.of(ours)
            assert translation is not None
            lengths = _lengths(constraints, pair.theirs.trait("length") or {})
            check = partial(_pattern, found, source, translation.text, lengths)
            yield "pattern", (ours.id, source), check


def _takes_any(model: Model, pair: Pair) -> bool:
    return pair.member is not None and model.takes_any_text(pair.holder, pair.member)


def _lengths(constraints: Iterable[Constraint], theirs: Mapping[str, int]) -> Bounds:
    """Which lengths both take."""
    low, high = theirs.get("min", 0), theirs.get("max")
    for ours in constraints:
        if isinstance(ours, Length):
            low = max(low, ours.min or 0)
            high = min(
                [most for most in (high, ours.max) if most is not None], default=None
            )
    return Bounds(low, high)


def _union(ours: StructureShape | UnionShape) -> str:
    return "" if isinstance(ours, UnionShape) else "it is not known to be one"


def _sparse(ours: ListShape | MapShape) -> str:
    return "" if ours.sparse else "it is not known to hold nulls"


def _enum(ours: EnumShape, theirs: tuple[str, ...]) -> str:
    missing = [value for value in theirs if value not in ours.values]
    return f"it lacks {', '.join(missing)}" if missing else ""


def _narrower(ours: Length | Range, theirs: Mapping[str, float]) -> str:
    """What the source's bounds allow and ours do not."""
    least = 0 if isinstance(ours, Length) else -math.inf
    low, high = theirs.get("min", least), theirs.get("max", math.inf)
    below = ours.min is not None and ours.min > low
    above = ours.max is not None and ours.max < high
    return f"{ours.min} to {ours.max}, not {low} to {high}" if below or above else ""


# ---- patterns


class Verdict(NamedTuple):
    """What two patterns have come to, and by which means."""

    means: str
    text: str = ""
    """One that the source's takes and ours refuses; empty if none is found."""


def _pattern(found: Found, source: str, enforced: str, bounds: Bounds) -> str:
    verdict = _verdict(source, enforced, bounds)
    found.counts[f"patterns: {verdict.means}"] += 1
    return f"{verdict.text!r} of {source!r}" if verdict.text else ""


@cache
def _verdict(source: str, enforced: str, bounds: Bounds) -> Verdict:
    try:
        theirs = translate(whole(source)).text
    except Untranslatable:
        return Verdict("the source's cannot be translated")
    if theirs == enforced:
        return Verdict("the same")
    text = _by_automata(theirs, enforced, bounds)
    if text is not None:
        return Verdict("by automata", text)
    return Verdict("by texts", _by_texts(whole(source), theirs, enforced, bounds))


def _by_automata(theirs: str, enforced: str, bounds: Bounds) -> str | None:
    """Such a text; empty where there is none, and None where that is not known."""
    left, right = _scoped(expand(theirs)), _scoped(expand(enforced))
    if bounds.low:
        left = f"(?=(?s:.){{{bounds.low}}})(?:{left})"
    both = f"(?:{left})|(?:{right})"
    for longest in dict.fromkeys([None, bounds.high]):
        try:
            said = within_time(partial(_apart, both, right, longest), "", _SECONDS)
        except Unsupported:
            return None
        if said is None:
            return None
        text = said[1]
        if text is None or bounds.has(text):
            return text or ""
    return ""


def _scoped(text: str) -> str:
    """A pattern that can be a part of another one: its flags are for itself."""
    flags = _FLAGS.match(text)
    return f"(?{flags[1]}:{text[flags.end():]})" if flags else text


def _apart(both: str, right: str, longest: int | None, _: str) -> str | None:
    return difference(both, right, longest)


def _by_texts(source: str, theirs: str, enforced: str, bounds: Bounds) -> str:
    """One of a few texts that the source's pattern is made of, in one line or two."""
    taken, ours = matcher(theirs), matcher(enforced)
    for text in _made(source):
        if bounds.has(text) and taken(text) and not ours(text):
            return text
    return ""


def _made(source: str) -> Iterator[str]:
    rng = random.Random(source)
    branches = parsed(source).branches
    for more in (0, 1, 3, 12, 40):
        for _ in range(_TRIES):
            text = Maker(rng, more).branches(branches)
            yield text
            place = rng.randint(0, len(text))
            for break_ in ("\n", "\r\n", "\u2028"):
                yield f"{text[:place]}{break_}{text[place:]}"
            yield f"{text}\n{text}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
