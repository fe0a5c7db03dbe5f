"""Long statements, broken where black breaks them; the common kinds only.

black needs two milliseconds for a statement, and a whole service has thousands that are
too long. For the few kinds that the templates write, its rules are short: what stands
in the last brackets on a line of its own if it fits there, else an item a line. What
this module is not certain of it leaves to black. A test compares the two on samples,
and `nox -s every_service` compares every file of every service.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..width import COLUMNS
from .layouts import (
    LEVEL,
    STRING,
    Lines,
    comprehension,
    fitting,
    hugged,
    indented,
    split,
    stacked,
)

_NAME = r"[A-Za-z_]\w*"
_IMPORT = re.compile(r"(from [\w.]+ import )([\w ,]+)()")
_DEFINITION = re.compile(rf"(def {_NAME}\()(.*)(\) -> [\w\[\], ]+:)")
_DISPLAY = re.compile(rf"({_NAME}(?:: dict\[str, {_NAME}\])? = [({{])(.*)([)}}])")
_DICT_ENTRY = re.compile(rf"({STRING}: {{)(.*)(}})")
_LITERALS = re.compile(rf"({_NAME}: {_NAME} = {_NAME}\[)(.*)(\])")
_CALL = re.compile(rf"((?:(?:draft\.)?{_NAME} = |return ){_NAME}\()(.*)(\))")
_CODEC = rf"(?:mode\.form\.)?{_NAME}"
_STORE = re.compile(rf'({_NAME}\["\w+"\] = (?:{_CODEC}\(|\[|{{))(.*)([)\]}}])')
_TEXT_OF_ENUM = re.compile(rf"({_NAME} = )({STRING})()")
_OPTIONAL = re.compile(rf"({_NAME}: )(.* \| None)()")
_FIELD = re.compile(rf"({_NAME}: {_NAME}\[)(.*)(\])")
_ABSENT = rf"\(draft\.{_NAME} is None\)"
_COUNT = re.compile(rf"(if (?:{_ABSENT} \+ )+\()(.*)(\) [=!<]=? \d+:)")
_CONDITION = re.compile(r"(if )([^:]*)(:)")
_GUARDED = re.compile(r"(if v is not None and \()([^:]*)(\):)")
_PARAMETER = re.compile(rf"({_NAME}: )(.* \| .*?)((?: = None)?)")
_SUBSCRIPT = re.compile(rf"((?:\| |{_NAME}: )?{_NAME}\[)(.*)(\](?: = None)?,?)")
_UNBREAKABLE = re.compile(f"{STRING}(?:: (?:{_NAME}|{STRING}))?")


def broken(statement: str, depth: int) -> Lines | None:
    """The lines of a statement that is too long; None where only black can tell.

    Args:
        statement: Without its indentation.
        depth: How many levels it is indented by.
    """
    if not statement.isascii():  # where black counts columns, not characters
        return None
    for pattern, rule in _RULES:
        if match := pattern.fullmatch(statement):
            return rule(match[1], match[2], match[3], depth)
    return None


def _import(head: str, names: str, _: str, depth: int) -> Lines | None:
    items = [f"{LEVEL}{name}," for name in names.split(", ")]
    # an import's names go one on a line, even where they fit
    return indented((f"{head}(", *items, ")"), depth)


def _definition(head: str, parameters: str, tail: str, depth: int) -> Lines | None:
    items = split(parameters, ", ")
    if items is None:
        return None
    return hugged(head, parameters, tail, depth) or stacked(
        head, items, tail, depth, _parameter
    )


def _display(head: str, entries: str, tail: str, depth: int) -> Lines | None:
    items = split(entries, ", ")
    if items is None or comprehension(entries):
        return None
    if len(items) > 1:
        return stacked(head, items, tail, depth, _as_it_is)
    if match := _DICT_ENTRY.fullmatch(entries):
        inner = (LEVEL * (depth + 1) + entries,)
        lines = fitting(inner) or _display(match[1], match[2], match[3], depth + 1)
        return lines and (LEVEL * depth + head, *lines, LEVEL * depth + tail)
    fits = _UNBREAKABLE.fullmatch(entries)  # then it has nowhere to be broken
    return indented((head, LEVEL + entries, tail), depth) if fits else None


def _arguments(head: str, arguments: str, tail: str, depth: int) -> Lines | None:
    items = split(arguments, ", ")
    if items is None:
        return None
    if lines := hugged(head, arguments, tail, depth):
        return lines
    if len(items) > 1:
        return stacked(head, items, tail, depth, _as_it_is)
    first, *others = indented((head, LEVEL + arguments, tail), depth)
    fits = len(first) <= COLUMNS and _UNBREAKABLE.fullmatch(arguments)
    return (first, *others) if fits else None


def _inside(head: str, body: str, tail: str, depth: int) -> Lines | None:
    """What stands in the last brackets, on one line or part by part."""
    items = split(body, ", ")
    if items is None:
        return None
    if lines := hugged(head, body, tail, depth):
        return lines
    if parts := comprehension(body):
        if " if " in body:
            return None
        first, *loops = parts
        inner = [LEVEL + first, *[f"{LEVEL}for {loop}" for loop in loops]]
        return fitting(indented((head, *inner, tail), depth))
    if len(items) == 1:
        return None
    return stacked(head, items, tail, depth, _item)


def _in_brackets(head: str, body: str, tail: str, depth: int) -> Lines | None:
    """In brackets that black adds."""
    return hugged(f"{head}(", body, f"){tail}", depth)


def _union(head: str, union: str, tail: str, depth: int) -> Lines | None:
    """In brackets that black adds, if need be with a member a line."""
    members = split(union, " | ") or []
    if len(members) < 2:
        return None
    if bracketed := _in_brackets(head, union, tail, depth):
        return bracketed
    lines = [f"{LEVEL * depth}{head}("]
    for part in (members[0], *[f"| {member}" for member in members[1:]]):
        line = LEVEL * (depth + 1) + part
        inner = (line,) if len(line) <= COLUMNS else _subscript(part, depth + 1)
        if inner is None:
            return None
        lines += inner
    return fitting((*lines, f"{LEVEL * depth}){tail}"))


def _condition(head: str, terms: str, tail: str, depth: int) -> Lines | None:
    """Alternatives, in brackets that are there or that black adds."""
    items = split(terms, " or ")
    if items is None or len(items) < 2:
        return None
    if not head.endswith("("):
        head, tail = f"{head}(", f"){tail}"
    if lines := hugged(head, terms, tail, depth):
        return lines
    if terms.startswith("("):
        return None
    first, *others = items
    inner = [LEVEL + first, *[f"{LEVEL}or {item}" for item in others]]
    return fitting(indented((head, *inner, tail), depth))


_RULES: tuple[tuple[re.Pattern[str], Callable[..., Lines | None]], ...] = (
    (_IMPORT, _import),
    (_DEFINITION, _definition),
    (_LITERALS, _arguments),
    (_DISPLAY, _display),
    (_CALL, _arguments),
    (_STORE, _inside),
    (_COUNT, _inside),
    (_GUARDED, _condition),
    (_CONDITION, _condition),
    (_TEXT_OF_ENUM, _in_brackets),
    (_OPTIONAL, _union),
    (_FIELD, _inside),
)


# ---- what is broken itself, on a line of its own


def _parameter(item: str, depth: int) -> Lines | None:
    if match := _PARAMETER.fullmatch(item):
        head, union, default = match.groups()
        if lines := _union(head, union, f"{default},", depth):
            return lines
    return _item(item, depth)


def _item(item: str, depth: int) -> Lines | None:
    return _subscript(f"{item},", depth)


def _subscript(text: str, depth: int) -> Lines | None:
    match = _SUBSCRIPT.fullmatch(text)
    return _inside(match[1], match[2], match[3], depth) if match else None


def _as_it_is(item: str, depth: int) -> Lines | None:
    """A text, or an entry of a dict, that has nowhere to be broken stays too long."""
    return (f"{LEVEL * depth}{item},",) if _UNBREAKABLE.fullmatch(item) else None
