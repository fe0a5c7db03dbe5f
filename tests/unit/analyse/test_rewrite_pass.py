"""Members get what boto3's dicts have, or it is said why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import list_of, member, said, service, structure, union
from shapewright.analyse.rewrite import rewrite
from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import Overlay, Rewrite, RewriteKind, Service
from shapewright.ir.shapes import Length, Member, SimpleKind, SimpleShape

NAME = SimpleShape(
    id="Name",
    kind=SimpleKind.STRING,
    documentation="<p>A text.</p>",
    sensitive=True,
    constraints=(Length(min=1, max=None),),
)
HOLDER = structure("S", member("A", target="Name", required=True), member("N"))
SERVICE = service(HOLDER, NAME, protocol="query")


def entry(
    kind: RewriteKind, place: tuple[str, str] = ("S", "A"), alias: str = ""
) -> Rewrite:
    return Rewrite(members=(place,), kind=kind, handler="x.y", note="a<b", alias=alias)


def apply(
    checked: Service, *entries: Rewrite, from_user: bool = False
) -> tuple[Service, list[str]]:
    diagnostics = Diagnostics()
    known = Overlay(file="overlays/x.toml", from_user=from_user, rewrites=entries)
    return rewrite(checked, known, diagnostics), said(diagnostics)


def of(found: Service, name: str) -> tuple[Member, SimpleShape]:
    holder = found.shapes["S"]
    assert isinstance(holder, type(HOLDER))
    (one,) = [member for member in holder.members if member.name == name]
    target = found.shapes[one.target]
    assert isinstance(target, SimpleShape)
    return one, target


@pytest.mark.parametrize(
    ("rewritten", "kind"),
    [
        (RewriteKind.DOCUMENT, SimpleKind.DOCUMENT),
        (RewriteKind.TEXT_OR_BYTES, SimpleKind.TEXT_OR_BYTES),
        (RewriteKind.UNCONSTRAINED, SimpleKind.STRING),
    ],
)
def test_the_member_gets_a_target_of_its_own(
    rewritten: RewriteKind, kind: SimpleKind
) -> None:
    found, complaints = apply(SERVICE, entry(rewritten))
    assert complaints == []
    one, target = of(found, "A")
    assert (one.target, target.kind, target.constraints) == ("S.A", kind, ())
    assert target.sensitive
    assert found.shapes["Name"] == NAME


def test_the_note_follows_the_documentation_as_text() -> None:
    found, _ = apply(SERVICE, entry(RewriteKind.OPTIONAL))
    one, target = of(found, "A")
    assert one.documentation == "<p>A text.</p><p>a&lt;b</p>"
    assert (one.required, target) == (False, NAME)


def test_an_alias_changes_the_name_alone() -> None:
    found, _ = apply(SERVICE, entry(RewriteKind.ALIAS, alias="As"))
    one, target = of(found, "A")
    assert (one.alias, one.required, target) == ("As", True, NAME)


def test_what_is_added_comes_last() -> None:
    found, complaints = apply(SERVICE, entry(RewriteKind.ADDED, ("S", "New")))
    assert complaints == []
    one, target = of(found, "New")
    assert (one.required, target.kind) == (False, SimpleKind.STRING)
    assert [member.name for member in found.shapes["S"].members] == ["A", "N", "New"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrong",
    [
        entry(RewriteKind.ADDED),
        entry(RewriteKind.OPTIONAL, ("S", "Gone")),
        entry(RewriteKind.ALIAS, ("S", "Gone"), "B"),
        entry(RewriteKind.DOCUMENT, ("S", "Gone")),
        entry(RewriteKind.UNCONSTRAINED, ("S", "N")),
        entry(RewriteKind.OPTIONAL, ("Items", "member")),
    ],
)
def test_what_does_not_fit_the_model_is_said_and_left_out(wrong: Rewrite) -> None:
    number = SimpleShape(id="Number", kind=SimpleKind.INTEGER)
    holder = structure("S", member("A", target="Name"), member("N", target="Number"))
    checked = service(holder, number, NAME, list_of("Items", "Name"))
    found, complaints = apply(checked, wrong)
    assert found.shapes == checked.shapes
    (shape_id, name), *_ = wrong.members
    place = f"overlays/x.toml: {checked.id}.{shape_id}${name}"
    assert complaints == [f"M132 {place}"]
    _, complaints = apply(checked, wrong, from_user=True)
    assert complaints == [f"C128 {place}"]


@pytest.mark.parametrize("rewritten", [RewriteKind.DOCUMENT, RewriteKind.TEXT_OR_BYTES])
def test_a_json_document_has_the_text_itself(rewritten: RewriteKind) -> None:
    checked = replace(SERVICE, protocol="json")
    _, complaints = apply(checked, entry(rewritten))
    assert complaints == [f"M132 overlays/x.toml: {checked.id}.S$A"]


def test_a_shape_that_is_not_there_is_said_to_users_only() -> None:
    gone = entry(RewriteKind.OPTIONAL, ("Gone", "A"))
    assert apply(SERVICE, gone) == (SERVICE, [])
    _, complaints = apply(SERVICE, gone, from_user=True)
    assert complaints == [f"C128 overlays/x.toml: {SERVICE.id}.Gone$A"]


def test_a_union_keeps_its_members() -> None:
    checked = service(union("U", member("A")), protocol="query")
    _, complaints = apply(checked, entry(RewriteKind.OPTIONAL, ("U", "A")))
    assert complaints == [f"M132 overlays/x.toml: {checked.id}.U$A"]


@pytest.mark.parametrize(
    ("first", "second"), [(("A", "N"), None), (("A", "X"), ("A", "Y"))]
)
def test_an_alias_is_the_only_one_and_no_members_name(
    first: tuple[str, str], second: tuple[str, str] | None
) -> None:
    given = [first, second] if second else [first]
    entries = [entry(RewriteKind.ALIAS, ("S", name), alias) for name, alias in given]
    _, complaints = apply(SERVICE, *entries)
    assert complaints == [f"M132 overlays/x.toml: {SERVICE.id}.S$A"]


def test_two_members_have_not_one_alias() -> None:
    same = [entry(RewriteKind.ALIAS, ("S", name), "X") for name in ("A", "N")]
    _, complaints = apply(SERVICE, *same)
    assert complaints == [f"M132 overlays/x.toml: {SERVICE.id}.S$N"]


def test_what_is_added_may_be_the_first() -> None:
    checked = service(structure("S"), NAME, protocol="query")
    found, complaints = apply(checked, entry(RewriteKind.ADDED, ("S", "New")))
    assert complaints == []
    assert [member.name for member in found.shapes["S"].members] == ["New"]  # type: ignore[union-attr]


def test_two_entries_of_one_member_add_up() -> None:
    found, _ = apply(
        SERVICE, entry(RewriteKind.OPTIONAL), entry(RewriteKind.UNCONSTRAINED)
    )
    one, target = of(found, "A")
    assert (one.required, target.constraints) == (False, ())
