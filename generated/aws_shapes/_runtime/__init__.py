"""What generated modules share. It needs only the standard library."""

from __future__ import annotations

from .bases import DocumentShape, Shape, Union, on_wire, unknown_variant
from .constraints import (
    AllOrNoneOf,
    AtLeastOneOf,
    AtMostOneOf,
    ExactlyOneOf,
    Integer,
    Length,
    Long,
    Pattern,
    Range,
    Requires,
    Timestamp,
)
from .decorator import shape
from .enums import Enum, by_text, maybe_by_text
from .maps import FrozenMap
from .modes import MANY, Mode
from .read import (
    GREATEST,
    Doubt,
    each,
    entries,
    enums,
    items,
    lines,
    maybe_each,
    maybe_entries,
    maybe_enums,
    maybe_items,
    maybe_lines,
    maybe_one,
    maybe_strings,
    one,
    set_once,
    strings,
)

__all__ = [
    "GREATEST",
    "MANY",
    "AllOrNoneOf",
    "AtLeastOneOf",
    "AtMostOneOf",
    "DocumentShape",
    "Doubt",
    "Enum",
    "ExactlyOneOf",
    "FrozenMap",
    "Integer",
    "Length",
    "Long",
    "Mode",
    "Pattern",
    "Range",
    "Requires",
    "Shape",
    "Timestamp",
    "Union",
    "by_text",
    "each",
    "entries",
    "enums",
    "items",
    "lines",
    "maybe_by_text",
    "maybe_each",
    "maybe_entries",
    "maybe_enums",
    "maybe_items",
    "maybe_lines",
    "maybe_one",
    "maybe_strings",
    "on_wire",
    "one",
    "set_once",
    "shape",
    "strings",
    "unknown_variant",
]
