"""What the templates of the dataclasses see: text, and tuples and views of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..views import ImportView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """How one value is checked and read; it is called `v`."""

    stored: str
    """What is stored, an expression."""
    doubt: str = ""
    """A condition that raises `Doubt`; empty if `stored` raises by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A member of a structure."""

    name: str
    """The member's name in Python."""
    key: str
    """The member's name in the model, a literal."""
    annotation: str
    """What the attribute holds, with its constraints."""
    parameter: str
    """The annotation of the constructor's parameter."""
    default: str
    """What makes that parameter optional; empty where it is not."""
    docstring: str
    """What stands under the field, a literal."""
    sentence: str
    """The first of the docstring."""
    reading: ReadingView
    """Of the value that stands under `key`."""
    written: str
    """What is written of the stored value, an expression of `v`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A cross-field rule."""

    expression: str
    """As the runtime has it."""
    doubt: str
    """A condition on the draft that is true where it is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeView:
    """What the runtime asks a class."""

    name: str
    """`SENSITIVE`, `_rules`, `_keys` and the like."""
    value: str
    """An expression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A function that reads one item of a list or map."""

    name: str
    """After the shape of the item."""
    reading: ReadingView
    """Of the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantView:
    """A name of a module's own."""

    name: str
    """After the shape that it is of."""
    expression: str
    """A pattern, an enum's table, or the type of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureView:
    """A generated dataclass."""

    name: str
    """The class's."""
    bases: tuple[str, ...]
    """The runtime's classes, as imported."""
    docstring: str
    """The class's, a literal."""
    fields: tuple[FieldView, ...]
    """In the model's order."""
    parameters: tuple[FieldView, ...]
    """The fields in the constructor's order: what it demands first."""
    constructor: str
    """Its docstring; empty where nothing is documented."""
    arguments: str
    """The constructor's, by the members' names: what stands in the dict of them."""
    slots: str
    """An expression of `__annotations__`."""
    attributes: tuple[AttributeView, ...]
    """Those in which it is not as most classes are."""
    rules: tuple[RuleView, ...]
    """Those that are checked."""
    finish: str
    """What is called when all fields are read; empty where nothing is."""
    is_error: bool
    """Whether it has a slot for what came with an error."""
    is_empty: bool
    """Whether nothing is read."""
    writer: str
    """The method that writes: `to_wire`, `to_boto`, or `_write` for both forms."""
    takes_mode: bool
    """Whether it is told the form."""
    written: str
    """The local variable that holds the result of that method."""
    returned: str
    """What that method returns, an expression."""
    many: bool
    """Whether it has more fields than type checkers follow in one variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuresModule:
    """The module of one structure, or of a cycle of them."""

    template: ClassVar[str] = "structures.py.jinja"
    path: str
    """Below the service's folder."""
    any: str
    """What `Any` is called here: a class of the service may have that name."""
    doubt: str
    """What `Doubt` is called here."""
    mode: str
    """What `Mode` is called here."""
    standard: tuple[ImportView, ...]
    """Imports of the standard library."""
    first: tuple[str, ...]
    """Literals of the modules beside it that are imported before all others."""
    package: tuple[ImportView, ...]
    """Imports of the runtime and of modules beside it."""
    constants: tuple[ConstantView, ...]
    """What stands above the classes."""
    checks: tuple[CheckView, ...]
    """Functions that read items, keys and values."""
    structures: tuple[StructureView, ...]
    """One, or all of a cycle."""

    @property
    def exported(self) -> tuple[str, ...]:
        """The public names that it has."""
        return tuple(sorted([view.name for view in self.structures]))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMemberView:
    """A member of an enum."""

    name: str
    """In Python."""
    value: str
    """Its text, a literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumModule:
    """The module of an enum."""

    template: ClassVar[str] = "enum.py.jinja"
    path: str
    """Below the service's folder."""
    name: str
    """The class's."""
    literal: str
    """The name of its `Literal` alias."""
    enum: str
    """What `Enum` is called here: a class of the service may have that name."""
    literal_type: str
    """What `Literal` is called here."""
    alias_type: str
    """What `TypeAlias` is called here."""
    standard: tuple[ImportView, ...]
    """Imports of the standard library."""
    package: tuple[ImportView, ...]
    """Imports of the runtime."""
    docstring: str
    """The class's, a literal."""
    members: tuple[EnumMemberView, ...]
    """In the model's order."""

    @property
    def exported(self) -> tuple[str, ...]:
        """The public names that it has."""
        return self.name, self.literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantModule:
    """The module of an operation or a waiter."""

    template: ClassVar[str] = "constant.py.jinja"
    name: str
    """The constant's."""
    expression: str
    """What makes it."""
    standard: tuple[ImportView, ...]
    """Imports of the standard library."""
    package: tuple[ImportView, ...]
    """Imports of the runtime and of what it names."""
    docstring: str
    """What stands under it, a literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """A code of an error."""

    code: str
    """A literal."""
    name: str
    """Of the error's class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorsModule:
    """The module of what clients raise."""

    template: ClassVar[str] = "errors.py.jinja"
    docstring: str
    """The module's, a literal."""
    union: str
    """Of the classes of all errors."""
    alias_type: str
    """What `TypeAlias` is called here."""
    value: str
    """What `ServiceError` is called here."""
    read: str
    """What `read_error` is called here."""
    standard: tuple[ImportView, ...]
    """Imports of the standard library."""
    package: tuple[ImportView, ...]
    """Imports of the runtime and of the errors."""
    codes: tuple[CodeView, ...]
    """All codes, and names of shapes that are no code."""
    by_operation: str
    """By operation, whose error a code is where several have it; a display."""
