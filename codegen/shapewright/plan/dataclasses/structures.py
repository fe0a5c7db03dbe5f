"""The module of a structure, or of structures that contain each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...forms import Form
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
from ...text.literal import string
from ..docs import class_docstring, constructor_docstring, member_docstring
from ..model import CLASSES, Model, Structure, field_name, is_error
from ..names import class_name, literal_name, structure_file
from ..scope import Scope
from .annotations import Annotations
from .attributes import attributes
from .classes import Classes
from .constants import Constants
from .parameters import Parameters
from .reading import Readings
from .rules import rule_views
from .views import FieldView, StructuresModule, StructureView
from .writing import Writer, Writings

_FOLLOWED = 64
"""How many types of one variable pyright keeps apart."""


def structures_module(model: Model, shapes: tuple[Structure, ...]) -> StructuresModule:
    """The module of one component."""
    planner = _Planner(model, shapes)
    scope = planner.scope
    views = tuple([planner.structure(shape) for shape in shapes])
    return StructuresModule(
        path=structure_file(class_name(shapes[0].id)),
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
    """All shapes that a module mentions, without what is in nested structures."""
    by_id: dict[ShapeId, Shape] = {shape.id: shape for shape in shapes}
    pending = [member for shape in shapes for member in shape.members]
    while pending:
        target = model.target(pending.pop())
        if target.id not in by_id and isinstance(target, (ListShape, MapShape)):
            pending += edges(target)
        by_id[target.id] = target
    return list(by_id.values())


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
        bases = self._bases(shape, writer.forms)
        fields = tuple([self._field(shape, member, writer) for member in shape.members])
        parameters = tuple(sorted(fields, key=lambda field: bool(field.default)))
        rules = tuple(rule_views(self._model, self.scope, shape))
        return StructureView(
            name=class_name(shape.id),
            bases=bases,
            docstring=class_docstring(self._model, shape),
            fields=fields,
            arguments=", ".join([f"{field.key}: {field.name}" for field in fields]),
            parameters=parameters,
            constructor=constructor_docstring({p.name: p.sentence for p in parameters}),
            slots=_slots(shape),
            attributes=tuple(attributes(self._model, shape, rules)),
            writer=writer.name,
            takes_mode=writer.has_mode,
            written=writer.written,
            rules=rules,
            finish=self._finish(shape),
            is_error=is_error(shape),
            is_empty=not fields and _slots(shape) == "()",
            returned=self._returned(shape, writer),
            many=len(fields) > _FOLLOWED,
        )

    def _writer(self, shape: Structure) -> Writer:
        forms = self._model.forms(shape.id)
        return Writer(has_mode=self._model.has_write(shape.id), forms=forms)

    def _bases(self, shape: Structure, forms: tuple[Form, ...]) -> tuple[str, ...]:
        of_error = is_error(shape)
        bases = [
            self.scope.runtime(form.error_base if of_error else form.base, form.module)
            for form in forms
        ] or [self.scope.runtime("Error" if of_error else self._base(shape))]
        if isinstance(shape, UnionShape):
            bases.append(self.scope.runtime("Union"))
        if of_error and "message" not in self._fields_of(shape):
            bases.insert(0, self.scope.runtime("MessageOfError"))
        return tuple(bases)

    def _base(self, shape: Structure) -> str:
        """The base of a structure that has no form beside boto3's."""
        streams = [self._model.is_stream(shape.id, one) for one in shape.members]
        return "Shape" if any(streams) else "JsonShape"

    def _fields_of(self, shape: Structure) -> list[str]:
        return [field_name(shape, member.name) for member in shape.members]

    def _field(self, shape: Structure, member: Member, writer: Writer) -> FieldView:
        name = field_name(shape, member.name)
        token = member.idempotency_token and self._is_input(shape.id)
        required = member.required and not token and not isinstance(shape, UnionShape)
        tail = "" if required else " | None"
        text, sentence = member_docstring(self._model, shape, member)
        annotation = self._annotations.annotation(shape.id, member)
        parameter = self._parameters.parameter(shape.id, member)
        return FieldView(
            name=name,
            key=string(member.name),
            annotation=annotation + tail,
            parameter=parameter + tail,
            default="" if required else " = None",
            docstring=text,
            sentence=sentence,
            reading=self.readings.reading(shape.id, member, optional=not required),
            written=self._writings.writing(shape.id, member, writer, "v"),
        )

    def _is_input(self, shape_id: ShapeId) -> bool:
        return self._model.facts.reach[shape_id].operation_input

    def _finish(self, shape: Structure) -> str:
        """What ends a union's reading."""
        if isinstance(shape, UnionShape):
            return f"{self.scope.runtime('require_one_set')}(draft, data)"
        return ""

    def _returned(self, shape: Structure, writer: Writer) -> str:
        """What the method that writes gives."""
        written = writer.written
        if any([self._model.renamed(form, shape) for form in writer.forms]):
            written = f"{self.scope.runtime('with_keys')}({written}, self, mode)"
        if isinstance(shape, UnionShape):
            return f"{written} or {self.scope.runtime('unknown_variant')}(self)"
        if is_error(shape):
            mode = ", mode" if writer.has_mode else ""
            return f"{self.scope.runtime('with_error')}({written}, self{mode})"
        return written


def _slots(shape: Structure) -> str:
    """The members, and what a union or an error holds beside them."""
    more = '"_unknown"' if isinstance(shape, UnionShape) else ""
    more = '"_error"' if is_error(shape) else more
    if not shape.members:
        return f"({more},)" if more else "()"
    return f"(*__annotations__, {more})" if more else "tuple(__annotations__)"
