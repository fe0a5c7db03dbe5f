"""Add what is known about a service beyond its model."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import replace

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.service import Overlay, Rule, Service
from ..ir.shapes import Member, Shape, edges

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def overlay(service: Service, entries: Overlay, diagnostics: Diagnostics) -> Service:
    """The service with its rules.

    An entry of ours for a shape that the model lacks is left out: other versions of the
    model have it. So is a rule of ours whose members or sentence are gone, with a
    warning; in a user's overlay it is an error.
    """
    rules = dict(service.rules)
    if entries.from_user:
        for shape_id, _ in entries.rules:
            if shape_id not in service.shapes:
                diagnostics.error(
                    "C126",
                    f"{entries.file}: {service.id}.{shape_id}",
                    "is no shape of the model",
                    did_you_mean(shape_id, service.shapes) or "remove the entry",
                )
    for shape_id, rule in entries.rules:
        shape = service.shapes.get(shape_id)
        if shape is not None and _holds(service, shape, rule, entries, diagnostics):
            known = rules.get(shape_id, ())
            present = {(one.kind, one.members) for one in known}
            # the same rule may be ours already, or stand twice
            if (rule.kind, rule.members) not in present:
                rules[shape_id] = (*known, rule)
    return replace(service, rules=rules)


def _holds(
    service: Service,
    shape: Shape,
    rule: Rule,
    entries: Overlay,
    diagnostics: Diagnostics,
) -> bool:
    members = {member.name: member for member in edges(shape)}
    where = f"{entries.file}: {service.id}.{shape.id}"
    missing = [name for name in rule.members if name not in members]
    tell = diagnostics.error if entries.from_user else diagnostics.mismatch
    hint = "the rule is left out; a newer shapewright may have it mended"
    if entries.from_user:
        hint = "read the documentation anew; mend or remove the rule"
    if missing:
        tell(
            "C128" if entries.from_user else "M131",
            where,
            f"a rule names {', '.join(missing)}, which the model does not have",
            (entries.from_user and did_you_mean(missing[0], members)) or hint,
        )
        return False
    texts = _texts(shape, [members[name] for name in rule.members])
    if not _plain(rule.evidence) or _plain(rule.evidence) not in texts:
        tell(
            "C129" if entries.from_user else "M130",
            where,
            f"the documentation of the shape and of the rule's members does not have"
            f" the rule's evidence: {_plain(rule.evidence)!r}",
            hint,
        )
        return False
    return True


def _texts(shape: Shape, members: Iterable[Member]) -> str:
    return _plain(
        " ".join([shape.documentation, *[member.documentation for member in members]])
    )


def _plain(documentation: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", documentation)).split())
