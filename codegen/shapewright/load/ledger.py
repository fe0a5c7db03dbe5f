"""Every key that a model may hold, with what becomes of it.

A key that is not listed is reported, so that a new trait cannot pass unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics import Diagnostics

USED = ""
"""The compiler reads it; every other text is the reason why it does not."""

_CLIENT = "it steers a client's call, not a value"
_XML = "it shapes XML, which is not generated"
_QUERY = "it shapes the query protocol's form, which is not generated"
_ENDPOINT = "it chooses the endpoint"
_SIGNING = "it chooses how requests are signed"
_RETRY = "it steers retries"
_BOX = "every member that is not required may be absent here"
_EVENT = "it places a value inside an event's frame; the value itself is the same"
_PREFIX = "it becomes part of the host name of a request"

SERVICE = {
    "metadata": USED,
    "operations": USED,
    "shapes": USED,
    "documentation": USED,
    "version": "it is the version of the format, which the file's name says",
    "clientContextParams": _ENDPOINT,
    "deprecated": "a package says nothing about its service's future",
    "deprecatedMessage": "a package says nothing about its service's future",
    "examples": "they are empty",
}
METADATA = {
    "apiVersion": USED,
    "serviceFullName": USED,
    "protocol": USED,
    "protocols": USED,
    "serviceId": "botocore's folder names the service",
    "serviceAbbreviation": "the full name is used",
    "ripServiceName": "the full name is used",
    "uid": "service and version are used",
    "endpointPrefix": _ENDPOINT,
    "globalEndpoint": _ENDPOINT,
    "signatureVersion": _SIGNING,
    "signingName": _SIGNING,
    "auth": _SIGNING,
    "jsonVersion": "it is the content type's",
    "targetPrefix": "it is a header's",
    "protocolSettings": "it chooses the version of HTTP",
    "awsQueryCompatible": _QUERY,
    "xmlNamespace": _XML,
    "checksumFormat": _CLIENT,
}
OPERATION = {
    "name": "it is the key that the operation stands under",
    "documentation": USED,
    "input": USED,
    "output": USED,
    "errors": USED,
    "deprecated": USED,
    "deprecatedMessage": USED,
    "deprecatedSince": USED,
    "http": _CLIENT,
    "idempotent": _RETRY,
    "readonly": _RETRY,
    "endpoint": _ENDPOINT,
    "endpointdiscovery": _ENDPOINT,
    "endpointoperation": _ENDPOINT,
    "staticContextParams": _ENDPOINT,
    "operationContextParams": _ENDPOINT,
    "auth": _SIGNING,
    "authtype": _SIGNING,
    "unsignedPayload": _SIGNING,
    "httpChecksum": _CLIENT,
    "httpChecksumRequired": _CLIENT,
    "requestcompression": _CLIENT,
}
OPERATION_REFERENCE = {
    "shape": USED,
    "documentation": "the shape's own documentation is used",
    "resultWrapper": _QUERY,
    "wrapper": _XML,
    "locationName": _XML,
    "xmlNamespace": _XML,
    "exception": "the shape says so itself",
    "error": "an error's code is the client's",
    "fault": "an error's kind is the client's",
}
SHAPE = {
    "type": USED,
    "documentation": USED,
    "deprecated": USED,
    "deprecatedMessage": USED,
    "deprecatedSince": USED,
    "members": USED,
    "required": USED,
    "member": USED,
    "key": USED,
    "value": USED,
    "enum": USED,
    "min": USED,
    "max": USED,
    "pattern": USED,
    "sensitive": USED,
    "sparse": USED,
    "union": USED,
    "document": USED,
    "eventstream": USED,
    "event": "an event stream's members are its events",
    "streaming": USED,
    "timestampFormat": USED,
    "box": _BOX,
    "payload": USED,
    "exception": USED,
    "error": USED,
    "fault": USED,
    "retryable": USED,
    "synthetic": "an added error is treated as any other",
    "requiresLength": _CLIENT,
    "wrapper": _XML,
    "flattened": _XML,
    "locationName": _XML,
    "xmlOrder": _XML,
    "xmlNamespace": _XML,
}
MEMBER = {
    "shape": USED,
    "documentation": USED,
    "deprecated": USED,
    "deprecatedMessage": USED,
    "deprecatedSince": USED,
    "location": USED,
    "locationName": USED,
    "timestampFormat": USED,
    "idempotencyToken": USED,
    "jsonvalue": USED,
    "streaming": USED,
    "enum": USED,
    "box": _BOX,
    "contextParam": _ENDPOINT,
    "hostLabel": _PREFIX,
    "eventpayload": _EVENT,
    "eventheader": _EVENT,
    "endpointdiscoveryid": _ENDPOINT,
    "queryName": _QUERY,
    "flattened": _XML,
    "xmlNamespace": _XML,
    "xmlAttribute": _XML,
}


def check_keys(content: dict[str, Any], file: str, diagnostics: Diagnostics) -> None:
    """Report each kind of key that is not listed, at the first that has it."""
    examples: dict[tuple[str, str], list[str]] = {}
    for kind, ledger, where, holder in _holders(content):
        if isinstance(holder, dict):
            for key in holder:
                if key not in ledger:
                    examples.setdefault((kind, str(key)), []).append(where)
    for (kind, key), found_in in examples.items():
        more = f", and {len(found_in) - 1} more" if len(found_in) > 1 else ""
        diagnostics.mismatch(
            "M120",
            f"{file}: {found_in[0]}{more}",
            f"the key {key!r} of {kind} is not known",
            "what it says is left out; a newer shapewright may know it",
        )


def _holders(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, str], str, Any]]:
    yield "a service", SERVICE, "service", content
    yield "a service's metadata", METADATA, "metadata", content.get("metadata")
    for name, operation in _items(content.get("operations")):
        yield "an operation", OPERATION, name, operation
        if isinstance(operation, dict):
            errors = operation.get("errors")
            for reference in (
                operation.get("input"),
                operation.get("output"),
                *(errors if isinstance(errors, list) else ()),
            ):
                yield "a reference", OPERATION_REFERENCE, name, reference
    for name, shape in _items(content.get("shapes")):
        yield "a shape", SHAPE, name, shape
        if isinstance(shape, dict):
            for key in ("member", "key", "value"):
                yield "a member", MEMBER, f"{name}${key}", shape.get(key)
            for member, reference in _items(shape.get("members")):
                yield "a member", MEMBER, f"{name}${member}", reference


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []
