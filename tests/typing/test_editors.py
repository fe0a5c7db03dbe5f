"""What editors show of a class, a field and a keyword: pyright's and jedi's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jedi  # type: ignore[import-untyped]
import pytest

from language_server import LanguageServer
from support import ROOT

GENERATED = ROOT / "generated"
SOURCE = """\
from aws_shapes.sagemaker import AlgorithmSpecification
spec = AlgorithmSpecification(training_input_mode="File")
spec.training_image
spec.
"""
CLASS, KEYWORD, FIELD, MEMBERS = (0, 40), (1, 35), (2, 8), (3, 5)
TEXTS = {
    CLASS: "Specifies the training algorithm to use in a",
    KEYWORD: "The training input mode that the algorithm supports.",
    FIELD: "The registry path of the Docker image that contains the training",
}
"""What is shown at a place."""


@pytest.fixture(scope="module")
def pyright() -> Iterator[LanguageServer]:
    with LanguageServer(GENERATED) as server:
        server.open("asked.py", SOURCE)
        yield server


@pytest.mark.parametrize("place", TEXTS)
def test_pyright_shows_the_text_of_what_is_hovered(
    pyright: LanguageServer, place: tuple[int, int]
) -> None:
    shown = pyright.at("hover", "asked.py", *place)["contents"]["value"]
    assert TEXTS[place] in shown


def test_pyright_shows_links_whole(pyright: LanguageServer) -> None:
    shown = pyright.at("hover", "asked.py", *FIELD)["contents"]["value"]
    assert "[Docker Registry Paths and Example Code](https://" in shown


def test_pyright_completes_fields(pyright: LanguageServer) -> None:
    found = pyright.at("completion", "asked.py", *MEMBERS)
    labels = {item["label"] for item in found["items"]}
    assert {"training_image", "to_boto", "to_wire"} <= labels


@pytest.mark.parametrize("place", [CLASS, FIELD])
def test_pyright_leads_to_the_declaration(
    pyright: LanguageServer, place: tuple[int, int]
) -> None:
    (found,) = pyright.at("definition", "asked.py", *place)
    line = found["range"]["start"]["line"]
    assert is_declared(Path(found["uri"].removeprefix("file://")), line)


def is_declared(file: Path, line: int) -> bool:
    """Whether a class or an annotated field stands in a line, counted from 0."""
    text = file.read_text(encoding="utf-8").splitlines()[line]
    return text.startswith(("class ", "    training_image: "))


@pytest.fixture(scope="module")
def script() -> Any:
    project = jedi.Project(GENERATED)
    return jedi.Script(SOURCE, path=GENERATED / "asked.py", project=project)


@pytest.mark.parametrize("place", [CLASS, FIELD])
def test_jedi_shows_the_text_and_leads_to_the_declaration(
    script: Any, place: tuple[int, int]
) -> None:
    line, column = place
    (found,) = script.help(line + 1, column)
    assert TEXTS[place] in found.docstring()
    (found,) = script.goto(line + 1, column, follow_imports=True)
    assert is_declared(Path(found.module_path), found.line - 1)


def test_jedi_completes_fields(script: Any) -> None:
    line, column = MEMBERS
    names = {found.name for found in script.complete(line + 1, column)}
    assert {"training_image", "to_boto", "to_wire"} <= names
