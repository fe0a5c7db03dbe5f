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
    """True where that is not plainly right; empty if the expression raises itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A member of a structure."""

    name: str
    key: str
    """The member's name in the model, a literal."""
    annotation: str
    parameter: str
    """The annotation of the constructor's parameter."""
    default: str
    """What makes that parameter optional; empty where it is not."""
    docstring: str
    sentence: str
    """The first of the docstring."""
    reading: ReadingView
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
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A function that reads one item of a list or map."""

    name: str
    reading: ReadingView


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantView:
    """A name of a module's own."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureView:
    """A generated dataclass."""

    name: str
    bases: tuple[str, ...]
    """The runtime's classes, as imported."""
    docstring: str
    fields: tuple[FieldView, ...]
    parameters: tuple[FieldView, ...]
    """The fields in the constructor's order: what it demands first."""
    constructor: str
    """Its docstring; empty where nothing is documented."""
    arguments: str
    """The constructor's, by the members' names: what stands in the dict of them."""
    slots: str
    attributes: tuple[AttributeView, ...]
    rules: tuple[RuleView, ...]
    finish: str
    """What is called when all fields are read; empty where nothing is."""
    is_error: bool
    is_empty: bool
    """Whether nothing is read."""
    writer: str
    """The method that writes: `to_wire`, `to_boto`, or `_write` for both forms."""
    takes_mode: bool
    """Whether it is told the form."""
    written: str
    """What that method calls what it gives."""
    returned: str
    """What it gives in the end, an expression of that."""
    many: bool
    """Whether it has more fields than type checkers follow in one variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuresModule:
    """The module of one structure, or of a cycle of them."""

    template: ClassVar[str] = "structures.py.jinja"
    path: str
    any: str
    """What `Any`, `Doubt` and `Mode` are called here."""
    doubt: str
    mode: str
    standard: tuple[ImportView, ...]
    first: tuple[str, ...]
    """Literals of the modules beside it that are imported before all others."""
    package: tuple[ImportView, ...]
    constants: tuple[ConstantView, ...]
    checks: tuple[CheckView, ...]
    structures: tuple[StructureView, ...]

    @property
    def exported(self) -> tuple[str, ...]:
        """The public names that it has."""
        return tuple(sorted([view.name for view in self.structures]))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMemberView:
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumModule:
    """The module of an enum."""

    template: ClassVar[str] = "enum.py.jinja"
    path: str
    name: str
    literal: str
    """The name of its `Literal` alias."""
    enum: str
    """What `Enum`, `Literal` and `TypeAlias` are called here."""
    literal_type: str
    alias_type: str
    standard: tuple[ImportView, ...]
    package: tuple[ImportView, ...]
    docstring: str
    members: tuple[EnumMemberView, ...]

    @property
    def exported(self) -> tuple[str, ...]:
        return self.name, self.literal
