"""Markdown that is read as it was meant, in docstrings that black leaves alone."""

from __future__ import annotations

import ast
import gzip
import inspect
import json
import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import black
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shapewright.prose.blocks import (
    Block,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    Paragraph,
    Preformatted,
    Reference,
    Strong,
    Text,
)
from shapewright.prose.html import parse
from shapewright.prose.markdown import to_markdown
from shapewright.text.docstring import docstring

WIDTH = 84


def markdown(html: str, width: int = WIDTH) -> str:
    return to_markdown(parse(html), width)


# Markdown ----------------------------------------------------------------------------

INLINES = {
    "code": ("<code>a b</code>", "`a b`"),
    "reference": ("<a>Shape</a>", "`Shape`"),
    "italics and bold": ("<i>a</i> <b>b <i>c</i></b>", "*a* **b *c***"),
    "italics in a word": (
        "<i>YYYY</i>-<i>MM</i>T<i>HH</i>Z",
        "*YYYY*-*MM*T*HH*Z",
    ),
    "bold in italics": ("<i>a <b>b</b> c</i>", "*a **b** c*"),
    "bold that cannot be": ("<b>Note:</b>The", "Note:The"),
    "italics that cannot be": ("a<i>(b)</i>", "a(b)"),
    "italics that touch": ("<i>a</i><b>b</b> <i>c</i>", "*a*b *c*"),
    "bold beside punctuation in italics": ("<i>a/<b>b</b>/c</i>", "*a/b/c*"),
    "dropped bold around code": ("<i>a/<b><code>b</code></b>/c</i>", "*a/`b`/c*"),
    "dropped bold before a word": ("<i>a</i><b>*</b>b", "*a*`*`b"),
    "link": ('<a href="u">a</a>.', "[a](u)."),
    "trailing space in a link": ('<a href="u">a </a>.', "[a](u)."),
    "code in a link": ('<code><a href="u">a</a></code>', "[`a`](u)"),
    "italics in a link": ('<a href="u"><i>a</i> b</a>', "[*a* b](u)"),
    "italics around a link": ('<i>a <a href="u">b</a></i>', "*a* [*b*](u)"),
    "brackets in a link": ('<a href="u">a [b] c</a>', "[a `[b]` c](u)"),
    "address": (
        '<a href="u/_(b)?c=&lt;d&gt; e\\f&amp;lt;">a</a>',
        "[a](u/_%28b%29?c=%3Cd%3E%20e%5Cf&amp;lt;)",
    ),
    "code side by side": ("<code>a</code><code>b</code>c", "`ab`c"),
    "code beside a reference": ("<a>Rule</a><code>s</code>", "`Rules`"),
    "backticks in code": (
        "<code>`</code> <code>a``b</code> <code>b`</code>",
        "`` ` `` ```a``b``` `` b` ``",
    ),
    "tag": (
        "registry/repository[:tag] [@digest]",
        "registry/repository[:tag] [@digest]",
    ),
    "placeholder": (
        "arn:aws:kms:<region>:key/<uuid>.",
        "`arn:aws:kms:<region>:key/<uuid>`.",
    ),
    "placeholder of words": ('"Selector <name of x>"', '"Selector `<name of x>`"'),
    "escaped placeholder": ("a&lt;b&gt; c", "`a<b>` c"),
    "less than": ("a < b <= 5 <5", "a < b <= 5 <5"),
    "star": ("a * b, s3:* (*) **", "a * b, `s3:*` (`*`) `**`"),
    "underscore": ("a_b _c d_ '_', __init__", "a_b `_c` `d_` '`_`', `__init__`"),
    "entity": ("&amp;amp; &amp;lt;em&amp;gt; a&b;", "`&amp;` `&lt;em&gt;` `a&b;`"),
    "underscore at what may be a letter": (
        "\u00e9_x \U00011f04_x x_\u1c89 _",
        "`\u00e9_x` `\U00011f04_x` `x_\u1c89` _",
    ),
    "no entity": ("&amp;\u00e9; &amp;\U00011f04;", "&\u00e9; &\U00011f04;"),
    "semicolon after what may be a letter": (
        "&lt;\u00e9; &lt;x\U00011f04;",
        "<\u00e9; `<x\U00011f04`;",
    ),
    "bold type between letters": (
        "日<b>本</b>語 a<i>\u00e9</i>b",
        "日**本**語 a*\u00e9*b",
    ),
    "bold type beside what may be a letter": (
        "\u1c89<b>(a)</b> a<b>\u1c89</b> \u1c89<b>b</b> <b>\u1c89</b>",
        "\u1c89(a) a\u1c89 \u1c89**b** **\u1c89**",
    ),
    "entity in an address": (
        '<a href="a&amp;amp;b&amp;\u1c89;">a</a>',
        "[a](a&amp;amp;b&\u1c89;)",
    ),
    "backslash": (r"C:\temp \u00e9 \. x\ ", r"C:\temp \u00e9 `\`. `x\`"),
    "backslash in code": (r"<code>C:\*</code>", r"`C:\*`"),
    "quoted words": (r'{\"a\": 1}, "^(\.)*$").', r'{`\"a\"`: 1}, "`^(\.)*$`").'),
    "nothing to trim": ("(_) (*a)(b*)", "(`_`) `(*a)(b*)`"),
    "strike-through": ("~5 ~~a~~", "~5 `~~a~~`"),
    "link in the text": ("[a](b) [c][d]", "`[a](b)` `[c][d]`"),
    "image": ('wow!<a href="u">a</a>', "`wow!`[a](u)"),
    "Markdown already": (
        "the `maxResults`, ``b c``, `a",
        "the `maxResults`, `b c`, `` `a ``",
    ),
    "special beside code": ("a_<code>b</code>_c", "`a_b_c`"),
    "special beside ticks": ("_`a`_ b", "`_a_` b"),
    "special in italics": ("<i>*</i>", "*`*`*"),
    "no-break space": ("a&nbsp;b", "a b"),
}


