"""Long statements, broken where black breaks them; the common kinds only.

black needs two milliseconds for a statement, and a whole service has thousands that are
too long. For the few kinds that the templates write, its rules are short: what stands
in the last brackets on a line of its own if it fits there, else an item a line. What
this module is not certain of it leaves to black. A test compares the two on samples,
and `nox -s every_service` compares every file of every service.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

COLUMNS = 88
_LEVEL = "    "
_TOKENS = re.compile(r'r?"(?:\\.|[^"\\])*"|, | or | for | \| |[^"\'(\[{)\]},\s]+|.')
_NAME = r"[A-Za-z_]\w*"
_IMPORT = re.compile(r"(from [\w.]+ import )([\w ,]+)()")
_DEFINITION = re.compile(rf"(def {_NAME}\()(.*)(\) -> [\w\[\], ]+:)")
_DISPLAY = re.compile(rf"({_NAME}(?:: dict\[str, {_NAME}\])? = [({{])(.*)([)}}])")
_LITERALS = re.compile(rf"({_NAME}: {_NAME} = {_NAME}\[)(.*)(\])")
_CALL = re.compile(rf"((?:self\.)?{_NAME} = {_NAME}\()(.*)(\))")
_FIELD = re.compile(rf"({_NAME}: )(.* \| None)()")
_CONDITION = re.compile(r"(if )([^:]*)(:)")
_GUARDED = re.compile(r"(if v is not None and \()([^:]*)(\):)")
_PARAMETER = re.compile(rf"({_NAME}: )(.* \| .*?)((?: = None)?)")
_ENTRY = re.compile(rf'"(?:\\.|[^"\\])*": (?:{_NAME}|"(?:\\.|[^"\\])*")')
_TEXT = re.compile(r'r?"(?:\\.|[^"\\])*"')

Lines = tuple[str, ...]


def broken(statement: str, depth: int) -> Lines | None:
    """The lines of a statement that is too long; None where only black can tell.

    Args:
        statement: Without its indentation.
        depth: How many levels it is indented by.
    """
    for pattern, rule in _RULES:
        if match := pattern.fullmatch(statement):
            return rule(match[1], match[2], match[3], depth)
    return None


def _import(head: str, names: str, _: str, depth: int) -> Lines | None:
    return _stacked(f"{head}(", names.split(", "), ")", depth)


def _definition(head: str, parameters: str, tail: str, depth: int) -> Lines | None:
    items = _split(parameters, ", ")
    if items is None:
        return None
    return _hugged(head, parameters, tail, depth) or _stacked(
        head, items, tail, depth, _parameter
    )


def _display(head: str, entries: str, tail: str, depth: int) -> Lines | None:
    items = _split(entries, ", ")
    if items is None or len(items) < 2:
        return None
    return _stacked(head, items, tail, depth, _entry)


def _arguments(head: str, arguments: str, tail: str, depth: int) -> Lines | None:
    items = _split(arguments, ", ")
    if items is None:
        return None
    if found := _hugged(head, arguments, tail, depth):
        return found
    if len(items) == 1 and _TEXT.fullmatch(arguments):  # it cannot be broken at all
        return _indented((head, _LEVEL + arguments, tail), depth)
    return _stacked(head, items, tail, depth) if len(items) > 1 else None


def _union(head: str, members: str, tail: str, depth: int) -> Lines | None:
    return _hugged(f"{head}(", members, f"){tail}", depth)


def _condition(head: str, terms: str, tail: str, depth: int) -> Lines | None:
    """Alternatives, in brackets that are there or that black adds."""
    items = _split(terms, " or ")
    if items is None or len(items) < 2 or terms.startswith("("):
        return None
    if not head.endswith("("):
        head, tail = f"{head}(", f"){tail}"
    if found := _hugged(head, terms, tail, depth):
        return found
    first, *others = items
    lines = [_LEVEL + first, *[f"{_LEVEL}or {item}" for item in others]]
    return _fitting(_indented((head, *lines, tail), depth))


_RULES: tuple[tuple[re.Pattern[str], Callable[..., Lines | None]], ...] = (
    (_IMPORT, _import),
    (_DEFINITION, _definition),
    (_LITERALS, _arguments),
    (_DISPLAY, _display),
    (_CALL, _arguments),
    (_GUARDED, _condition),
    (_CONDITION, _condition),
    (_FIELD, _union),
)


# ---- layouts


def _hugged(head: str, body: str, tail: str, depth: int) -> Lines | None:
    """All of the contents on one line."""
    return _fitting(_indented((head, _LEVEL + body, tail), depth))


def _stacked(
    head: str,
    items: Iterable[str],
    tail: str,
    depth: int,
    long: Callable[[str, int], Lines | None] = lambda item, depth: None,
) -> Lines | None:
    """An item a line, with a comma behind each; `long` breaks one that is too long."""
    found = [_LEVEL * depth + head]
    if len(found[0]) > COLUMNS:
        return None
    for item in items:
        line = f"{_LEVEL * (depth + 1)}{item},"
        lines = (line,) if len(line) <= COLUMNS else long(item, depth + 1)
        if lines is None:
            return None
        found += lines
    return (*found, _LEVEL * depth + tail)


def _parameter(item: str, depth: int) -> Lines | None:
    match = _PARAMETER.fullmatch(item)
    if match is None:
        return None
    head, union, default = match.groups()
    members = _split(union, " | ") or []
    if len(members) < 2:
        return None
    if found := _union(head, union, f"{default},", depth):
        return found
    lines = [_LEVEL + members[0], *[f"{_LEVEL}| {member}" for member in members[1:]]]
    return _fitting(_indented((f"{head}(", *lines, f"){default},"), depth))


def _entry(item: str, depth: int) -> Lines | None:
    """An entry of a dict that has nowhere to be broken stays too long."""
    return (f"{_LEVEL * depth}{item},",) if _ENTRY.fullmatch(item) else None


def _indented(lines: Iterable[str], depth: int) -> Lines:
    return tuple([_LEVEL * depth + line for line in lines])


def _fitting(lines: Lines) -> Lines | None:
    return lines if all(len(line) <= COLUMNS for line in lines) else None


def _split(text: str, separator: str) -> list[str] | None:
    """The parts of a text between separators that stand in no brackets and strings.

    None where the brackets are not pairs, or a comprehension stands outside of them.
    """
    parts, begin, depth = [], 0, 0
    for token in _TOKENS.finditer(text):
        match token[0]:
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth -= 1
                if depth < 0:
                    return None
            case "'":
                return None
            case " for " if not depth:
                return None
            case found if found == separator and not depth:
                parts.append(text[begin : token.start()])
                begin = token.end()
    return [*parts, text[begin:]] if not depth else None
