"""One JSON document: what a structure is on the wire of JSON's protocols."""

from __future__ import annotations

from ..ir.facts import Role
from ..ir.service import Service
from ..ir.shapes import Member, SimpleKind
from .form import Form


def _applies_to(service: Service, role: Role) -> bool:
    return role is Role.DOCUMENT and service.speaks_json


def _key(member: Member) -> str:
    return member.wire.location_name or member.name


JSON_DOCUMENT = Form(
    name="wire",
    base="DocumentShape",
    error_base="DocumentError",
    applies_to=_applies_to,
    key=_key,
    timestamp_format="unixTimestamp",
    converts=frozenset(
        [
            SimpleKind.TIMESTAMP,
            SimpleKind.BLOB,
            SimpleKind.FLOAT,  # NaN is text
            SimpleKind.DOUBLE,
        ]
    ),
)
