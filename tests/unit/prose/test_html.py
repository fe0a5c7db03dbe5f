"""What is read in documentation HTML: every tag, and every slip of its authors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shapewright.prose.blocks import (
    Admonition,
    Block,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Preformatted,
    Reference,
    Strong,
    Table,
    Term,
    Terms,
    Text,
)
from shapewright.prose.html import parse


def p(*children: Inline | str) -> Paragraph:
    return Paragraph(inlines(*children))


def inlines(*children: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(child) if isinstance(child, str) else child for child in children)


def em(*children: Inline | str) -> Emphasis:
    return Emphasis(inlines(*children))


def strong(*children: Inline | str) -> Strong:
    return Strong(inlines(*children))


def link(href: str, *children: Inline | str) -> Link:
    return Link(href, inlines(*children))


def bullets(*items: Block | tuple[Block, ...]) -> ListBlock:
    return ListBlock(
        ordered=False,
        items=tuple(item if isinstance(item, tuple) else (item,) for item in items),
    )


def check(html: str, *blocks: Block) -> None:
    assert parse(html) == blocks


INLINES = {
    "plain text": ("a text", ["a text"]),
    "code": ("<code>a</code>", [Code("a")]),
    "kbd, samp, tt": (
        "<kbd>a</kbd> <samp>b</samp> <tt>c</tt>",
        [Code("a"), " ", Code("b"), " ", Code("c")],
    ),
    "filename": (
        "in <filename>/dev/sda1</filename>.",
        ["in ", Code("/dev/sda1"), "."],
    ),
    "function": ("<function>ec2-x</function>", [Code("ec2-x")]),
    "italics": (
        "<i>a</i> <em>b</em> <emphasis>c</emphasis>",
        [em("a"), " ", em("b"), " ", em("c")],
    ),
    "replaceable": ("x:<replaceable>y</replaceable>:z", ["x:", em("y"), ":z"]),
    "bold": ("<b>a</b> <strong>b</strong>", [strong("a"), " ", strong("b")]),
    "bold in italics": (
        "<i>a/<b>b</b>/c</i>",
        [em("a/", strong("b"), "/c")],
    ),
    "italics in bold": ("<b>a <i>b</i></b>", [strong("a ", em("b"))]),
    "bold across italics": (
        "<b>a <i>b</b> c</i>",
        [strong("a ", em("b")), " ", em("c")],
    ),
    "both at once": ("<b><i>a</i></b>", [em(strong("a"))]),
    "link": ('<a href="u">a b</a>', [link("u", "a b")]),
    "link in single quotes": ("<a href='u' target='_blank'>a</a>", [link("u", "a")]),
    "link without quotes": ("<a href=u>a</a>", [link("u", "a")]),
    "attributes that touch": ("<a href='u'target=\"v\">a</a>", [link("u", "a")]),
    "attribute without a value": ('<a href="u" download>a</a>', [link("u", "a")]),
    "no attribute": (
        '<a href="u" \u1c89>a</a>',
        ['<a href="u" \u1c89>a'],
    ),
    "address with entities": (
        '<a href=" u?a=1&amp;b=2&copy=3 ">a</a>',
        [link("u?a=1&b=2&copy=3", "a")],
    ),
    "relative address": ('<a href="#x">a</a>', [link("#x", "a")]),
    "ulink": ('<ulink url="u">a</ulink>', [link("u", "a")]),
    "link around code": ('<a href="u"><code>a</code></a>', [link("u", Code("a"))]),
    "code around a link": ('<code><a href="u">a</a></code>', [link("u", Code("a"))]),
    "code around more than a link": (
        '<code>a <a href="u">b</a> c</code>',
        [Code("a"), " ", link("u", Code("b")), " ", Code("c")],
    ),
    "link without an end": ('<a href="u">a', [link("u", "a")]),
    "link in a link": (
        '<a href="u">a<a href="v">b</a>c</a>',
        [link("u", "a"), link("v", "b"), "c"],
    ),
    "link without text": (
        'see <a href="u"/> for',
        ["see ", link("u", "u"), " for"],
    ),
    "link to nowhere": ('<a href="">--volume</a>', ["--volume"]),
    "reference": ("<a>Shape</a>", [Reference("Shape")]),
    "reference in code": ("<code><a>Shape</a></code>", [Reference("Shape")]),
    "reference around code": ("<a><code>Shape</code></a>", [Reference("Shape")]),
    "reference and a letter": (
        "<code> <a>Rule</a>s</code>",
        [Reference("Rule"), Code("s")],
    ),
    "DocBook's link": ('<link  linkend="x">Shape</link>', ["Shape"]),
    "italics in code": ("<code>a:<i>b</i>:c</code>", [Code("a:b:c")]),
    "underlined": ("<code>a<u>b</u></code>", [Code("ab")]),
    "code in italics": ("<i><code>a</code></i>", [em(Code("a"))]),
    "code side by side": ("<code>a</code><code>b</code>", [Code("a"), Code("b")]),
    "tag in capitals": ("<CODE>a</Code>", [Code("a")]),
    "empty code": ("<code/>SUCCESS <code></code>", ["SUCCESS"]),
    "stray ends": ("a</b></a></code></em>b", ["ab"]),
    "unclosed": ("a <b>b", ["a ", strong("b")]),
    "brackets": ("registry/repository[:tag]", ["registry/repository[:tag]"]),
    "digest": ("<code>repository[@digest]</code>", [Code("repository[@digest]")]),
    "transparent": (
        "<zonbook></zonbook><xhtml></xhtml><span>a</span>",
        ["a"],
    ),
    "entities": ("&lt;a&gt; &amp;amp; &quot;&#x41;&#66;", ['<a> &amp; "AB']),
    "old entity": ("pending &#150; x", ["pending \u2013 x"]),
    "no entity": ("a & b &; &foo; &region=1", ["a & b &; &foo; &region=1"]),
    "huge entity": (f"&#{'9' * 5000};", [f"&#{'9' * 5000};"]),
}


@pytest.mark.parametrize(("html", "children"), INLINES.values(), ids=INLINES)
def test_inlines(html: str, children: list[Inline | str]) -> None:
    check(f"<p>{html}</p>", p(*children))


WHITE_SPACE = {
    "collapses": (" a \n\t b ", ["a b"]),
    "of all kinds": ("a\u00a0b&#x2028;c\u3000d", ["a b c d"]),
    "leaves elements": ("<code> a </code>b", [Code("a"), " b"]),
    "leaves links": ('x<a href="u"> a </a>b', ["x ", link("u", "a"), " b"]),
    "is one across elements": ("a <b> b </b> c", ["a ", strong("b"), " c"]),
    "goes before a full stop": (
        'See <a href="u">a </a>. <code> b </code>, c',
        ["See ", link("u", "a"), ". ", Code("b"), ", c"],
    ),
    "stays before a name": ("<i>a </i>.jar", [em("a"), " .jar"]),
    "stays if it was outside": ("<i>a</i> .", [em("a"), " ."]),
    "stays between elements": ("<b>a </b><i>.</i>", [strong("a"), " ", em(".")]),
    "alone is nothing": ("<b> </b>", []),
    "alone in code": ("a<code> </code>b", ["a b"]),
}


@pytest.mark.parametrize(("html", "children"), WHITE_SPACE.values(), ids=WHITE_SPACE)
def test_white_space(html: str, children: list[Inline | str]) -> None:
    check(html, *([p(*children)] if children else []))


PLACEHOLDERS = [
    "arn:aws:kms:<region>:<account>:key/<uuid>",
    "event-busv2/<name>/<id>",
    "Caption Selector <N>",
    '<Accessibility schemeIdUri="urn:mpeg" value="caption"/>',
    "</Accessibility>",
    "the <Bucket Name> and </x y>",
    "<a name> <code here> <p hidden>",
    "key=<value>, <text>, <table>, <link>",
    "2 < 3 <= 4 <- x <",
    "<!region> <?x?> <!-- open",
    "<account-id> <ns:tag> <x1>",
    "2<sup>16</sup>",
    "a </code x> b",
]


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_what_only_looks_like_a_tag_is_text(text: str) -> None:
    check(text, p(text))
    check(f"<p>{text}</p>", p(text))


def test_a_common_word_is_a_tag_with_its_end_only() -> None:
    check("<value>a</value>", p("a"))
    check("<text>a</TEXT >", p("a"))
    check("<value>", p("<value>"))


def test_comments_are_not_shown_and_character_data_is() -> None:
    check("a<!-- no -->b", p("ab"))
    check("+=<![CDATA[&amp;]]>;", p("+=&;"))
    check("<![CDATA[<b>]]>", p("<b>"))


def test_a_text_that_was_escaped_as_a_whole() -> None:
    check("&lt;p&gt;a &lt;code&gt;b&lt;/code&gt;&lt;/p&gt;", p("a ", Code("b")))
    check("<p>&lt;p&gt;</p>", p("<p>"))


note = Admonition("note", (p("n"),))

BLOCKS: dict[str, tuple[str, list[Block]]] = {
    "a reference to nothing": (
        "<ul>&#1;<li>a</li></ul>",
        [ListBlock(False, ((Paragraph((Text("a"),)),),))],
    ),
    "nothing": ("", []),
    "white space": (" \n", []),
    "empty paragraphs": ("<p></p><p/> <p> </p>", []),
    "paragraphs": ("<p>a</p> <p>b</p>", [p("a"), p("b")]),
    "text around": ("a<p>b</p>c", [p("a"), p("b"), p("c")]),
    "unclosed paragraphs": ("<p>a<p>b", [p("a"), p("b")]),
    "nested paragraphs": ("<p>a<p>b</p>c</p>d", [p("a"), p("b"), p("c"), p("d")]),
    "para": ("<p>a</p><para/></para>", [p("a")]),
    "name": (
        "<p><fullname>A B</fullname> <p>c</p></p>",
        [p("A B"), p("c")],
    ),
    "line break": ("a<br>b<br/>c", [p("a"), p("b"), p("c")]),
    "bold left open": ("<p><b>a</p><p>b</p>", [p(strong("a")), p("b")]),
    "bold around": ("<b><p>a</p></b><p>b</p>", [p(strong("a")), p("b")]),
    "bold closed inside": ("<b><p>a</b> b</p>", [p(strong("a"), " b")]),
    "heading": (
        "<h2>a <code>b</code></h2><h3></h3>",
        [Heading(2, inlines("a ", Code("b")))],
    ),
    "list": ("<ul> <li>a</li> <li> <p>b</p> </li> </ul>", [bullets(p("a"), p("b"))]),
    "ordered list": (
        "<ol><li>a</li></ol>",
        [ListBlock(ordered=True, items=((p("a"),),))],
    ),
    "unclosed items": ("<ul><li>a<li>b</ul>c", [bullets(p("a"), p("b")), p("c")]),
    "empty items": ("<ul><li>a</li><li> </li></ul><ul></ul><ul/>", [bullets(p("a"))]),
    "nested list": (
        "<ul><li>a<ul><li>b</li></ul>c</li><li>d</li></ul>",
        [bullets((p("a"), bullets(p("b")), p("c")), p("d"))],
    ),
    "list in a list": (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        [bullets((p("a"), bullets(p("b"))))],
    ),
    "list in a paragraph": (
        "<p>a<ul><li>b</li></ul>c</p>",
        [p("a"), bullets(p("b")), p("c")],
    ),
    "text beside items": (
        "<ul>a<li>b</li> c </ul>",
        [bullets(p("a"), (p("b"), p("c")))],
    ),
    "items without a list": (
        "<p>a<li>b</li><li>c</li></p> d",
        [p("a"), bullets(p("b"), p("c")), p("d")],
    ),
    "bold after items without a list": (
        "<li>a</li><b>b</b>",
        [bullets(p("a")), p(strong("b"))],
    ),
    "end of the outer list": (
        "<ul><li>a<ol><li>b</ul>c",
        [
            bullets((p("a"), ListBlock(ordered=True, items=((p("b"),),)))),
            p("c"),
        ],
    ),
    "end of no list": ("a</ul></li></dd></td></note></h2>b", [p("ab")]),
    "paragraph's end in a list": (
        "<p>a<ul><li>b</p>c</li></ul>",
        [
            p("a"),
            bullets((p("b"), p("c"))),
        ],
    ),
    "note": ("<note><p>n</p></note>", [note]),
    "note in a paragraph": ("<p>a<note>n</note>b</p>", [p("a"), note, p("b")]),
    "note in an item": (
        "<ul><li>a<note><p>n</p></note></li></ul>",
        [bullets((p("a"), note))],
    ),
    "list in a note": (
        "<important><ul><li>a</li></ul></important>",
        [Admonition("important", (bullets(p("a")),))],
    ),
    "note in a note": (
        "<important><note>n</note></important>",
        [Admonition("important", (note,))],
    ),
    "empty note": ("<note> </note><note/>", []),
    "unclosed note": ("<note>n", [note]),
    "preformatted": (
        "<pre><code>\na\n  b&lt;</code></pre>c",
        [Preformatted("a\n  b<"), p("c")],
    ),
    "tags in preformatted text": (
        "<p><pre>a</p><p><b>b</b><pre>\tc </pre>",
        [Preformatted("a\nb\n        c")],
    ),
    "documentation that was escaped": (
        "<p>a</p><pre><code> &lt;ul&gt; &lt;li&gt; &lt;p&gt; &lt;code&gt;b&lt;/code&gt;"
        " c&lt;/p&gt; &lt;/li&gt; &lt;/ul&gt; </code></pre>",
        [p("a"), bullets(p(Code("b"), " c"))],
    ),
    "an end of it alone": (
        "<p>a</p><pre><code> b.&lt;/p&gt; </code></pre>",
        [p("a"), p("b.")],
    ),
    "code with markup in it": (
        "<pre>return '&lt;p&gt;a&lt;/p&gt;';</pre>",
        [Preformatted("return '<p>a</p>';")],
    ),
    "code in another markup": (
        "<pre>&lt;speak&gt;&lt;prosody rate='x'&gt;a&lt;/prosody&gt;</pre>",
        [Preformatted("<speak><prosody rate='x'>a</prosody>")],
    ),
    "empty preformatted": ("<pre> \n</pre>", []),
    "terms": (
        "<dl><dt>A</dt><dd><p>a</p><p>b</p></dd><dt>B</dt><dd>c</dd></dl>",
        [Terms((Term(inlines("A"), (p("a"), p("b"))), Term(inlines("B"), (p("c"),))))],
    ),
    "unclosed terms": (
        "<dl><dt>A<dd>a<dd>b<dt>B</dl>c",
        [Terms((Term(inlines("A"), (p("a"), p("b"))), Term(inlines("B"), ()))), p("c")],
    ),
    "empty term": ("<dl><dt/><dd>a</dd><dt/></dl>", [Terms((Term((), (p("a"),)),))]),
    "no term": ("<dl><dd>a</dd> b</dl>", [Terms((Term((), (p("a"), p("b"))),))]),
    "no terms": ("<dl> </dl>", []),
    "terms without a list": (
        "<dt>A</dt><dd>a</dd>",
        [Terms((Term(inlines("A"), (p("a"),)),))],
    ),
    "table": (
        "<table> <tr> <th>A</th> <th>B</th> </tr> <tr> <td>a</td> <td/> </tr> </table>",
        [
            Table(
                header=True,
                rows=((inlines("A"), inlines("B")), (inlines("a"), ())),
            )
        ],
    ),
    "table without a head": (
        "<table><tr><td>a<td>b<tr><th>c</table>",
        [
            Table(
                header=False,
                rows=((inlines("a"), inlines("b")), (inlines("c"),)),
            )
        ],
    ),
    "text in a table": (
        "<table>a<td>b</table><td>c",
        [
            Table(header=False, rows=((inlines("a"), inlines("b")),)),
            Table(header=False, rows=((inlines("c"),),)),
        ],
    ),
    "empty table": ("<table><tr><td></td></tr></table>", []),
    "blocks in a cell": (
        "<table><tr><td><p>a</p><ul><li>b</li><li>c</li></ul><note>d</note>"
        "<pre>e\n f</pre><dl><dt>g</dt><dd>h</dd></dl><h2>i</h2>"
        "<table><tr><td>j</td></tr></table></td></tr></table>",
        [
            Table(
                header=False,
                rows=((inlines("a b c d ", Code("e f"), " g h i j"),),),
            )
        ],
    ),
    "blocks in a term": (
        "<dl><dt><p>a</p><p>b</p></dt></dl>",
        [Terms((Term(inlines("a b"), ()),))],
    ),
    "list in a cell": (
        "<ul><li><table><tr><td><li>a</ul></td></tr></table>b</li></ul>",
        [
            bullets(
                (Table(header=False, rows=((inlines("a"),),)), p("b")),
            )
        ],
    ),
}


@pytest.mark.parametrize(("html", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(html: str, blocks: list[Block]) -> None:
    check(html, *blocks)


@pytest.mark.parametrize("tag", ["ul><li", "note", "dl><dd", "tr><td", "b", "p"])
def test_deep_nesting_loses_nothing(tag: str) -> None:
    assert "".join(texts(parse(f"<{tag}>" * 2000 + "x"))) == "x"


# Properties --------------------------------------------------------------------------


def texts(value: object) -> list[str]:
    """Every text of a tree, in order."""
    match value:
        case Text(text) | Code(text) | Reference(text) | Preformatted(text):
            return [text]
        case tuple():
            return [text for item in value for text in texts(item)]
        case Link(_, parts) | Heading(_, parts) | Emphasis(parts) | Strong(parts):
            return texts(parts)
        case Paragraph(parts) | Admonition(_, parts) | ListBlock(_, parts):
            return texts(parts)
        case Terms(parts) | Table(_, parts):
            return texts(parts)
        case Term(name, blocks):
            return texts(name) + texts(blocks)
    raise AssertionError(value)


def characters(value: object) -> str:
    return "".join("".join(texts(value)).split())


@given(st.text())
@settings(deadline=None, max_examples=300)
def test_any_text_can_be_read(html: str) -> None:
    parse(html)


@given(st.text(st.characters(exclude_characters="<&")))
@settings(deadline=None, max_examples=300)
def test_no_character_of_a_text_is_lost(text: str) -> None:
    assert characters(parse(text)) == "".join(text.split())


TAGS = (
    "p br code b i a ul ol li dl dt dd note important table tr td th pre h2 fullname"
    " region value replaceable"
)
SOUP = st.lists(
    st.one_of(
        st.integers(0, 999).map(lambda number: f" w{number} "),
        st.sampled_from(TAGS.split()).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS.split()).map(lambda tag: f"</{tag}>"),
        st.just('<a href="u">'),
    ),
    max_size=30,
).map("".join)


@given(SOUP)
@settings(deadline=None, max_examples=300)
def test_no_word_among_tags_is_lost_or_moved(html: str) -> None:
    words = [word for word in html.replace("<", " <").split() if word.startswith("w")]
    read = " ".join(texts(parse(html))).split()
    assert [word for word in read if word.startswith("w")] == words
