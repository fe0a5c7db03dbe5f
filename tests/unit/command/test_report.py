"""What a run has to say, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shapewright.command.report import json_report, text_report
from shapewright.diagnostics import Diagnostics
from shapewright.disk.comparison import Change
from shapewright.package import Result

ADDED = Change(path=Path("a.py"), before=None, after="new\n")
CHANGED = Change(path=Path("c.py"), before="old\nsame\n", after="new\nsame\n")
REMOVED = Change(path=Path("r.py"), before="old\n", after=None)


def result(*changes: Change) -> Result:
    return Result(package="shapes", changes=changes)


def lines(*changes: Change, dry: bool = False, diff: bool = False) -> list[str]:
    return list(text_report([result(*changes)], dry=dry, diff=diff))


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ((), "up to date"),
        ((ADDED,), "1 added: 1 file written"),
        ((ADDED, ADDED), "2 added: 2 files written"),
        ((ADDED, CHANGED, REMOVED), "1 added, 1 changed, 1 removed: 3 files written"),
    ],
)
def test_a_run_is_summed_up_in_a_line(
    changes: tuple[Change, ...], summary: str
) -> None:
    assert lines(*changes) == [f"shapes: {summary}"]


def test_a_dry_run_names_each_change() -> None:
    assert lines(ADDED, CHANGED, REMOVED, dry=True) == [
        "would add a.py",
        "would change c.py",
        "would remove r.py",
        "shapes: 1 added, 1 changed, 1 removed: 3 files would change",
    ]
    assert lines(REMOVED, dry=True)[-1] == "shapes: 1 removed: 1 file would change"


def test_a_diff_is_unified() -> None:
    assert lines(CHANGED, ADDED, REMOVED, diff=True)[:-1] == [
        "--- c.py",
        "+++ c.py",
        "@@ -1,2 +1,2 @@",
        "-old",
        "+new",
        " same",
        "--- /dev/null",
        "+++ a.py",
        "@@ -0,0 +1 @@",
        "+new",
        "--- r.py",
        "+++ /dev/null",
        "@@ -1 +0,0 @@",
        "-old",
    ]


def test_json_says_the_same() -> None:
    diagnostics = Diagnostics()
    diagnostics.warning("M201", "here", "message", "hint")
    report = json.loads(
        json_report([result(CHANGED), result()], diagnostics, dry=True, diff=True)
    )
    assert report == {
        "version": 1,
        "packages": [
            {
                "package": "shapes",
                "written": False,
                "changes": [
                    {
                        "path": "c.py",
                        "kind": "change",
                        "diff": "\n".join(lines(CHANGED, diff=True)[:-1]),
                    }
                ],
            },
            {"package": "shapes", "written": False, "changes": []},
        ],
        "diagnostics": [
            {
                "code": "M201",
                "severity": "warning",
                "where": "here",
                "message": "message",
                "hint": "hint",
            }
        ],
    }
