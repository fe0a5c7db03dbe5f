"""Writes the requests that the example pages of the AWS command line would send.

    python -P tests/truth/pages.py REQUESTS ANSWERS
    python -P tests/truth/pages.py --taken WRITTEN

It needs awscli, whose wheel has the pages, and runs each command line in them through
awscli's own parser. Nothing is sent: the one method that calls a client is replaced. A
line of REQUESTS is a JSON list: page, service, operation, parameters, command. Bytes,
times and files stand as `{"__bytes__": hex}`, `{"__time__": text}`, `{"__file__":
true}`. A line of ANSWERS is page, service, operation, and the text that the page shows
under a command of one request. Commands may write a configuration: give it a HOME of
its own.

The second way reads WRITTEN, whose lines are service, operation, and a text for
`--cli-input-json`; what awscli then would not send as it stands there is printed, and
it ends with 1.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from datetime import datetime
from functools import cache, partial
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path
from typing import Any

_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_PAGER": "",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}
_COMMANDS = {"s3": "s3api"}
"""What awscli calls a service otherwise."""
_FILE = re.compile(r"[\w.-]+\.(?:json|txt|xml|ya?ml)")
_CONTINUED = re.compile(r"[\\^]\s*\n")
_PROFILE = re.compile(r"--profile[ =]\S+")

Request = tuple[str, str, dict[str, Any]]
"""Service, operation and parameters."""


def main(arguments: list[str]) -> int:
    """Write the requests of all pages, each page's by one of several processes."""
    os.environ.update(_ENVIRONMENT)
    if arguments[0] == "--taken":
        return taken(Path(arguments[1]))
    requests, answers = arguments
    folder = Path(str(import_module("awscli").__file__)).parent / "examples"
    pages = [str(page.relative_to(folder)) for page in sorted(folder.rglob("*.rst"))]
    with (
        Path(requests).open("w", encoding="utf-8") as out,
        Path(answers).open("w", encoding="utf-8") as shown,
        Pool() as pool,
    ):
        for asked, answered in pool.imap(partial(_lines, folder), pages, chunksize=20):
            out.writelines(asked)
            shown.writelines(answered)
    return 0


def _lines(folder: Path, name: str) -> tuple[list[str], list[str]]:
    """The requests and the answers of a page, each a line."""
    text = (folder / name).read_text("utf-8", "replace").replace("\r\n", "\n")
    driver, called = _driver()
    asked, answered = [], []
    for command, requests, answer in _requests(text, driver, called):
        for request in requests:
            asked.append(f"{json.dumps([name, *request, command], default=_plain)}\n")
        if len(requests) == 1 and answer:
            service, operation, _ = requests[0]
            answered.append(f"{json.dumps([name, service, operation, answer])}\n")
    return asked, answered


def taken(file: Path) -> int:
    """Whether awscli sends what it is given as JSON; prints what it does not."""
    with file.open(encoding="utf-8") as lines, Pool() as pool:
        said = [one for one in pool.imap(_taken, lines, chunksize=50) if one]
    print(*[one for one in said if one != "taken"], sep="\n")
    print(f"requests taken from JSON as they were: {said.count('taken'):,}")
    return 1 if set(said) - {"taken"} else 0


def _taken(line: str) -> str:
    service, operation, text = json.loads(line)
    driver, called = _driver()
    called.clear()
    command = import_module("botocore").xform_name(operation, "-")
    name = _COMMANDS.get(service, service)
    _main(driver, [name, command, "--cli-input-json", text])
    if not called:
        return f"{service}.{operation}: nothing is sent: {text[:200]}"
    sent = json.loads(json.dumps(called[0][2], default=_plain))
    if sent == json.loads(text):
        return "taken"
    return f"{service}.{operation}: {sent}, not {text}"


@cache
def _driver() -> tuple[Any, list[Request]]:
    """awscli's parser of command lines, and what it would call; one for a process."""
    called: list[Request] = []
    clidriver = import_module("awscli.clidriver")

    def invoke(
        self: Any, service: str, operation: str, parameters: Any, options: Any
    ) -> int:
        called.append((service, operation, parameters))
        return 0

    clidriver.CLIOperationCaller.invoke = invoke
    return clidriver.create_clidriver(), called


def _requests(
    page: str, driver: Any, called: list[Request]
) -> Iterator[tuple[str, list[Request], str]]:
    """Each command of a page, what it would send, and what is shown of the answer.

    Files that the page shows are there.
    """
    blocks = list(_blocks(page))
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for introduction, block in blocks:
            if not _is_command(block):
                for file in _FILE.findall(introduction):
                    Path(folder, file).write_text(block, "utf-8")
        os.chdir(folder)
        try:
            for position, (_, block) in enumerate(blocks):
                if _is_command(block):
                    command = _CONTINUED.sub(" ", block.removeprefix("$ "))
                    command = command.replace("\n", " ")
                    called.clear()
                    _run(driver, _PROFILE.sub("", command))
                    yield command, list(called), _answer(blocks[position + 1 :])
        finally:
            os.chdir(here)


def _answer(blocks: list[tuple[str, str]]) -> str:
    """The first JSON object that is shown under a command; else nothing."""
    for introduction, block in blocks:
        if _is_command(block):
            break
        if block.startswith("{") and not _FILE.search(introduction):
            with contextlib.suppress(ValueError):
                json.loads(block)
                return block
    return ""


def _run(driver: Any, command: str) -> None:
    with contextlib.suppress(ValueError):
        _main(driver, shlex.split(command)[1:])


def _main(driver: Any, words: list[str]) -> None:
    """Run a command; one that its parser refuses, or that wants a file, sends none."""
    silent = io.StringIO()
    with (
        contextlib.redirect_stdout(silent),
        contextlib.redirect_stderr(silent),
        contextlib.suppress(ValueError, OSError, KeyError, TypeError, SystemExit),
    ):
        driver.main(words)


def _is_command(block: str) -> bool:
    return block.startswith(("aws ", "$ aws "))


def _blocks(page: str) -> Iterator[tuple[str, str]]:
    """Each indented block behind a paragraph ending with `::`, with that paragraph."""
    paragraph: list[str] = []
    lines = iter(page.split("\n"))
    line = next(lines, None)
    while line is not None:
        if not line.strip():
            paragraph = []
        paragraph.append(line)
        announces = line.rstrip().endswith("::") and not line[:1].isspace()
        line = next(lines, None)
        if announces:
            block = []
            while line is not None and (not line.strip() or line[:1].isspace()):
                block.append(line)
                line = next(lines, None)
            yield " ".join(paragraph), textwrap.dedent("\n".join(block)).strip()
            paragraph = []


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, bytearray)):
        return {"__bytes__": value.hex()}
    if isinstance(value, datetime):
        return {"__time__": value.isoformat()}
    return {"__file__": True} if hasattr(value, "read") else {"__repr__": repr(value)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