@pytest.mark.parametrize(("html", "expected"), INLINES.values(), ids=INLINES)
def test_inlines(html: str, expected: str) -> None:
    assert markdown(f"<p>x {html}</p>") == f"x {expected}"


STARTS = {
    "quote": ("> a", "`>` a"),
    "quote beside code": ("><code>a</code>", "`>a`"),
    "bullet": ("- a", "`-` a"),
    "plus": ("+", "`+`"),
    "rule": ("*** b", "`***` b"),
    "number": ("1. a", "`1.` a"),
    "number in brackets": ("12) a", "`12)` a"),
    "number of other digits": ("\u0661. a", "\u0661. a"),
    "heading": ("## a", "`##` a"),
    "heading in bold that is dropped": ("<b># a.</b>b", "`#` a.b"),
    "fence": ("~~~ a", "`~~~` a"),
    "definition": ("[a b]: c", "`[a` b]: c"),
    "no bullet": ("-a", "-a"),
    "no number": ("1.5 a", "1.5 a"),
    "bullet beside code": ("-<code>a</code>", "-`a`"),
    "equals": ("= a", "= a"),
}


@pytest.mark.parametrize(("html", "expected"), STARTS.values(), ids=STARTS)
def test_a_paragraph_does_not_start_another_block(html: str, expected: str) -> None:
    assert markdown(html.replace("> ", "&gt; ")) == expected
    item = markdown(f"<ul><li>{html.replace('> ', '&gt; ')}</li></ul>")
    assert item == f"- {expected}"


