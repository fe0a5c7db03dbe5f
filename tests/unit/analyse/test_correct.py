"""What overlays correct is enforced, and only where the model is as they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from models import enum, list_of, map_of, member, said, service, structure, union
from shapewright.analyse.correct import correct
from shapewright.diagnostics import Diagnostics
from shapewright.ir.corrections import (
    Entry,
    Note,
    Search,
    Subject,
    Trait,
    UnmarkedTrait,
    WrongConstraint,
    WrongEnum,
    WrongTarget,
)
from shapewright.ir.service import Overlay
from shapewright.ir.shapes import (
    Correction,
    EnumShape,
    Length,
    ListShape,
    MapShape,
    Pattern,
    Shape,
    SimpleKind,
    SimpleShape,
    StructureShape,
    UnionShape,
    enforced,
)
from shapewright.ir.traits import ErrorTrait

WORD, LETTER = Pattern(source="[a-z]+"), Pattern(source="[a-z]")
SHORT, LONG = Length(min=1, max=5), Length(min=1, max=50)
NAME = SimpleShape(id="Name", kind=SimpleKind.STRING, constraints=(SHORT, WORD))
COLOR = enum("Color", "red", "green")
HOLDER = structure(
    "Holder", member("First", "Name"), member("Second", "Name"), member("Hue", "Color")
)
NAMES = list_of("Names", "Name")
BY_COLOR = map_of("ByColor", "Color", "Name")


def applied(
    *entries: Entry, from_user: bool = False
) -> tuple[Mapping[str, Shape], list[str]]:
    diagnostics = Diagnostics()
    checked = service(HOLDER, NAME, COLOR, NAMES, BY_COLOR, union("U", member("A")))
    given = Overlay(file="x", from_user=from_user, corrections=entries)
    return correct(checked, [given], diagnostics).shapes, said(diagnostics)


def place(text: str) -> Subject:
    shape, _, name = text.partition("$")
    return Subject(shape=shape, member=name)


def pattern(text: str, source: Pattern | None = WORD) -> WrongConstraint:
    return WrongConstraint(
        subject=place(text), kind=Pattern, source=source, enforced=LETTER, reason="So."
    )


@pytest.mark.parametrize("source", [WORD, None])
def test_a_constraint_of_a_shape_is_replaced(source: Pattern | None) -> None:
    shapes, complaints = applied(pattern("Name", source))
    name = shapes["Name"]
    assert isinstance(name, SimpleShape)
    assert name.constraints == NAME.constraints
    assert [enforced(name, one) for one in name.constraints] == [SHORT, LETTER]
    assert complaints == []


def test_each_constraint_of_a_shape_is_corrected_alone_and_the_last_entry_counts() -> (
    None
):
    length = WrongConstraint(
        subject=place("Name"), kind=Length, source=SHORT, enforced=LONG, reason="So."
    )
    dropped = WrongConstraint(
        subject=place("Name"), kind=Pattern, source=WORD, enforced=None, reason="Wrong."
    )
    shapes, _ = applied(pattern("Name"), length, dropped)
    name = shapes["Name"]
    assert isinstance(name, SimpleShape)
    assert name.corrections == (
        Correction(source=SHORT, enforced=LONG, reason="So."),
        Correction(source=WORD, enforced=None, reason="Wrong."),
    )
    assert [enforced(name, one) for one in name.constraints] == [LONG, None]


def test_a_member_alone_gets_a_target_of_its_own() -> None:
    shapes, complaints = applied(pattern("Holder$Second"))
    holder, own = shapes["Holder"], shapes["Holder.Second"]
    assert isinstance(holder, StructureShape)
    assert isinstance(own, SimpleShape)
    assert [one.target for one in holder.members] == ["Name", "Holder.Second", "Color"]
    assert enforced(own, WORD) == LETTER
    assert shapes["Name"] == NAME
    assert complaints == []


def test_items_keys_and_values_are_members() -> None:
    blue = WrongEnum(
        subject=place("ByColor$key"), add=("blue",), source=(), reason="So."
    )
    shapes, complaints = applied(
        pattern("Names$member"), pattern("ByColor$value"), blue
    )
    names, by_color = shapes["Names"], shapes["ByColor"]
    assert isinstance(names, ListShape)
    assert isinstance(by_color, MapShape)
    assert names.member.target == "Names.member"
    assert (by_color.key.target, by_color.value.target) == (
        "ByColorKey",
        "ByColor.value",
    )
    assert complaints == []


def test_values_are_added_to_an_enum() -> None:
    entry = WrongEnum(
        subject=place("Color"), add=("red", "blue"), source=(), reason="So.\n"
    )
    shapes, _ = applied(entry)
    color = shapes["Color"]
    assert isinstance(color, EnumShape)
    assert color.values == ("red", "green", "blue")
    assert color.notes == ("Not in the model: blue. So.",)
    assert not color.open


def test_an_enum_is_opened_at_one_member() -> None:
    source = ("red", "green")
    entry = WrongEnum(subject=place("Holder$Hue"), add=(), source=source, reason="So.")
    shapes, _ = applied(entry)
    hue = shapes["HolderHue"]
    assert isinstance(hue, EnumShape)
    assert hue.open
    assert hue.notes == ("Any other text is taken as well: So.",)
    assert shapes["Color"] == COLOR


def test_what_is_about_a_shape_holds_for_its_copies_too() -> None:
    """In whatever order: a member's copy is made of the corrected shape."""
    length = WrongConstraint(
        subject=place("Name"), kind=Length, source=SHORT, enforced=LONG, reason="So."
    )
    for entries in (
        (pattern("Holder$Second"), length),
        (length, pattern("Holder$Second")),
    ):
        shapes, _ = applied(*entries)
        own = shapes["Holder.Second"]
        assert isinstance(own, SimpleShape)
        assert [enforced(own, one) for one in own.constraints] == [LONG, LETTER]
        assert own.copy_of == "Name"


