"""What a run has to say, as text or as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..diagnostics import Diagnostics
from ..disk.comparison import Change
from ..package import Result


def text_report(results: Iterable[Result], *, dry: bool, diff: bool) -> Iterator[str]:
    """Lines for people: each change of a dry run, and a summary for each package."""
    for result in results:
        if dry:
            for change in result.changes:
                yield f"would {change.kind} {change.path}"
        if diff:
            for change in result.changes:
                yield from _diff(change)
        yield f"{result.package}: {_summary(result, dry)}"


def json_report(
    results: Iterable[Result], diagnostics: Diagnostics, *, dry: bool, diff: bool
) -> str:
    """One document for programs."""
    packages = []
    for result in results:
        changes: list[dict[str, Any]] = []
        for change in result.changes:
            entry = {"path": str(change.path), "kind": change.kind}
            if diff:
                entry["diff"] = "\n".join(_diff(change))
            changes.append(entry)
        packages.append(
            {"package": result.package, "written": not dry, "changes": changes}
        )
    content = {
        "version": 1,
        "packages": packages,
        "diagnostics": [diagnostic.as_dict() for diagnostic in diagnostics],
    }
    return json.dumps(content, indent=2)


def _summary(result: Result, dry: bool) -> str:
    if not result.changes:
        return "up to date"
    kinds = [change.kind for change in result.changes]
    words = {"add": "added", "change": "changed", "remove": "removed"}
    counts = [
        f"{kinds.count(kind)} {word}" for kind, word in words.items() if kind in kinds
    ]
    files = "file" if len(kinds) == 1 else "files"
    done = "would change" if dry else "written"
    return f"{', '.join(counts)}: {len(kinds)} {files} {done}"


def _diff(change: Change) -> list[str]:
    before, after = change.before or "", change.after or ""
    return list(
        difflib.unified_diff(
            before.splitlines(),
            after.splitlines(),
            "/dev/null" if change.before is None else str(change.path),
            "/dev/null" if change.after is None else str(change.path),
            lineterm="",
        )
    )
