"""What planning asks: the whole model, its facts and the user's choices."""

from __future__ import annotations

from typing import assert_never

from ..diagnostics import Diagnostics
from ..forms import FORMS, Form
from ..ir.facts import Codec, Facts
from ..ir.options import Checks
from ..ir.service import Service
from ..ir.shapes import (
    Constraint,
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Shape,
    ShapeId,
    SimpleShape,
    StructureShape,
    UnionShape,
    edges,
    enforced,
)
from .names import (
    class_name,
    error_member_name,
    member_name,
    module_name,
    service_package,
)
from .patterns import Patterns

Structure = StructureShape | UnionShape
Class = StructureShape | UnionShape | EnumShape
"""What becomes a class; all other shapes are annotations of one."""
CLASSES = (StructureShape, UnionShape, EnumShape)


class Model:
    """A whole service, its facts, and the checks that the user wants.

    Args:
        service: The whole service, whatever is selected of it.
        package: The service's package; that of its latest version, if it is not given.
    """

    def __init__(
        self,
        service: Service,
        facts: Facts,
        checks: Checks,
        diagnostics: Diagnostics,
        package: str = "",
    ) -> None:
        self.service, self.facts = service, facts
        self.package = package or service_package(service.id)
        self._checks = checks
        self._enforced: dict[tuple[ShapeId, str], tuple[Constraint, ...]] = {}
        self.patterns = Patterns(service.id, checks, diagnostics)
        self._differing = {form: self._find_differing(form) for form in FORMS}

    def target(self, member: Member) -> Shape:
        return self.service.shapes[member.target]

    def codec(self, container: ShapeId, member: Member) -> Codec:
        return self.facts.codecs[container, member.name]

    def is_stream(self, container: ShapeId, member: Member) -> bool:
        return self.codec(container, member) is Codec.STREAM

    def is_answer(self, shape_id: ShapeId) -> bool:
        """Whether a structure is in answers only."""
        reach = self.facts.reach[shape_id]
        return reach.outputs and not reach.inputs

    def key(self, form: Form, container: ShapeId, member: Member) -> str:
        """What a member is called in a form."""
        return self.facts.bindings[form.name][container, member.name].key

    def renamed(self, form: Form, shape: Structure) -> dict[str, str]:
        """What members are called in a form, where that is not their own name."""
        keys = {one.name: self.key(form, shape.id, one) for one in shape.members}
        return {name: key for name, key in keys.items() if name != key}

    def timestamp_format(self, container: ShapeId, member: Member) -> str:
        """That of the first of all forms, which generated code has for all."""
        first = FORMS[0].name
        return self.facts.bindings[first][container, member.name].timestamp_format

    def forms(self, shape_id: ShapeId) -> tuple[Form, ...]:
        """The forms that a structure has beside boto3's."""
        role = self.facts.roles[shape_id]
        return tuple([form for form in FORMS if form.applies_to(self.service, role)])

    def differs(self, form: Form, shape_id: ShapeId) -> bool:
        """Whether a shape's data in a form is not what boto3's dict has."""
        return shape_id in self._differing[form]

    def has_write(self, shape_id: ShapeId) -> bool:
        """Whether it needs `_write(mode)`: its forms differ, or it can hold itself."""
        forms = self.forms(shape_id)
        differs = any([self.differs(form, shape_id) for form in forms])
        return differs or shape_id in self.facts.recursive

    def imported_first(self, shape_id: ShapeId) -> tuple[str, ...]:
        """The modules beside that of a cycle that it imports before all others."""
        first = self.facts.chains.get(self.facts.components[shape_id][0], ())
        return tuple([self.module_of(one) for one in first])

    def module_of(self, shape_id: ShapeId) -> str:
        """The module of a structure: that of the first in its cycle."""
        return module_name(class_name(self.facts.components[shape_id][0]))

    def modelled(self, container: ShapeId, member: Member) -> tuple[Constraint, ...]:
        """What the model says that a member's value must satisfy."""
        shape = self.target(member)
        if not isinstance(shape, (SimpleShape, ListShape, MapShape)):
            return ()
        if self.codec(container, member) is not Codec.PLAIN:
            return ()
        return shape.constraints

    def constraints(self, container: ShapeId, member: Member) -> tuple[Constraint, ...]:
        """What is checked: corrected, and without what is switched off."""
        if not self.modelled(container, member):
            return ()
        key = container, member.name
        if key not in self._enforced:
            self._enforced[key] = self._choose(container, member)
        return self._enforced[key]

    def _choose(self, container: ShapeId, member: Member) -> tuple[Constraint, ...]:
        shape = self.target(member)
        assert isinstance(shape, (SimpleShape, ListShape, MapShape))
        chosen = []
        off = self._off_for(container, member)
        for constraint in shape.constraints:
            checked = enforced(shape, constraint)
            if checked is None or type(checked).__name__.lower() in off:
                continue
            if not isinstance(checked, Pattern) or self.patterns.of(shape) is not None:
                chosen.append(checked)
        return tuple(chosen)

    def takes_any_text(self, container: ShapeId, member: Member) -> bool:
        """Whether a member takes texts that its enum does not have."""
        shape = self.target(member)
        return isinstance(shape, EnumShape) and (
            shape.open or "enum" in self._off_for(container, member)
        )

    def _off_for(self, container: ShapeId, member: Member) -> frozenset[str]:
        target = self.target(member)
        assert isinstance(target, (SimpleShape, ListShape, MapShape, EnumShape))
        own = f"{container}${member.name}"
        return self._checks.off_for(own, target.id, target.copy_of)

    def rules_are_on(self, shape_id: ShapeId) -> bool:
        return "rule" not in self._checks.off_for(shape_id, shape_id)

    def sensitive(self, shape_id: ShapeId) -> bool:
        """Whether a shape is sensitive, or leads to one through lists and maps."""
        shape = self.service.shapes[shape_id]
        if shape.sensitive:
            return True
        if isinstance(shape, (ListShape, MapShape)):
            return any(self.sensitive(member.target) for member in edges(shape))
        return False

    def _find_differing(self, form: Form) -> frozenset[ShapeId]:
        """Structures that a form and boto3 write differently, or what they hold."""
        holders: dict[ShapeId, list[ShapeId]] = {}
        pending = []
        for shape in self.service.shapes.values():
            for member in edges(shape):
                holders.setdefault(member.target, []).append(shape.id)
            if self._differs_itself(form, shape):
                pending.append(shape.id)
        reached: set[ShapeId] = set()
        while pending:
            shape_id = pending.pop()
            if shape_id not in reached:
                reached.add(shape_id)
                pending += holders.get(shape_id, ())
        return frozenset(reached)

    def _differs_itself(self, form: Form, shape: Shape) -> bool:
        match shape:
            case SimpleShape(kind=kind) if kind in form.converts:
                return True
            case StructureShape() | UnionShape():
                return is_error(shape) or bool(self.renamed(form, shape))
            case SimpleShape() | EnumShape() | ListShape() | MapShape():
                return False
            case _:
                assert_never(shape)


def field_name(shape: Shape, name: str) -> str:
    """The field of a structure's member."""
    return error_member_name(name) if is_error(shape) else member_name(name)


def is_error(shape: Shape) -> bool:
    return isinstance(shape, StructureShape) and shape.error is not None
