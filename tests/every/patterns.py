"""Every pattern of the models: what becomes of it, and how long it can take.

    python -m every.patterns [SERVICE…]

A pattern is too slow if a text of its own length, or of `attacks.LONGEST` where it has
none, keeps it busy for longer than `attacks.LIMIT`; 1 if one is. Where that many
characters take so long to be read once, the time for each is what it is for a tenth of
them, and not above `_ONCE`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from multiprocessing import Pool
from typing import NamedTuple

from languages.rewritten import by_table, plain
from shapewright.analyse import analyse
from shapewright.diagnostics import Diagnostics
from shapewright.ir.shapes import (
    Length,
    Pattern,
    SimpleShape,
    correction_of,
    enforced,
)
from shapewright.load.catalogue import services
from shapewright.pipeline import load, understand
from shapewright.plan.model import Model
from shapewright.runtime.patterns import matcher
from shapewright.runtime.unicode import expand
from shapewright.text.regex import translate
from shapewright.work.processes import cores

from .attacks import LIMIT, Worst, seconds, worst
from .compiled import chosen, each

_CAP = 1.0
_ONCE = 1e-6
"""Seconds for a character: beyond U+FFFF `re` goes through a class range by range."""
_SHOWN = 10
_LINEAR = {0.1: 3.0, 0.5: 1.3}
"""From which part of a text the time for a character may grow how often, to all of it;
where it grows with the length, that is 10 times and 2."""


class Key(NamedTuple):
    """What patterns are told apart by."""

    source: str
    low: int | None
    high: int | None


class Fate(NamedTuple):
    """What becomes of a pattern; `code` and `reason` where it is switched off."""

    kind: str
    code: str = ""
    reason: str = ""


Fates = dict[tuple[Key, Fate], str]
"""Which shape, for one of those that have it."""


def main(names: list[str]) -> int:
    """Print both tables; 1 if a pattern is too slow."""
    fates: Fates = {}
    for service, found in each(fates_of, names or services()):
        for key, shape in found.items():
            fates.setdefault(key, f"{service}.{shape}")
    _print_fates(fates)
    shapes = {key: shape for (key, fate), shape in fates.items() if not fate.code}
    return _print_times(shapes, sorted(shapes, key=str))


def fates_of(name: str) -> Fates:
    """The patterns of all versions of a service."""
    found: Fates = {}
    for settings in chosen([name], old=True):
        said = Diagnostics()
        service = understand(load(settings, said), settings, said)
        model = Model(service, analyse(service), settings.checks, said)
        for shape in service.shapes.values():
            if isinstance(shape, SimpleShape) and (key := _key(shape)):
                found.setdefault((key, _fate(key, shape, model, said)), shape.id)
    return found


def _key(shape: SimpleShape) -> Key | None:
    checked = [enforced(shape, one) or one for one in shape.constraints]
    lengths = [one for one in checked if isinstance(one, Length)]
    low, high = (lengths[0].min, lengths[0].max) if lengths else (None, None)
    for constraint in checked:
        if isinstance(constraint, Pattern):
            return Key(constraint.source, low, high)
    return None


def _fate(key: Key, shape: SimpleShape, model: Model, said: Diagnostics) -> Fate:
    translation = model.patterns.of(shape)
    if translation is None:
        correction = correction_of(shape, Pattern(source=key.source))
        if correction is not None and correction.enforced is None:
            return Fate("not enforced", "overlay", " ".join(correction.reason.split()))
        *_, last = said
        return Fate("not enforced", last.code, _reason(last.message))
    if by_table(key.source, key.high):
        return Fate("rewritten by the table")
    same = translation.text == plain(key.source)
    return Fate("translated as it is" if same else "rewritten by rule")


def _reason(message: str) -> str:
    """Without the pattern, and without the place in it."""
    return message.rpartition(" is not enforced: ")[2].partition(" (at ")[0]


def _print_fates(fates: Iterable[tuple[Key, Fate]]) -> None:
    fates = list(fates)
    sources = {key.source for key, _ in fates}
    print(f"{len({key for key, _ in fates}):,} patterns with their lengths,", end=" ")
    print(f"{len(sources):,} without:")
    for kind, count in Counter(fate.kind for _, fate in fates).most_common():
        print(f"{count:6,} {kind}")
    off = Counter((fate.code, fate.reason) for _, fate in fates if fate.code)
    print("Not enforced:")
    for (code, reason), count in off.most_common():
        print(f"{count:6,} {code} {reason}")


# ---- times


class Time(NamedTuple):
    """The worst that a pattern can take."""

    key: Key
    seconds: float
    length: int
    parts: dict[float, float]
    """Seconds for the same attack, with such a part of the characters."""

    @property
    def slow(self) -> bool:
        return self.seconds > LIMIT

    @property
    def linear(self) -> bool:
        return self.seconds <= self.length * _ONCE and any(
            self.seconds * part <= _LINEAR[part] * seconds
            for part, seconds in self.parts.items()
        )


def time_of(key: Key) -> Time:
    """How long the worst text keeps a pattern busy; asked again where that is long."""
    text = translate(key.source, key.high).text
    match = matcher(text)
    found = worst(match, expand(text), key.high, cap=_CAP)
    if found.seconds < LIMIT / 2:
        return Time(key, found.seconds, found.length, {})
    again = partial(_least, match, found)
    parts = {part: again(int(found.length * part)) for part in _LINEAR}
    return Time(key, again(found.length), found.length, parts)


def _least(match: Callable[[str], object], found: Worst, length: int) -> float:
    """Of several times, that which other programs disturbed least."""
    text = found.attack.text(length)
    return min(seconds(match, text, _CAP) for _ in range(3))


def _print_times(shapes: dict[Key, str], keys: list[Key]) -> int:
    with Pool(cores()) as pool:
        times = list(pool.imap_unordered(time_of, keys, chunksize=8))
    times.sort(key=lambda one: one.seconds, reverse=True)
    print(f"The slowest of {len(times):,}, in milliseconds for so many characters:")
    for one in times[:_SHOWN]:
        print(f"{one.seconds * 1e3:8.1f} {one.length:9,} {shapes[one.key]}{_rate(one)}")
        print(f"{'':18} {one.key.source!r:.150}")
    slow = [one for one in times if one.slow]
    faults = [one for one in slow if not one.linear]
    print(f"above {LIMIT * 1e3:.0f} ms: {len(slow)}, of these linear:", end=" ")
    print(f"{len(slow) - len(faults)}, faults: {len(faults)}")
    return 1 if faults else 0


def _rate(one: Time) -> str:
    if not one.slow:
        return ""
    kind = "linear" if one.linear else "not linear"
    return f", {one.seconds / one.length * 1e9:.0f} ns a character, {kind}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
