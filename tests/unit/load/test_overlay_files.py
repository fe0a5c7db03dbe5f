"""Overlay files: their form, and what is said where it is wrong."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from models import said
from shapewright.diagnostics import Diagnostics, Failure
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
from shapewright.ir.service import Overlay, Rewrite, RewriteKind, RuleKind
from shapewright.ir.shapes import Length, Pattern, Range
from shapewright.load import overlay
from shapewright.load.overlay import read_overlays

RULE = 'shape = "S"\nevidence = "It says so."\n'


def read(tmp_path: Path, text: str) -> Overlay:
    file = tmp_path / "overlay.toml"
    file.write_text(text)
    (found,) = read_overlays("nowhere", file, Diagnostics())
    return found


def test_no_file_is_no_overlay() -> None:
    assert read_overlays("nowhere", None, Diagnostics()) == []


def test_the_compilers_own_come_first(tmp_path: Path) -> None:
    given = tmp_path / "mine.toml"
    given.write_text("")
    own, mine = read_overlays("sagemaker", given, Diagnostics())
    assert own.file == "overlays/sagemaker.toml"
    assert mine.file == str(given)
    assert own.rules


@pytest.mark.parametrize("kind", list(RuleKind))
def test_a_rule_of_each_kind_is_read(tmp_path: Path, kind: RuleKind) -> None:
    found = read(tmp_path, f'[[rule]]\n{RULE}{kind} = ["A", "B"]\n')
    ((shape, rule),) = found.rules
    assert (shape, rule.kind, rule.members) == ("S", kind, ("A", "B"))
    assert rule.evidence == "It says so."


def subject(text: str) -> Subject:
    shape, _, member = text.partition("$")
    return Subject(shape=shape, member=member)


CORRECTIONS: dict[str, Entry] = {
    '[[pattern]]\nshape = "S"': WrongConstraint(
        subject=subject("S"), kind=Pattern, source=None, enforced=None, reason="So."
    ),
    "[[pattern]]\nshape = 'S$A'\nsource = '\\d'\nenforced = 'a'": WrongConstraint(
        subject=subject("S$A"),
        kind=Pattern,
        source=Pattern(source="\\d"),
        enforced=Pattern(source="a"),
        reason="So.",
    ),
    '[[length]]\nshape = "S"\nsource = {max = 5}\nenforced = {min = 0}': (
        WrongConstraint(
            subject=subject("S"),
            kind=Length,
            source=Length(min=None, max=5),
            enforced=Length(min=0, max=None),
            reason="So.",
        )
    ),
    '[[range]]\nshape = "S"\nsource = {min = 0.5, max = 5}': WrongConstraint(
        subject=subject("S"),
        kind=Range,
        source=Range(min=0.5, max=5),
        enforced=None,
        reason="So.",
    ),
    '[[enum]]\nshape = "S"\nadd = ["a"]': WrongEnum(
        subject=subject("S"), add=("a",), source=(), reason="So."
    ),
    '[[enum]]\nshape = "S"\nsource = ["a", "a"]': WrongEnum(
        subject=subject("S"), add=(), source=("a", "a"), reason="So."
    ),
    '[[enum]]\nshape = "S$A"\nsource = ["a"]': WrongEnum(
        subject=subject("S$A"), add=(), source=("a",), reason="So."
    ),
    '[[target]]\nmember = "S$A"\nsource = "T"\ntarget = "U"': WrongTarget(
        subject=subject("S$A"), source="T", target="U", reason="So."
    ),
    '[[union]]\nshape = "S"': UnmarkedTrait(
        subject=subject("S"), trait=Trait.UNION, reason="So."
    ),
    '[[sparse]]\nshape = "S"': UnmarkedTrait(
        subject=subject("S"), trait=Trait.SPARSE, reason="So."
    ),
    '[[search]]\nshapes = ["S"]': Search(subject=subject("S"), reason="So."),
}


@pytest.mark.parametrize("text", CORRECTIONS)
def test_a_correction_is_read(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, f'{text}\nreason = "So."\n')
    assert found.corrections == (CORRECTIONS[text],)


def test_a_note_and_several_searches_are_read(tmp_path: Path) -> None:
    text = '[[search]]\nshapes = ["A", "B"]\nreason = "So."\n'
    found = read(tmp_path, text + '[[note]]\nshape = "S"\ntext = "Know."\n')
    assert found.corrections == (
        Search(subject=subject("A"), reason="So."),
        Search(subject=subject("B"), reason="So."),
        Note(subject=subject("S"), text="Know."),
    )


REWRITE = 'members = ["S$A", "T$B"]\nhandler = "x.y"\nnote = "It is so."\n'


@pytest.mark.parametrize("kind", list(RewriteKind))
def test_a_rewrite_of_each_kind_is_read(tmp_path: Path, kind: RewriteKind) -> None:
    alias = 'alias = "B"\n' if kind is RewriteKind.ALIAS else ""
    found = read(tmp_path, f'[[boto3]]\nform = "{kind}"\n{alias}{REWRITE}')
    members = (("S", "A"), ("T", "B"))
    more = {"alias": "B"} if alias else {}
    assert found.rewrites == (
        Rewrite(members=members, kind=kind, handler="x.y", note="It is so.", **more),
    )


FORM = '[[boto3]]\nform = "added"\n'
WRONG = [
    "boto3 = 5",
    "boto3 = [5]",
    "[[boto3]]\n" + REWRITE,
    '[[boto3]]\nform = "gone"\n' + REWRITE,
    "[[boto3]]\nform = []\n" + REWRITE,
    '[[boto3]]\nform = "alias"\n' + REWRITE,
    FORM + 'alias = "B"\n' + REWRITE,
    FORM + REWRITE + "more = 1",
    FORM + REWRITE.replace('"x.y"', "5"),
    FORM + REWRITE.replace('"It is so."', '""'),
    FORM + REWRITE.replace('["S$A", "T$B"]', '"S$A"'),
    FORM + REWRITE.replace('"S$A", "T$B"', ""),
    FORM + REWRITE.replace('"T$B"', "5"),
    FORM + REWRITE.replace("T$B", "T"),
    FORM + REWRITE.replace("T$B", "$B"),
    FORM + REWRITE.replace("T$B", "T$"),
    "surprise = 1",
    "rule = 5",
    "rule = [5]",
    "[rule]\n" + RULE,
    "[[rule]]\n" + RULE,
    "[[rule]]\n" + RULE + 'exactly_one_of = "A"',
    "[[rule]]\n" + RULE + 'exactly_one_of = ["A"]',
    "[[rule]]\n" + RULE + 'exactly_one_of = ["A", "A"]',
    "[[rule]]\n" + RULE + 'exactly_one_of = ["A", "B", "A"]',
    "[[rule]]\n" + RULE + 'exactly_one_of = ["A", 5]',
    "[[rule]]\n" + RULE + 'exactly_one_of = ["A", "B"]\nrequires = ["A", "B"]',
    "[[rule]]\n" + RULE + 'exactly_one_of = ["A", "B"]\nmore = 1',
    '[[rule]]\nshape = 5\nevidence = "x"\nrequires = ["A", "B"]',
    '[[rule]]\nshape = "S"\nevidence = ""\nrequires = ["A", "B"]',
    '[[rule]]\nshape = "S"\nevidence = " "\nrequires = ["A", "B"]',
    '[[rule]]\nshape = "S"\nrequires = ["A", "B"]',
    "pattern = [5]",
    '[[pattern]]\nshape = "S"',
    '[[pattern]]\nshape = "S"\nreason = 5',
    '[[pattern]]\nshape = "S"\nreason = ""',
    '[[pattern]]\nshape = "S"\nreason = "x"\nmore = 1',
    '[[pattern]]\nshape = "S$"\nreason = "x"',
    '[[pattern]]\nshape = "$A"\nreason = "x"',
    '[[pattern]]\nshape = ["S"]\nreason = "x"',
    '[[pattern]]\nshape = "S"\nreason = "x"\nenforced = ""',
    '[[length]]\nshape = "S"\nreason = "x"\nsource = 5',
    '[[length]]\nshape = "S"\nreason = "x"\nsource = {}',
    '[[length]]\nshape = "S"\nreason = "x"\nsource = {min = -1}',
    '[[length]]\nshape = "S"\nreason = "x"\nsource = {min = 1.5}',
    '[[length]]\nshape = "S"\nreason = "x"\nsource = {min = true}',
    '[[length]]\nshape = "S"\nreason = "x"\nsource = {least = 1}',
    '[[range]]\nshape = "S"\nreason = "x"\nenforced = {min = 2, max = 1}',
    '[[range]]\nshape = "S"\nreason = "x"\nenforced = {max = "1"}',
    '[[range]]\nshape = "S"\nreason = "x"\nenforced = {max = inf}',
    '[[range]]\nshape = "S"\nreason = "x"\nenforced = {min = nan}',
    '[[range]]\nshape = "S"\nreason = "x"\nenforced = {max = 1e300}',
    f'[[length]]\nshape = "S"\nreason = "x"\nenforced = {{max = {2**63}}}',
    '[[enum]]\nshape = "S"\nreason = "x"\nadd = []',
    '[[enum]]\nshape = "S"\nreason = "x"\nadd = "a"',
    '[[enum]]\nshape = "S"\nreason = "x"\nadd = [""]',
    '[[enum]]\nshape = "S"\nreason = "x"\nadd = ["a"]\nsource = ["b"]',
    '[[enum]]\nshape = "$"\nreason = "x"\nadd = ["a"]',
    '[[target]]\nmember = "S"\nsource = "T"\ntarget = "U"\nreason = "x"',
    '[[target]]\nmember = "S$A"\nsource = "T"\ntarget = 5\nreason = "x"',
    '[[target]]\nmember = "S$A"\nsource = "T"\nreason = "x"',
    '[[union]]\nshape = 5\nreason = "x"',
    '[[search]]\nshapes = "S"\nreason = "x"',
    '[[search]]\nshapes = []\nreason = "x"',
    '[[search]]\nshape = "S"\nreason = "x"',
    '[[note]]\nshape = "S"\nreason = "x"',
    '[[note]]\nshape = 5\ntext = "x"',
    '[[union]]\nshape = "S"\nreason = "x"\nmore = 1',
]


@pytest.mark.parametrize("text", WRONG)
def test_an_entry_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "overlay.toml"
    file.write_text(text)
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        read_overlays("nowhere", file, diagnostics)
    assert failure.value.exit_code == 2
    found = said(diagnostics)
    assert found
    assert all(one.startswith(f"C111 {file}: ") for one in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("surprise = 1", "surprise: is no entry of an overlay: did you mean sparse?"),
        ("rule = 5", "rule[0]: must be a table, not a number"),
        ("[[rule]]\n" + RULE, "rule[0]: must have one of exactly_one_of, "),
        (
            "[[rule]]\n" + RULE + 'requires = ["A"]',
            "rule[0].requires: must hold 2 or more",
        ),
        (
            "[[rule]]\n" + RULE + 'requires = ["A", "A"]',
            "rule[0].requires: must hold different texts",
        ),
        (
            "[[rule]]\n" + RULE + 'requires = ["A", "B"]\nshpae = 1',
            "rule[0].shpae: is an unknown key: did you mean shape?",
        ),
        (
            '[[rule]]\nshape = 5\nevidence = "x"\nrequires = ["A", "B"]',
            "rule[0].shape: must be text, not a number",
        ),
        (
            '[[note]]\nshape = "S"\ntext = " "',
            "note[0].text: is empty",
        ),
        ('[[note]]\nshape = "S"', "note[0].text: is required"),
        (
            '[[search]]\nshapes = [""]\nreason = "x"',
            "search[0].shapes: must hold no empty text",
        ),
        (
            '[[target]]\nmember = "A$"\nsource = "T"\ntarget = "U"\nreason = "x"',
            "target[0].member: must be Shape or Shape$Member",
        ),
        (
            FORM.replace("added", "alais") + 'alias = "B"\n' + REWRITE,
            "boto3[0].form: 'alais' is no form: did you mean alias?",
        ),
        (
            '[[note]]\nshape = "S"\ntext = "x"\n"a.b" = 1',
            'note[0]."a.b": is an unknown key',
        ),
        (
            f'[[range]]\nshape = "S"\nreason = "x"\nsource = {{min = {"9" * 4000}}}',
            "range[0].source.min: must be a number of 64 bits",
        ),
        (
            '[[note]]\nshape = "$A"\ntext = "x"',
            "note[0].shape: must be Shape or Shape$Member",
        ),
        (
            '[[length]]\nshape = "S"\nreason = "x"\nsource = {min = 2, max = 1}',
            "length[0].source: has a min, 2, above its max, 1",
        ),
        (FORM + REWRITE.replace("T$B", "T"), "boto3[0].members: must each be "),
        (
            FORM.replace("added", "aded") + REWRITE,
            "boto3[0].form: 'aded' is no form: did you mean added?",
        ),
        (
            '[[union]]\nshape = 2020-01-01\nreason = "x"',
            "union[0].shape: must be text, not a date or time",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "overlay.toml"
    file.write_text(text)
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read_overlays("nowhere", file, diagnostics)
    (one,) = diagnostics
    assert str(one).startswith(f"error C111: {file}: {message}")


def test_every_wrong_entry_is_said(tmp_path: Path) -> None:
    file = tmp_path / "overlay.toml"
    file.write_text("surprise = 1\n[[rule]]\n[[rule]]\n[[pattern]]\n")
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read_overlays("nowhere", file, diagnostics)
    places = [
        "surprise",
        *["rule[0].shape", "rule[0].evidence", "rule[0]"],
        *["rule[1].shape", "rule[1].evidence", "rule[1]"],
        *["pattern[0].shape", "pattern[0].reason"],
    ]
    assert said(diagnostics) == [f"C111 {file}: {place}" for place in places]


def test_an_overlay_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "overlay.toml"
    os.mkfifo(file)
    diagnostics = Diagnostics()
    with pytest.raises(Failure):
        read_overlays("nowhere", file, diagnostics)
    assert said(diagnostics) == [f"C101 {file}"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[[", "C102"),
        (b"\xff", "C102"),
        (b"a = " + b"[" * 50_000, "C102"),
        (None, "C101"),
    ],
)
def test_a_file_that_is_no_overlay_is_refused(
    tmp_path: Path, data: bytes | None, code: str
) -> None:
    file = tmp_path / "overlay.toml"
    if data is not None:
        file.write_bytes(data)
    diagnostics = Diagnostics()
    with pytest.raises(Failure) as failure:
        read_overlays("nowhere", file, diagnostics)
    assert failure.value.exit_code == 2
    assert said(diagnostics) == [f"{code} {file}"]


def test_every_overlay_of_the_compiler_can_be_read() -> None:
    folder = Path(str(overlay.__file__)).parents[1] / "overlays"
    for file in folder.glob("*.toml"):
        diagnostics = Diagnostics()
        (found,) = read_overlays(file.stem, None, diagnostics)
        entries = tomllib.loads(file.read_text())
        searches = [
            shape for one in entries.pop("search", []) for shape in one["shapes"]
        ]
        kept = (*found.rules, *found.corrections, *found.rewrites)
        assert len(kept) == sum(map(len, entries.values())) + len(searches)


def test_a_service_that_is_a_path_reads_no_other_file() -> None:
    assert read_overlays("../overlays/sagemaker", None, Diagnostics()) == []