BLOCKS = {
    "nothing": ("", ""),
    "paragraphs": ("<p>a</p><p>b</p>", "a\n\nb"),
    "heading": ("<h2>a <b>b</b> <code>c</code></h2><p>d</p>", "**a b `c`**\n\nd"),
    "list": ("<p>a</p><ul><li>b</li><li>c</li></ul>", "a\n\n- b\n- c"),
    "ordered list": ("<ol><li>a</li><li>b</li></ol>c", "1. a\n2. b\n\nc"),
    "tenth item": (
        f"<ol>{'<li>a</li>' * 9}<li>b<ul><li>c</li></ul></li></ol>",
        "".join(f"{n}. a\n" for n in range(1, 10)) + "10. b\n    - c",
    ),
    "nested list": (
        "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>",
        "- a\n  - b\n    1. c\n- d",
    ),
    "list at once": ("<ul><li><ul><li>a</li></ul></li></ul>", "- - a"),
    "paragraphs in an item": (
        "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
        "- a\n\n  b\n\n- c",
    ),
    "paragraphs in a nested item": (
        "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li></ul>",
        "- a\n\n  - b\n\n    c",
    ),
    "lists in a row": (
        "<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>",
        "- a\n\n* b\n\n- c",
    ),
    "ordered lists in a row": (
        "<ol><li>a</li></ol><ol><li>b</li></ol>",
        "1. a\n\n1) b",
    ),
    "different lists in a row": (
        "<ul><li>a</li></ul><ol><li>b</li></ol><dl><dt>c</dt></dl>",
        "- a\n\n1. b\n\n- c",
    ),
    "note": (
        "<p>a</p><note><p>b</p><p>c</p></note>d",
        "a\n\nNote:\n    b\n\n    c\n\nd",
    ),
    "important": ("<important>a</important>", "Important:\n    a"),
    "list in a note": ("<note><ul><li>a</li></ul></note>", "Note:\n    - a"),
    "note in an item": (
        "<ul><li>a<note>b</note></li><li>c</li></ul>",
        "- a\n\n  Note:\n      b\n\n- c",
    ),
    "note first in an item": ("<ul><li><note>b</note></li></ul>", "- Note:\n      b"),
    "terms": (
        "<dl><dt>A</dt><dd><p>a</p><p>b</p></dd><dt>B_</dt><dd>c</dd></dl>",
        "- A\n\n  a\n\n  b\n\n- `B_`\n\n  c",
    ),
    "terms without names or texts": (
        "<dl><dt/><dd>a</dd><dt>B</dt></dl>",
        "- a\n\n- B",
    ),
    "preformatted": (
        "<pre>a\n\n  `b`</pre>c",
        "```\na\n\n  `b`\n```\n\nc",
    ),
    "fence in preformatted text": ("<pre>```</pre>", "````\n```\n````"),
    "preformatted in an item": (
        "<ul><li>a<pre>b\n\nc</pre></li></ul>",
        "- a\n\n  ```\n  b\n\n  c\n  ```",
    ),
    "table": (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>a|b</td></tr></table>",
        "| A | B |\n| --- | --- |\n| a\\|b |  |",
    ),
    "table without a head": (
        "<table><tr><td>a <code>b</code></td></tr></table>",
        "|  |\n| --- |\n| a `b` |",
    ),
}


