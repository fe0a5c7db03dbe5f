"""The command: verbs, exit codes, messages, and what goes to which stream."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import pty
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from shapewright import __version__
from shapewright.command import cli, process
from support import ROOT

MODEL: dict[str, Any] = {
    "metadata": {
        "apiVersion": "2020-01-01",
        "protocol": "json",
        "serviceFullName": "Example Service",
    },
    "operations": {
        "CreateThing": {"name": "CreateThing", "input": {"shape": "Thing"}},
        "Ping": {"name": "Ping"},
    },
    "shapes": {
        "Thing": {
            "type": "structure",
            "members": {"Name": {"shape": "Text"}, "Colour": {"shape": "Colour"}},
        },
        "Other": {"type": "structure", "members": {}},
        "Colour": {"type": "string", "enum": ["red"]},
        "Texts": {"type": "list", "member": {"shape": "Text"}},
        "ByText": {
            "type": "map",
            "key": {"shape": "Text"},
            "value": {"shape": "Text"},
        },
        "Either": {
            "type": "structure",
            "union": True,
            "members": {"A": {"shape": "Text"}},
        },
        "Text": {"type": "string"},
    },
}
CONFIGURATION = """\
[[tool.shapewright.package]]
name = "shapes_here"
output = "src"
[tool.shapewright.package.services.example]
model = "service-2.json"
shapes = ["*"]
"""


class Folder:
    """A working folder with a model, and the command run in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.model(MODEL)

    def model(self, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        (self.path / "service-2.json").write_text(text)

    def configure(self, text: str = CONFIGURATION) -> None:
        (self.path / "pyproject.toml").write_text(text)

    def run(self, *arguments: str) -> Result:
        """Inside this process."""
        return CliRunner().invoke(cli.cli, arguments, prog_name="shapewright")

    def start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """As a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "shapewright", *arguments],
            cwd=self.path,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def tree(self) -> list[str]:
        return sorted(
            path.relative_to(self.path).as_posix() for path in self.path.rglob("*")
        )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path)


EXAMPLE = ("--service", "example", "--model", "service-2.json")
ONE_OFF = (*EXAMPLE, "--out", "src")
ALL = (*ONE_OFF, "--shape", "*")


# The verbs ----------------------------------------------------------------------------


def test_version_and_help(folder: Folder) -> None:
    assert folder.run("--version").output == f"shapewright {__version__}\n"
    for verb in ("generate", "check", "explain", "list"):
        assert verb in folder.run("--help").output
        assert folder.run(verb, "-h").exit_code == 0


def test_a_configuration_of_six_lines_writes_only_the_package(folder: Folder) -> None:
    folder.configure()
    assert len(CONFIGURATION.splitlines()) == 6
    run = folder.start("generate")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("shapes_here: ")
    assert [path.name for path in (folder.path / "src").iterdir()] == ["shapes_here"]
    use = "from shapes_here.example import Thing; print(Thing(colour='red').to_wire())"
    used = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, 'src'); {use}"],
        cwd=folder.path,
        capture_output=True,
        text=True,
    )
    assert (used.stdout, used.stderr) == ("{'Colour': 'red'}\n", "")
    again = folder.start("generate")
    assert (again.returncode, again.stdout) == (0, "shapes_here: up to date\n")


def test_a_one_off_run_needs_no_configuration(folder: Folder) -> None:
    run = folder.run("generate", *ALL, "--package", "mine.shapes")
    assert run.exit_code == 0, run.output
    assert (folder.path / "src/mine/shapes/example/shapes/thing.py").is_file()
    assert not (folder.path / "src" / "pyproject.toml").exists()


def test_shapes_and_operations_repeat(folder: Folder) -> None:
    run = folder.run(
        "generate", *ONE_OFF, "--shape", "Other", "--shape", "Colour",
        "--operation", "CreateThing", "--operation", "*",
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    shapes = folder.path / "src/aws_shapes/example/shapes"
    assert sorted(path.name for path in shapes.iterdir()) == [
        "__init__.py",
        "other.py",
        "thing.py",
    ]


def test_services_repeat(folder: Folder) -> None:
    run = folder.run(
        "generate", "--service", "sts", "--service", "sts@2011-06-15",
        "--shape", "Credentials", "--out", "src",
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    package = folder.path / "src/aws_shapes"
    assert (package / "sts/shapes/credentials.py").is_file()
    assert (package / "sts_2011_06_15/shapes/credentials.py").is_file()


def test_the_same_service_twice_is_one_or_refused(folder: Folder) -> None:
    run = folder.run(
        "generate", "--service", "sts", "--service", "sts",
        "--shape", "Credentials", "--out", "src",
    )  # fmt: skip
    if run.exit_code == 0:
        again = folder.run("check", "--service", "sts", "--shape", "Credentials",
                           "--out", "src")  # fmt: skip
        assert again.exit_code == 0, again.output
    else:
        assert run.exit_code == 2
        assert "Traceback" not in run.output


def test_the_configuration_of_a_parent_folder_counts(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.configure()
    below = folder.path / "deep" / "below"
    below.mkdir(parents=True)
    (below / "pyproject.toml").write_text("[tool.other]\n")
    monkeypatch.chdir(below)
    assert folder.run("generate").exit_code == 0
    assert (folder.path / "src/shapes_here/example").is_dir()
    assert list(below.iterdir()) == [below / "pyproject.toml"]


def test_a_configuration_can_be_named(folder: Folder) -> None:
    (folder.path / "elsewhere").mkdir()
    (folder.path / "elsewhere/other.toml").write_text(
        CONFIGURATION.replace('"service-2.json"', '"../service-2.json"')
    )
    run = folder.run("generate", "--config", "elsewhere/other.toml")
    assert run.exit_code == 0, run.output
    assert (folder.path / "elsewhere/src/shapes_here/example").is_dir()


def test_a_configured_distribution_is_written(folder: Folder) -> None:
    folder.configure(
        CONFIGURATION.replace(
            'output = "src"',
            'output = "src"\ndistribution = "my-shapes"\nversion = "1.2.3"',
        )
    )
    assert folder.run("generate").exit_code == 0
    assert sorted(path.name for path in (folder.path / "src").iterdir()) == [
        "LICENSE",
        "NOTICE",
        "README.md",
        "pyproject.toml",
        "shapes_here",
    ]
    text = (folder.path / "src/pyproject.toml").read_text()
    assert 'name = "my-shapes"' in text
    assert 'version = "1.2.3"' in text
    assert folder.run("check").exit_code == 0


# --check, --diff, --force, --strict-model ---------------------------------------------


@pytest.mark.parametrize("verb", [("check",), ("generate", "--check")])
def test_check_writes_nothing_and_says_what_would_change(
    folder: Folder, verb: tuple[str, ...]
) -> None:
    before = folder.tree()
    run = folder.run(*verb, *ALL)
    assert run.exit_code == 1
    assert "would add " in run.stdout
    assert "example/shapes/thing.py" in run.stdout
    assert run.stderr == ""
    assert folder.tree() == before
    assert folder.run("generate", *ALL).exit_code == 0
    run = folder.run(*verb, *ALL)
    assert (run.exit_code, run.output) == (0, "aws_shapes: up to date\n")


def test_diff_shows_each_change_and_writes_nothing(folder: Folder) -> None:
    folder.run("generate", *ALL)
    changed = json.loads(json.dumps(MODEL))
    changed["shapes"]["Thing"]["documentation"] = "<p>Now documented.</p>"
    del changed["shapes"]["Other"]
    changed["shapes"]["Third"] = {"type": "structure", "members": {}}
    folder.model(changed)
    before = folder.tree()
    run = folder.run("generate", *ALL, "--diff")
    assert run.exit_code == 1
    lines = run.stdout.splitlines()
    assert "+    " + '"""Now documented.' in lines
    assert any(line.startswith("would change ") for line in lines)
    assert any(line.startswith("would remove ") for line in lines)
    assert any(line == "+++ /dev/null" for line in lines)
    assert any(line == "--- /dev/null" for line in lines)
    assert folder.tree() == before
    assert lines[-1].endswith("files would change")


def test_an_edited_file_is_named_and_forced(folder: Folder) -> None:
    folder.run("generate", *ALL)
    file = folder.path / "src/aws_shapes/example/shapes/thing.py"
    file.write_text("edited\n")
    run = folder.start("generate", *ALL)
    assert run.returncode == 2
    assert run.stdout == ""
    assert str(file) in run.stderr
    assert "--force" in run.stderr
    assert file.read_text() == "edited\n"
    run = folder.start("generate", *ALL, "--force")
    assert (run.returncode, run.stderr) == (0, "")
    assert "class Thing" in file.read_text()


def test_an_unknown_key_warns_and_fails_a_strict_run(folder: Folder) -> None:
    changed = json.loads(json.dumps(MODEL))
    changed["shapes"]["Thing"]["brandNew"] = True
    folder.model(changed)
    run = folder.run("generate", *ALL, "--strict-model")
    assert (run.exit_code, run.stdout) == (3, "")
    assert run.stderr.startswith("error M120: service-2.json: Thing")
    assert not (folder.path / "src").exists()
    run = folder.run("generate", *ALL)
    assert run.exit_code == 0
    assert run.stderr.startswith("warning M120: service-2.json: Thing")
    assert "brandNew" in run.stderr


# explain and list ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "titles"),
    [
        ("Thing", ["document", "ir", "facts", "view", "source"]),
        ("Either", ["document", "ir", "facts", "view", "source"]),
        ("Colour", ["document", "ir", "facts", "view", "source"]),
        ("Texts", ["document", "ir", "facts"]),
        ("Text", ["document", "ir", "facts"]),
    ],
)
def test_explain_shows_a_shape_after_each_stage(
    folder: Folder, shape: str, titles: list[str]
) -> None:
    run = folder.run("explain", shape, *EXAMPLE, "--stage", "all")
    assert run.exit_code == 0, run.output
    found = [line[2:] for line in run.stdout.splitlines() if line.startswith("# ")]
    found = [title.partition(":")[0] for title in found if title[0].islower()]
    assert [title for title in found if title in titles] == titles
    stages = ("--stage", "all", "--format", "json")
    shown = json.loads(folder.run("explain", shape, *EXAMPLE, *stages).stdout)
    assert [title.partition(":")[0] for title in shown] == titles
    assert json.loads(next(iter(shown.values()))) == MODEL["shapes"][shape]


