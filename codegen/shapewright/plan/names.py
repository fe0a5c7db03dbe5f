"""Python's names for the model's, and for what a module defines itself.

The lists are literal: computed from `keyword` or `builtins` they would differ between
Pythons, and so would the output.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable

from ..text.casing import snake_case, word_characters

KEYWORDS = frozenset(
    """False None True and as assert async await break class continue def del elif else
    except finally for from global if import in is lambda nonlocal not or pass raise
    return try while with yield""".split()
)
BUILTIN_CLASSES = frozenset(
    """ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
    BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
    ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
    DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
    ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning
    GeneratorExit IOError ImportCycleError ImportError ImportWarning IndentationError
    IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
    MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented
    NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
    ProcessLookupError PythonFinalizationError RecursionError ReferenceError
    ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
    SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError
    UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
    ZeroDivisionError""".split()
)
RESERVED_MEMBERS = frozenset(
    """to_wire from_wire to_boto from_boto to_json from_json to_cli_json from_cli_json
    to_xml from_xml to_form to_cbor from_cbor set_member self""".split()
)
RESERVED_IN_ERRORS = frozenset(("error_code", "error_message"))
IN_CLASS_BODIES = frozenset(
    """str int float bool bytes bytearray memoryview tuple dict object datetime
    classmethod""".split()
)
"""Names that a class body uses in annotations, where a field would hide them."""
ERRORS_FILE = "errors.py"
"""The module that makes values of a client's exceptions."""
NO_FILE_NAMES = frozenset(
    """con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2
    lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9""".split()
)
"""What Windows cannot have as a file."""
ENUM_ATTRIBUTES = frozenset(
    """name value is_known unknown mro capitalize casefold center count encode endswith
    expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit
    isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower
    lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust
    rpartition rsplit rstrip split splitlines startswith strip swapcase title translate
    upper zfill""".split()
)


_often_asked = functools.lru_cache(maxsize=1 << 16)
"""A service asks for the same names several times."""

_CONSTANT = 16
"""How long the name of a constant should be at most; checks must fit on a line."""


def service_package(service: str, api_version: str = "") -> str:
    """`lex-models` is `lex_models`; an older version is `cloudfront_2019_03_26`."""
    name = word_characters(service).strip("_") or "service"
    if name[0].isdigit():
        name = f"n{name}"
    if api_version:
        name += f"_{word_characters(api_version)}"
    return f"{name}_" if name in KEYWORDS else name


@_often_asked
def class_name(shape_id: str) -> str:
    """`__AdTriggersElement` is `AdTriggersElement`; `None` is `None_`."""
    name = word_characters(shape_id).lstrip("_") or "Shape"
    name = f"N{name}" if name[0].isdigit() else name[0].upper() + name[1:]
    return f"{name}_" if name in KEYWORDS | BUILTIN_CLASSES else name


def literal_name(cls: str) -> str:
    """The name of an enum's `Literal` alias."""
    return f"{cls}Literal"


@_often_asked
def module_name(cls: str) -> str:
    """The module of a class: `Import` is in `import_`."""
    # two leading underscores would be mangled in a class
    name = snake_case(cls).lstrip("_")
    return f"{name}_" if name in KEYWORDS | NO_FILE_NAMES else name


def structure_file(cls: str) -> str:
    """The module of a structure, or of the cycle that it is the first of."""
    return f"shapes/{module_name(cls)}.py"


def enum_file(cls: str) -> str:
    """The module of an enum."""
    return f"enums/{module_name(cls)}.py"


def enum_import(cls: str) -> str:
    """The same, as a structure's module imports it."""
    return f"..enums.{module_name(cls)}"


def operation_file(name: str) -> str:
    """The module of an operation."""
    return f"operations/{module_name(class_name(name))}.py"


def waiter_file(name: str) -> str:
    """The module of a waiter."""
    return f"waiters/{module_name(class_name(name))}.py"


def operation_import(name: str) -> str:
    """The module of an operation, as a waiter's imports it."""
    return f"..operations.{module_name(class_name(name))}"


def longer_name(name: str) -> str:
    """Another name for what cannot have this one."""
    return f"{name}_"


@_often_asked
def member_name(name: str) -> str:
    """The field of a member."""
    name = word_characters(snake_case(name.strip("_"))).strip("_") or "n"
    if name[0].isdigit():
        name = f"n{name}"
    hidden = KEYWORDS | RESERVED_MEMBERS | IN_CLASS_BODIES
    return f"{name}_" if name in hidden else name


@_often_asked
def error_member_name(name: str) -> str:
    """The same of an error, of which two names are its own."""
    name = member_name(name)
    return f"{name}_" if name in RESERVED_IN_ERRORS else name


def constant_name(shape_id: str) -> str:
    """A module's own name for something of a shape: the last words of the shape's."""
    first, *words = reversed(module_name(class_name(shape_id)).upper().split("_"))
    name = first
    for word in words:
        if len(name) + len(word) >= _CONSTANT:
            break
        name = f"{word}_{name}"
    return f"_{name}"


def reader_name(shape_id: str, *, optional: bool = False) -> str:
    """The function that reads an item of a shape, or None."""
    name = f"_{module_name(class_name(shape_id))}"
    return f"{name}_or_none" if optional else name


def type_name(shape_id: str) -> str:
    """The type of the items that are of a shape."""
    return f"_{class_name(shape_id)}"


def table_name(constant: str, *, optional: bool) -> str:
    """The table of an enum's members by text, or of these and None."""
    return f"{constant}_OR_NONE" if optional else constant


def variable_name(name: str, depth: int) -> str:
    """The variable of a loop that stands in so many others."""
    return f"{name}{depth + 1}" if depth else name


def helper_name(name: str) -> str:
    """What a helper is imported as where a class has its name."""
    return f"_{name}"


def long_constant_name(shape_id: str) -> str:
    """As `constant_name`, with all of the shape's words."""
    return reader_name(shape_id).upper()


def enum_members(
    values: Iterable[str], added: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Names and values, in the model's order.

    Values whose names clash keep their case; if that does not help, every character
    that no name may hold is spelt by its code point.

    Args:
        added: Those of the values that the model does not have; its own come first.
    """
    values, added = dict.fromkeys(values), set(added)
    names: dict[str, str] = {}
    for group in (
        [value for value in values if value not in added],
        [value for value in values if value in added],
    ):
        names |= _names_of(group, frozenset(names.values()))
    return tuple([(names[value], value) for value in values])


def _names_of(values: list[str], taken: frozenset[str]) -> dict[str, str]:
    plain = {value: _enum_name(word_characters(value).upper()) for value in values}
    cased = {value: _enum_name(word_characters(value)) for value in values}
    clashing = _repeated(plain.values()) | taken
    names = {v: cased[v] if plain[v] in clashing else plain[v] for v in values}
    clashing = _repeated(names.values()) | taken
    return {v: _spelt(v) if names[v] in clashing else names[v] for v in values}


def _repeated(names: Iterable[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}


def _enum_name(name: str) -> str:
    if not name:
        return "EMPTY"
    hidden = name.startswith("_") or name in KEYWORDS | ENUM_ATTRIBUTES
    return f"V{name}" if name[0].isdigit() or hidden else name


def _spelt(value: str) -> str:
    spelt = [
        (
            character
            if character.isascii() and character.isalnum()
            else f"_{ord(character):X}_"
        )
        for character in value
    ]
    return "V" + "".join(spelt)
