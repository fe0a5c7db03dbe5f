"""What generated modules share. It needs only the standard library.

How such a module reads. Above the class stand `Pattern(checked, shown)` (the second
text, if there is one, is the model's own, for messages), `by_text(E)` (an enum's
members by their texts), the types of items, and functions that read an item, a key or a
value. A class has its members first, each with its type, which says what is checked,
and what the service's documentation has on it. `__slots__` is where they are stored,
`_unknown` and `_error` for what a union or an error holds beside them. Below it stands,
only where a class needs it: `_rules` between members; `SENSITIVE` and `_streams`, which
members are such; `_camel_case` and `_spelled`, how the model spells their names where
the usual rule does not get it; `_keys`, by form, what members are called in it;
`_aliases`, other names that boto3 takes; `_only_answered`, that it is in answers only,
so that a strict read that fails suggests `strict=False`.

The constructor's arguments, and what `from_boto` and `from_wire` are given, become one
dict by the model's names; what is absent is None. `_read` goes over it: `v` is a
member's value, and what is not plainly right raises `Doubt`, or whatever Python raises
at it, such as KeyError in a table. It fills a draft, an object that is not frozen yet.
`read_x` gives what is stored, and `optional_x` is the same where None is right; numbers
at the end of a call are the least and the greatest length, of the list first and then
of its items. A union's ends with `require_one_set`, which doubts unless one member is
set. `mode` is what is read: a constructor's arguments, boto3's dict or JSON, and
whether strictly.

Doubt is no error. The same dict is then gone over again, slowly, by the types of the
members and by `_rules`: that check decides. It accepts the value (as a tolerant read
does a text that is too long), or lists all that is wrong with it. It is in `decide.py`;
what is fast is in `read.py`.

`to_boto` and `to_wire` write. Where they do not differ, `to_wire` alone is written out,
and `to_boto` is the same method; else one `_write` writes both. `mode.form` has what
stands for a timestamp or a blob, `with_keys` gives what members are called,
`unknown_variant` and `with_error` what was read beside the members.
"""

from __future__ import annotations

from .bases import DocumentShape, JsonShape, Shape
from .constraints import ANY_TEXT, Integer, Length, Long, Pattern, Range, Timestamp
from .decorator import shape
from .doubt import Doubt
from .enums import Enum, by_any_text, by_text, optional_by_any_text, optional_by_text
from .maps import FrozenMap
from .modes import MANY, Mode
from .objects import with_keys
from .optional import (
    optional_enums,
    optional_lines,
    optional_list,
    optional_map,
    optional_matching,
    optional_strings,
    optional_structure,
    optional_structures,
)
from .read import (
    GREATEST,
    GREATEST_LONG,
    LEAST_LONG,
    read_enums,
    read_lines,
    read_list,
    read_map,
    read_matching,
    read_strings,
    read_structure,
    read_structures,
    require_one_set,
)
from .rules import AllOrNoneOf, AtLeastOneOf, AtMostOneOf, ExactlyOneOf, Requires
from .service_errors import DocumentError, Error, MessageOfError, with_error
from .unions import Union, unknown_variant

__all__ = [
    "ANY_TEXT",
    "GREATEST",
    "GREATEST_LONG",
    "LEAST_LONG",
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
    "JsonShape",
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
    "optional_by_any_text",
    "optional_by_text",
    "optional_enums",
    "optional_lines",
    "optional_list",
    "optional_map",
    "optional_matching",
    "optional_strings",
    "optional_structure",
    "optional_structures",
    "read_enums",
    "read_lines",
    "read_list",
    "read_map",
    "read_matching",
    "read_strings",
    "read_structure",
    "read_structures",
    "require_one_set",
    "shape",
    "unknown_variant",
    "with_error",
    "with_keys",
]