def test_explain_looks_through_the_configured_packages(folder: Folder) -> None:
    folder.configure()
    run = folder.run("explain", "Thing", "--stage", "source", "--stage", "ir")
    assert "class Thing" in run.stdout
    assert "# view" not in run.stdout
    run = folder.run("explain", "Thimg")
    assert run.exit_code == 2
    assert run.stderr == (
        "error C121: Thimg: is no shape or operation of example: did you mean Thing?\n"
    )


def test_a_command_begins_without_what_compiles() -> None:
    """Help and a usage error take no longer than click does."""
    code = "import sys, shapewright.command.cli; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.check_output(command, text=True).split()
    assert "click" in loaded
    heavy = {"botocore", "jinja2", "black", "shapewright.pipeline", "shapewright.plan"}
    assert not heavy & set(loaded)


def test_explain_at_a_glance_and_drawn(folder: Folder) -> None:
    run = folder.run("explain", "Thing", *EXAMPLE)
    assert run.stdout.startswith("Thing: structure of example 2020-01-01\n")
    run = folder.run("explain", "Thing", *EXAMPLE, "--format", "mermaid")
    assert run.stdout.startswith("classDiagram\n")
    run = folder.run("list", "shapes", "th*", *EXAMPLE)
    assert run.stdout == "Thing  structure\n"


