"""Entries of an overlay that correct the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..ir.corrections import (
    Entry,
    Note,
    Search,
    Subject,
    Trait,
    UnmarkedTrait,
    WrongConstraint,
    WrongEnum,
    WrongTarget,
)
from ..ir.shapes import Constraint, Length, Pattern, Range
from ..tables import Table


def read_corrections(key: str, table: Table) -> Iterator[Entry]:
    """What an entry says under one of the keys of `CORRECTIONS`."""
    keys, read = _READERS[key]
    table.only(keys)
    yield from read(key, table)


def _constraint(key: str, table: Table) -> Iterator[Entry]:
    kind, read = _KINDS[key]
    yield WrongConstraint(
        subject=_subject(table, "shape"),
        kind=kind,
        source=read(table, "source"),
        enforced=read(table, "enforced"),
        reason=table.text("reason", required=True),
    )


def _enum(key: str, table: Table) -> Iterator[Entry]:
    texts = {
        name: table.texts(name, least=1)
        for name in ("source", "add")
        if table.has(name)
    }
    if len(texts) == 2:
        table.error(None, "must have add or source, and not both")
    yield WrongEnum(
        subject=_subject(table, "shape"),
        add=texts.get("add", ()),
        source=texts.get("source", ()),
        reason=table.text("reason", required=True),
    )


def _target(key: str, table: Table) -> Iterator[Entry]:
    subject = _subject(table, "member")
    if subject.shape and "$" not in table.text("member"):
        table.error("member", "must be Shape$Member")
    yield WrongTarget(
        subject=subject,
        source=table.text("source", required=True),
        target=table.text("target", required=True),
        reason=table.text("reason", required=True),
    )


def _trait(key: str, table: Table) -> Iterator[Entry]:
    subject = Subject(shape=table.text("shape", required=True))
    reason = table.text("reason", required=True)
    yield UnmarkedTrait(subject=subject, trait=Trait(key), reason=reason)


def _searches(key: str, table: Table) -> Iterator[Entry]:
    reason = table.text("reason", required=True)
    for shape in table.texts("shapes", least=1):
        yield Search(subject=Subject(shape=shape), reason=reason)


def _note(key: str, table: Table) -> Iterator[Entry]:
    subject, text = _subject(table, "shape"), table.text("text", required=True)
    yield Note(subject=subject, text=text)


def _subject(table: Table, key: str) -> Subject:
    """`Shape`, or `Shape$Member`."""
    text = table.text(key, required=True)
    shape, dollar, member = text.partition("$")
    if text.strip() and (not shape or bool(dollar) != bool(member)):
        table.error(key, "must be Shape or Shape$Member")
    return Subject(shape=shape, member=member)


def _pattern(table: Table, key: str) -> Constraint | None:
    if not table.has(key):
        return None
    return Pattern(source=table.text(key, required=True))


def _length(table: Table, key: str) -> Constraint | None:
    if not table.has(key):
        return None
    bounds = table.table(key)
    low, high = bounds.whole("min"), bounds.whole("max")
    for name, bound in (("min", low), ("max", high)):
        if bound is not None and bound < 0:
            bounds.error(name, "must be 0 or more")
    _check_bounds(bounds, low, high)
    return Length(min=low, max=high)


def _range(table: Table, key: str) -> Constraint | None:
    if not table.has(key):
        return None
    bounds = table.table(key)
    low, high = bounds.bound("min"), bounds.bound("max")
    for name, bound in (("min", low), ("max", high)):
        if bound is not None and abs(bound) >= 2**63:
            bounds.error(name, "must be a number of 64 bits")
            return None
    _check_bounds(bounds, low, high)
    return Range(min=low, max=high)


def _check_bounds(table: Table, low: float | None, high: float | None) -> None:
    table.only(("min", "max"))
    if not table.has("min") and not table.has("max"):
        table.error(None, "must have min or max")
    if low is not None and high is not None and low > high:
        table.error(None, f"has a min, {low}, above its max, {high}")


_KINDS: dict[str, tuple[type[Constraint], Callable[[Table, str], Constraint | None]]]
_KINDS = {
    "pattern": (Pattern, _pattern),
    "length": (Length, _length),
    "range": (Range, _range),
}
_READERS: dict[str, tuple[tuple[str, ...], Callable[[str, Table], Iterable[Entry]]]]
_READERS = {
    **dict.fromkeys(_KINDS, (("shape", "reason", "source", "enforced"), _constraint)),
    "enum": (("shape", "reason", "source", "add"), _enum),
    "target": (("member", "source", "target", "reason"), _target),
    **dict.fromkeys(Trait, (("shape", "reason"), _trait)),
    "search": (("shapes", "reason"), _searches),
    "note": (("shape", "text"), _note),
}
CORRECTIONS = tuple(_READERS)
"""The keys of entries that correct the model."""