def test_a_users_entry_is_about_the_models_values_and_shapes() -> None:
    diagnostics = Diagnostics()
    checked = service(HOLDER, NAME, COLOR)
    ours = Overlay(
        file="ours",
        corrections=(
            WrongEnum(subject=place("Color"), add=("blue",), source=(), reason="So."),
            pattern("Holder$First"),
        ),
    )
    opened = WrongEnum(
        subject=place("Color"), add=(), source=("red", "green"), reason="Mine."
    )
    target = WrongTarget(
        subject=place("Holder$First"), source="Name", target="Text", reason="Mine."
    )
    users = Overlay(file="x", from_user=True, corrections=(opened, target))
    found = correct(checked, [ours, users], diagnostics).shapes
    color, holder = found["Color"], found["Holder"]
    assert isinstance(color, EnumShape)
    assert isinstance(holder, StructureShape)
    assert color.open
    assert holder.members[0].target == "Text"
    assert said(diagnostics) == []


def test_a_copy_takes_no_name_that_the_model_has() -> None:
    taken = structure("HolderHue", member("A"))
    entry = WrongEnum(subject=place("Holder$Hue"), add=("pink",), source=(), reason="x")
    again = WrongEnum(subject=place("Holder$Hue"), add=("plum",), source=(), reason="x")
    entries = Overlay(file="x", corrections=(entry, again))
    checked = service(HOLDER, NAME, COLOR, taken)
    found = correct(checked, [entries], Diagnostics()).shapes
    holder = found["Holder"]
    assert isinstance(holder, StructureShape)
    assert found["HolderHue"] == taken
    assert holder.members[2].target == "HolderHueValue"
    own = found["HolderHueValue"]
    assert isinstance(own, EnumShape)
    assert own.values == ("red", "green", "pink", "plum")


def test_an_error_is_no_union() -> None:
    error = structure("E", member("A"), error=ErrorTrait())
    entry = UnmarkedTrait(subject=place("E"), trait=Trait.UNION, reason="x")
    entries = Overlay(file="x", from_user=True, corrections=(entry,))
    diagnostics = Diagnostics()
    assert correct(service(error), [entries], diagnostics).shapes["E"] == error
    assert said(diagnostics) == ["C134 x: example.E"]


