"""Keys that a model may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import document, said
from shapewright.diagnostics import Diagnostics, Failure
from shapewright.load import ledger
from shapewright.load.catalogue import find_model, services
from shapewright.load.document import read_document
from shapewright.load.ledger import check_keys
from shapewright.load.resolve import resolve


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ({"new": 1}, ["m.json: service"]),
        ({"metadata": {"new": 1}}, ["m.json: metadata"]),
        ({"operations": {"Get": {"new": 1}}}, ["m.json: Get"]),
        ({"operations": {"Get": {"input": {"new": 1}}}}, ["m.json: Get"]),
        ({"operations": {"Get": {"errors": [{"new": 1}]}}}, ["m.json: Get"]),
        ({"shapes": {"A": {"new": 1}}}, ["m.json: A"]),
        ({"shapes": {"A": {"member": {"new": 1}}}}, ["m.json: A$member"]),
        ({"shapes": {"A": {"members": {"B": {"new": 1}}}}}, ["m.json: A$B"]),
        (
            {"shapes": {"A": {"new": 1, "other": 2}, "B": {"new": 1}}},
            ["m.json: A, and 1 more", "m.json: A"],
        ),
    ],
)
def test_an_unknown_key_is_said_once_with_its_first_place(
    content: object, places: list[str]
) -> None:
    diagnostics = Diagnostics()
    assert isinstance(content, dict)
    check_keys(content, "m.json", diagnostics)
    assert said(diagnostics) == [f"M120 {place}" for place in places]
    assert not diagnostics.errors


@pytest.mark.parametrize(
    "content",
    [
        {"metadata": 5, "operations": [], "shapes": None},
        {"operations": {"Get": 5}, "shapes": {"A": None}},
        {"operations": {"Get": {"input": 5, "errors": {"shape": "A"}}}},
        {"shapes": {"A": {"members": [], "member": 5, "key": None}}},
    ],
)
def test_what_is_no_object_has_no_keys(content: dict[str, object]) -> None:
    diagnostics = Diagnostics()
    check_keys(content, "m.json", diagnostics)
    assert said(diagnostics) == []


def test_the_message_is_a_sentence() -> None:
    diagnostics = Diagnostics()
    content = {
        "operations": {"Get": {"new": 1, "input": {"new": 1}}},
        "shapes": {"A": {"new": 1}},
    }
    check_keys(content, "m.json", diagnostics)
    for one in diagnostics:
        assert "of a operation" not in one.message
        assert "'new'" in one.message


def test_an_unknown_key_stops_a_strict_run() -> None:
    diagnostics = Diagnostics(strict_model=True)
    with pytest.raises(Failure) as failure:
        resolve(document({"A": {"type": "string", "new": 1}}), diagnostics)
    assert failure.value.exit_code == 3
    assert said(diagnostics) == ["M120 m.json: A"]


@pytest.mark.parametrize(
    "listed",
    ["SERVICE", "METADATA", "OPERATION", "OPERATION_REFERENCE", "SHAPE", "MEMBER"],
)
def test_every_key_is_used_or_has_a_reason(listed: str) -> None:
    for key, reason in getattr(ledger, listed).items():
        assert reason == ledger.USED or len(reason.split()) > 2, key


TABLES = [getattr(ledger, name) for name in dir(ledger) if name.isupper()]
USED = {
    key
    for table in TABLES
    if isinstance(table, dict)
    for key, reason in table.items()
    if reason == ledger.USED
}


@pytest.mark.parametrize("key", sorted(USED))
def test_a_key_that_is_used_is_read(key: str) -> None:
    folder = Path(ledger.__file__).parent
    others = [file for file in folder.glob("*.py") if file.name != "ledger.py"]
    assert any(f'"{key}"' in file.read_text() for file in others)


def test_it_knows_every_key_of_every_model() -> None:
    diagnostics = Diagnostics()
    for service in services():
        path, label = find_model(service, "", None, diagnostics)
        document = read_document(service, path, label, diagnostics)
        check_keys(document.content, label, diagnostics)
    assert said(diagnostics) == []
