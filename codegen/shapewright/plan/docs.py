"""The text of docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..ir.facts import Codec
from ..ir.service import Rule, RuleKind
from ..ir.shapes import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Shape,
    StructureShape,
    UnionShape,
)
from ..ir.traits import Deprecation, ErrorTrait
from ..prose.blocks import Block, Code, Inline, Paragraph, Text
from ..prose.html import parse
from ..prose.inlines import HARD
from ..prose.markdown import to_markdown, wrapped
from ..text.docstring import docstring
from ..text.sentences import first_sentence
from ..width import COLUMNS
from .model import Model, field_name
from .names import class_name
from .wording import constraint_notes, joined

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character; Python keeps the docstrings of classes in UTF-8."""
_INDENT = "    "
_SPAN = re.compile("`[^`]*`")
_QUOTES = 4
"""How much of the first line the opening quotes take."""
_CLOSING = 6
"""How much of an only line both quotes take, and more than the first does."""
_RULES = {
    RuleKind.EXACTLY_ONE_OF: ("Exactly one of ", " must be set."),
    RuleKind.AT_MOST_ONE_OF: ("At most one of ", " may be set."),
    RuleKind.AT_LEAST_ONE_OF: ("At least one of ", " must be set."),
    RuleKind.ALL_OR_NONE_OF: ("Either all of ", " must be set, or none."),
}


def class_docstring(model: Model, shape: Shape) -> str:
    """What stands under a class: documentation, rules, and where it comes from."""
    service = model.service
    blocks = [*parse(shape.documentation), *deprecated(shape.deprecated)]
    if isinstance(shape, UnionShape):
        blocks.append(paragraph("A union: exactly one member is set."))
    if isinstance(shape, StructureShape) and shape.error is not None:
        blocks.append(_error(shape, shape.error))
    if isinstance(shape, EnumShape):
        blocks += [paragraph(note) for note in shape.notes]
    blocks += rules_of(model, shape)
    name = shape.copy_of or shape.id if isinstance(shape, EnumShape) else shape.id
    blocks.append(paragraph(f"Model: {name}, {service.id} {service.api_version}."))
    if isinstance(shape, (StructureShape, UnionShape)) and service.speaks_json:
        blocks += _missing_form(model, shape)
    return printed(blocks, _INDENT)


def rules_of(model: Model, shape: Shape) -> list[Paragraph]:
    """The rules between its members, each a sentence."""
    if not model.rules_are_on(shape.id):
        return []
    return [_rule(shape, rule) for rule in model.service.rules.get(shape.id, ())]


def member_docstring(model: Model, shape: Shape, member: Member) -> tuple[str, str]:
    """What stands under a field: documentation, then its constraints in words.

    Its first sentence is given too, as one line; empty where there is none.
    """
    target = model.target(member)
    blocks = [*_about(member, target), *deprecated(member.deprecated)]
    begins = bool(blocks) and isinstance(blocks[0], Paragraph)
    notes = constraint_notes(model, shape, member)
    if notes:
        blocks.append(Paragraph((Text("Constraints: "), *joined(notes, "; "))))
    if member.idempotency_token and model.facts.reach[shape.id].operation_input:
        token = "Idempotency token: boto3 fills it in where it is left out."
        blocks.append(paragraph(token))
    if isinstance(target, (ListShape, MapShape)) and target.sparse:
        refused = ", which boto3's own validator refuses"
        sent = model.facts.reach[shape.id].inputs
        blocks.append(paragraph("It may hold ", Code("None"), f"{refused * sent}."))
    if model.is_stream(shape.id, member):
        held: tuple[str | Inline, ...] = (": the object that is given, unread.",)
        if isinstance(target, UnionShape):
            name = Code(class_name(target.id))
            held = (" of ", name, ": an event is read when it comes.")
        blocks.append(paragraph("A stream", *held))
    if model.codec(shape.id, member) is Codec.JSON_HEADER:
        blocks.append(paragraph("A JSON document."))
    if model.sensitive(member.target) or shape.sensitive:
        secret = "Sensitive: kept out of ", Code("repr"), " and of messages."
        blocks.append(paragraph(*secret))
    text = _text(blocks or [paragraph(Code(member.name))], _INDENT)
    sentence = _first_sentence(text) if begins else ""
    return docstring(text, _INDENT), sentence


