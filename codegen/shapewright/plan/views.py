"""What templates see: text, flags, and tuples and views of these."""

from __future__ import annotations

from dataclasses import dataclass

_INLINE = ("string", "boolean", "integer", "float")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """`from module import names`."""

    module: str
    names: tuple[str, ...]
    """Each as it is written: `Length`, or `Range as Range_`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """How one value is checked, stored and written."""

    kind: str
    """`string boolean integer float number timestamp blob enum structure strings lines
    matching enums structures list map document stream events text_or_bytes`."""
    low: str = ""
    """Least length or number, a literal; empty where there is none."""
    high: str = ""
    exact: bool = False
    """Whether both are the same length."""
    item_low: str = ""
    item_high: str = ""
    newline: bool = True
    """Whether a string may hold a newline; the patterns `.*` and `.+` forbid it."""
    pattern: str = ""
    """The constant that holds a pattern."""
    name: str = ""
    """The class of a structure or enum."""
    known: str = ""
    """The constant that holds an enum's members by text."""
    mode: str = ""
    """What a structure is read from: the mode, or its chain's next or first."""
    written: str = ""
    """The call that writes a structure."""
    format: str = ""
    """The format of a timestamp, a literal."""
    check: str = ""
    """The function that reads an item of a list or map."""
    key_check: str = ""
    key: ValueView | None = None
    item: ValueView | None = None
    variable: str = ""
    """The loop variable of a list's item or a map's value; a key's is its own."""
    nullable: bool = False
    """Whether None may stand for it: in a sparse list or map."""
    differs: bool = False
    """Whether the wire's form is not boto3's."""
    same: bool = False
    """Whether the form is the stored value itself."""

    @property
    def inline(self) -> bool:
        """Whether a condition is all that reads it: it is stored as it is given."""
        return self.kind in _INLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A member of a structure."""

    name: str
    key: str
    """The member's name in the model, a literal."""
    annotation: str
    parameter: str
    """The annotation of the constructor's parameter."""
    required: bool
    """Whether the constructor demands it."""
    docstring: str
    long: bool
    """Whether its names are too long to read and store it on one line."""
    value: ValueView


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A cross-field rule."""

    kind: str
    name: str
    """The runtime's class, as imported."""
    members: tuple[str, ...]
    """Python names; the first of `requires` is the one that requires the others."""
    first: str
    others: tuple[str, ...]
    one_less: str
    """The count of members less one, a literal."""
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """An entry of a dict: two literals."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A function that reads one item of a list or map."""

    name: str
    value: ValueView


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantView:
    """A module-level name for a constraint."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureView:
    """A generated dataclass."""

    name: str
    bases: tuple[str, ...]
    """The runtime's classes, as imported."""
    kind: str
    """`union`, `error`, or empty."""
    docstring: str
    fields: tuple[FieldView, ...]
    parameters: tuple[FieldView, ...]
    """The fields in the constructor's order: what it demands first."""
    writer: str
    """The method that writes: `to_wire`, `to_boto`, or `_write` for both forms."""
    written: str
    """What that method calls what it gives."""
    sensitive: tuple[str, ...]
    """Literals of the names of members that are masked."""
    streams: tuple[str, ...]
    """Literals of the names of members that are compared by identity."""
    camel_case: bool
    spelled: tuple[PairView, ...]
    on_wire: tuple[PairView, ...]
    aliases: tuple[PairView, ...]
    hugs: bool
    """Whether the constructor's arguments fit on one line as a dict."""
    rules: tuple[RuleView, ...]
    only_answered: bool
    many: bool
    """Whether it has more fields than type checkers follow in one variable."""
    reads_many: bool
    """The same of what reads it, which may use none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuresModule:
    """The module of one structure, or of a cycle of them."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumMemberView:
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumModule:
    """The module of an enum."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """A public name and the module that has it."""

    name: str
    module: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceModule:
    """The `__init__.py` of a service."""

    docstring: str
    exports: tuple[ExportView, ...]
    modules: tuple[ImportView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderModule:
    """The `__init__.py` of a folder that is not public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageModule:
    """The package's own `__init__.py`."""

    docstring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionView:
    """The files that make the package a distribution."""

    name: str
    version: str
    package: str
    top: str
    """The first part of the package's name."""
    services: tuple[str, ...]
    """`Amazon SageMaker Service, 2017-07-24`."""


ModuleView = StructuresModule | EnumModule | ServiceModule | FolderModule


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePlan:
    """A module of a service, and where it stands below the service's folder."""

    path: str
    view: ModuleView
    origin: str = ""
    """The digest of the shapes that it came from."""

    @property
    def structures(self) -> int:
        """How many it has."""
        view = self.view
        return len(view.structures) if isinstance(view, StructuresModule) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    """What of a package is in no service."""

    package: PackageModule
    distribution: DistributionView | None
