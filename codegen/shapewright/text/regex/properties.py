r"""The names that may stand in ``\p{…}``, and the small ones' code points.

Sources: java.util.regex.Pattern's documentation, and CharPredicates in OpenJDK for the
spellings that it takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from .ranges import EVERYTHING, Ranges, pairs, union

_FIXED: dict[str, Ranges] = {
    "ASCII": pairs("\0\x7f"),
    "Alnum": pairs("09AZaz"),
    "Alpha": pairs("AZaz"),
    "Blank": pairs("\t\t  "),
    "Cntrl": pairs("\0\x1f\x7f\x7f"),
    "Digit": pairs("09"),
    "Graph": pairs("!~"),
    "L1": pairs("\0\xff"),
    "Lower": pairs("az"),
    "Print": pairs(" ~"),
    "Punct": pairs("!/:@[`{~"),
    "Space": pairs("\t\r  "),
    "Upper": pairs("AZ"),
    "XDigit": pairs("09AFaf"),
    "all": EVERYTHING,
}
_WHITE_SPACE = pairs(
    "\t\r  \x85\x85\xa0\xa0\u1680\u1680\u2000\u200a"
    "\u2028\u2029\u202f\u202f\u205f\u205f\u3000\u3000"
)
_CATEGORY = re.compile(
    "L[CDulmot]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?"
)
_BINARY = {
    "alpha": "IsAlphabetic",
    "alphabetic": "IsAlphabetic",
    "cntrl": "Cc",
    "control": "Cc",
    "digit": "Nd",
    "letter": "L",
    "punct": "P",
    "punctuation": "P",
    "space": "IsWhite_Space",
    "titlecase": "Lt",
    "white_space": "IsWhite_Space",
    "whitespace": "IsWhite_Space",
}
"""What Java takes after ``Is``, in any case, before it looks for a category."""
_IGNORING_CASE = {
    "Lu": "LC",
    "Ll": "LC",
    "Lt": "LC",
    "Lower": "Alpha",
    "Upper": "Alpha",
}
"""Under ``(?i)`` Java widens these; a class of `re` must be told."""


@dataclass(frozen=True, slots=True)
class Property:
    """A set of characters with a name.

    Attributes:
        name: The canonical spelling.
        ranges: None where Unicode's tables are needed, which the runtime has.
    """

    name: str
    ranges: Ranges | None


def find_property(spelling: str, *, ignore_case: bool) -> Property | None:
    """Return what a spelling of Java's means, or None for what is not supported.

    Scripts, blocks and most binary properties are not: their tables would weigh more
    than all others together, and no model uses them.
    """
    binary = _BINARY.get(spelling[2:].lower()) if spelling.startswith("Is") else None
    name = binary or _category(spelling)
    if ignore_case:
        name = _IGNORING_CASE.get(name, name)
    if binary == "IsWhite_Space":
        return Property(name, _WHITE_SPACE)
    if name in _FIXED:
        return Property(name, _FIXED[name])
    return Property(name, None) if binary or _CATEGORY.fullmatch(name) else None


def ascii_of(name: str) -> Ranges:
    """Which characters of ASCII are in a property that needs tables.

    They are in the same category in every version of Unicode.
    """
    wanted = "L" if name == "IsAlphabetic" else name
    cased = ("Lu", "Ll", "Lt")
    return union(
        (code, code)
        for code in range(128)
        if (kind := category(chr(code))).startswith(wanted)
        or (wanted == "LC" and kind in cased)
    )


def _category(spelling: str) -> str:
    kind, equals, value = spelling.partition("=")
    if equals:
        return value if kind.lower() in ("gc", "general_category") else ""
    return spelling.removeprefix("Is")
