"""What is said, and how a run ends by it."""

from __future__ import annotations

import pytest

from shapewright.diagnostics import Diagnostic, Diagnostics, Failure, Severity


def test_a_diagnostic_is_one_line_of_where_what_and_what_to_do() -> None:
    full = Diagnostic(
        code="M111",
        severity=Severity.ERROR,
        where="m.json: A$B",
        message="refers to 'C'",
        hint="add it",
    )
    assert str(full) == "error M111: m.json: A$B: refers to 'C': add it"
    assert full.as_dict() == {
        "code": "M111",
        "severity": "error",
        "where": "m.json: A$B",
        "message": "refers to 'C'",
        "hint": "add it",
    }
    bare = Diagnostic(code="O150", severity=Severity.WARNING, where="", message="m")
    assert str(bare) == "warning O150: m"


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\nb", "a\x1b[2Jb", "a\u2028b", "a\u202eb"]
)
def test_what_a_model_says_stays_on_its_line(text: str) -> None:
    one = Diagnostic(
        code="M111", severity=Severity.ERROR, where=text, message=text, hint=text
    )
    assert len(str(one).splitlines()) == 1
    assert str(one).isprintable()


def test_warnings_do_not_stop_a_run() -> None:
    diagnostics = Diagnostics()
    diagnostics.warning("M201", "here", "message")
    diagnostics.mismatch("M120", "here", "message")
    diagnostics.stop_on_error()
    assert [one.severity for one in diagnostics] == [Severity.WARNING] * 2
    assert diagnostics.errors == ()


@pytest.mark.parametrize(
    ("codes", "exit_code"),
    [
        (["M111"], 3),
        (["C110"], 2),
        (["O120"], 2),
        (["M111", "C110"], 3),
        (["C110", "M111"], 2),
    ],
)
def test_the_first_error_gives_the_exit_code(codes: list[str], exit_code: int) -> None:
    diagnostics = Diagnostics()
    diagnostics.warning("M201", "here", "message")
    for code in codes:
        diagnostics.error(code, "here", "message")
    with pytest.raises(Failure) as failure:
        diagnostics.stop_on_error()
    assert failure.value.exit_code == exit_code
    assert [one.code for one in diagnostics.errors] == codes


@pytest.mark.parametrize(("code", "exit_code"), [("M102", 3), ("C101", 2), ("O101", 2)])
def test_an_error_that_nothing_can_follow(code: str, exit_code: int) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        diagnostics.fail(code, "here", "message", "hint")
    assert failure.value.exit_code == exit_code
    assert len(diagnostics.errors) == 1


def test_an_unknown_key_is_an_error_in_a_strict_run() -> None:
    diagnostics = Diagnostics(strict_model=True)
    diagnostics.mismatch("M120", "here", "message", "hint")
    with pytest.raises(Failure):
        diagnostics.stop_on_error()


@pytest.mark.parametrize(
    ("code", "severity"),
    [("C999", "error"), ("", "error"), ("M201", "error"), ("C110", "warning")],
)
def test_no_other_code_is_said_and_none_with_another_severity(
    code: str, severity: str
) -> None:
    with pytest.raises((KeyError, ValueError)):
        Diagnostic(code=code, severity=Severity(severity), where="", message="m")