def test_list_services(folder: Folder) -> None:
    run = folder.run("list", "services")
    lines = [line.split() for line in run.stdout.splitlines()]
    assert ["sagemaker", "2017-07-24"] in lines
    assert run.stderr == ""
    shown = json.loads(folder.run("list", "services", "--format", "json").stdout)
    assert shown["sagemaker"] == "2017-07-24"


def test_list_operations_and_shapes(folder: Folder) -> None:
    run = folder.run("list", "operations", *EXAMPLE)
    assert run.stdout.splitlines() == ["CreateThing  Thing → -", "Ping         - → -"]
    shown = json.loads(
        folder.run("list", "shapes", *EXAMPLE, "--format", "json").stdout
    )
    assert shown == {
        "Thing": "structure",
        "Other": "structure",
        "Colour": "enum",
        "Texts": "list",
        "ByText": "map",
        "Either": "union",
        "Text": "string",
    }


def test_list_of_nothing_is_nothing(folder: Folder) -> None:
    folder.model({**MODEL, "operations": {}})
    run = folder.run("list", "operations", *EXAMPLE)
    assert (run.exit_code, run.output) == (0, "")


# JSON ---------------------------------------------------------------------------------


def test_json_reports_changes_and_diagnostics(folder: Folder) -> None:
    folder.model({**MODEL, "brandNew": 1})
    run = folder.run("generate", *ALL, "--diff", "--format", "json")
    assert run.exit_code == 1
    report = json.loads(run.stdout)
    assert report["version"] == 1
    (package,) = report["packages"]
    assert (package["package"], package["written"]) == ("aws_shapes", False)
    change = package["changes"][0]
    assert change["kind"] == "add"
    assert change["diff"].startswith("--- /dev/null")
    assert [d["code"] for d in report["diagnostics"]] == ["M120"]
    for line in run.stderr.splitlines():
        assert json.loads(line)["severity"] == "warning"
    report = json.loads(folder.run("generate", *ALL, "--format", "json").stdout)
    assert report["packages"][0]["written"] is True
    assert "diff" not in report["packages"][0]["changes"][0]


def test_json_of_a_failure_is_a_line_a_diagnostic(folder: Folder) -> None:
    run = folder.run(
        "generate", *ONE_OFF, "--shape", "A", "--shape", "B", "--format", "json"
    )
    assert (run.exit_code, run.stdout) == (2, "")
    said = [json.loads(line) for line in run.stderr.splitlines()]
    assert [one["where"] for one in said] == ["example: A", "example: B"]
    assert said[0].keys() == {"code", "severity", "where", "message", "hint"}


# How services are compiled ------------------------------------------------------------


