"""What the model says of a shape or a member beside its type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecation:
    """That something is deprecated, and what the model says about it."""

    message: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WireTraits:
    """What the model says about the wire, raw, on a member or on a shape."""

    location: str = ""
    location_name: str = ""
    timestamp_format: str = ""
    jsonvalue: bool = False
    streaming: bool = False


NO_TRAITS = WireTraits()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorTrait:
    """That a structure is an error, and what the model says about it."""

    code: str = ""
    """What a client sees in place of the shape's name; empty for the name itself."""
    status: int | None = None
    """The HTTP status code."""
    server: bool | None = None
    """Whether it is the service's fault, not the caller's; None where nobody says."""
    retryable: bool = False
    """Whether the same call may be right another time."""
