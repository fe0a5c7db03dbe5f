"""From a service's model to the text of its modules: every stage, in order."""

from __future__ import annotations

from collections.abc import Iterator

from .analyse import analyse
from .analyse.check_places import check_places
from .analyse.correct import correct
from .analyse.overlay import overlay
from .analyse.rewrite import rewrite
from .analyse.roots import roots
from .analyse.select import select
from .diagnostics import Diagnostics
from .emit.render import Renderer
from .files import Rendered
from .ir.service import Service
from .load.catalogue import find_model
from .load.document import Document, read_document
from .load.graph import check_graph
from .load.overlay import read_overlays
from .load.resolve import resolve
from .plan.flavours import FLAVOUR
from .plan.model import Model
from .plan.names import service_package
from .plan.package import plan_service
from .settings import ServiceSettings
from .work.job import Job


def load(settings: ServiceSettings, diagnostics: Diagnostics) -> Document:
    """A service's model, as it is in the file."""
    name, version = settings.service, settings.api_version
    path, label = find_model(name, version, settings.model, diagnostics)
    return read_document(name, path, label, diagnostics)


def understand(
    document: Document, settings: ServiceSettings, diagnostics: Diagnostics
) -> Service:
    """The service that a document describes, with what is known beyond it."""
    service = resolve(document, diagnostics)
    overlays = read_overlays(settings.service, settings.overlay, diagnostics)
    for entries in overlays:
        service = overlay(service, entries, diagnostics)
    service = correct(service, overlays, diagnostics)
    for entries in overlays:
        service = rewrite(service, entries, diagnostics)
    check_graph(service, diagnostics)  # an entry may have given a member a wrong target
    return service


def model_of(
    service: Service, settings: ServiceSettings, diagnostics: Diagnostics
) -> Model:
    """What planning asks: the service, and what follows from the whole of it."""
    package = service_package(settings.service, settings.api_version)
    return Model(service, analyse(service), settings.checks, diagnostics, package)


def modules(service: Service, job: Job, diagnostics: Diagnostics) -> Iterator[Rendered]:
    """The modules that are selected, planned and rendered as they are asked for."""
    chosen = job.settings
    named = roots(service, chosen.shapes, chosen.operations, diagnostics)
    check_places(service, chosen.checks, diagnostics)
    diagnostics.stop_on_error()
    model = model_of(service, chosen, diagnostics)
    views = plan_service(model, select(service, named), FLAVOUR, diagnostics)
    return Renderer(diagnostics, job.templates).modules(views, job.previous)


def run(
    job: Job, diagnostics: Diagnostics
) -> tuple[Document, Service, Iterator[Rendered]]:
    """The whole line."""
    document = load(job.settings, diagnostics)
    service = understand(document, job.settings, diagnostics)
    return document, service, modules(service, job, diagnostics)