@pytest.fixture
def kept(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a cache, which is not there yet."""
    kept = folder.path / "cache"
    monkeypatch.setenv("SHAPEWRIGHT_CACHE_DIR", str(kept))
    return kept


def test_a_cache_is_kept_where_the_environment_says(folder: Folder, kept: Path) -> None:
    assert folder.run("generate", *ALL).exit_code == 0
    assert len(list(kept.iterdir())) == 1


def test_a_cache_is_kept_in_the_users_folder_else(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHAPEWRIGHT_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: f"here/{name}")
    assert folder.run("generate", *ALL).exit_code == 0
    assert len(list((folder.path / "here" / "shapewright").iterdir())) == 1


def test_without_a_cache_none_is_read_or_written(folder: Folder, kept: Path) -> None:
    assert folder.run("generate", *ALL, "--no-cache").exit_code == 0
    assert not kept.exists()
    folder.run("generate", *ALL)
    (entry,) = kept.iterdir()
    entry.write_bytes(b"")
    assert folder.run("check", *ALL, "--no-cache").exit_code == 0
    assert entry.read_bytes() == b""


def test_what_a_model_is_warned_of_is_said_again_from_the_cache(
    folder: Folder, kept: Path
) -> None:
    folder.model({**MODEL, "surprise": True})
    first, second = (folder.run("generate", *ALL) for _ in range(2))
    assert "surprise" in first.stderr
    assert second.stderr == first.stderr
    assert "surprise" in folder.run("check", *ALL, "--strict-model").stderr


def test_processes_write_and_say_the_same_in_the_same_order(folder: Folder) -> None:
    two = {name: {**MODEL, name: {}} for name in ("first", "second")}
    for name, model in two.items():
        (folder.path / f"{name}.json").write_text(json.dumps(model))
    folder.configure(
        CONFIGURATION.partition("[tool.shapewright.package.services")[0]
        + "".join(
            [
                f"[tool.shapewright.package.services.{name}]\n"
                f'model = "{name}.json"\nshapes = ["*"]\n'
                for name in two
            ]
        )
    )
    one = folder.run("generate", "--no-cache", "--jobs", "1")
    written = contents(folder)
    shutil.rmtree(folder.path / "src")
    other = folder.run("generate", "--no-cache", "--jobs", "2")
    assert contents(folder) == written
    assert one.exit_code == other.exit_code == 0
    assert (other.stdout, other.stderr) == (one.stdout, one.stderr)
    assert 0 <= one.stderr.find("first") < one.stderr.find("second")


def contents(folder: Folder) -> dict[Path, bytes]:
    files = (folder.path / "src").rglob("*")
    return {file: file.read_bytes() for file in files if file.is_file()}


# Bad use ------------------------------------------------------------------------------

BAD: dict[str, tuple[int, tuple[str, ...], str]] = {
    "an unknown service": (
        2,
        ("generate", "--service", "sagemakr", "--shape", "A", "--out", "o"),
        "did you mean sagemaker",
    ),
    "a service that is like none": (
        2,
        ("generate", "--service", "%%%", "--shape", "A", "--out", "o"),
        "shapewright list services",
    ),
    "a service with an underscore": (
        2,
        ("list", "shapes", "--service", "lex_models"),
        "lex-models",
    ),
    "an unknown API version": (
        2,
        ("list", "shapes", "--service", "sts@1999-01-01"),
        "2011-06-15",
    ),
    "an unknown shape": (2, ("generate", *ONE_OFF, "--shape", "Thimg"), "Thing"),
    "an unknown operation": (
        2,
        ("generate", *ONE_OFF, "--operation", "CreateThimg"),
        "CreateThing",
    ),
    "a shape that becomes no class": (
        2,
        ("generate", *ONE_OFF, "--shape", "Texts"),
        "becomes no class",
    ),
    "an unknown shape to explain": (2, ("explain", "Zzz", *EXAMPLE), "is no shape or"),
    "a picture of a stage": (
        2,
        ("explain", "Thing", *EXAMPLE, "--stage", "ir", "--format", "dot"),
        "--stage and --format dot exclude each other",
    ),
    "no shape to explain": (2, ("explain",), "Missing argument"),
    "nothing to explain it from": (2, ("explain", "Thing"), "pyproject.toml"),
    "an unknown verb": (2, ("genrate",), "genrate"),
    "an unknown option": (2, ("generate", "--shap", "A"), "--shape"),
    "an unknown format": (2, ("list", "services", "--format", "xml"), "xml"),
    "nothing to list": (2, ("list",), "Missing argument"),
    "a list of what there is not": (2, ("list", "enums"), "enums"),
    "a list of no service": (2, ("list", "shapes"), "--service"),
    "no configuration": (2, ("generate",), "[tool.shapewright]"),
    "a configuration that is not there": (
        2,
        ("generate", "--config", "nowhere.toml"),
        "nowhere.toml",
    ),
    "a configuration that is a folder": (2, ("generate", "--config", "."), "directory"),
    "a configuration that is no TOML": (
        2,
        ("generate", "--config", "service-2.json"),
        "no TOML",
    ),
    "a configuration that is no text": (
        2,
        ("generate", "--config", "garbage"),
        "garbage",
    ),
    "a configuration of brackets": (
        2,
        ("generate", "--config", "brackets.toml"),
        "brackets.toml",
    ),
    "a configuration without packages": (
        2,
        ("generate", "--config", "empty.toml"),
        "tool.shapewright.package",
    ),
    "a shape without a service": (2, ("generate", "--shape", "A"), "need --service"),
    "a service without an output": (
        2,
        ("generate", "--service", "sts", "--shape", "*"),
        "--out",
    ),
    "a service without a selection": (
        2,
        ("generate", "--service", "sts", "--out", "o"),
        "--shape",
    ),
    "a service and a configuration": (
        2,
        ("generate", *ALL, "--config", "empty.toml"),
        "--config",
    ),
    "one model for two services": (
        2,
        ("generate", *ALL, "--service", "sts"),
        "--model",
    ),
    "a package and no service": (
        2,
        ("generate", "--package", "mine"),
        "--package",
    ),
    "a model and no service to explain": (
        2,
        ("explain", "Thing", "--model", "service-2.json"),
        "--service",
    ),
    "a package that is no name": (
        2,
        ("generate", *ALL, "--package", "a-b c"),
        "a-b c",
    ),
    "a package that is a keyword": (
        2,
        ("generate", *ALL, "--package", "mine.class"),
        "class",
    ),
    "no process at all": (2, ("generate", *ALL, "--jobs", "0"), "--jobs"),
    "a scheduler of no kind": (
        2,
        ("generate", *ALL, "--dask", "nonsense://here"),
        "--dask nonsense://here: ",
    ),
    "an output that is a file": (
        2,
        ("generate", *EXAMPLE, "--shape", "*", "--out", "service-2.json"),
        "service-2.json",
    ),
    "a model that is not there": (
        2,
        ("list", "shapes", "--service", "x", "--model", "nowhere.json"),
        "nowhere.json: is no file",
    ),
    "a model that is a folder": (
        2,
        ("list", "shapes", "--service", "x", "--model", "."),
        "is no file",
    ),
    "a model that is no JSON": (
        3,
        ("list", "shapes", "--service", "x", "--model", "empty.toml"),
        "is no JSON",
    ),
    "a model that is no text": (
        3,
        ("list", "shapes", "--service", "x", "--model", "garbage"),
        "is no JSON",
    ),
    "a model that is broken gzip": (
        3,
        ("list", "shapes", "--service", "x", "--model", "broken.json.gz"),
        "gzip",
    ),
    "a model whose shapes are null": (
        3,
        ("explain", "Thing", "--service", "x", "--model", "null.json"),
        "'shapes' must be an object",
    ),
    "a model whose shapes are a list": (
        3,
        ("explain", "Thing", "--service", "x", "--model", "list.json"),
        "'shapes' must be an object",
    ),
    "a model whose shape is null": (
        3,
        ("explain", "Thing", "--service", "x", "--model", "shape.json"),
        "Thing: must be an object",
    ),
}
FILES = {
    "garbage": b"\xff\xfe\x00\x01",
    "empty.toml": b"[tool.shapewright]\n",
    "brackets.toml": b"a = " + b"[" * 100_000,
    "broken.json.gz": b"\x1f\x8b\x08\x00garbage",
    "null.json": b'{"metadata": {"protocol": "json"}, "shapes": null}',
    "list.json": b'{"metadata": {"protocol": "json"}, "shapes": ["Thing"]}',
    "shape.json": b'{"metadata": {"protocol": "json"}, "shapes": {"Thing": null}}',
}


@pytest.fixture
def spoilt(folder: Folder) -> Folder:
    for name, data in FILES.items():
        (folder.path / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("kind", BAD)
def test_bad_use_is_said_in_words_and_writes_nothing(spoilt: Folder, kind: str) -> None:
    code, arguments, words = BAD[kind]
    before = spoilt.tree()
    run = spoilt.run(*arguments)
    assert run.exception is None or isinstance(run.exception, SystemExit), kind
    assert (run.exit_code, run.stdout) == (code, "")
    assert words in run.stderr
    assert spoilt.tree() == before


@pytest.mark.parametrize("kind", [*BAD][::2])
def test_bad_use_gives_no_traceback(spoilt: Folder, kind: str) -> None:
    code, arguments, words = BAD[kind]
    run = spoilt.start(*arguments)
    assert "Traceback" not in run.stderr
    assert "has a bug" not in run.stderr
    assert (run.returncode, run.stdout) == (code, "")
    assert words in run.stderr


def test_a_package_that_is_a_path_writes_nothing_elsewhere(folder: Folder) -> None:
    elsewhere = folder.path / "elsewhere"
    before = folder.tree()
    run = folder.run("generate", *ALL, "--package", f".{elsewhere}")
    assert folder.tree() == before
    assert (run.exit_code, run.stdout) == (2, "")
    assert str(elsewhere) in run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate", *ONE_OFF, "--shape", "Thimg"),
        ("generate", *ONE_OFF, "--operation", "CreateThimg"),
        ("list", "shapes", "--service", "sagemakr"),
        ("list", "shapes", "--service", "sts@1999-01-01"),
        ("explain", "Thimg", *EXAMPLE),
        ("generate", "--config", "nowhere.toml"),
    ],
)
def test_what_is_misspelt_is_one_line(
    folder: Folder, arguments: tuple[str, ...]
) -> None:
    assert folder.run(*arguments).stderr.count("\n") == 1


def test_a_hint_names_a_command_that_runs(folder: Folder) -> None:
    said = folder.run("generate", *ONE_OFF, "--shape", "Zzzz").stderr
    hint = said.split("`")[1].split()
    assert hint[:2] == ["shapewright", "list"]
    arguments = [*hint[1:]]
    if "example" in arguments:
        arguments += ["--model", "service-2.json"]
    assert folder.run(*arguments).exit_code == 0


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31mred", "a\u2028b"])
def test_a_hostile_name_does_not_break_a_message_into_lines(
    folder: Folder, name: str
) -> None:
    folder.model(
        {
            "metadata": {"protocol": "json"},
            "shapes": {
                name: {"type": "structure", "members": {name: {"shape": "Nowhere"}}}
            },
        }
    )
    run = folder.run("generate", *ALL)
    assert run.exit_code == 3
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.rstrip("\n").isprintable()


@pytest.mark.parametrize("depth", [5, 50, 150, 2000])
def test_lists_of_lists_of_lists_are_written_or_refused(
    folder: Folder, depth: int
) -> None:
    shapes: dict[str, Any] = {
        f"L{n}": {"type": "list", "member": {"shape": f"L{n + 1}"}}
        for n in range(depth)
    }
    shapes[f"L{depth}"] = {"type": "string"}
    shapes["Deep"] = {"type": "structure", "members": {"A": {"shape": "L0"}}}
    folder.model({"metadata": {"protocol": "json"}, "shapes": shapes})
    run = folder.run("generate", *ALL)
    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert run.exit_code == 0 or depth > 5
    if run.exit_code == 0:
        ast.parse((folder.path / "src/aws_shapes/example/shapes/deep.py").read_text())
    else:
        assert run.exit_code == 3
        assert not (folder.path / "src").exists()


def test_a_name_that_no_file_can_have_is_refused_or_shortened(folder: Folder) -> None:
    shapes = {"A" * 300: {"type": "structure", "members": {}}}
    folder.model({"metadata": {"protocol": "json"}, "shapes": shapes})
    run = folder.run("generate", *ALL)
    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert run.exit_code in (0, 2, 3)
    assert len(run.stderr.splitlines()) == (run.exit_code != 0)


def test_all_unknown_shapes_of_a_selection_are_said(folder: Folder) -> None:
    folder.configure(CONFIGURATION.replace('shapes = ["*"]', 'shapes = ["A", "B"]'))
    run = folder.run("generate")
    assert run.exit_code == 2
    assert [line.split(": ")[2] for line in run.stderr.splitlines()] == ["A", "B"]


@pytest.mark.parametrize("place", ["Thimg", "Thing$Nmae", "Thimg$Name"])
def test_a_check_of_what_there_is_not_is_said(folder: Folder, place: str) -> None:
    folder.configure(CONFIGURATION + f'checks."{place}" = ["length"]\n')
    run = folder.run("generate")
    assert place in run.stderr
    assert "did you mean" in run.stderr


def test_a_users_rule_for_a_shape_that_there_is_not_is_said(folder: Folder) -> None:
    (folder.path / "overlay.toml").write_text(
        '[[rule]]\nshape = "Thimg"\nexactly_one_of = ["A", "B"]\nevidence = "A or B."\n'
        '[[pattern]]\nshape = "Txet"\nreason = "It is wrong."\n'
    )
    folder.configure(CONFIGURATION + 'overlay = "overlay.toml"\n')
    run = folder.run("generate")
    assert "Thimg" in run.stderr
    assert "Txet" in run.stderr


def test_nothing_is_written_when_a_later_package_is_refused(folder: Folder) -> None:
    second = CONFIGURATION.replace("shapes_here", "others_here")
    folder.configure(CONFIGURATION + second.replace('"*"', '"Nowhere"'))
    run = folder.run("generate")
    assert run.exit_code == 2
    assert not (folder.path / "src").exists()


# Processes ----------------------------------------------------------------------------


def test_the_script_and_the_module_are_one(folder: Folder) -> None:
    script = Path(sys.executable).with_name("shapewright")
    run = subprocess.run([script, "--version"], capture_output=True, text=True)
    assert run.stdout == folder.start("--version").stdout


def test_a_pipe_that_is_closed_early_is_no_error(folder: Folder) -> None:
    shapes = {f"Shape{n:05}": {"type": "string"} for n in range(20_000)}
    folder.model({**MODEL, "operations": {}, "shapes": shapes})
    started = subprocess.Popen(
        [sys.executable, "-m", "shapewright", "list", "shapes", *EXAMPLE],
        cwd=folder.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    assert started.stdout.readline() == b"Shape00000  string\n"
    started.stdout.close()
    said = started.stderr.read()
    started.stderr.close()
    assert said == b""
    assert started.wait(30) == 0


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_full_pipe_that_does_not_wait_changes_nothing(
    folder: Folder, stream: str
) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b" " * 4096)
    if stream == "stdout":
        folder.model(MODEL)
        words, code = ["list", "shapes", *EXAMPLE], 0
    else:
        words, code = ["list", "shapes", "--service", "nowhere"], 2
    streams: dict[str, Any] = {"stdout": subprocess.DEVNULL, stream: writing}
    started = subprocess.Popen(
        [sys.executable, "-m", "shapewright", *words], cwd=folder.path, **streams
    )
    os.close(writing)
    if stream == "stdout":
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(2)
        with os.fdopen(reading, "rb") as pipe:
            assert pipe.read().strip()
    assert started.wait(30) == code


def test_an_interrupted_run_ends_with_130_and_one_line(folder: Folder) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "shapewright", "generate", "--service", "ec2",
         "--shape", "*", "--out", "src"],
        cwd=folder.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # what a shell runs in the background is deaf to this signal
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    time.sleep(1.5)
    started.send_signal(signal.SIGINT)
    stdout, stderr = started.communicate(timeout=300)
    assert started.returncode == 130
    assert (stdout, stderr.strip()) == ("", "interrupted")
    assert not (folder.path / "src").exists()


def test_progress_is_shown_on_a_terminal_and_not_on_a_pipe(folder: Folder) -> None:
    ours, theirs = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "shapewright", "generate", *ALL],
        cwd=folder.path,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    shown = os.read(ours, 10_000)
    os.close(ours)
    os.close(theirs)
    assert run.returncode == 0
    assert b"services" in shown
    assert b"3 structures" in shown
    assert run.stdout.startswith("aws_shapes: ")
    assert folder.start("generate", *ALL, "--force").stderr == ""


# The process's end, seen from inside --------------------------------------------------


def end(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["shapewright", *arguments])
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    for name in ("stdout", "stderr"):  # which the process replaces
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(process, "_ignore_interrupts", lambda: None)
    monkeypatch.setattr(os, "_exit", sys.exit)
    with pytest.raises(SystemExit) as ended:
        process.main()
    return ended.value.code


def test_main_ends_with_the_exit_code(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not end(monkeypatch, "generate", *ALL)
    folder.model({**MODEL, "documentation": "<p>Changed.</p>"})
    assert end(monkeypatch, "check", *ALL) == 1
    assert end(monkeypatch, "generate", "--nonsense") == 2
    folder.model("{")
    assert end(monkeypatch, "generate", *ALL) == 3


def test_main_ends_with_130_when_it_is_interrupted(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("shapewright.package.generate", interrupt)
    assert end(monkeypatch, "generate", *ALL) == 130
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", "interrupted")


def test_a_bug_is_confessed_and_is_no_exit_code_of_ours(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr("shapewright.package.generate", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["shapewright", "generate", *ALL])
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    with pytest.raises(ZeroDivisionError) as error:
        process.main()
    sys.excepthook(error.type, error.value, error.tb)
    said = capsys.readouterr().err
    assert "has a bug: ZeroDivisionError: division by zero" in said
    assert "--debug" in said
    assert codes
    assert codes[0] not in (0, 1)


def test_debug_shows_the_traceback_of_a_bug(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["shapewright", "generate", *ALL, "--debug"])
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr("shapewright.package.generate", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        process.main()
    assert sys.excepthook is sys.__excepthook__


def test_the_command_is_what_the_project_file_names() -> None:
    assert (
        'shapewright = "shapewright.command.process:main"'
        in (ROOT / "pyproject.toml").read_text()
    )


def test_what_cannot_even_be_imported_is_no_answer(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> int:
        raise OSError(24, "Too many open files", "here")

    monkeypatch.setattr(process, "_run", refuse)
    assert end(monkeypatch, "check", *ALL) == 2
    assert capfd.readouterr().err == "error O112: here: Too many open files\n"
    assert end(monkeypatch, "check", *ALL, "--format", "json") == 2
    assert json.loads(capfd.readouterr().err) == {
        "code": "O112",
        "severity": "error",
        "where": "here",
        "message": "Too many open files",
        "hint": "",
    }


def test_a_folder_that_is_gone_is_said(folder: Folder) -> None:
    line = "mkdir gone; cd gone; rmdir ../gone; shapewright list services"
    done = shell(folder, line)
    said = "error O112: the current folder: cannot be used: No such file or directory"
    assert (done.returncode, done.stderr) == (2, f"{said}\n")


def test_a_selection_without_a_class_is_refused(folder: Folder) -> None:
    shapes = {"Text": {"type": "string"}}
    folder.model(
        {
            "metadata": {"protocol": "json"},
            "operations": {"Ping": {"name": "Ping"}},
            "shapes": shapes,
        }
    )
    run = folder.run("generate", *ALL)
    assert run.exit_code == 2
    assert "nothing that is selected becomes a class" in run.stderr
    assert not (folder.path / "src").exists()


def test_a_closed_stderr_does_not_stop_the_work(folder: Folder) -> None:
    command = [sys.executable, "-m", "shapewright", "generate", *ALL]
    shell = f"{shlex.join(command)} 2>&-"
    done = subprocess.run(["bash", "-c", shell], cwd=folder.path, capture_output=True)
    assert done.returncode == 0
    assert (folder.path / "src").exists()


def test_a_full_output_is_one_line_and_no_bug(folder: Folder) -> None:
    command = [sys.executable, "-m", "shapewright", "list", "services"]
    shell = f"{shlex.join(command)} > /dev/full"
    done = subprocess.run(
        ["bash", "-c", shell], cwd=folder.path, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["error O112: output: No space left on device"]


def test_an_output_that_knows_no_arrow_is_no_bug(folder: Folder) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "shapewright", "list", "operations", "--service", "sqs"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
    )
    assert run.returncode == 0
    assert b"SendMessage " in run.stdout


def shell(folder: Folder, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A line of bash, in which `shapewright` is the command."""
    command = shlex.join([sys.executable, "-m", "shapewright"])
    return subprocess.run(
        ["bash", "-c", f'shapewright() {{ {command} "$@"; }}; {line}'],
        cwd=folder.path,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
    )


def test_a_check_that_nobody_reads_has_its_exit_code(folder: Folder) -> None:
    assert folder.run("generate", *ALL).exit_code == 0
    line = f"shapewright check {shlex.join(ALL)} | true; exit ${{PIPESTATUS[0]}}"
    done = shell(folder, line)
    assert (done.returncode, done.stderr) == (0, "")
    folder.model({**MODEL, "documentation": "<p>Changed.</p>"})
    assert shell(folder, line).returncode == 1
    assert shell(folder, line.replace("check", "generate")).returncode == 0
    assert shell(folder, line).returncode == 0


@pytest.mark.parametrize("where", ["/dev/full", "&-"])
def test_a_stderr_that_cannot_be_written_keeps_the_exit_code(
    folder: Folder, where: str
) -> None:
    for arguments, code in ((ONE_OFF, 2), (ALL, 3)):
        folder.model("{" if code == 3 else MODEL)
        line = f"shapewright generate {shlex.join(arguments)} 2>{where}"
        assert shell(folder, line).returncode == code


def test_bad_use_is_json_where_json_is_asked_for(folder: Folder) -> None:
    for arguments in (
        ["generate", *ONE_OFF, "--format", "json"],
        ["generate", "--nonsense", "--format=json"],
        ["list", "operations", "--format", "json"],
    ):
        done = folder.start(*arguments)
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        said = json.loads(line)
        assert (said["code"], said["severity"]) == ("C100", "error")
        assert said["message"]


def test_an_empty_path_is_none(folder: Folder) -> None:
    done = folder.run("generate", *EXAMPLE, "--shape", "*", "--out", "")
    assert done.exit_code == 2
    assert "--out': the path is empty" in done.stderr
    assert folder.tree() == ["service-2.json"]


def test_a_user_without_a_home_has_no_cache_and_is_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("SHAPEWRIGHT_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_dir", refuse)
    done = folder.run("generate", *ALL)
    assert done.exit_code == 0
    assert done.stderr.startswith("warning O152: cache: there is none")
    assert folder.run("check", *ALL, "--no-cache").stderr == ""


@pytest.mark.parametrize("newer", [False, True])
def test_an_entry_whose_texts_are_others_is_compiled_anew(
    folder: Folder, kept: Path, newer: bool
) -> None:
    assert folder.run("generate", *ALL).exit_code == 0
    (file,) = kept.iterdir()
    kind, _, data = file.read_bytes().partition(b"\n")
    head, _, packed = data[64:].partition(b"\n")
    texts = json.loads(zlib.decompress(packed))
    forged = zlib.compress(json.dumps(["import os", *texts[1:]]).encode())
    entry = head + b"\n" + forged
    signed = hashlib.sha256(entry).hexdigest().encode()
    file.write_bytes(kind + b"\n" + signed + entry)
    shutil.rmtree(folder.path / "src")
    if newer:
        folder.model({**MODEL, "documentation": "<p>Changed.</p>"})
    done = folder.run("generate", *ALL)
    assert done.exit_code == 0
    assert done.stderr.startswith(f"warning O151: {kept}")
    assert done.stderr.count("is not used: it is damaged") == 1
    assert folder.run("check", *ALL, "--no-cache").exit_code == 0
    shutil.rmtree(folder.path / "src")
    assert folder.run("generate", *ALL).stderr == ""
    assert not any("import os" in one.read_text() for one in folder.path.rglob("*.py"))


@pytest.mark.parametrize("wait", [0.05, 0.15, 0.4])
def test_an_interrupt_has_one_line_from_the_first_moment_on(
    folder: Folder, wait: float
) -> None:
    code = f"""
import os, signal, sys, threading
from shapewright.command.process import main
sys.argv = ["shapewright", "list", "shapes", "--service", "ec2"]
threading.Timer({wait}, os.kill, (os.getpid(), signal.SIGINT)).start()
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder.path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.returncode, done.stderr) in ((130, "interrupted\n"), (0, ""))
