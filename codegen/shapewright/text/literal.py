"""Python literals, written as black leaves them."""

from __future__ import annotations

import re

from .characters import is_printable

_BARE_QUOTE = re.compile(r'(?:[^\\]|^)(?:\\\\)*"')
_ESCAPES = {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def string(text: str) -> str:
    """A string literal; double quotes unless single ones need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    if is_printable(text) and "\\" not in text and quote not in text:
        return f"{quote}{text}{quote}"
    body = "".join([_escaped(character, quote) for character in text])
    return f"{quote}{body}{quote}"


def raw_string(text: str) -> str:
    """A raw literal where one can hold the text, as regular expressions like it."""
    if is_printable(text) and not text.endswith("\\"):
        if not _BARE_QUOTE.search(text):
            return f'r"{text}"'
        if "'" not in text:
            return f"r'{text}'"
    return string(text)


def number(value: float) -> str:
    """A number, as black writes it."""
    return repr(value).replace("e+", "e")


def _escaped(character: str, quote: str) -> str:
    if character == quote:
        return "\\" + character
    if character in _ESCAPES:
        return _ESCAPES[character]
    if is_printable(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
