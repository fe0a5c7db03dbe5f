"""What explains a shape or an operation: its stages, and who has it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from pprint import pformat

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.facts import Facts
from ..ir.service import Service
from ..ir.shapes import Shape, edges
from ..load.document import Document
from ..pipeline import load, model_of, modules, understand
from ..plan.model import CLASSES, Model
from ..plan.overview import Overview, overview_of_operation, overview_of_shape
from ..plan.patterns import has_pattern
from ..work.job import Job
from .options import STAGES
from .overview import print_overview
from .picture import Picture, picture_of_operation, picture_of_shape


@dataclass(frozen=True, slots=True)
class Subject:
    """A shape or an operation, with the first service that has it."""

    name: str
    is_shape: bool
    document: Document
    job: Job
    model: Model


def find(name: str, jobs: list[Job], diagnostics: Diagnostics) -> Subject:
    """A shape; or an operation, where no shape is called so.

    Args:
        jobs: Whose services are searched in order.

    Raises:
        Failure: None of them has it.
    """
    names: list[str] = []
    found: tuple[Document, Job] | None = None
    for job in jobs:
        document = load(job.settings, diagnostics)
        shapes = document.content.get("shapes")
        operations = document.content.get("operations", {})
        if not isinstance(shapes, dict) or not isinstance(operations, dict):
            understand(document, job.settings, diagnostics)  # it says what is wrong
        elif name in shapes:
            return _subject(name, document, job, diagnostics, is_shape=True)
        else:
            if name in operations and found is None:
                found = document, job
            names += [*shapes, *operations]
    if found is not None:
        return _subject(name, *found, diagnostics, is_shape=False)
    where = ", ".join([job.settings.service for job in jobs])
    hint = did_you_mean(name, names, 3) or "name another --service"
    text = f"is no shape or operation of {where}"
    return diagnostics.fail("C121", name, text, hint)


def _subject(
    name: str,
    document: Document,
    job: Job,
    diagnostics: Diagnostics,
    *,
    is_shape: bool,
) -> Subject:
    service = understand(document, job.settings, diagnostics)
    model = model_of(service, job.settings, diagnostics)
    return Subject(name, is_shape, document, job, model)


def explanation(
    name: str,
    jobs: list[Job],
    wanted: Collection[str],
    form: str,
    diagnostics: Diagnostics,
) -> Iterator[str]:
    """What is printed.

    Args:
        jobs: Whose services are searched in order.
        wanted: Stages, or `all`; none for an overview.
        form: `text`, `json`, `mermaid` or `dot`.

    Raises:
        Failure: No service has it.
    """
    subject = find(name, jobs, diagnostics)
    if wanted:
        every = STAGES if "all" in wanted else wanted
        texts = dict(stages(subject, diagnostics, every))
        if form == "json":
            yield json.dumps(texts, indent=2)
        else:
            yield from [f"# {title}\n\n{text}\n" for title, text in texts.items()]
    elif form in ("mermaid", "dot"):
        picture = _picture(subject)
        yield from picture.mermaid() if form == "mermaid" else picture.dot()
    else:
        overview = _overview(subject)
        if form == "json":
            yield json.dumps(asdict(overview), indent=2)
        else:
            service = subject.model.service
            yield from print_overview(overview, f"{service.id} {service.api_version}")


def _overview(subject: Subject) -> Overview:
    service = subject.model.service
    if subject.is_shape:
        return overview_of_shape(subject.model, service.shapes[subject.name])
    return overview_of_operation(service, service.operations[subject.name])


def _picture(subject: Subject) -> Picture:
    if subject.is_shape:
        return picture_of_shape(subject.model, subject.name)
    operation = subject.model.service.operations[subject.name]
    return picture_of_operation(subject.model, operation)


def stages(
    subject: Subject, diagnostics: Diagnostics, wanted: Collection[str] = STAGES
) -> Iterator[tuple[str, str]]:
    """Titles and texts of those stages that a shape has: none of an operation."""
    if subject.is_shape:
        shape = subject.model.service.shapes[subject.name]
        yield from _of_model(subject, shape, wanted)
        if isinstance(shape, CLASSES) and {"view", "source"} & {*wanted}:
            yield from _of_python(subject, diagnostics, wanted)


def _of_model(
    subject: Subject, shape: Shape, wanted: Collection[str]
) -> Iterator[tuple[str, str]]:
    if "document" in wanted:
        raw = subject.document.content["shapes"][shape.id]
        yield f"document: {subject.document.file}", json.dumps(raw, indent=2)
    if "ir" in wanted:
        yield "ir", pformat(shape, width=100, sort_dicts=False)
    if "facts" in wanted:
        known = _facts(subject.model.service, subject.model.facts, shape.id)
        yield "facts", pformat(known, width=100, sort_dicts=False)
    if "pattern" in wanted and has_pattern(shape):
        yield "pattern", pformat(subject.model.patterns.of(shape), width=100)


def _of_python(
    subject: Subject, diagnostics: Diagnostics, wanted: Collection[str]
) -> Iterator[tuple[str, str]]:
    job, service = subject.job, subject.model.service
    alone = replace(job.settings, shapes=(subject.name,), operations=())
    module = next(modules(service, replace(job, settings=alone), diagnostics))
    if "view" in wanted:
        yield "view", pformat(module.view, width=100)
    if "source" in wanted:
        yield f"source: {module.entry.path}", module.text


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
