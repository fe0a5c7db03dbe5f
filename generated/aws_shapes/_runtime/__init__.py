"""What generated modules share. It needs only the standard library."""

from __future__ import annotations

from .bases import DocumentShape, Shape
from .constraints import (
    ANY_TEXT,
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
from .enums import Enum, by_any_text, by_text, maybe_by_any_text, maybe_by_text
from .maps import FrozenMap
from .modes import MANY, Mode
from .objects import on_wire
from .read import (
    GREATEST,
    Doubt,
    each,
    entries,
    enums,
    items,
    lines,
    matching,
    maybe_each,
    maybe_entries,
    maybe_enums,
    maybe_items,
    maybe_lines,
    maybe_matching,
    maybe_one,
    maybe_strings,
    one,
    set_once,
    strings,
)
from .service_errors import DocumentError, Error, MessageOfError, with_error
from .unions import Union, unknown_variant

__all__ = [
    "ANY_TEXT",
    "GREATEST",
    "MANY",
    "AllOrNoneOf",
    "AtLeastOneOf",
    "AtMostOneOf",
    "DocumentError",
    "DocumentShape",
    "Doubt",
    "Enum",
    "Error",
    "ExactlyOneOf",
    "FrozenMap",
    "Integer",
    "Length",
    "Long",
    "MessageOfError",
    "Mode",
    "Pattern",
    "Range",
    "Requires",
    "Shape",
    "Timestamp",
    "Union",
    "by_any_text",
    "by_text",
    "each",
    "entries",
    "enums",
    "items",
    "lines",
    "matching",
    "maybe_by_any_text",
    "maybe_by_text",
    "maybe_each",
    "maybe_entries",
    "maybe_enums",
    "maybe_items",
    "maybe_lines",
    "maybe_matching",
    "maybe_one",
    "maybe_strings",
    "on_wire",
    "one",
    "set_once",
    "shape",
    "strings",
    "unknown_variant",
    "with_error",
]
