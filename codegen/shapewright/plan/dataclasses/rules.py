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
        requires = rule.kind is RuleKind.REQUIRES
        before, after = ("", "") if requires else _range(rule.kind, len(names))
        yield RuleView(
            expression=f"{called}({arguments})",
            first=names[0] if requires else "",
            members=tuple(names[1:] if requires else names),
            before=before,
            after=after,
        )


def _range(kind: RuleKind, count: int) -> tuple[str, str]:
    """What stands before and after the count of those absent, if that is wrong."""
    return {
        RuleKind.EXACTLY_ONE_OF: ("", f" != {count - 1}"),
        RuleKind.AT_MOST_ONE_OF: ("", f" < {count - 1}"),
        RuleKind.AT_LEAST_ONE_OF: ("", f" == {count}"),
        RuleKind.ALL_OR_NONE_OF: ("0 < ", f" < {count}"),
    }[kind]
