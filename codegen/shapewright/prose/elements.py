"""The elements of the models' HTML, by what they are read as."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


CODE = names("code tt kbd samp filename function")
EMPHASIS = names("i em emphasis replaceable")
STRONG = names("b strong")
LINKS = names("a ulink")


ADMONITIONS = names("note important caution danger tip warning")
HEADINGS = names("h1 h2 h3 h4 h5 h6")
LISTS = names("ul ol")
STRUCTURES = names("ul ol dl table tr")
CONTAINERS = names("ul ol dl table pre") | ADMONITIONS | HEADINGS
BREAKS = names("br hr")
PARAGRAPHS = names("p para div section blockquote fullname")
MARKS = CODE | EMPHASIS | STRONG | LINKS
TRANSPARENT = names("u span small link text value copy zonbook xhtml html body")

# The parents that a part may have; the first is opened if none is open.
PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "tr": ("table",),
    "td": ("tr",),
    "th": ("tr",),
}
# Elements at which an end tag, or the search for a parent, stops.
FENCES = {
    "li": names("ul ol td th"),
    "dt": names("dl td th"),
    "dd": names("dl td th"),
    "tr": names("table"),
    "td": names("table"),
    "th": names("table"),
    "table": names(""),
}
OTHER_FENCES = names("td th")

KNOWN = CONTAINERS | BREAKS | PARAGRAPHS | MARKS | TRANSPARENT | {*PARENTS}
