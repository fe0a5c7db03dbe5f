"""Objects that libraries make of many documents: equal to ours, or refused."""

from __future__ import annotations

import base64
import functools
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import cattrs
import dacite
import msgspec
import pytest
from mashumaro.codecs import BasicDecoder
from pydantic import TypeAdapter

from libraries.made import Document, converted, documents
from libraries.package import some_classes
from libraries.page import defined, table

CLASSES = 300
Build = Callable[[Any], Any]


def by_pydantic(cls: Any) -> Build:
    return TypeAdapter(cls).validate_python


def by_msgspec(cls: Any) -> Build:
    return lambda data: msgspec.convert(data, cls)


def by_cattrs(cls: Any) -> Build:
    converter: cattrs.Converter = defined("cattrs")["converter"]
    return lambda data: converter.structure(data, cls)


def by_dacite(cls: Any) -> Build:
    config: dacite.Config = defined("dacite")["config"]
    return lambda data: dacite.from_dict(cls, data, config)


def by_mashumaro(cls: Any) -> Build:
    decoder = BasicDecoder(cls)
    return lambda data: decoder.decode(converted(data, as_json))


def as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else value


BUILDERS: dict[str, tuple[Callable[[Any], Build], set[str]]] = {
    "pydantic": (by_pydantic, set()),
    "msgspec": (by_msgspec, {"unknown_member"}),
    "cattrs": (by_cattrs, {"type", "required"}),
    "dacite": (by_dacite, set()),
    "mashumaro": (by_mashumaro, {"type", "required", "unknown_member"}),
}
"""Each with the breaches that it mends before we see them."""


@functools.cache
def all_documents() -> dict[Any, list[Document]]:
    return {cls: list(documents(cls)) for cls in some_classes(CLASSES)}


@pytest.mark.parametrize("library", BUILDERS)
def test_objects_are_equal_to_ours_or_refused(library: str) -> None:
    builder, mended = BUILDERS[library]
    counts: Counter[str] = Counter()
    wrong = []
    for cls, found in all_documents().items():
        build = builder(cls)
        for document in found:
            outcome = of(build, document)
            counts[outcome] += 1
            allowed = not outcome.endswith("converted") or document.broken in mended
            if not allowed or outcome.endswith("wrong"):
                wrong.append((cls.__name__, outcome, document.broken, document.data))
    assert wrong == []
    assert told(library) == [
        f"{counts[outcome]:,}"
        for outcome in (
            "right: equal",
            "right: refused",
            "broken: refused",
            "broken: converted",
        )
    ]


def of(build: Build, document: Document) -> str:
    """What becomes of a document."""
    kind = "broken" if document.broken else "right"
    try:
        made = build(document.data)
    except Exception:  # each library has errors of its own
        return f"{kind}: refused"
    if document.ours is not None:
        return f"{kind}: {'equal' if made == document.ours else 'wrong'}"
    whole = document.cls.from_boto(made.to_boto())
    same = whole == made and repr(whole) == repr(made) and hash(whole) == hash(made)
    return f"{kind}: {'converted' if same else 'wrong'}"


def told(library: str) -> list[str]:
    """What the page says."""
    rows = {row[0]: row[1:] for row in table("Building", 1)}
    return rows[library]


def test_the_page_names_all_that_are_counted() -> None:
    assert [row[0] for row in table("Building", 1)] == [*BUILDERS]
    assert len(all_documents()) == CLASSES
