"""Cross-field rules, as they are told and as they are checked."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.service import RuleKind
from ...text.literal import string
from ..model import Model, Structure, field_name
from ..scope import Scope
from .views import RuleView

_RULES = {
    RuleKind.EXACTLY_ONE_OF: "ExactlyOneOf",
    RuleKind.AT_MOST_ONE_OF: "AtMostOneOf",
    RuleKind.AT_LEAST_ONE_OF: "AtLeastOneOf",
    RuleKind.ALL_OR_NONE_OF: "AllOrNoneOf",
    RuleKind.REQUIRES: "Requires",
}


def rule_views(model: Model, scope: Scope, shape: Structure) -> Iterator[RuleView]:
    """The cross-field rules of a structure that are checked."""
    if not model.rules_are_on(shape.id):
        return
    for rule in model.service.rules.get(shape.id, ()):
        names = [field_name(shape, member) for member in rule.members]
        scope.runtime("Doubt")
        called = scope.runtime(_RULES[rule.kind])
        arguments = ", ".join(map(string, names))
        yield RuleView(
            expression=f"{called}({arguments})", doubt=_doubt(rule.kind, names)
        )


def _doubt(kind: RuleKind, names: list[str]) -> str:
    """A condition that is true of a draft that breaks the rule."""
    absent = [f"draft.{name} is None" for name in names]
    if kind is RuleKind.REQUIRES:
        return f"draft.{names[0]} is not None and ({' or '.join(absent[1:])})"
    before, after = _range(kind, len(names))
    return f"{before}{' + '.join([f'({one})' for one in absent])}{after}"


def _range(kind: RuleKind, count: int) -> tuple[str, str]:
    """What stands before and after the count of those absent, if that is wrong."""
    return {
        RuleKind.EXACTLY_ONE_OF: ("", f" != {count - 1}"),
        RuleKind.AT_MOST_ONE_OF: ("", f" < {count - 1}"),
        RuleKind.AT_LEAST_ONE_OF: ("", f" == {count}"),
        RuleKind.ALL_OR_NONE_OF: ("0 < ", f" < {count}"),
    }[kind]
