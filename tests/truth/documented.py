"""Values that the documentation of a member offers are values that it takes.

    python -m truth.documented [SERVICE…]

Looked for are values in code markup: the points of a list, what stands behind words
such as "Valid values", and examples; and the ARN of what it says it is the ARN of. They
are held against the enum, the pattern and the bounds that are enforced. Lists of which
nothing is taken are about something else, and so are names of members, shapes and
operations. What is refused must stand in `documented.toml`, with the reason: places are
members there, and the kind is the value.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from every.differences import Found, report
from shapewright.ir.shapes import (
    Constraint,
    EnumShape,
    Length,
    ListShape,
    Member,
    Pattern,
    Range,
    Shape,
    SimpleKind,
    SimpleShape,
    edges,
)
from shapewright.load.catalogue import services
from shapewright.plan.model import Model
from shapewright.runtime.patterns import matcher

from .arns import members, model

REASONS = Path(__file__).with_suffix(".toml")
_CODE = re.compile(r"<code>(.*?)</code>", re.S)
_LISTS = re.compile(
    r"<(ul|ol)>|</(?:ul|ol)>|<li>\s*(?:<p>)?\s*(?:<b>)?\s*<code>(.*?)</code>", re.S
)
_OFFERED = re.compile(
    r"(?:valid|allowed|possible|supported|permitted|accepted|available|legal)\s+"
    r"(?:\w+\s+){0,2}?(?:values?|options?|types?|settings)|one of the following"
    r"|values? (?:can|must|may) be|(?:can|must|may) be (?:one of|either|set to)"
    r"|(?:specify|use|choose|enter) (?:either|one of)",
    re.I,
)
_LISTED = re.compile(
    r"(?:valid|allowed|possible|supported)\s+(?:values|options)\s*"
    r"(?:are|include)?\s*:?\s*((?:[\w.:/-]+\s*(?:\||,)\s*)+[\w.:/-]+)",
    re.I,
)
_END = re.compile(r"</p>|</li>|\.\s+[A-Z]|\.</|<note>|<important>")
_EXAMPLE = re.compile(
    r"(?:such as|for example|e\.g\.|example(?: values?| format)?:|like)\s*[,:]?\s*"
    r"(?:an?\s+|the\s+)?(?:\w+\s+){0,3}$",
    re.I,
)
_REACH = 1200
_BEFORE = 120
_NOTHING = {"null", "none", "true", "false", ""}
_WORD = re.compile(r"[a-z]*|\d+")
"""Plain text has words and parts of numbers beside values."""
_SNIPPET = re.compile(r"""["{}\[\]=|,;<>]|.{60}""")
"""What no value of an enum has: it is a piece of a request."""
_ARN_OF = re.compile(
    r"(?:ARN\)?|Amazon Resource Name) (?:of|for) (?:the|an?|your) (?:[\w-]+ )??"
    r"(?:Identity and Access Management \()?(IAM\)? role|KMS key|Lambda function"
    r"|SNS topic|SQS queue|S3 bucket|Glue (?:crawler|database|table))\b"
)
_ARNS = {
    "role": "iam::123456789012:role/my-role",
    "key": "kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    "function": "lambda:us-east-1:123456789012:function:my-function",
    "topic": "sns:us-east-1:123456789012:my-topic",
    "queue": "sqs:us-east-1:123456789012:my-queue",
    "bucket": "s3:::my-bucket",
    "crawler": "glue:us-east-1:123456789012:crawler/my_crawler",
    "database": "glue:us-east-1:123456789012:database/my_database",
    "table": "glue:us-east-1:123456789012:table/my_database/my_table",
}


def main(names: list[str]) -> int:
    """Print the numbers, and what is refused; 1 if any of it has no reason."""
    names = names or list(services())
    found = ((name, documented(model(name))) for name in names)
    return report("documented", found, names, REASONS)


@dataclass(frozen=True, slots=True)
class Offer:
    """Values that stand together; `sure` is that they are this member's own."""

    values: tuple[str, ...]
    sure: bool = True


def documented(ours: Model) -> Found:
    """All values in the documentation of what a caller sends."""
    found = Found()
    known = _known(ours)
    for holder, member in members(ours, sent=True):
        said: dict[str, str] = {}
        for offer in (*offers(member.documentation), *_arns(member)):
            values = [
                value
                for value in offer.values
                if _plain(value) not in known
                and _is_value(ours, ours.target(member), value)
            ]
            found.counts["names and pieces of requests"] += len(offer.values)
            found.counts["names and pieces of requests"] -= len(values)
            judged = {value: _refused(ours, holder, member, value) for value in values}
            if offer.sure or not all(judged.values()):
                said |= judged
            else:
                found.counts["values of lists about something else"] += len(values)
        found.counts["values"] += len(said)
        for value, says in said.items():
            if says:
                found.fault(f"{holder}${member.name}", value, says)
    return found


