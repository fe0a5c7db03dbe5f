"""The protocols that services speak, and which of them have a JSON document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How a service's messages look."""

    rest: bool = False
    """Whether a message is spread over headers, query and body."""
    no_json: str = ""
    """Why a structure has no JSON document; empty where it has one."""


PROTOCOLS = {
    "json": Protocol(),
    "rest-json": Protocol(rest=True),
    "rest-xml": Protocol(rest=True, no_json="it is XML"),
    "smithy-rpc-v2-cbor": Protocol(no_json="it is CBOR"),
    "query": Protocol(no_json="a request is a form, an answer XML"),
    "ec2": Protocol(no_json="a request is a form, an answer XML"),
}
"""In the order in which botocore prefers them."""
