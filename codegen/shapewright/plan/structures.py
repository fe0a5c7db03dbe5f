"""The module of a structure, or of structures that contain each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..ir.service import RuleKind
from ..ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    ShapeId,
    StructureShape,
    UnionShape,
    edges,
)
from ..text.casing import camel_case, pascal_case
from ..text.literal import string
from .docs import class_docstring, member_docstring
from .helpers import import_helpers
from .imports import Scope
from .model import Model, field_name, is_error
from .names import class_name, literal_name
from .types import Types
from .values import Values, Writer
from .views import (
    ConstantView,
    FieldView,
    PairView,
    RuleView,
    StructuresModule,
    StructureView,
)

Structure = StructureShape | UnionShape

_COLUMNS = 88
_BUILD, _STORE = 23, 16
"""What a call of `_build` and storing a field take of a line, their names apart."""
_FOLLOWED = 64
"""How many types of one variable pyright keeps apart."""
_WRITTEN = {"to_wire": "wire", "to_boto": "boto", "_write": "form"}
_RULES = {
    RuleKind.EXACTLY_ONE_OF: "ExactlyOneOf",
    RuleKind.AT_MOST_ONE_OF: "AtMostOneOf",
    RuleKind.AT_LEAST_ONE_OF: "AtLeastOneOf",
    RuleKind.ALL_OR_NONE_OF: "AllOrNoneOf",
    RuleKind.REQUIRES: "Requires",
}


def structures_module(model: Model, shapes: tuple[Structure, ...]) -> StructuresModule:
    """The module of one component."""
    scope = Scope(_classes(model, shapes))
    types = Types(model, scope, frozenset(class_name(shape.id) for shape in shapes))
    values = Values(model, scope, types)
    planner = _Planner(model, scope, types, values)
    views = tuple([planner.structure(shape) for shape in shapes])
    checks = values.views()
    import_helpers(scope, views, checks)
    return StructuresModule(
        path=f"shapes/{model.module_of(shapes[0].id)}.py",
        any=scope.standard("typing", "Any"),
        doubt=scope.called("Doubt"),
        mode=scope.runtime("Mode"),
        standard=scope.imports("standard"),
        first=tuple([string(name) for name in model.imported_first(shapes[0].id)]),
        package=scope.imports("package"),
        constants=tuple(
            [ConstantView(name=k, expression=v) for k, v in types.constants.items()]
        ),
        checks=checks,
        structures=views,
    )


def _classes(model: Model, shapes: Iterable[Structure]) -> set[str]:
    """The classes that a module defines or names in its annotations."""
    found: set[str] = set()
    pending = [member for shape in shapes for member in shape.members]
    found |= {class_name(shape.id) for shape in shapes}
    while pending:
        target = model.target(pending.pop())
        if isinstance(target, (ListShape, MapShape)):
            pending += edges(target)
        elif isinstance(target, (StructureShape, UnionShape, EnumShape)):
            found.add(class_name(target.id))
            if isinstance(target, EnumShape):
                found.add(literal_name(class_name(target.id)))
    return found


class _Planner:
    def __init__(
        self, model: Model, scope: Scope, types: Types, values: Values
    ) -> None:
        self._model, self._scope = model, scope
        self._types, self._values = types, values

    def structure(self, shape: Structure) -> StructureView:
        model = self._model
        document = model.is_document(shape.id)
        name = "to_wire" if document else "to_boto"
        if model.has_write(shape.id):
            name = "_write"
        writer = Writer(name, document)
        self._scope.standard("typing", "final")
        self._scope.runtime("shape")
        fields = tuple([self._field(shape, member, writer) for member in shape.members])
        spelling = _spelling(shape)
        reach = model.facts.reach[shape.id]
        return StructureView(
            name=class_name(shape.id),
            bases=self._bases(shape, document),
            kind=_kind(shape),
            docstring=class_docstring(model, shape),
            fields=fields,
            parameters=tuple(sorted(fields, key=lambda field: not field.required)),
            writer=writer.name,
            written=_WRITTEN[writer.name],
            sensitive=tuple(
                [
                    string(field_name(shape, member.name))
                    for member in shape.members
                    if shape.sensitive or model.sensitive(member.target)
                ]
            ),
            streams=tuple(
                [
                    string(field_name(shape, member.name))
                    for member in shape.members
                    if model.is_stream(shape.id, member)
                ]
            ),
            camel_case=spelling is camel_case,
            spelled=tuple(
                [
                    PairView(key=string(name), value=string(member.name))
                    for member in shape.members
                    if spelling(name := field_name(shape, member.name)) != member.name
                ]
            ),
            on_wire=self._on_wire(shape) if document else (),
            aliases=tuple(
                [
                    PairView(key=string(member.alias), value=string(member.name))
                    for member in shape.members
                    if member.alias
                ]
            ),
            hugs=_hugs(fields),
            rules=self._rules(shape),
            only_answered=reach.outputs and not reach.inputs,
            many=len(fields) > _FOLLOWED,
            reads_many=len(fields) > _FOLLOWED and any(map(_uses_variable, fields)),
        )

    def _bases(self, shape: Structure, document: bool) -> tuple[str, ...]:
        names = ["DocumentShape" if document else "Shape"]
        if isinstance(shape, UnionShape):
            names.append("Union")
        elif is_error(shape):
            names = ["DocumentError" if document else "Error"]
            fields = [field_name(shape, member.name) for member in shape.members]
            if "message" not in fields:
                names.insert(0, "MessageOfError")
        return tuple([self._scope.runtime(name) for name in names])

    def _field(self, shape: Structure, member: Member, writer: Writer) -> FieldView:
        name = field_name(shape, member.name)
        token = member.idempotency_token and self._is_input(shape.id)
        required = member.required and not token and not isinstance(shape, UnionShape)
        tail = "" if required else " | None"
        room = _COLUMNS - len(f"    {name}: {tail}")
        annotation = self._types.attribute(shape.id, member, room)
        parameter = self._types.parameter(shape.id, member)
        value = self._values.value(shape.id, member, writer, required=required)
        stored = f"{value.known}[data[{string(member.name)}]]"
        if value.kind != "enum":
            stored = f"v = data[{string(member.name)}]"
        return FieldView(
            name=name,
            key=string(member.name),
            annotation=annotation + tail,
            parameter=parameter + tail,
            required=required,
            docstring=member_docstring(self._model, shape, member),
            long=len(name) + len(stored) > _COLUMNS - _STORE,
            value=value,
        )

    def _is_input(self, shape_id: ShapeId) -> bool:
        return self._model.facts.reach[shape_id].operation_input

    def _on_wire(self, shape: Structure) -> tuple[PairView, ...]:
        keys = [(m.name, self._model.binding(shape.id, m).key) for m in shape.members]
        return tuple(
            [
                PairView(key=string(name), value=string(key))
                for name, key in keys
                if name != key
            ]
        )

    def _rules(self, shape: Structure) -> tuple[RuleView, ...]:
        if not self._model.rules_are_on(shape.id):
            return ()
        return tuple(
            [
                RuleView(
                    kind=rule.kind,
                    name=self._scope.runtime(_RULES[rule.kind]),
                    members=(
                        names := tuple([field_name(shape, m) for m in rule.members])
                    ),
                    first=names[0],
                    others=names[1:],
                    one_less=str(len(rule.members) - 1),
                    count=str(len(rule.members)),
                )
                for rule in self._model.service.rules.get(shape.id, ())
            ]
        )


def _kind(shape: Structure) -> str:
    if isinstance(shape, UnionShape):
        return "union"
    return "error" if is_error(shape) else ""


def _uses_variable(field: FieldView) -> bool:
    """Whether a field's value is looked at before it is stored."""
    return field.long or field.value.kind != "enum"


def _hugs(fields: tuple[FieldView, ...]) -> bool:
    pairs = ", ".join([f"{field.key}: {field.name}" for field in fields])
    return len(pairs) <= _COLUMNS - _BUILD


def _spelling(shape: Structure) -> Callable[[str], str]:
    """The runtime's rule that gets more of the members' names right."""

    def right(spell: Callable[[str], str]) -> int:
        names = [member.name for member in shape.members]
        return sum(spell(field_name(shape, name)) == name for name in names)

    return camel_case if right(camel_case) > right(pascal_case) else pascal_case