@pytest.mark.parametrize(("html", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(html: str, expected: str) -> None:
    assert markdown(html) == expected


def test_lines_are_wrapped_at_the_width() -> None:
    assert markdown("word " * 12, 29) == "\n".join(
        ["word word word word word word"[:29]] * 2
    )
    assert markdown(f"<ul><li>{'word ' * 12}</li></ul>", 31).startswith("- word")
    assert all(len(line) <= 40 for line in markdown("word " * 99, 40).split("\n"))


def test_the_first_line_leaves_room() -> None:
    text = to_markdown(parse("1234567890 " * 9), 43, lead=6)
    assert [len(line) for line in text.split("\n")] == [32, 43, 21]


def test_a_very_narrow_column_is_made_wider() -> None:
    assert markdown("<ul><li>" * 20 + "12345678901 " * 3, 40).endswith(
        " 12345678901 12345678901\n" + " " * 40 + "12345678901"
    )


def test_code_links_and_addresses_are_not_broken() -> None:
    address = "https://example.com/a?b=" + "c" * 50
    html = f'<code>{"word " * 20}</code> and <a href="{address}">some of the text</a>'
    assert markdown(html, 30).split("\n") == [
        f"`{('word ' * 20).strip()}`",
        "and",
        f"[some of the text]({address})",
    ]


@pytest.mark.parametrize(
    "word",
    ["-", "+", "*", ">x", "#", "1.", "12)", "---", "=", "===", "|", ":--", "~~~"],
)
def test_no_line_starts_with_what_begins_a_block(word: str) -> None:
    html = f"123456789012345678901234 {word} b".replace(">", "&gt;")
    assert len(markdown(html, 24).split("\n")) == 2
    assert re.search(r"\n`?b|^12.*\nb|\n`~~~` b$", markdown(html, 24))


# Docstrings --------------------------------------------------------------------------

LITERALS = {
    "empty": ("", '""""""'),
    "blank": (" \n ", '""""""'),
    "one line": ("a", '"""a"""'),
    "one line that fits": ("x" * 78, f'"""{"x" * 78}"""'),
    "one line that does not": ("x" * 79, f'"""\n    {"x" * 79}\n    """'),
    "lines": ("a\n\n  b\nc", '"""a\n\n      b\n    c\n    """'),
    "first quote": ('"a" b', '""" "a" b"""'),
    "first quote of lines": ('"a"\nb', '""" "a"\n    b\n    """'),
    "last quote": ('a "b"', '"""\n    a "b"\n    """'),
    "last quote of lines": ('a\n"b"', '"""a\n    "b"\n    """'),
    "quotes": ('a """" b', '"""a ""\\"" b"""'),
    "backslash": ("C:\\temp", 'r"""C:\\temp"""'),
    "names": ("\\N{BULLET}\\u2022\\x", 'r"""\\N{BULLET}\\u2022\\x"""'),
    "last backslash": ("a\\", '"""a\\\\"""'),
    "last backslash of lines": ("a\nb\\", 'r"""a\n    b\\\n    """'),
    "backslash and quotes": ('\\ """ a', '"""\\\\ ""\\" a"""'),
    "backslash and a control": ("\\\0", '"""\\\\\\x00"""'),
    "controls": ("a\0\x1b\x7f\r", '"""a\\x00\\x1b\\x7f\\x0d"""'),
    "form feed": ("a\fb", '"""a\\x0cb"""'),
    "spaces": ("a\u00a0\u2028\u3000b", '"""a\\xa0\\u2028\\u3000b"""'),
    "joiners and marks": (
        "a\u200b\u202e\u2066\ufeffb",
        '"""a\\u200b\\u202e\\u2066\\ufeffb"""',
    ),
    "tags": ("a\U000e0041", '"""a\\U000e0041"""'),
    "surrogate": ("\ud800", '"""\\ud800"""'),
    "letters": ("é “ß” — 漢字 😀 ﬁ", '"""é “ß” — 漢字 😀 ﬁ"""'),
    "trailing spaces": ("a \n  \nb", '"""a\\x20\n     \\x20\n    b\n    """'),
    "tab": ("a\tb", '"""a       b"""'),
    "leading space": (" a", '"""a"""'),
    "leading space of lines": (" a\nb", '"""\n     a\n    b\n    """'),
    "blank lines around": ("\n\na\nb\n\n", '"""a\n    b\n    """'),
    "nothing at the margin after the first line": (
        "Note:\n    a",
        '"""\n    Note:\n        a\n    """',
    ),
    "jinja": ("{{ a }} {% b %}", '"""{{ a }} {% b %}"""'),
}


@pytest.mark.parametrize(("text", "literal"), LITERALS.values(), ids=LITERALS)
def test_literals(text: str, literal: str) -> None:
    assert docstring(text, "    ") == literal
    assert formatted([literal] * 2) == source([literal] * 2)


def test_a_deeper_indent_leaves_less_room() -> None:
    assert docstring("x" * 78, "        ").startswith('"""\n        x')
    assert docstring("x" * 82, "") == f'"""{"x" * 82}"""'


def source(literals: Sequence[str]) -> str:
    """Classes whose docstrings, and whose attributes', are by turns the literals."""
    pairs = zip(literals[::2], literals[1::2], strict=False)
    classes = [
        f"class A{number}:\n    {own}\n\n    name: str\n    {attribute}\n"
        for number, (own, attribute) in enumerate(pairs)
    ]
    return "\n\n".join(classes)


def formatted(literals: Sequence[str]) -> str:
    return black.format_str(source(literals), mode=black.Mode())


def value(literal: str) -> str:
    text = ast.literal_eval(literal)
    assert isinstance(text, str)
    return inspect.cleandoc(text)


NASTY = st.text(
    st.one_of(
        st.sampled_from("ab \"\\\n\t'{}N\r\f\0\u00a0\u2028\ud800"), st.characters()
    )
)


@given(NASTY)
@example("\n".join(["a ", "", '  "b"', "\\"]))
@settings(deadline=None, max_examples=300)
def test_a_docstring_is_its_text_and_stays_so_under_black(text: str) -> None:
    literal = docstring(text, "    ")
    literal.encode()
    assert formatted([literal] * 2) == source([literal] * 2)
    assert "".join(value(literal).split()) == "".join(text.split())
    if is_carried_whole(text):
        assert value(literal) == text


def is_carried_whole(text: str) -> bool:
    lines = text.split("\n")
    return (
        "\t" not in text
        and lines[0].strip() != ""
        and lines[-1].strip() != ""
        and any(line[:1].strip() for line in lines)
    )


# Anything ----------------------------------------------------------------------------

WORDS = st.text(
    st.sampled_from("ab_*`<>&;[]()!\\~#-+=|1.: \u00e9"), min_size=1, max_size=12
)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Code, WORDS),
    st.builds(Reference, st.just("Shape")),
)


