"""One shape after each stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pprint import pformat

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.facts import Facts
from ..ir.service import Service
from ..ir.shapes import edges
from ..load.document import Document
from ..pipeline import load, model_of, modules, understand
from ..plan.model import CLASSES
from ..plan.patterns import has_pattern
from ..work.job import Job


def explain_shape(
    shape_id: str, jobs: list[Job], diagnostics: Diagnostics
) -> Iterator[tuple[str, str]]:
    """Titles and texts: document, IR, facts, view and source, or a pattern.

    Args:
        jobs: Whose services are searched in order for the shape.

    Raises:
        Failure: None of them has it.
    """
    names: list[str] = []
    for job in jobs:
        document = load(job.settings, diagnostics)
        shapes = document.content.get("shapes")
        if not isinstance(shapes, dict):
            understand(document, job.settings, diagnostics)  # it says what is wrong
        elif shape_id in shapes:
            return _stages(shape_id, document, job, diagnostics)
        else:
            names += shapes
    where = ", ".join([job.settings.service for job in jobs])
    hint = did_you_mean(shape_id, names, 3) or "name another --service"
    return diagnostics.fail("C121", shape_id, f"is no shape of {where}", hint)


def _stages(
    shape_id: str, document: Document, job: Job, diagnostics: Diagnostics
) -> Iterator[tuple[str, str]]:
    raw = document.content["shapes"][shape_id]
    yield f"document: {document.file}", json.dumps(raw, indent=2)
    service = understand(document, job.settings, diagnostics)
    shape = service.shapes[shape_id]
    yield "ir", pformat(shape, width=100, sort_dicts=False)
    model = model_of(service, job.settings, diagnostics)
    known = _facts(service, model.facts, shape_id)
    yield "facts", pformat(known, width=100, sort_dicts=False)
    if isinstance(shape, CLASSES):
        alone = replace(job.settings, shapes=(shape_id,), operations=())
        module = next(modules(service, replace(job, settings=alone), diagnostics))
        yield "view", pformat(module.view, width=100)
        yield f"source: {module.entry.path}", module.text
    elif has_pattern(shape):
        translation = model.patterns.of(shape)
        yield "pattern", pformat(translation, width=100)


def _facts(service: Service, facts: Facts, shape_id: str) -> dict[str, object]:
    shape = service.shapes[shape_id]
    known: dict[str, object] = {
        f"codec of {member.name}": str(facts.codecs[shape_id, member.name])
        for member in edges(shape)
    }
    known |= {
        f"{form} of {member.name}": bindings[shape_id, member.name]
        for member in edges(shape)
        for form, bindings in facts.bindings.items()
    }
    if shape_id in facts.roles:
        known |= {
            "role": str(facts.roles[shape_id]),
            "component": facts.components[shape_id],
            "reach": facts.reach[shape_id],
            "rules": service.rules.get(shape_id, ()),
        }
    return known
