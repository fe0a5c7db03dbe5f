"""The module of a structure, or of structures that contain each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...ir.service import RuleKind
from ...ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    ShapeId,
    SimpleShape,
    UnionShape,
    edges,
)
from ...text.casing import camel_case, pascal_case
from ...text.literal import string
from ..docs import class_docstring, member_docstring
from ..model import CLASSES, Model, Structure, field_name, is_error
from ..names import class_name, literal_name
from ..scope import Scope
from .annotations import Annotations
from .classes import Classes
from .constants import Constants
from .parameters import Parameters
from .reading import Readings
from .views import (
    AttributeView,
    FieldView,
    RuleView,
    StructuresModule,
    StructureView,
)
from .writing import Writer, Writings

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
    planner = _Planner(model, shapes)
    scope = planner.scope
    views = tuple([planner.structure(shape) for shape in shapes])
    return StructuresModule(
        path=f"shapes/{model.module_of(shapes[0].id)}.py",
        any=scope.standard("typing", "Any"),
        doubt=scope.called("Doubt"),
        mode=scope.runtime("Mode"),
        standard=scope.imports("standard"),
        first=tuple([string(name) for name in model.imported_first(shapes[0].id)]),
        package=scope.imports("package"),
        constants=planner.constants.views(),
        checks=planner.readings.checks(),
        structures=views,
    )


def _named(model: Model, shapes: Iterable[Structure]) -> list[Shape]:
    """The shapes that a module names, also in passing: all but nested structures'."""
    found: dict[ShapeId, Shape] = {shape.id: shape for shape in shapes}
    pending = [member for shape in shapes for member in shape.members]
    while pending:
        target = model.target(pending.pop())
        if target.id not in found and isinstance(target, (ListShape, MapShape)):
            pending += edges(target)
        found[target.id] = target
    return list(found.values())


def _classes(shapes: Iterable[Shape]) -> Iterator[str]:
    """The classes that are among these, and the types of their texts."""
    for shape in shapes:
        if isinstance(shape, CLASSES):
            yield class_name(shape.id)
        if isinstance(shape, EnumShape):
            yield literal_name(class_name(shape.id))