def test_a_server_error_is_marked_once() -> None:
    entry = UnmarkedTrait(subject=place("E"), trait=Trait.FAULT, reason="x")
    entries = Overlay(file="x", from_user=True, corrections=(entry, entry))
    diagnostics = Diagnostics()
    error = structure("E", member("A"), error=ErrorTrait(code="C"))
    found = correct(service(error), [entries], diagnostics).shapes["E"]
    assert found == replace(error, error=ErrorTrait(code="C", server=True))
    assert said(diagnostics) == ["C134 x: example.E"]


def test_a_member_gets_another_target() -> None:
    entry = WrongTarget(
        subject=place("Holder$First"), source="Name", target="Text", reason="So."
    )
    shapes, complaints = applied(entry)
    holder = shapes["Holder"]
    assert isinstance(holder, StructureShape)
    assert [one.target for one in holder.members] == ["Text", "Name", "Color"]
    assert complaints == []


def test_a_structure_becomes_a_union() -> None:
    shapes, complaints = applied(
        UnmarkedTrait(subject=place("Holder"), trait=Trait.UNION, reason="So.")
    )
    documentation = "<p>The model lacks the mark: So.</p>"
    assert shapes["Holder"] == UnionShape(
        id="Holder", members=HOLDER.members, documentation=documentation
    )
    assert complaints == []


def test_a_list_or_map_becomes_sparse() -> None:
    for name in ("Names", "ByColor"):
        entry = UnmarkedTrait(subject=place(name), trait=Trait.SPARSE, reason="So.")
        shapes, complaints = applied(entry)
        shape = shapes[name]
        assert isinstance(shape, ListShape | MapShape)
        assert shape.sparse
        assert complaints == []


def test_a_note_stands_behind_the_documentation() -> None:
    shapes, _ = applied(Note(subject=place("Holder"), text="Nobody <raises> it.\n"))
    documentation = "<p>Nobody &lt;raises&gt; it.</p>"
    assert shapes["Holder"] == replace(HOLDER, documentation=documentation)


@pytest.mark.parametrize("own", ["", "<p>Own.</p>"])
def test_a_note_at_a_member_stands_behind_what_is_shown_there(own: str) -> None:
    name = replace(NAME, documentation="<p>Its target's.</p>")
    holder = structure("Holder", member("A", "Name", documentation=own))
    note = Note(subject=place("Holder$A"), text="Know this.")
    entries = Overlay(file="x", from_user=True, corrections=(note,))
    found = correct(service(holder, name), [entries], Diagnostics()).shapes["Holder"]
    assert isinstance(found, StructureShape)
    before = own or "<p>Its target's.</p>"
    assert found.members[0].documentation == f"{before}<p>Know this.</p>"


WHY = {
    pattern("Name", LETTER): "[[pattern]] is not used: the model's pattern is not its"
    " source, but `[a-z]+`",
    WrongConstraint(
        subject=place("Name"), kind=Length, source=LONG, enforced=None, reason="x"
    ): "[[length]] is not used: the model's length is not its source, but"
    " { min = 1, max = 5 }",
    pattern("Text"): "[[pattern]] is not used: the model has no pattern there",
    WrongEnum(
        subject=place("Color"), add=("red",), source=(), reason="x"
    ): "[[enum]] is not used: the enum has red already",
    WrongEnum(
        subject=place("Color"), add=(), source=("red",), reason="x"
    ): "[[enum]] is not used: the model's values are not its source, but red, green",
    WrongTarget(
        subject=place("Holder$Hue"), source="Name", target="Text", reason="x"
    ): "[[target]] is not used: the member's target is not its source, but Color",
    UnmarkedTrait(
        subject=place("U"), trait=Trait.UNION, reason="x"
    ): "[[union]] is not used: it has this mark already, or cannot have it",
    Search(
        subject=place("Name"), reason="x"
    ): "[[search]] is not used: the model has no pattern there that begins or ends"
    " with `.*`",
}


@pytest.mark.parametrize("entry", WHY)
def test_it_is_said_which_entry_is_not_used_and_why(entry: Entry) -> None:
    diagnostics = Diagnostics()
    checked = service(HOLDER, NAME, COLOR, union("U", member("A")))
    entries = Overlay(file="x", from_user=True, corrections=(entry,))
    correct(checked, [entries], diagnostics)
    assert [one.message for one in diagnostics] == [WHY[entry]]