def nested(parts: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        children.map(Emphasis),
        children.map(Strong),
        children.map(lambda parts: Link("u", parts)),
    )


INLINE_TREES = st.recursive(LEAVES, nested, max_leaves=6)


@given(st.lists(INLINE_TREES, min_size=1, max_size=4))
@settings(deadline=None)
def test_any_tree_is_printed_with_all_its_characters(parts: list[Inline]) -> None:
    printed = to_markdown([Paragraph(tuple(parts))], WIDTH)
    position = 0
    for character in "".join("".join(leaves(parts)).replace("`", "").split()):
        position = printed.index(character, position) + 1
    assert to_markdown([Paragraph(tuple(parts))], WIDTH) == printed


def leaves(value: object) -> Iterator[str]:
    """The texts of a tree, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Link):
        yield from leaves(value.children)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item)
    elif not isinstance(value, bool | int):
        for name in type(value).__match_args__:  # type: ignore[attr-defined]
            if name != "kind":
                yield from leaves(getattr(value, name))


# The models --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documentation() -> list[str]:
    """Every distinct documentation string of the installed SageMaker model."""
    spec = find_spec("botocore")
    assert spec is not None
    assert spec.origin is not None
    (path,) = Path(spec.origin).parent.glob("data/sagemaker/*/service-2.json.gz")
    return list(dict.fromkeys(strings(json.loads(gzip.decompress(path.read_bytes())))))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "documentation" and isinstance(item, str):
                yield item
            else:
                yield from strings(item)


def test_all_of_sagemaker_is_in_its_markdown(documentation: list[str]) -> None:
    assert len(documentation) > 6000
    for html in documentation:
        blocks = parse(html)
        printed = to_markdown(blocks, WIDTH).replace("`", "")
        position = 0
        for word in " ".join(leaves(blocks)).replace("`", "").split():
            position = printed.index(word, position) + len(word)
        for address in re.findall(r'href="\s*([^"]+?)\s*"', html):
            assert f"]({address.replace('&amp;', '&')})" in printed


def test_all_of_sagemaker_can_be_docstrings(documentation: list[str]) -> None:
    texts = [to_markdown(parse(html), WIDTH, lead=6) for html in documentation]
    literals = [docstring(text, "    ") for text in texts]
    assert list(map(value, literals)) == texts
    assert formatted(literals) == source(literals)


def test_headings_and_preformatted_text_keep_to_themselves() -> None:
    blocks: list[Block] = [
        Heading(2, (Text("a"),)),
        Preformatted("b\n  c"),
        Paragraph((Text("d"),)),
    ]
    assert to_markdown(blocks, WIDTH) == "**a**\n\n```\nb\n  c\n```\n\nd"
