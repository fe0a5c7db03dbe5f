"""What a form of data says to the compiler; what it reads and writes, the runtime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..ir.facts import Role
from ..ir.service import Service
from ..ir.shapes import Member, SimpleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that a structure's data has beside boto3's dict."""

    name: str
    """What the runtime calls it: `wire` of `from_wire` and `to_wire`."""
    base: str
    """The runtime's class with these methods, and that of an error."""
    error_base: str
    module: str = ""
    """The runtime's file that has them; empty where the runtime exports them."""
    applies_to: Callable[[Service, Role], bool]
    """Whether a service's structures of this role have it."""
    key: Callable[[Member], str]
    """What a member is called in it."""
    timestamp_format: str
    """Where the model says none."""
    converts: frozenset[SimpleKind]
    """The kinds of values for which it has something else than boto3's dict."""