SEARCHES = {
    r".*\S.*": r"[\s\S]*\S[\s\S]*",
    ".*": r"[\s\S]*",
    "^arn:.*": r"^arn:[\s\S]*",
    ".*[a-z]": r"[\s\S]*[a-z]",
    r"a\.*.*": r"a\.*[\s\S]*",
}
NO_SEARCHES = ["^.*$", ".+", "[a-z]", r"a\.*", ".*?a", "^.*a"]


@pytest.mark.parametrize("source", SEARCHES)
def test_a_search_takes_line_ends_around_what_it_looks_for(source: str) -> None:
    text = SimpleShape(
        id="T", kind=SimpleKind.STRING, constraints=(Pattern(source=source),)
    )
    entries = Overlay(file="x", corrections=(Search(subject=place("T"), reason="So."),))
    found = correct(service(text), [entries], Diagnostics()).shapes["T"]
    assert isinstance(found, SimpleShape)
    (correction,) = found.corrections
    assert correction.enforced == Pattern(source=SEARCHES[source])


@pytest.mark.parametrize("source", NO_SEARCHES)
def test_what_has_no_open_end_is_no_search(source: str) -> None:
    text = SimpleShape(
        id="T", kind=SimpleKind.STRING, constraints=(Pattern(source=source),)
    )
    diagnostics = Diagnostics()
    search = Search(subject=place("T"), reason="So.")
    entries = Overlay(file="x", from_user=True, corrections=(search,))
    assert correct(service(text), [entries], diagnostics).shapes["T"] == text
    assert said(diagnostics) == ["C134 x: example.T"]


OTHER = Pattern(source="[A-Z]+")
STALE: list[tuple[Entry, str]] = [
    (pattern("Name", OTHER), "Name"),
    (pattern("Text"), "Text"),
    (pattern("Holder", None), "Holder"),
    (pattern("Holder$Hue"), "Holder$Hue"),
    (WrongEnum(subject=place("Name"), add=("a",), source=(), reason="x"), "Name"),
    (WrongEnum(subject=place("Color"), add=("red",), source=(), reason="x"), "Color"),
    (WrongEnum(subject=place("Color"), add=(), source=("red",), reason="x"), "Color"),
    (
        WrongTarget(
            subject=place("Holder$Hue"), source="Name", target="Text", reason="x"
        ),
        "Holder$Hue",
    ),
    (UnmarkedTrait(subject=place("U"), trait=Trait.UNION, reason="x"), "U"),
    (UnmarkedTrait(subject=place("Name"), trait=Trait.SPARSE, reason="x"), "Name"),
    (Search(subject=place("Name"), reason="x"), "Name"),
    (Search(subject=place("Names"), reason="x"), "Names"),
]


@pytest.mark.parametrize(("entry", "where"), STALE)
def test_what_the_model_does_not_have_is_left_alone(entry: Entry, where: str) -> None:
    before, _ = applied()
    for users in (True, False):
        shapes, complaints = applied(entry, from_user=users)
        assert shapes == before
        assert complaints == [f"C134 x: example.{where}"] * users


GONE: list[tuple[Entry, str]] = [
    (pattern("Nmae"), "C126 x: Nmae"),
    (pattern("Holder$Frist"), "C128 x: Holder$Frist"),
    (
        UnmarkedTrait(subject=place("Gone"), trait=Trait.UNION, reason="x"),
        "C126 x: Gone",
    ),
    (Note(subject=place("Gone"), text="x"), "C126 x: Gone"),
    (Note(subject=place("Holder$Gone"), text="x"), "C128 x: Holder$Gone"),
    (
        WrongTarget(
            subject=place("Holder$Hue"), source="Color", target="X", reason="x"
        ),
        "C126 x: X",
    ),
]


@pytest.mark.parametrize(("entry", "complaint"), GONE)
def test_a_name_that_the_model_does_not_have_is_an_error_of_a_user(
    entry: Entry, complaint: str
) -> None:
    assert applied(entry, from_user=True)[1] == [complaint]
    assert applied(entry) == applied()
