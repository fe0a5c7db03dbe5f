"""The text of docstrings."""

from __future__ import annotations

from typing import assert_never

from ..ir.facts import Codec
from ..ir.service import Rule, RuleKind
from ..ir.shapes import (
    Constraint,
    Deprecation,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Member,
    Pattern,
    Range,
    Shape,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
)
from ..text.docstring import docstring
from ..text.html import parse
from ..text.markdown import _code as code_span
from ..text.markdown import to_markdown
from .model import Model
from .names import class_name, member_name

_WIDTH = 88
_RULES = {
    RuleKind.EXACTLY_ONE_OF: "Exactly one of {} must be set.",
    RuleKind.AT_MOST_ONE_OF: "At most one of {} may be set.",
    RuleKind.AT_LEAST_ONE_OF: "At least one of {} must be set.",
    RuleKind.ALL_OR_NONE_OF: "Either all of {} must be set, or none.",
}


def class_docstring(model: Model, shape: Shape) -> str:
    """What stands under a class: documentation, rules, and where it comes from."""
    service = model.service
    parts = [_converted(shape.documentation, 4), _deprecated(shape.deprecated)]
    if isinstance(shape, UnionShape):
        parts.append("A union: exactly one member is set.")
    parts += [_rule(rule) for rule in service.rules.get(shape.id, ())]
    if isinstance(shape, (StructureShape, UnionShape)):
        parts.append(_missing_form(model, shape))
    parts.append(f"Model: {shape.id}, {service.id} {service.api_version}.")
    return docstring(_paragraphs(parts), "    ")


def member_docstring(model: Model, shape: Shape, member: Member) -> str:
    """What stands under a field: documentation, then its constraints in words."""
    target = model.target(member)
    documentation = member.documentation or target.documentation
    notes = _constraints(model, shape, member)
    parts = [
        _converted(documentation, 4),
        _deprecated(member.deprecated),
        f"Constraints: {'; '.join(notes)}." if notes else "",
    ]
    if member.idempotency_token and model.facts.reach[shape.id].operation_input:
        parts.append("Idempotency token: boto3 fills it in where it is left out.")
    if model.is_stream(shape.id, member):
        parts.append("A stream: the object that is given, unread.")
    if model.binding(shape.id, member).codec is Codec.JSON_HEADER:
        parts.append("A JSON document.")
    if model.sensitive(member.target) or shape.sensitive:
        parts.append("Sensitive: kept out of `repr` and of messages.")
    text = _paragraphs(parts) or f"The member {code_span(member.name)}."
    return docstring(text, "    ")


def service_docstring(model: Model) -> str:
    """What stands atop a service's package."""
    service = model.service
    documentation = _converted(service.documentation, 0)
    origin = f"Model: {service.id} {service.api_version}."
    title = code_span(service.title) if "`" in service.title else service.title
    return docstring(_paragraphs([f"{title}.", documentation, origin]), "")


def _converted(documentation: str, indent: int) -> str:
    return to_markdown(parse(documentation), _WIDTH - indent) if documentation else ""


def _paragraphs(parts: list[str]) -> str:
    return "\n\n".join([part for part in parts if part])


def _deprecated(deprecation: Deprecation | None) -> str:
    if deprecation is None:
        return ""
    message = _converted(deprecation.message, 4) or "the service may remove it"
    since = f" (since {deprecation.since})" if deprecation.since else ""
    return f"Deprecated{since}: {message}"


def _rule(rule: Rule) -> str:
    names = [f"`{member_name(name)}`" for name in rule.members]
    if rule.kind is RuleKind.REQUIRES:
        return f"Where {names[0]} is set, {_listed(names[1:])} must be set too."
    return _RULES[rule.kind].format(_listed(names))


def _listed(names: list[str]) -> str:
    *head, last = names
    return f"{', '.join(head)} and {last}" if head else last


def _missing_form(model: Model, shape: Shape) -> str:
    if model.is_document(shape.id):
        return ""
    protocol = model.service.protocol
    if protocol not in ("json", "rest-json"):
        why = f"the service speaks {protocol}"
    else:
        why = f"it is a {model.facts.roles[shape.id]}, not one JSON document"
    return f"It has no `to_wire` and no `from_wire`: {why}."


def _constraints(model: Model, shape: Shape, member: Member) -> list[str]:
    """In words; also what is switched off or not enforced, which the model still says."""
    target = model.target(member)
    found = [
        _words(target, constraint)
        for constraint in model.constraints(shape.id, member, enforced=False)
    ]
    match target:
        case ListShape():
            inner = _constraints(model, target, target.member)
            found += [f"each item: {words}" for words in inner]
        case MapShape():
            for role, part in (("key", target.key), ("value", target.value)):
                inner = _constraints(model, target, part)
                found += [f"each {role}: {words}" for words in inner]
            if isinstance(model.target(target.key), EnumShape):
                name = class_name(target.key.target)
                found.append(f"each key: one of `{name}`")
    return found


def _words(shape: Shape, constraint: Constraint) -> str:
    match constraint:
        case Length(min=low, max=high):
            return f"{_bounds(low or None, high)} {_unit(shape)}"
        case Range(min=low, max=high):
            return _bounds(low, high)
        case Pattern(source=source):
            return f"pattern {code_span(source)}"
        case _:
            assert_never(constraint)


def _unit(shape: Shape) -> str:
    if isinstance(shape, SimpleShape):
        return "bytes" if shape.kind is SimpleKind.BLOB else "characters"
    return "items" if isinstance(shape, ListShape) else "pairs"


def _bounds(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return f"exactly {low}" if low == high else f"{low} to {high}"