def _first_sentence(text: str) -> str:
    paragraph, _, _ = text.partition("\n\n")
    return first_sentence(paragraph.replace("\n", " "))


def constructor_docstring(sentences: Mapping[str, str]) -> str:
    """What stands under a constructor, for editors that show a parameter's text.

    Args:
        sentences: The first of each parameter, by its name.
    """
    lines: list[str] = []
    for name, sentence in sentences.items():
        if sentence:
            held = _SPAN.sub(lambda match: match[0].replace(" ", HARD), sentence)
            width = COLUMNS - 4 * len(_INDENT)
            first, *others = wrapped(f"{name}: {held}", width, -len(_INDENT))
            lines += [_INDENT + first, *[2 * _INDENT + line for line in others]]
    if not lines:
        return ""
    text = "\n".join(["Args:", *lines]).replace(HARD, " ")
    return docstring(text, 2 * _INDENT)


def _about(member: Member, target: Shape) -> list[Block]:
    """A member's documentation, or its target's; of an enum's, which stands in its own
    class, the first paragraph."""
    if member.documentation:
        return list(parse(member.documentation))
    blocks = list(parse(target.documentation))
    return blocks[:1] if isinstance(target, EnumShape) else blocks


def service_docstring(model: Model) -> str:
    """What stands atop a service's package."""
    service = model.service
    origin = f"Model: {service.id} {service.api_version}."
    blocks = [paragraph(f"{service.title}."), *parse(service.documentation)]
    if not service.speaks_json:
        they_have = ("Its structures have no ", Code("to_wire"), " and no ")
        why = f": the service speaks {service.protocol}."
        blocks.append(paragraph(*they_have, Code("from_wire"), why))
    return printed([*blocks, paragraph(origin)], "")


def printed(blocks: Iterable[Block], indent: str) -> str:
    """The docstring that holds these blocks."""
    return docstring(_text(blocks, indent), indent)


def _text(blocks: Iterable[Block], indent: str) -> str:
    blocks = tuple(blocks)
    width = COLUMNS - len(indent)
    text = to_markdown(blocks, width, lead=_QUOTES)
    if "\n" not in text and len(text) > width - _CLOSING - 1:
        text = to_markdown(blocks, width - _CLOSING - 1)
    return _SURROGATE.sub("\ufffd", text)


def paragraph(*parts: str | Inline) -> Paragraph:
    """Of plain text, and of what is more than that."""
    return Paragraph(
        tuple([Text(part) if isinstance(part, str) else part for part in parts])
    )


def deprecated(deprecation: Deprecation | None) -> list[Block]:
    """What the model says of something that is deprecated."""
    if deprecation is None:
        return []
    since = f" since {deprecation.since}" if deprecation.since else ""
    return [paragraph(f"Deprecated{since}."), *parse(deprecation.message)]


def _error(shape: Shape, error: ErrorTrait) -> Paragraph:
    whose = {True: "A server error", False: "A client error", None: "An error"}
    status = f", HTTP status {error.status}" if error.status else ""
    code = Code(error.code or shape.id)
    return paragraph(f"{whose[error.server]}: code ", code, f"{status}.")


def _rule(shape: Shape, rule: Rule) -> Paragraph:
    names = [Code(field_name(shape, name)) for name in rule.members]
    if rule.kind is RuleKind.REQUIRES:
        required = enumerated(names[1:])
        return paragraph("Where ", names[0], " is set, ", *required, " must be too.")
    before, after = _RULES[rule.kind]
    return paragraph(before, *enumerated(names), after)


def enumerated(names: list[Code]) -> list[str | Inline]:
    """Names as in a sentence."""
    *head, last = names
    listed: list[str | Inline] = []
    for name in head:
        listed += [name, ", "]
    return [*listed[:-1], " and ", last] if head else [last]


def _missing_form(model: Model, shape: Shape) -> list[Block]:
    """That a structure has no JSON document form, where others of its service have."""
    if model.forms(shape.id):
        return []
    role = model.facts.roles[shape.id]
    it_has = ("It has no ", Code("to_wire"), " and no ", Code("from_wire"))
    return [paragraph(*it_has, f": it is a {role}, not one JSON document.")]
