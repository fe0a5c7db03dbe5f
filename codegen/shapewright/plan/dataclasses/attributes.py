"""What the runtime asks a class, where it is not what all classes say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...ir.shapes import StructureShape
from ...text.casing import camel_case, pascal_case
from ...text.literal import string
from ..model import Model, Structure, field_name
from .views import AttributeView, RuleView


def attributes(
    model: Model, shape: Structure, rules: Iterable[RuleView]
) -> Iterator[AttributeView]:
    """The attributes of one class, below its fields."""
    names = {one.name: field_name(shape, one.name) for one in shape.members}
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
    spelling = _spelling(shape)
    error = shape.error if isinstance(shape, StructureShape) else None
    tables = {
        "SENSITIVE": _tuple(map(string, secret)),
        "_streams": _tuple(map(string, streams)),
        "_camel_case": "True" if spelling is camel_case else "",
        "_spelled": _dict({names[m]: m for m in names if spelling(names[m]) != m}),
        "_keys": _display(
            {
                string(f.name): _dict(model.renamed(f, shape))
                for f in model.forms(shape.id)
            }
        ),
        "_aliases": _dict({m.alias: m.name for m in shape.members if m.alias}),
        "_rules": _tuple([rule.expression for rule in rules]),
        "_only_answered": "True" if model.is_answer(shape.id) else "",
        "_server": "True" if error is not None and error.server else "",
        "_retryable": "True" if error is not None and error.retryable else "",
    }
    for name, expression in tables.items():
        if expression:
            yield AttributeView(name=name, value=expression)


def _tuple(items: Iterable[str]) -> str:
    """A display of a tuple; empty where it has no items."""
    listed = list(items)
    comma = "," if len(listed) == 1 else ""
    return f"({', '.join(listed)}{comma})" if listed else ""


def _dict(texts: Mapping[str, str]) -> str:
    """A display of a dict of texts by text; empty where it has no items."""
    return _display({string(key): string(value) for key, value in texts.items()})


def _display(expressions: Mapping[str, str]) -> str:
    """The same of expressions; those that are empty are left out."""
    listed = [f"{key}: {value}" for key, value in expressions.items() if value]
    return f"{{{', '.join(listed)}}}" if listed else ""


def _spelling(shape: Structure) -> Callable[[str], str]:
    """The runtime's rule that gets more of the members' names right."""

    def right(spell: Callable[[str], str]) -> int:
        names = [member.name for member in shape.members]
        return sum(spell(field_name(shape, name)) == name for name in names)

    return camel_case if right(camel_case) > right(pascal_case) else pascal_case