def _known(ours: Model) -> set[str]:
    """Names that prose has in code markup as well."""
    shapes = ours.service.shapes
    found = {_plain(member.name) for one in shapes.values() for member in edges(one)}
    return found | {_plain(name) for name in (*shapes, *ours.service.operations)}


def _is_value(ours: Model, shape: Shape, text: str) -> bool:
    if isinstance(shape, ListShape):
        return _is_value(ours, ours.target(shape.member), text)
    if text.lower() in _NOTHING:
        return False
    return not (isinstance(shape, EnumShape) and _SNIPPET.search(text))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


# ---- what the prose offers


def offers(documentation: str) -> Iterator[Offer]:
    """Values, without markup and quotes, by where they stand."""
    for points in _lists(documentation):
        yield Offer(points, sure=False)
    for words in _OFFERED.finditer(documentation):
        rest = documentation[words.end() : words.end() + _REACH]
        hidden = _CODE.sub(lambda code: "c" * len(code[0]), rest)
        end = _END.search(hidden)
        codes = _CODE.finditer(rest[: end.start()] if end else rest)
        yield Offer(tuple(_text(code[1]) for code in codes))
    for code in _CODE.finditer(documentation):
        before = documentation[max(0, code.start() - _BEFORE) : code.start()]
        if _EXAMPLE.search(re.sub(r"<[^>]+>", "", before)):
            yield Offer((_text(code[1]),))
    for listed in _LISTED.finditer(re.sub(r"<[^>]+>", "", documentation)):
        texts = re.split(r"\s*[|,]\s*", html.unescape(listed[1]).rstrip("."))
        values = tuple(text for text in texts if not _WORD.fullmatch(text))
        yield Offer(values, sure=False)


def _lists(documentation: str) -> list[tuple[str, ...]]:
    """What the points of each list begin with."""
    found: list[list[str]] = []
    opened: list[list[str]] = []
    for tag in _LISTS.finditer(documentation):
        if tag[1]:
            opened.append([])
            found.append(opened[-1])
        elif tag[2] is None:
            del opened[-1:]
        elif opened:
            opened[-1].append(_text(tag[2]))
    return [tuple(points) for points in found if points]


def _text(code: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", code)).strip()
    return re.sub(r"""^(["'])(.*)\1$""", r"\2", text)


def _arns(member: Member) -> Iterator[Offer]:
    """An ARN of what the member is said to be the ARN of."""
    prose = html.unescape(re.sub(r"<[^>]+>", "", member.documentation))
    words = _ARN_OF.search(re.sub(r"\s+", " ", prose))
    if words and "arn" in member.name.lower():
        yield Offer((f"arn:aws:{_ARNS[words[1].rpartition(' ')[2]]}",))


# ---- whether it is taken


def _refused(ours: Model, holder: str, member: Member, value: str) -> str:
    """What is enforced that refuses a value; empty if nothing does."""
    shape = ours.target(member)
    if isinstance(shape, ListShape):
        return _refused(ours, shape.id, shape.member, value)
    if isinstance(shape, EnumShape):
        taken = value in shape.values or ours.takes_any_text(holder, member)
        return "" if taken else f"not in {', '.join(shape.values[:8])}"
    if not isinstance(shape, SimpleShape):
        return ""
    for constraint in ours.constraints(holder, member):
        if says := _breaks(ours, shape, constraint, value):
            return says
    return ""


def _breaks(ours: Model, shape: SimpleShape, constraint: Constraint, value: str) -> str:
    match constraint:
        case Pattern(source=source):
            translation = ours.patterns.of(shape)
            assert translation is not None
            return "" if matcher(translation.text)(value) else f"not {source}"
        case Length(min=low, max=high) if shape.kind is SimpleKind.STRING:
            taken = _within(len(value), low, high)
            return "" if taken else f"not of {low} to {high} characters"
        case Range(min=low, max=high) if re.fullmatch(r"-?[\d.]*\d", value):
            taken = _within(float(value), low, high)
            return "" if taken else f"not from {low} to {high}"
    return ""


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
