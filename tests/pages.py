"""The pages that are made of the code: `python tests/pages.py` writes them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from itertools import chain
from pathlib import Path

from shapewright.codes import CODES, Code
from support import ROOT

COMPILER = ROOT / "codegen" / "shapewright"

_KINDS = {
    "C": ("The configuration, and use", "Errors end a run with exit code 2."),
    "M": ("The model", "Errors end a run with exit code 3."),
    "O": (
        "The output, and the machine",
        "Errors end a run with exit code 2, O102 with 130, and O199 with 3.",
    ),
}
_SEVERITIES = {
    "error": "",
    "warning": "A warning.",
    "strict": "A warning; an error under `--strict-model`.",
}
_ABOVE = """\
# Messages

Each says where, what, and what to do, on one line of stderr; under `--format json` it
is an object with `code`, `severity`, `where`, `message` and `hint`. C100 and O102 show
their codes there only. All that a stage finds is said at once. A warning does not
change the exit code.
"""
_DRAWN = """\
# The rooms

An arrow is an import; what follows from others is left out. A room may import what is
below it, and nothing beside it; further laws are in `.importlinter`. What each is for
stands in [codegen/DESIGN.md](../codegen/DESIGN.md).
"""


def errors() -> str:
    """The page of all codes."""
    return "\n".join([_ABOVE, *_errors()])


def _errors() -> Iterator[str]:
    for letter, (title, ends) in _KINDS.items():
        yield f"## {title}\n\n{ends}\n"
        for name, code in CODES.items():
            if name.startswith(letter):
                yield f"### {name}\n\n{_text(code)}\n"


def _text(code: Code) -> str:
    severity = _SEVERITIES[code.severity]
    meaning = " ".join([part for part in (severity, code.meaning) if part])
    return f"{meaning}\n\n```text\n{code.example}\n```\n\n{code.mend}"


def architecture() -> str:
    """The drawing of the rooms: who imports whom, without what follows from that."""
    rooms = list(chain(*_layers()))
    below = {room: _imported_by(room) & {*rooms} for room in rooms}
    reached: dict[str, set[str]] = {}
    for room in reversed(rooms):
        reached[room] = below[room].union(*[reached[one] for one in below[room]])
    lines = [f"    {room}[{room}]" for room in rooms]
    for room in rooms:
        implied = {far for near in below[room] for far in reached[near]}
        lines += [
            f"    {room} --> {one}" for one in rooms if one in below[room] - implied
        ]
    drawing = "\n".join(["```mermaid", "flowchart TD", *lines, "```"])
    return f"{_DRAWN}\n{drawing}\n"


def _imported_by(room: str) -> set[str]:
    """The rooms that a room's files import."""
    place = COMPILER / room
    files = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    return {name for file in files for name in _rooms_in(file)} - {room}


def _rooms_in(file: Path) -> Iterator[str]:
    depth = len(file.relative_to(COMPILER).parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module] if node.module else [one.name for one in node.names]
            yield from [name.partition(".")[0] for name in names]


def _layers() -> list[list[str]]:
    """The rooms, from the top; those of one layer know nothing of each other."""
    rules = ConfigParser()
    rules.read(ROOT / ".importlinter")
    text = rules["importlinter:contract:layers"]["layers"]
    return [line.split(" | ") for line in text.strip().splitlines()]


PAGES = {"docs/errors.md": errors, "docs/architecture.md": architecture}


def main() -> None:
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")


def codes_in(text: str) -> set[str]:
    """The codes that a source names."""
    return set(re.findall(r'"([CMO]\d{3})"', text))


if __name__ == "__main__":
    main()
