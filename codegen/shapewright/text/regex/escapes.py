"""What a backslash begins: a character, or a set of characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .properties import Property, ascii_of, find_property
from .ranges import NOTHING, Ranges, escaped, intersection, inverted, members, pairs
from .reader import Reader


@dataclass(frozen=True, slots=True)
class Character:
    """One character, in the spelling that `re` takes."""

    text: str
    code: int


@dataclass(frozen=True, slots=True)
class CharacterSet:
    """A named set of characters.

    Attributes:
        inside: Its spelling between the brackets of a class.
        outside: Its spelling anywhere else.
        ranges: None where Unicode's tables are needed.
        rough: It holds more than Java's set, so nothing may depend on its negation.
        ascii: Where tables are needed, which characters of ASCII are in it.
    """

    inside: str
    outside: str
    ranges: Ranges | None
    rough: bool = False
    ascii: Ranges = NOTHING


ROUGH = r"\p{IsAlphabetic} is known only roughly, and its negation is asked for"

_SETS: dict[str, Ranges] = {
    "d": pairs("09"),
    "w": pairs("09AZ__az"),
    "s": pairs("\t\r  "),
    "h": pairs(
        "\t\t  \xa0\xa0\u1680\u1680\u180e\u180e\u2000\u200a"
        "\u202f\u202f\u205f\u205f\u3000\u3000"
    ),
    "v": pairs("\n\r\x85\x85\u2028\u2029"),
}
_SAME_IN_BOTH = "dwsDWS"
_LETTERS = {"a": 0x07, "e": 0x1B, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09}
_VERTICAL_TAB = Character(r"\v", 0x0B)

_OCTAL = re.compile("[0-3][0-7]{2}|[0-7]{1,2}")
_HEX = re.compile(r"([0-9A-Fa-f]{2})|\{0*([0-9A-Fa-f]{1,6})\}")
_UNIT = re.compile("[0-9A-Fa-f]{4}")
_LOW_SURROGATE = re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_NAME = re.compile(r"\{([^}]+)\}|([^{])", re.DOTALL)


def read_escape(
    reader: Reader, *, range_follows: bool = False
) -> Character | CharacterSet:
    r"""Read what follows a backslash.

    Args:
        range_follows: A hyphen stands behind the escape or before it, where Java reads
            ``\v`` as the vertical tab that it once was.

    Raises:
        Untranslatable: It is no escape for a character or a set.
    """
    letter = reader.next()
    if letter in "pP":
        return _property_set(reader, negated=letter == "P")
    if letter == "v" and range_follows:
        return _VERTICAL_TAB
    if letter.lower() in _SETS:
        return _named_set(letter)
    return _character(reader, letter)


def plain_character(char: str) -> Character:
    """Return a character that stands for itself.

    A lone surrogate is spelt out, so that the text can be stored as UTF-8.
    """
    lone = "\ud800" <= char <= "\udfff"
    return Character(escaped(ord(char)) if lone else char, ord(char))


def _character(reader: Reader, letter: str) -> Character:
    start = reader.position - 1
    if letter == "u":
        code = _utf16(reader)
    elif letter == "x":
        code = _hexadecimal(reader)
    elif letter == "0":
        code = _octal(reader)
    elif letter == "c":
        code = ord(reader.next()) ^ 0x40
    elif letter in _LETTERS:
        code = _LETTERS[letter]
    elif letter.isascii() and letter.isalnum():
        reader.fail(f"\\{letter} is no escape that is supported here", start)
    else:
        code = ord(letter)
    text = reader.source[start : reader.position]
    return Character("\\" + text if _is_known_to_re(text) else escaped(code), code)


def _is_known_to_re(text: str) -> bool:
    """Whether `re` reads what stands behind the backslash as Java does.

    Shorter octal escapes would swallow a digit that comes to stand behind them.
    """
    if len(text) == 1:
        return text != "e" and not "\ud800" <= text <= "\udfff"
    lengths = {"x": 3, "u": 5, "0": 3}
    return lengths.get(text[0]) == len(text) and "{" not in text


def _utf16(reader: Reader) -> int:
    digits = reader.match(_UNIT)
    if not digits:
        reader.fail(r"\u needs four hexadecimal digits")
    unit = int(digits[0], 16)
    if 0xD800 <= unit <= 0xDBFF and (low := reader.match(_LOW_SURROGATE)):
        return 0x10000 + ((unit - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)
    return unit


def _hexadecimal(reader: Reader) -> int:
    digits = reader.match(_HEX)
    if not digits:
        reader.fail(r"\x needs two hexadecimal digits, or some in braces")
    code = int(digits[1] or digits[2], 16)
    if code > 0x10FFFF:
        reader.fail("there is no character with so high a number", digits.start())
    return code


def _octal(reader: Reader) -> int:
    digits = reader.match(_OCTAL)
    if not digits:
        reader.fail(r"\0 needs octal digits")
    return int(digits[0], 8)


def _named_set(letter: str) -> CharacterSet:
    ranges = _SETS[letter.lower()]
    negated = letter.isupper()
    if letter in _SAME_IN_BOTH:
        text = "\\" + letter
        return CharacterSet(text, text, inverted(ranges) if negated else ranges)
    return _spelt_out(ranges, negated=negated)


def _spelt_out(ranges: Ranges, *, negated: bool) -> CharacterSet:
    outside = f"[{'^' if negated else ''}{members(ranges)}]"
    if negated:
        ranges = inverted(ranges)
    return CharacterSet(members(ranges), outside, ranges)


def _property_set(reader: Reader, *, negated: bool) -> CharacterSet:
    name = reader.match(_NAME)
    if not name:
        reader.fail(r"\p needs a name")
    entry = find_property(name[1] or name[2], ignore_case=reader.ignore_case)
    if not entry:
        spelling = name[1] or name[2]
        reader.fail(f"there are no tables for the property {spelling}", name.start())
    if entry.ranges is None:
        return _tabled_set(reader, entry, negated=negated)
    return _spelt_out(entry.ranges, negated=negated)


def _tabled_set(reader: Reader, entry: Property, *, negated: bool) -> CharacterSet:
    reader.properties[entry.name] = None
    rough = entry.name == "IsAlphabetic"
    if rough:
        if negated or reader.negations:
            reader.fail(ROUGH)
        reader.notes[r"\p{IsAlphabetic} also takes marks that are not alphabetic"] = (
            None
        )
    text = f"\\{'P' if negated else 'p'}{{{entry.name}}}"
    codes = ascii_of(entry.name)
    if negated:
        codes = intersection(inverted(codes), pairs("\0\x7f"))
    return CharacterSet(text, text, None, rough, codes)
