"""What boto3 rewrites was read out of botocore's handlers: a new one is to be read."""

from __future__ import annotations

import hashlib
import inspect
import tomllib
from typing import Any

from botocore.handlers import BUILTIN_HANDLERS
from botocore.utils import S3ControlArnParamHandlerv2

from support import ROOT

READ = ROOT / "tests" / "handlers.toml"
OVERLAYS = ROOT / "codegen" / "shapewright" / "overlays"


def found() -> dict[str, tuple[str, list[str]]]:
    """The digest of each function's source and its events, by its full name."""
    events: dict[str, list[str]] = {}
    sources = {}
    outside = S3ControlArnParamHandlerv2.handle_arn  # clients of s3control add it
    for event, handler, *_ in [*BUILTIN_HANDLERS, ("", outside)]:
        function: Any = handler if inspect.isroutine(handler) else type(handler)
        if not function.__module__.startswith("botocore."):
            continue  # moto's, once it is imported
        name = f"{function.__module__}.{function.__qualname__}"
        source = inspect.getsource(function).encode()
        sources[name] = hashlib.sha256(source).hexdigest()[:12]
        events.setdefault(name, []).extend([event] if event else [])
    return {name: (sources[name], sorted(set(events[name]))) for name in sources}


def read() -> dict[str, tuple[str, list[str]]]:
    entries = tomllib.loads(READ.read_text(encoding="utf-8"))["handler"]
    assert all(entry["meaning"] for entry in entries)
    return {e["function"]: (e["source"], e["events"]) for e in entries}


def test_every_handler_of_botocore_was_read_as_it_is_now() -> None:
    assert found() == read()


def test_every_form_in_an_overlay_names_a_handler_that_was_read() -> None:
    known = read()
    for file in OVERLAYS.glob("*.toml"):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        for entry in content.get("boto3", []):
            assert entry["handler"] in known, file.name
