"""One JSON document: what a structure is on the wire of JSON's protocols."""

from __future__ import annotations

from ..ir.facts import Role
from ..ir.service import Service
from ..ir.shapes import Member, SimpleKind
from .form import Form


def _is_had(service: Service, role: Role) -> bool:
    return role is Role.DOCUMENT and service.speaks_json


def _key(member: Member) -> str:
    return member.wire.location_name or member.name


JSON_DOCUMENT = Form(
    name="wire",
    base="DocumentShape",
    error_base="DocumentError",
    is_had=_is_had,
    key=_key,
    timestamp_format="unixTimestamp",
    own=frozenset(
        [
            SimpleKind.TIMESTAMP,
            SimpleKind.BLOB,
            SimpleKind.FLOAT,  # NaN is text
            SimpleKind.DOUBLE,
        ]
    ),
)
