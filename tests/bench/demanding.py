"""The request of a service with the most structures in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from botocore.loaders import Loader

from shapewright.plan.names import class_name, service_package


class Request(NamedTuple):
    """What an operation takes."""

    service: str
    folder: str
    """The name of the service's package."""
    name: str
    """Of the class."""
    structures: int
    """How many there are, itself included."""


def most_demanding(service: str) -> Request | None:
    """Of all operations; the first by name where several are alike.

    None for a service whose operations take nothing.
    """
    # a loader of its own, since it keeps what it has read
    model = Loader().load_service_model(service, "service-2")
    shapes = model["shapes"]
    operations = model["operations"].values()
    inputs = sorted({one["input"]["shape"] for one in operations if "input" in one})
    if not inputs:
        return None
    sizes = {name: _structures(name, shapes) for name in inputs}
    name = max(inputs, key=sizes.__getitem__)
    return Request(service, service_package(service), class_name(name), sizes[name])


def _structures(root: str, shapes: Mapping[str, Any]) -> int:
    """How many classes come with one; events come one by one, and are no part of it."""
    reached: set[str] = set()
    pending = [root]
    while pending:
        name = pending.pop()
        if name not in reached and not shapes[name].get("eventstream"):
            reached.add(name)
            pending += _nested(shapes[name])
    return sum(_is_class(shapes[name]) for name in reached)


def _is_class(shape: Mapping[str, Any]) -> bool:
    """Not a list or the like, nor a document, which is any JSON value."""
    return shape["type"] == "structure" and not shape.get("document")


def _nested(shape: Mapping[str, Any]) -> list[str]:
    parts = [shape[key] for key in ("member", "key", "value") if key in shape]
    return [one["shape"] for one in (*parts, *shape.get("members", {}).values())]
