"""Docstring literals that black leaves as they are."""

from __future__ import annotations

import re

from ..width import COLUMNS

# Characters that editors do not show, or show where they are not: controls, odd spaces,
# joiners, marks of direction, line separators, lone surrogates. The list
# is fixed: that of `unicodedata` grows with Python's versions.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160"
    "\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# black takes a space off the end of a line.
_UNSAFE = re.compile(rf"{_INVISIBLE.pattern}| (?=\n|\Z)")
_CLOSING_QUOTES = re.compile('""(?=")')


def docstring(text: str, indent: str) -> str:
    """The literal that holds a text, to be printed after an indent that is given.

    The value, read by `inspect.cleandoc` as all tools do, is the text as far as a
    docstring can carry one: tabs are spaces, and neither blank lines at the ends nor
    white space before every line are kept. One line stands on one line if it fits;
    else the closing quotes stand on their own.
    """
    lines = _carried(text)
    if not lines:
        return '""""""'
    body = "\n".join(lines)
    prefix = "r" if _is_raw(body) else ""
    if not prefix:
        body = _escaped(body)
    if len(lines) == 1:
        literal = f'{prefix}"""{_spaced(body)}"""'
        if not body.endswith('"') and len(indent) + len(literal) <= COLUMNS:
            return literal
    start = _spaced(body) if _may_start_at_quotes(lines) else f"\n{body}"
    source = "\n".join(
        f"{indent}{line}" if line and number else line
        for number, line in enumerate(start.split("\n"))
    )
    return f'{prefix}"""{source}\n{indent}"""'


def _carried(text: str) -> list[str]:
    """The lines of a text without what no docstring can carry."""
    lines = text.expandtabs().split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return [line[margin:] for line in lines]


def _may_start_at_quotes(lines: list[str]) -> bool:
    """Whether the text keeps its indentation if it starts right at the quotes.

    There the first line loses its own, and does not count for that of the others: one
    of these must start at the margin, or the closing quotes are read as text.
    """
    later = [line for line in lines[1:] if line.strip()]
    return not lines[0][0].isspace() and any(not line[0].isspace() for line in later)


def _is_raw(body: str) -> bool:
    """Whether a raw literal is of use and can hold the text."""
    return (
        "\\" in body
        and '"""' not in body
        and not _UNSAFE.search(body)
        and not (body.endswith("\\") and "\n" not in body)
    )


def _escaped(body: str) -> str:
    body = _CLOSING_QUOTES.sub(r'""\\', body.replace("\\", r"\\"))
    return _UNSAFE.sub(_escape, body)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _spaced(body: str) -> str:
    """A text that starts with a quote, kept apart from the opening ones."""
    return f" {body}" if body.startswith('"') else body
