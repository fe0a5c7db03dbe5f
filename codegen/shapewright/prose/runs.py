"""Runs of text with the elements that they stand in, and the inlines made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import and_
from typing import NamedTuple, TypeAlias

from .blocks import Code, Emphasis, Inline, Link, Reference, Strong, Text
from .elements import CODE, EMPHASIS, LINKS, STRONG


class Mark(NamedTuple):
    """An inline element that is open; the number tells it from its equals."""

    tag: str
    number: int
    href: str | None


class Run(NamedTuple):
    """A piece of text, with the elements that it stands in."""

    text: str
    link: Mark | None = None
    strong: bool = False
    emphasis: bool = False
    leaf: Mark | None = None


def run_of(text: str, marks: Iterable[Mark]) -> Run:
    link: Mark | None = None
    leaf: Mark | None = None
    strong = emphasis = False
    for mark in marks:
        if mark.href:
            link = mark
        elif mark.tag in LINKS:
            leaf = leaf if mark.href == "" else mark
        elif mark.tag in CODE:
            leaf = leaf or mark
        elif leaf is None:
            # Italics inside code mark a placeholder; they would tear the code apart.
            strong = strong or mark.tag in STRONG
            emphasis = emphasis or mark.tag in EMPHASIS
    return Run(text, link, strong, emphasis, leaf)


_SPACES = re.compile(r"\s+")
_CLOSING = re.compile(r"[.,;:!?)](?:\s|$)")


def collapse(runs: Sequence[Run]) -> list[Run]:
    """Make white space single across the runs, and none at the ends.

    A space at the end of an element is dropped before closing punctuation: there are
    thousands of `<a …>Name </a>.`
    """
    tidy: list[Run] = []
    for run in runs:
        text = run.text
        if "  " in text or not text.isprintable():  # as other white space is not
            text = _SPACES.sub(" ", text)
        if tidy and tidy[-1].text.endswith(" "):
            if _ends(tidy[-1], run) and _CLOSING.match(text):
                tidy[-1] = tidy[-1]._replace(text=tidy[-1].text[:-1])
            text = text.lstrip(" ")
        elif not tidy:
            text = text.lstrip(" ")
        if text:
            tidy.append(run if text == run.text else run._replace(text=text))
    if tidy:
        tidy[-1] = tidy[-1]._replace(text=tidy[-1].text.rstrip(" "))
    return [run for run in tidy if run.text]


def _ends(before: Run, after: Run) -> bool:
    """Whether an element ends between two runs, and plain text follows."""
    return any(before[1:]) and not any(after[1:])


_Nest: TypeAlias = Callable[[list[Run]], list[Inline]]


def nest(runs: list[Run]) -> list[Inline]:
    """Build the tree: links outside, then bold and italics, and code innermost."""
    if not any(any(run[1:]) for run in runs):
        return [Text("".join([run.text for run in runs]))] if runs else []
    return _grouped(
        runs,
        lambda run: run.link,
        lambda inner: [Link(_href(inner[0].link), tuple(_styles(inner)))],
        otherwise=_styles,
    )


def _grouped(
    runs: list[Run], key: Callable[[Run], object], build: _Nest, otherwise: _Nest
) -> list[Inline]:
    """Build an element of each stretch of runs that share a key, if they have one."""
    nested: list[Inline] = []
    for mark, group in groupby(runs, key):
        inner = list(group)
        if not mark:
            nested += otherwise(inner)
            continue
        lead, inner, tail = _trim(inner)
        nested += [*lead, *(build(inner) if inner else []), *tail]
    return join(nested)


def _styles(runs: list[Run]) -> list[Inline]:
    return _grouped(
        runs, lambda run: run.strong or run.emphasis, _style, otherwise=_leaves
    )


def _style(runs: list[Run]) -> list[Inline]:
    # The mark that covers more of the runs is outside.
    if all(run.emphasis for run in runs):
        return [Emphasis(tuple(_bold(runs, _leaves)))]
    return _bold(runs, _italic)


def _bold(runs: list[Run], below: _Nest) -> list[Inline]:
    return _grouped(
        runs,
        lambda run: run.strong,
        lambda inner: [Strong(tuple(below(inner)))],
        otherwise=below,
    )


def _italic(runs: list[Run]) -> list[Inline]:
    return _grouped(
        runs,
        lambda run: run.emphasis,
        lambda inner: [Emphasis(tuple(_leaves(inner)))],
        otherwise=_leaves,
    )


def _leaves(runs: list[Run]) -> list[Inline]:
    return _grouped(runs, lambda run: run.leaf, _leaf, otherwise=_leaf)


def _leaf(runs: list[Run]) -> list[Inline]:
    text = "".join([run.text for run in runs])
    match runs[0].leaf:
        case None:
            return [Text(text)]
        case Mark(tag) if tag in CODE:
            return [Code(text)]
        case _:
            return [Reference(text)]


def _href(link: Mark | None) -> str:
    return link.href or "" if link else ""


def _trim(runs: list[Run]) -> tuple[list[Text], list[Run], list[Text]]:
    """Take the spaces at the edges of an element out of it."""
    lead: list[Text] = []
    tail: list[Text] = []
    if runs[0].text.startswith(" "):
        lead = [Text(" ")]
        runs = [runs[0]._replace(text=runs[0].text[1:]), *runs[1:]]
    if runs[-1].text.endswith(" "):
        tail = [Text(" ")]
        runs = [*runs[:-1], runs[-1]._replace(text=runs[-1].text[:-1])]
    return lead, [run for run in runs if run.text], tail


_Plain: TypeAlias = Text | Code | Reference


def join(
    inlines: Sequence[Inline],
    kinds: tuple[type[_Plain], ...] = (Text,),
    into: type[_Plain] = Text,
) -> list[Inline]:
    """Make one of the texts, or other kinds, that touch: of all at once, for speed."""
    plain = [isinstance(part, kinds) for part in inlines]
    if not any(map(and_, plain, plain[1:])):  # nothing to join, as nearly always
        return list(inlines)
    joined: list[Inline] = []
    for are_plain, group in groupby(inlines, lambda part: isinstance(part, kinds)):
        if are_plain:
            joined.append(into("".join([_text(part) for part in group])))
        else:
            joined += group
    return joined


def _text(part: Inline) -> str:
    assert isinstance(part, _Plain)
    return part.text
