"""A parsed model becomes an `ir.Service`; each of the format's spellings is read here.

Everything that is wrong is said at once, each with `shape$member`.
"""

from __future__ import annotations

from ..diagnostics import Diagnostics
from ..ir.protocols import PROTOCOLS
from ..ir.service import Provenance, Service
from ..ir.shapes import EnumShape, Shape, ShapeId
from .document import Document, label_beside
from .graph import check_graph
from .ledger import check_keys
from .operations import read_operation, read_waiters
from .raw import Raw
from .shapes import read_shape


def resolve(document: Document, diagnostics: Diagnostics) -> Service:
    """The service that a document describes.

    Raises:
        Failure: The model is at fault.
    """
    raw = Raw(document.content, document.file, "", diagnostics)
    check_keys(document.content, document.file, diagnostics)
    metadata = raw.child("metadata", required=True)
    shapes: dict[ShapeId, Shape] = {}
    digests: dict[ShapeId, str] = {}
    for name, holder in raw.children("shapes", required=True):
        enums: list[EnumShape] = []
        shape = read_shape(name, holder, enums)
        if shape is not None:
            shapes[name] = shape
        digests[name] = holder.digest()
        for enum in enums:
            if enum.id in raw.names_in("shapes"):
                holder.say("M116", f"has an enum that would be {enum.id!r}", "rename")
            shapes[enum.id] = enum
            digests[enum.id] = digests[name]
    paginators, waiters = _beside(document, diagnostics)
    operations = {
        name: read_operation(name, holder, paginators)
        for name, holder in raw.children("operations")
    }
    service = Service(
        id=document.service,
        api_version=metadata.text("apiVersion") or "unknown",
        title=metadata.text("serviceFullName") or document.service,
        protocol=_protocol(metadata),
        documentation=raw.text("documentation"),
        operations=operations,
        shapes=shapes,
        rules={},
        waiters={one.name: one for one in read_waiters(waiters, set(operations))},
        provenance=Provenance(file=document.file, sha256=document.sha256),
        digests=digests,
    )
    check_graph(service, diagnostics, raw.names_in("shapes"))
    return service


def _beside(document: Document, diagnostics: Diagnostics) -> tuple[Raw, Raw]:
    """What paginators-1.json and waiters-2.json hold."""
    file = label_beside(document.file, "paginators-1.json")
    paginators = Raw(document.paginators, file, "", diagnostics).child("pagination")
    file = label_beside(document.file, "waiters-2.json")
    return paginators, Raw(document.waiters, file, "", diagnostics)


def _protocol(metadata: Raw) -> str:
    """`metadata.protocol` is wrong for services that list several."""
    listed = metadata.texts("protocols") or (metadata.text("protocol"),)
    for protocol in PROTOCOLS:
        if protocol in listed:
            return protocol
    metadata.say(
        "M110",
        f"speaks no protocol that is known: {', '.join(listed) or 'none is named'}",
        f"known are {', '.join(PROTOCOLS)}",
    )
    return ""
