"""What is known beyond the model is held to the model."""

from __future__ import annotations

import pytest

from models import list_of, member, said, service, structure, union
from shapewright.analyse.overlay import overlay
from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import Overlay, Rule, RuleKind, Service


def rule(*members: str, evidence: str = "Give A or B.") -> Rule:
    return Rule(kind=RuleKind.REQUIRES, members=members, evidence=evidence)


def apply(
    checked: Service, *rules: tuple[str, Rule], file: str = "overlays/x.toml"
) -> tuple[Service, list[str]]:
    diagnostics = Diagnostics()
    entries = Overlay(file=file, rules=rules)
    return overlay(checked, entries, diagnostics), said(diagnostics)


HOLDER = structure(
    "S",
    member("A", documentation="<p>Give <code>A</code> or&nbsp;<i>B</i>.</p>"),
    member("B"),
    member("C", documentation="Not about both."),
    documentation="<p>Only one\n  of them &amp; no more.</p>",
)


@pytest.mark.parametrize(
    "evidence",
    ["Give A or B.", "<p>Give A</p> or B.", "Only one of them & no more.", " or B"],
)
def test_a_sentence_of_the_shape_or_of_the_members_proves_a_rule(evidence: str) -> None:
    one = rule("A", "B", evidence=evidence)
    found, complaints = apply(service(HOLDER), ("S", one))
    assert complaints == []
    assert found.rules == {"S": (one,)}


def test_tags_prove_nothing() -> None:
    found, complaints = apply(service(HOLDER), ("S", rule("A", "B", evidence="<p>")))
    assert complaints == ["M130 overlays/x.toml: example.S"]
    assert found.rules == {}


def test_a_sentence_of_another_member_proves_nothing() -> None:
    found, complaints = apply(
        service(HOLDER), ("S", rule("A", "B", evidence="Not about both."))
    )
    assert complaints == ["M130 overlays/x.toml: example.S"]
    assert found.rules == {}


def test_a_member_that_is_gone_is_said() -> None:
    found, complaints = apply(
        service(HOLDER), ("S", rule("A", "Z")), ("S", rule("A", "B"))
    )
    assert complaints == ["M131 overlays/x.toml: example.S"]
    assert found.rules == {"S": (rule("A", "B"),)}


@pytest.mark.parametrize("members", [("A", "Z"), ("B", "C")])
def test_a_rule_of_ours_that_is_not_borne_out_breaks_only_a_strict_run(
    members: tuple[str, str],
) -> None:
    wrong = rule(*members, evidence="It is gone.")
    for strict in (False, True):
        diagnostics = Diagnostics(strict_model=strict)
        entries = Overlay(file="overlays/x.toml", rules=(("S", wrong),))
        assert overlay(service(HOLDER), entries, diagnostics).rules == {}
        assert [one.is_error for one in diagnostics] == [strict]
    diagnostics = Diagnostics()
    entries = Overlay(file="mine.toml", from_user=True, rules=(("S", wrong),))
    overlay(service(HOLDER), entries, diagnostics)
    assert [one.is_error for one in diagnostics] == [True]


def test_rules_of_one_shape_add_up() -> None:
    one, other = rule("A", "B"), rule("B", "A")
    found, _ = apply(service(HOLDER), ("S", one))
    found, _ = apply(found, ("S", other))
    assert found.rules == {"S": (one, other)}


def test_the_compilers_entry_for_a_shape_of_another_version_is_left_out() -> None:
    found, complaints = apply(service(HOLDER), ("Gone", rule("A", "B")))
    assert (found.rules, complaints) == ({}, [])


@pytest.mark.parametrize("shape", [list_of("S", "Text"), union("S", member("A"))])
def test_a_rule_of_what_has_not_these_members_is_refused(shape: object) -> None:
    _, complaints = apply(service(shape), ("S", rule("A", "B")))  # type: ignore[arg-type]
    assert complaints == ["M131 overlays/x.toml: example.S"]


def test_a_rule_that_is_known_is_no_second_one() -> None:
    one = rule("A", "B")
    found, _ = apply(service(HOLDER), ("S", one))
    found, complaints = apply(found, ("S", one))
    assert (found.rules, complaints) == ({"S": (one,)}, [])
