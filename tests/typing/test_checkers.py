"""What mypy and pyright, both strict, find in user code and in the package."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings
from support import ROOT, Case, cases

PLANTED = Path(__file__).parent / "planted"
MARKER = re.compile(r"# error: mypy\[(?P<mypy>.*?)\] pyright\[(?P<pyright>.*?)\]$")

Found = list[tuple[int, str]]
"""Lines and the codes of what is reported there."""


def service_of(name: str, root: Path) -> ServiceSettings:
    """A case of the corpus as a service of one package."""
    (settings,) = Case(name).settings(root).services
    own = settings.service if settings.service != "example" else name
    return dataclasses.replace(settings, service=own)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source root with the corpus as one package, and the users' files."""
    made = tmp_path_factory.mktemp("typing")
    services = tuple([service_of(name, made) for name in cases(refused=False)])
    settings = PackageSettings(name="corpus_shapes", output=made, services=services)
    generate(Settings(packages=(settings,)), Diagnostics(), dry=False, force=False)
    for file in PLANTED.iterdir():
        (made / file.stem).write_text(file.read_text())
    return made


def run(*command: str, cwd: Path) -> str:
    environment = {**os.environ, "MYPYPATH": str(ROOT / "generated")}
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=environment,
        timeout=600,
        check=False,
    )
    assert not ran.stderr, ran.stderr
    return ran.stdout


class Report(NamedTuple):
    """One error that a checker reports."""

    file: str
    line: int
    code: str
    message: str


def mypy(root: Path, *targets: str) -> list[Report]:
    said = run(
        "mypy", "--strict", "--output=json", "--config-file=", *targets, cwd=root
    )
    reports = [json.loads(line) for line in said.splitlines() if line[:1] == "{"]
    return [
        Report(report["file"], report["line"], report["code"], report["message"])
        for report in reports
        if report["severity"] == "error"
    ]


def pyright(root: Path, *targets: str) -> list[Report]:
    config = {
        "include": list(targets),
        "extraPaths": [str(ROOT / "generated"), str(root)],
        "typeCheckingMode": "strict",
        "reportUnusedExpression": False,
    }
    (root / "pyrightconfig.json").write_text(json.dumps(config))
    said = json.loads(run("pyright", "--outputjson", "--project", str(root), cwd=root))
    assert said["summary"]["filesAnalyzed"] >= len(targets)
    return [
        Report(
            str(Path(one["file"]).relative_to(root)),
            one["range"]["start"]["line"] + 1,
            one.get("rule", ""),
            one["message"],
        )
        for one in said["generalDiagnostics"]
    ]


def planted(checker: str) -> Found:
    """What the markers say that a checker reports."""

    def markers() -> Iterator[tuple[int, str]]:
        text = (PLANTED / "errors.py.txt").read_text()
        for number, line in enumerate(text.splitlines(), start=1):
            marker = MARKER.search(line)
            assert ("# error:" in line) is bool(marker)
            if marker and marker[checker]:
                yield from ((number, code) for code in marker[checker].split())

    return sorted(markers())


def lines(found: list[Report]) -> Found:
    return sorted([(one.line, one.code) for one in found])


def test_mypy_finds_every_planted_error_and_no_other(root: Path) -> None:
    found = [one for one in mypy(root, "errors.py") if one.file == "errors.py"]
    assert lines(found) == planted("mypy")


def test_pyright_finds_every_planted_error_and_no_other(root: Path) -> None:
    assert lines(pyright(root, "errors.py")) == planted("pyright")


def test_mypy_finds_nothing_in_correct_code(root: Path) -> None:
    assert [one for one in mypy(root, "correct.py") if one.file == "correct.py"] == []


def test_pyright_finds_nothing_in_correct_code(root: Path) -> None:
    assert pyright(root, "correct.py") == []


def test_correct_code_runs(root: Path) -> None:
    path = os.pathsep.join([str(root), str(ROOT / "generated")])
    ran = subprocess.run(
        [sys.executable, "-W", "error", "correct.py"],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_mypy_finds_nothing_in_the_packages(root: Path) -> None:
    aws_shapes = ROOT / "generated" / "aws_shapes"
    assert mypy(root, "corpus_shapes") + mypy(root, str(aws_shapes)) == []


def test_pyright_finds_nothing_in_the_packages(root: Path) -> None:
    assert pyright(root, "corpus_shapes") == []


def test_pyright_finds_nothing_in_the_committed_package(tmp_path: Path) -> None:
    (tmp_path / "aws_shapes").symlink_to(ROOT / "generated" / "aws_shapes")
    assert pyright(tmp_path, "aws_shapes") == []
