"""Other interpreters, held against the running Python.

    python -m interpreters.run [--python PATH]… [--pyodide FOLDER [--node NODE]]

with `tests` on the path. Each that is found runs `program.py`, and must say what this
Python says; each that has the compiler compiles the corpus, to the same bytes. FOLDER
is pyodide's, as npm installs it. Ends with 1 at any difference.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shapewright.disk.manifest import NAME as MANIFEST
from shapewright.disk.manifest import without_provenance
from support import ROOT

from . import corpus

HERE = Path(__file__).parent
NAMES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3.15", "pypy3")
PACKAGES = {ROOT / "generated": "aws_shapes", Path("corpus"): corpus.NAME}
"""What the program is run with; the corpus is compiled here, by the running Python."""
ABOUT = """
import platform, sys
print(platform.python_implementation(), platform.python_version())
"""
COMPILER = "import black, botocore, shapewright.pipeline"
Bytes = dict[str, bytes]


@dataclass(frozen=True)
class Interpreter:
    """Something that runs Python."""

    name: str
    command: tuple[str, ...]
    """What a program and its arguments follow."""
    about: str
    compiles: bool
    """Whether it has the compiler and what that needs."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    found = [one for name in (*NAMES, *options.python) for one in _python(name)]
    if options.pyodide:
        found += _pyodide(options.node, options.pyodide)
    names = {one.name for one in found}
    for name in NAMES:
        if name not in names:
            print(f"{name}: not found", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        return 0 if _compare(found, Path(folder)) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="interpreters.run", description=__doc__)
    parser.add_argument("--python", action="append", default=[], metavar="PATH")
    parser.add_argument("--pyodide", metavar="FOLDER")
    parser.add_argument("--node", default="node")
    return parser


# What there is -----------------------------------------------------------------------


def _python(name: str) -> Iterator[Interpreter]:
    """The interpreter of that name, if it is there and runs."""
    path = shutil.which(name)
    about = _run(path, "-c", ABOUT) if path else None
    if path and about and about.returncode == 0:
        yield Interpreter(
            name=name,
            command=(path, "-I", "-W", "error"),
            about=about.stdout.strip(),
            compiles=_run(path, "-c", COMPILER).returncode == 0,
        )


def _pyodide(node: str, folder: str) -> Iterator[Interpreter]:
    path = shutil.which(node)
    version = json.loads((Path(folder) / "package.json").read_text())["version"]
    if path is None:
        raise SystemExit(f"{node}: there is no such node")
    yield Interpreter(
        name="pyodide",
        command=(path, str(HERE / "pyodide.mjs"), folder),
        about=f"pyodide {version}",
        compiles=False,
    )


def _run(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **more},
    )


# What they do ------------------------------------------------------------------------


def _compare(interpreters: Sequence[Interpreter], folder: Path) -> bool:
    corpus.write(folder / "corpus")
    here = Interpreter(
        name=sys.executable,
        command=(sys.executable, "-I", "-W", "error"),
        about="this Python",
        compiles=True,
    )
    expected = _said(here, folder)
    compiled = _bytes(folder / "corpus" / corpus.NAME)
    print(f"this Python: {_lines(expected)}; {len(compiled)} files", flush=True)
    well = True
    for number, one in enumerate(interpreters):
        said = _difference(expected, _said(one, folder))
        made = "no compiler"
        if one.compiles:
            made = _unlike(compiled, _compiled(one, folder / str(number)))
        print(f"{one.name} ({one.about}): {said}; {made}", flush=True)
        well = (
            well and said == "says the same" and made in ("no compiler", "same bytes")
        )
    return well


def _lines(text: str) -> str:
    return f"{len(text.splitlines())} lines"


def _said(interpreter: Interpreter, folder: Path) -> str:
    """What the program says of all packages, and whether it ended well."""
    said = ""
    for place, package in PACKAGES.items():
        program = str(HERE / "program.py"), str(folder / place), package
        ran = _run(*interpreter.command, *program)
        said += ran.stdout + (ran.stderr if ran.returncode else "")
    return said


def _difference(expected: str, said: str) -> str:
    if said == expected:
        return "says the same"
    lines = difflib.unified_diff(
        expected.splitlines(), said.splitlines(), lineterm="", n=0
    )
    return "\n".join(["says something else:", *islice(lines, 2, 12)])


def _compiled(interpreter: Interpreter, folder: Path) -> Bytes:
    ran = _run(
        interpreter.command[0],
        *("-m", f"{__package__}.corpus", str(folder)),
        PYTHONPATH=str(HERE.parent),
    )
    if ran.returncode:
        return {"": ran.stderr.encode()}
    return _bytes(folder / corpus.NAME)


def _bytes(folder: Path) -> Bytes:
    """The files of a package; of its manifest, what does not name its makers."""
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }
    manifest = without_provenance(found[MANIFEST].decode())
    return {**found, MANIFEST: json.dumps(manifest).encode()}


def _unlike(expected: Bytes, made: Bytes) -> str:
    if list(made) == [""]:
        return f"compiles nothing:\n{made[''].decode()}"
    names = sorted(expected.keys() | made.keys())
    differing = [name for name in names if expected.get(name) != made.get(name)]
    return f"other bytes: {', '.join(differing[:10])}" if differing else "same bytes"


if __name__ == "__main__":
    sys.exit(main())
