"""Models that are long, deep or oddly named; and documentation without an end."""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .book import Trial
from .command import Said, begin
from .sandbox import MODEL, PACKAGE, Stage, Version, World

COST, MODELS = "6 documentation", "10 models"
MEGABYTE = 1_000_000
LIMIT, RATIO = 5.0, 2.8
PROCESSOR = 9
"""Seconds that no run is given more of."""


# Documentation ----------------------------------------------------------------------


def _repeated(text: str) -> Callable[[int], str]:
    return lambda size: text * (size // len(text))


def _once(start: str, text: str = "words and words ") -> Callable[[int], str]:
    return lambda size: start + text * (size // len(text))


def _nested(start: str, end: str) -> Callable[[int], str]:
    def text(size: int) -> str:
        count = size // len(start + end)
        return start * count + end * count

    return text


DOCUMENTATION: dict[str, Callable[[int], str]] = {
    "bold": _repeated("<b>x</b>"),
    "bold, with spaces": _repeated("<b> x </b> "),
    "bold in bold": _nested("<b>x", "</b>"),
    "bold and italic that overlap": _repeated("<b>x<i>y</b>z</i>"),
    "code": _repeated("<code>x</code>"),
    "links": _repeated('<a href="https://a.b">x</a>'),
    "links with no end": _repeated('<a href="https://a.b">x'),
    "attributes with no end": _repeated('<a href="'),
    "one attribute with no end": _once('<a href="'),
    "an unclosed CDATA": _once("<![CDATA["),
    "many unclosed CDATA": _repeated("<![CDATA["),
    "an unclosed comment": _once("<!--"),
    "many unclosed comments": _repeated("<!--"),
    "unclosed declarations": _repeated("<!x"),
    "unclosed instructions": _repeated("<?"),
    "unclosed script": _once("<script>", "</scrip "),
    "a list": lambda size: f"<ul>{'<li>x</li>' * (size // 10)}</ul>",
    "a list of paragraphs": lambda s: f"<ul>{'<li><p>x</p></li>' * (s // 17)}</ul>",
    "nested lists": _nested("<ul><li>x", "</li></ul>"),
    "nested lists with no end": _repeated("<ul><li>x"),
    "items with no list": _repeated("<li>x"),
    "definitions": _repeated("<dl><dt>x</dt><dd>y</dd></dl>"),
    "tables": _repeated("<table><tr><td>x</td></tr></table>"),
    "cells with no end": _repeated("<table><tr><td>x"),
    "paragraphs": _repeated("<p>x</p>"),
    "paragraphs with no end": _repeated("<p>x"),
    "bold with no end": _repeated("<b>x"),
    "ends with no beginning": _repeated("x</b>"),
    "ends of paragraphs": _repeated("</p>"),
    "unknown tags": _repeated("<zzz>x</zzz>"),
    "unknown tags with no end": _repeated("<zzz>x"),
    "notes in notes": _nested("<note><p>x</p>", "</note>"),
    "headings": _repeated("<h1>x</h1>"),
    "line breaks": _repeated("x<br>"),
    "preformatted": _repeated("<pre>x\n y</pre>"),
    "quotations": _nested("<blockquote>x", "</blockquote>"),
    "brackets": _repeated("<"),
    "brackets and spaces": _repeated("< "),
    "closing brackets": _repeated(">"),
    "ampersands": _repeated("&"),
    "entities": _repeated("&amp;"),
    "entities with no end": _repeated("&am"),
    "numbers of characters": _repeated("&#"),
    "long numbers of characters": _once("&#", "9" * 100),
    "backticks": _repeated("`"),
    "backticks and words": _repeated("` x "),
    "code with backticks": _repeated("<code>`</code>"),
    "one code with backticks": lambda size: f"<code>{'` ' * (size // 2)}</code>",
    "asterisks": _repeated("*"),
    "asterisks and words": _repeated("*x "),
    "underscores": _repeated("_"),
    "underscores and words": _repeated("_x "),
    "square brackets": _repeated("["),
    "Markdown's links": _repeated("[x](y) "),
    "backslashes": _repeated("\\"),
    "quotes": _repeated('"'),
    "triple quotes": _repeated('""" '),
    "one word": _repeated("x"),
    "words": _repeated("word "),
    "spaces": _repeated(" "),
    "line ends": _repeated("\n"),
    "words and line ends": _repeated("word\n"),
    "tabs": _repeated("x\t"),
    "lines that end in spaces": _repeated("x \n"),
    "full stops": _repeated(". "),
    "sentences": _repeated("Say this. "),
    "sentences with no space": _repeated("a.B"),
    "hyphens": _repeated("a-"),
    "lines of hyphens": _repeated("-\n"),
    "numbered lines": _repeated("1. x\n"),
    "addresses": _repeated("https://a.b/c "),
    "one address": _once("https://", "a/b."),
    "no Latin": _repeated("語"),
    "characters of no width": _repeated("\u200b"),
    "combining marks": _repeated("e\u0301"),
    "controls": _repeated("\x01"),
    "characters that are no letters": _repeated("\ufeff\u2028"),
}


FIRST = {
    "bold",
    "bold with no end",
    "nested lists",
    "nested lists with no end",
    "paragraphs with no end",
    "links",
    "links with no end",
    "entities",
    "ampersands",
    "backticks",
    "an unclosed CDATA",
    "many unclosed CDATA",
}
"""Of these half a megabyte and a whole one are compared, of others a quarter."""


def documentation(stage: Stage) -> None:
    """Twice the text costs twice the time."""
    with stage.book.trial(COST, "documentation of no length") as trial:
        base = min(_cost(stage, trial, "x" * n).seconds for n in (1, 2, 3))
    for what, text in DOCUMENTATION.items():
        with stage.book.trial(COST, f"documentation of {what}") as trial:
            if what in FIRST:
                _doubled(stage, trial, text, base, MEGABYTE // 2)
            elif (cost := _seconds(stage, trial, text(MEGABYTE // 4), base)) > 0.15:
                _doubled(stage, trial, text, base, MEGABYTE // 4, cost)


def _doubled(
    stage: Stage,
    trial: Trial,
    text: Callable[[int], str],
    base: float,
    size: int,
    first: float = 0.0,
) -> None:
    """Compare a size with its double, and twice where that is not clear."""
    short = first or _seconds(stage, trial, text(size), base)
    long = short and _seconds(stage, trial, text(2 * size), base)
    if not long or long < 0.5:
        return
    if long / short > 2.2:  # a busy machine may have had a part in it
        short = min(short, _seconds(stage, trial, text(size), base) or short)
        long = min(long, _seconds(stage, trial, text(2 * size), base) or long)
    if long > LIMIT:
        trial.fault(f"{2 * size // 1000} kB take {long:.0f} s")
    elif long / short > 2.2 and long < LIMIT / 2:
        short, long = long, _seconds(stage, trial, text(4 * size), base)
    trial.expect(long / short <= RATIO, "is not linear")


def _seconds(stage: Stage, trial: Trial, text: str, base: float) -> float:
    """What a text costs, beyond a run; nothing where the run has no end."""
    said = _cost(stage, trial, text)
    return max(said.seconds - base, 0.01) if said.code == 0 else 0.0


def _cost(stage: Stage, trial: Trial, text: str) -> Said:
    shapes = dict(MODEL["shapes"])
    shapes["First"] = shapes["First"] | {"documentation": text}
    world = _of_model(stage, trial, MODEL | {"shapes": shapes})
    words = ["generate", *world.words(Version(("First",))), "--no-cache", "--force"]
    said = world.begin(*words, limit=_processor).end()
    if said.code == -signal.SIGXCPU:
        trial.fault(f"{len(text) // 1000} kB take more than {PROCESSOR} s")
    else:
        world.judge(said)
        world.expect(said, 0)
    return said


def _processor() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR + 9))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _of_model(stage: Stage, trial: Trial, model: dict[str, Any] | str) -> World:
    world = World(stage, trial)
    world.model = trial.folder / "service-2.json"
    text = model if isinstance(model, str) else json.dumps(model)
    world.model.write_text(text)
    return world


# Depth and names --------------------------------------------------------------------

ROOT = Version(("S0",))
READ = """\
import importlib, json, sys
from aws_shapes import ShapeValidationError
depth, whole = int(sys.argv[1]), int(sys.argv[2])
module = importlib.import_module("aws_shapes.example")
root = module.S0
value = {"Leaf": "x"}
for _ in range(depth):
    value = {"Next": value, "Leaf": "x"}
for read, write in (("from_wire", "to_wire"), ("from_boto", "to_boto")):
    for strict in (True, False):
        try:
            made = getattr(root, read)(value, strict=strict)
            back = getattr(made, write)()
            repr(made), hash(made), made == made
        except ShapeValidationError as error:
            assert depth >= 100, f"refused: {error}"
        else:
            a, b = value, back
            while a and b:
                assert a.keys() == b.keys(), (a.keys(), b.keys())
                a, b = a.get("Next"), b.get("Next")
            assert not a and not b
try:
    root.from_wire({"Next": {"Next": {"Leaf": 5}}})
except ShapeValidationError:
    pass
else:
    raise AssertionError("takes what is wrong")
"""


def chains(stage: Stage) -> None:
    """Structures that each hold the next: made, imported, read and written."""
    for length in (100, 140, 200, 500, 2000):
        for recursive in (False, True) if length == 200 else (False,):
            form = "with no end" if recursive else "of structures"
            with stage.book.trial(MODELS, f"a chain {form}, {length} long") as trial:
                world = _of_model(stage, trial, _chain(length, recursive))
                said = world.generate(ROOT)
                world.expect(said, 0)
                world.expect(world.check(ROOT), 0)
                if said.code == 0:
                    for depth in (3, 90, length - 1):
                        _read(stage, world, depth, length)


def _chain(length: int, recursive: bool) -> dict[str, Any]:
    shapes: dict[str, Any] = {"Leaf": {"type": "string"}}
    for index in range(length):
        members = {"Leaf": {"shape": "Leaf"}}
        if index + 1 < length or recursive:
            members["Next"] = {"shape": f"S{(index + 1) % length}"}
        shapes[f"S{index}"] = {"type": "structure", "members": members}
    return {"metadata": MODEL["metadata"], "shapes": shapes}


def _read(stage: Stage, world: World, depth: int, length: int) -> None:
    stage.book.runs += 1
    words = [sys.executable, "-c", READ, str(depth), str(length)]
    env = stage.env | {"PYTHONPATH": str(world.out)}
    said = begin(words, cwd=world.trial.folder, env=env).end()
    if said.hung:
        world.trial.fault(f"a value {depth} deep: hangs")
    elif said.code:
        last = said.last.partition(":")[0] if "Recursion" in said.last else said.last
        world.trial.fault(f"a value {min(depth, 100)} or more deep: {last}")


def unions_and_lists(stage: Stage) -> None:
    """The same by way of lists and maps."""
    for length in (200, 500):
        for kind in ("list", "map"):
            with stage.book.trial(
                MODELS, f"a chain of {kind}s, {length} long"
            ) as trial:
                world = _of_model(stage, trial, _chain_of(kind, length))
                said = world.generate(ROOT)
                world.expect(said, 0)
                if said.code == 0:
                    _imports(stage, world, "S0")


def _chain_of(kind: str, length: int) -> dict[str, Any]:
    shapes: dict[str, Any] = {"Leaf": {"type": "string"}}
    for index in range(length):
        target = {"shape": f"S{index + 1}" if index + 1 < length else "Leaf"}
        holder = {"type": "list", "member": target}
        if kind == "map":
            holder = {"type": "map", "key": {"shape": "Leaf"}, "value": target}
        shapes[f"L{index}"] = holder
        members = {"Next": {"shape": f"L{index}"}}
        shapes[f"S{index}"] = {"type": "structure", "members": members}
    return {"metadata": MODEL["metadata"], "shapes": shapes}


def _imports(stage: Stage, world: World, name: str) -> None:
    stage.book.runs += 1
    words = [sys.executable, "-c", f"from aws_shapes.example import {name}; {name}()"]
    env = stage.env | {"PYTHONPATH": str(world.out)}
    said = begin(words, cwd=world.trial.folder, env=env).end()
    world.trial.expect(said.code == 0, f"cannot be imported: {said.last}")


def long_names(stage: Stage) -> None:
    """Names as long as a file's may be: what we wrote we know again."""
    for length in (100, 150, 198, 200, 225, 249, 250, 251, 252, 253, 300):
        with stage.book.trial(MODELS, f"a name of {length}, one word") as trial:
            _long(stage, trial, "A" + "b" * (length - 1))
    for length in (100, 150, 170, 198, 250):
        with stage.book.trial(MODELS, f"a name of {length}, of words") as trial:
            _long(stage, trial, "Ab" * (length // 2))


def _long(stage: Stage, trial: Trial, name: str) -> None:
    version, world = Version((name,)), _of_model(stage, trial, _named(name, "One"))
    first = world.generate(version)
    world.expect(first, 0, 2, 3)
    if first.code:
        trial.expect(len(name) > 120, "is refused")
        left = [path for path in world.out.rglob("*")] if world.out.exists() else []
        trial.expect(not left, "is refused, and something is left")
        return
    world.expect(world.check(version), 0)
    _imports(stage, world, name)
    world.model.write_text(json.dumps(_named(name, "Two")))
    world.expect(world.generate(version), 0)
    world.model.write_text(json.dumps(_named("Short", "One")))
    world.expect(world.generate(Version(("Short",))), 0)
    stale = [path for path in (world.out / PACKAGE).rglob("a*b*.py")]
    stale = [path for path in stale if path.parent.name == "shapes"]
    trial.expect(not stale, "its file stays when the shape goes")


def _named(name: str, member: str) -> dict[str, Any]:
    shapes = {
        name: {"type": "structure", "members": {member: {"shape": "Leaf"}}},
        "Leaf": {"type": "string"},
    }
    return {"metadata": MODEL["metadata"], "shapes": shapes}


# JSON -------------------------------------------------------------------------------

TWICE = '{"a": 1, "a": 2}'


def _deep(inside: str, depth: int, start: str = '{"b": ', end: str = "}") -> str:
    return start * depth + inside + end * depth


def _beside(more: str) -> str:
    return json.dumps(MODEL)[:-1] + f', "more": {more}}}'


JSONS: dict[str, tuple[str, tuple[int, ...]]] = {
    "a key twice": (_beside(TWICE), (3,)),
    "a key twice, 3,000 deep": (_beside(_deep(TWICE, 3000)), (3,)),
    "a key twice, 900 deep": (_beside(_deep(TWICE, 900)), (3,)),
    "a key twice, 3,000 lists deep": (_beside(_deep(TWICE, 3000, "[", "]")), (3,)),
    "a key twice, above 3,000": (
        _beside('{"a": 1, "a": ' + _deep("1", 3000) + "}"),
        (3,),
    ),
    "3,000 deep": (_beside(_deep("1", 3000)), (0, 3)),
    "100,000 deep": (_beside(_deep("1", 100_000)), (3,)),
    "100,000 lists": (_deep("", 100_000, "[", "]"), (3,)),
    "100,000 open brackets": ("[" * 100_000, (3,)),
    "nothing": ("", (3,)),
    "a list": ("[]", (3,)),
    "null": ("null", (3,)),
    "no shapes": ('{"metadata": {}}', (2, 3)),
    "shapes that are a list": ('{"metadata": {}, "shapes": []}', (2, 3)),
    "a long number": (_beside("9" * 5000), (0, 3)),
    "NaN": (_beside("NaN"), (0, 3)),
    "a lone surrogate": (_beside('"\\ud800"'), (0, 3)),
    "a byte order mark": ("\ufeff" + json.dumps(MODEL), (0, 3)),
    "the metadata twice": ('{"metadata": {}, ' + json.dumps(MODEL)[1:], (3,)),
}


def jsons(stage: Stage) -> None:
    """What is no model is a diagnostic, whatever it is."""
    for what, (text, codes) in JSONS.items():
        with stage.book.trial(MODELS, f"JSON: {what}") as trial:
            world = _of_model(stage, trial, text)
            said = world.generate(Version(("First",)))
            world.expect(said, *codes)
            if said.code == 3:
                named = "service-2.json" in said.err or "example" in said.err
                trial.expect(named, f"does not name the model: {said.last}")
                lines = said.err.splitlines()
                long = [line for line in lines if len(line) > 2000]
                trial.expect(not long, "says more than 2,000 characters")
            world.expect(world.run("list", "shapes", *_listed(world.model)), *codes, 0)


def _listed(model: Path) -> list[str]:
    return ["--service", "example", "--model", str(model)]


def run(stage: Stage) -> None:
    """All of models."""
    chains(stage)
    unions_and_lists(stage)
    long_names(stage)
    jsons(stage)