class _Planner:
    """Of one module; what it names in passing is imported there."""

    def __init__(self, model: Model, shapes: tuple[Structure, ...]) -> None:
        named = _named(model, shapes)
        self._model, self.scope = model, Scope(_classes(named))
        scope, own = self.scope, frozenset([class_name(shape.id) for shape in shapes])
        classes = Classes(model, scope, own)
        scalars = [one.id for one in named if isinstance(one, (SimpleShape, EnumShape))]
        self.constants = Constants(model, scope, classes, scalars)
        self._annotations = Annotations(model, scope, classes, self.constants)
        self._parameters = Parameters(model, scope, classes)
        self.readings = Readings(model, scope, classes, self.constants)
        self._writings = Writings(model, scope, classes)

    def structure(self, shape: Structure) -> StructureView:
        writer = self._writer(shape)
        self.scope.standard("typing", "final")
        self.scope.runtime("shape")
        bases = self._bases(shape, writer.document)
        fields = tuple([self._field(shape, member, writer) for member in shape.members])
        return StructureView(
            name=class_name(shape.id),
            bases=bases,
            docstring=class_docstring(self._model, shape),
            fields=fields,
            arguments=", ".join([f"{field.key}: {field.name}" for field in fields]),
            parameters=tuple(sorted(fields, key=lambda field: bool(field.default))),
            slots=_slots(shape),
            attributes=tuple(self._attributes(shape, writer)),
            writer=writer.name,
            takes_mode=writer.name == "_write",
            written=_WRITTEN[writer.name],
            rules=tuple(self._rules(shape)),
            finish=self._finish(shape),
            is_error=is_error(shape),
            is_empty=not fields and _slots(shape) == "()",
            returned=self._returned(shape, writer),
            many=len(fields) > _FOLLOWED,
        )

    def _writer(self, shape: Structure) -> Writer:
        document = self._model.is_document(shape.id)
        if self._model.has_write(shape.id):
            return Writer("_write", document)
        return Writer("to_wire" if document else "to_boto", document)

    def _bases(self, shape: Structure, document: bool) -> tuple[str, ...]:
        names = ["DocumentShape" if document else "Shape"]
        if isinstance(shape, UnionShape):
            names.append("Union")
        elif is_error(shape):
            names = ["DocumentError" if document else "Error"]
            fields = [field_name(shape, member.name) for member in shape.members]
            if "message" not in fields:
                names.insert(0, "MessageOfError")
        return tuple([self.scope.runtime(name) for name in names])

    def _field(self, shape: Structure, member: Member, writer: Writer) -> FieldView:
        name = field_name(shape, member.name)
        token = member.idempotency_token and self._is_input(shape.id)
        required = member.required and not token and not isinstance(shape, UnionShape)
        tail = "" if required else " | None"
        annotation = self._annotations.annotation(shape.id, member)
        parameter = self._parameters.parameter(shape.id, member)
        return FieldView(
            name=name,
            key=string(member.name),
            annotation=annotation + tail,
            parameter=parameter + tail,
            default="" if required else " = None",
            docstring=member_docstring(self._model, shape, member),
            reading=self.readings.reading(shape.id, member, optional=not required),
            written=self._writings.writing(shape.id, member, writer, "v"),
        )

    def _is_input(self, shape_id: ShapeId) -> bool:
        return self._model.facts.reach[shape_id].operation_input

    def _attributes(self, shape: Structure, writer: Writer) -> Iterator[AttributeView]:
        """What the runtime asks a class, where it is not what all classes say."""
        model, reach = self._model, self._model.facts.reach[shape.id]
        names = {
            member.name: field_name(shape, member.name) for member in shape.members
        }
        secret = [
            names[member.name]
            for member in shape.members
            if shape.sensitive or model.sensitive(member.target)
        ]
        streams = [
            names[member.name]
            for member in shape.members
            if model.is_stream(shape.id, member)
        ]
        keys = {m.name: model.binding(shape.id, m).key for m in shape.members}
        spelling = _spelling(shape)
        tables = {
            "SENSITIVE": _tuple(map(string, secret)),
            "_streams": _tuple(map(string, streams)),
            "_camel_case": "True" if spelling is camel_case else "",
            "_spelled": _dict({names[m]: m for m in names if spelling(names[m]) != m}),
            "_on_wire": _dict(
                {m: k for m, k in keys.items() if m != k} if writer.document else {}
            ),
            "_aliases": _dict({m.alias: m.name for m in shape.members if m.alias}),
            "_rules": _tuple([rule.expression for rule in self._rules(shape)]),
            "_only_answered": "True" if reach.outputs and not reach.inputs else "",
        }
        for name, expression in tables.items():
            if expression:
                yield AttributeView(name=name, value=expression)

    def _rules(self, shape: Structure) -> Iterator[RuleView]:
        if not self._model.rules_are_on(shape.id):
            return
        for rule in self._model.service.rules.get(shape.id, ()):
            names = [field_name(shape, member) for member in rule.members]
            self.scope.runtime("Doubt")
            called = self.scope.runtime(_RULES[rule.kind])
            arguments = ", ".join(map(string, names))
            requires = rule.kind is RuleKind.REQUIRES
            before, after = ("", "") if requires else _range(rule.kind, len(names))
            yield RuleView(
                expression=f"{called}({arguments})",
                first=names[0] if requires else "",
                members=tuple(names[1:] if requires else names),
                before=before,
                after=after,
            )

    def _finish(self, shape: Structure) -> str:
        """What ends a union's reading."""
        if isinstance(shape, UnionShape):
            return f"{self.scope.runtime('set_once')}(self, data)"
        return ""

    def _returned(self, shape: Structure, writer: Writer) -> str:
        """What the method that writes gives."""
        form = _WRITTEN[writer.name]
        keys = [self._model.binding(shape.id, m).key != m.name for m in shape.members]
        if writer.document and any(keys):
            form = f"{self.scope.runtime('on_wire')}({form}, self, mode)"
        if isinstance(shape, UnionShape):
            return f"{form} or {self.scope.runtime('unknown_variant')}(self)"
        if is_error(shape):
            mode = ", mode" if writer.name == "_write" else ""
            return f"{self.scope.runtime('with_error')}({form}, self{mode})"
        return form


def _slots(shape: Structure) -> str:
    """The members, and what a union or an error holds beside them."""
    more = '"_unknown"' if isinstance(shape, UnionShape) else ""
    more = '"_error"' if is_error(shape) else more
    if not shape.members:
        return f"({more},)" if more else "()"
    return f"(*__annotations__, {more})" if more else "tuple(__annotations__)"


def _range(kind: RuleKind, count: int) -> tuple[str, str]:
    """What stands before and after the count of those absent, if that is wrong."""
    return {
        RuleKind.EXACTLY_ONE_OF: ("", f" != {count - 1}"),
        RuleKind.AT_MOST_ONE_OF: ("", f" < {count - 1}"),
        RuleKind.AT_LEAST_ONE_OF: ("", f" == {count}"),
        RuleKind.ALL_OR_NONE_OF: ("0 < ", f" < {count}"),
    }[kind]


def _tuple(items: Iterable[str]) -> str:
    """A display of a tuple; empty where it has no items."""
    listed = list(items)
    comma = "," if len(listed) == 1 else ""
    return f"({', '.join(listed)}{comma})" if listed else ""


def _dict(pairs: Mapping[str, str]) -> str:
    """The same of a dict by text."""
    listed = [f"{string(key)}: {string(value)}" for key, value in pairs.items()]
    return f"{{{', '.join(listed)}}}" if listed else ""


def _spelling(shape: Structure) -> Callable[[str], str]:
    """The runtime's rule that gets more of the members' names right."""

    def right(spell: Callable[[str], str]) -> int:
        names = [member.name for member in shape.members]
        return sum(spell(field_name(shape, name)) == name for name in names)

    return camel_case if right(camel_case) > right(pascal_case) else pascal_case
