"""Translation of patterns.

What texts a pattern takes and refuses was asked of OpenJDK 17 and 25, except where
`test_ours_is_not_java` says otherwise.
"""

from __future__ import annotations

import gzip
import json
import re
import warnings
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shapewright.runtime.unicode import expand
from shapewright.text.regex import Translation, Untranslatable, translate


@cache
def matcher(text: str) -> Callable[[str], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return re.compile(expand(text), re.ASCII).fullmatch


def check(pattern: str, taken: list[str], refused: list[str]) -> None:
    match = matcher(translate(pattern).text)
    assert [text for text in taken if not match(text)] == []
    assert [text for text in refused if match(text)] == []


AS_THEY_ARE = [
    "",
    "a|b||",
    r"^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$",
    r"arn:[^:]*:s3:[^/]*/.+?\d\D\w\W\s\S",
    r"\t\n\r\f\a\x41\u00e9\007\.\-\/\"\é",
    r"a*b+c?d{2}e{3,}f{4,5}g*?h+?i??j{2}?",
    r"\d{1}+a*+b++c?+(?>a|b)",
    r"(?=a)(?!b)(?<=c)(?<!d)(?:e)",
    r"(?s).{1,3}",
    r"(?i:a(?-i:b)(?s-i:c))",
    r"^$|^a$|(?:b|c$)",
    r"\p{L}\P{Lu}[\p{N}\P{Zs}^-]",
    r"[]a][^]a][a-z-9][-a][a-][^-a][$^.*+?(){}|]",
    r"[a&b|c~d][||][\d\w\s\D-]",
    r"[\uD800\uDBFF-\uDC00\uDFFF]",
    r"\{config\-name}]",
    "\u2019漢",
    "(a)\\1\u0661",
]


@pytest.mark.parametrize("pattern", AS_THEY_ARE)
def test_what_both_dialects_read_alike_stays(pattern: str) -> None:
    assert translate(pattern).text == pattern
    matcher(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a)(?<n>b)", "(a)(b)"),
        ("^([0-9]+)+$", "^[0-9]+$"),
        (r"(?:a(?:\d*)*){2,3}", r"(?:a\d*){2,3}"),
        ("(a+){3,9}(b*){2,3}", "a{3,}b*"),
        ("(a+)?(?>(b+)+?)(c+?)+", "a*(?>(b+)+?)c+"),
        (r"(a+)+\1", r"(a+)+\1"),
        (r"(a)(?<n>b)\1\k<n>", r"(a)(b)\1\2"),
        (r"(a)\11", r"(a)(?:\1)1"),
        (r"(a)(?:\1)(?i)1", r"(a)(?:\1)(?i:1)"),
        (r"\z\Z\A\G", r"\Z\Z\A\A"),
        (r"\B", r"(?!\b)"),
        (r"\e\cA\x{41}\x{1F600}\0101\07", r"\x1b\x01\x41\U0001f600\x41\x07"),
        (r"\uD83D\uDE00", r"\U0001f600"),
        (
            r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*",
            r"[\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010ffff\r\n\t]*",
        ),
        (r"\Qa.b]1\E*", r"a\.b\]1*"),
        (r"[\Q^-]\Ea]", r"[\^\-\]a]"),
        (r"\pL\PL\p{IsL}\p{gc=Nd}\p{IsDigit}", r"\p{L}\P{L}\p{L}\p{Nd}\p{Nd}"),
        (r"\p{ASCII}\P{Alnum}[\p{Punct}_]", r"[\x00-\x7f][^0-9A-Za-z][!-/:-@\[-`{-~_]"),
        (r"[\p{all}]", r"[\x00-\U0010ffff]"),
        (r"[\p{Print}&&[^|:/]]+", r"[ -.0-9;-{}~]+"),
        (r"[\s-_][\w-.]", r"[\s\-_][\w\-.]"),
        (r"[a[bc][]d]]", r"[abc\]d]"),
        (r"[^a[b-c]]", r"[^ab-c]"),
        (r"[\p{L}||\p{M}--]", r"[\p{L}\||\p{M}\--]"),
        (r"[a~~b]", r"[a\~~b]"),
        (r"[!--]", r"[!-\-]"),
        (r"[[]a]]", r"[]a]"),
        (r"[[^a]]", r"[^a]"),
        (r"a{11}{0,1011}", "a{11}"),
        (r"a${1,128}^*", "a$"),
        (r"^a(?i)b|c(?-i)d", r"^a(?i:b)|(?i:c)d"),
        (r"(?!(?i)AWS_)a", r"(?!(?i:AWS_))a"),
        ("(?)(?-s)(?is)a", "(?is)a"),
        (r"(?i)\p{Lu}\p{Upper}", r"(?i)\p{LC}[A-Za-z]"),
        (r"(?<!a|b|cd)", r"(?:(?<!a|b)(?<!cd))"),
        (r"(?<=a|bc)", r"(?:(?<=a)|(?<=bc))"),
        (r"(?!a$)(?:b$)?", r"(?!a\Z)(?:b$)?"),
        (r"(?:a|b$){2}(?:b|c$)?+(?>c|d$)", r"(?:a|b\Z){2}(?:b|c\Z)?+(?>c|d\Z)"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\ud83d[\udc00-\udfff]", r"\ud83d[\udc00-\udfff]"),
    ],
)
def test_what_differs_is_rewritten(pattern: str, text: str) -> None:
    assert translate(pattern).text == text
    matcher(text)


@pytest.mark.parametrize(
    ("pattern", "taken", "refused"),
    [
        pytest.param("a|ab", ["a", "ab"], ["b", "aba", "a\n"], id="whole value"),
        pytest.param("^a$", ["a"], ["a\n", "\na"], id="dollar at the end"),
        pytest.param("(?s)a.", ["a\n", "aa"], ["a"], id="dot takes all"),
        pytest.param("(?s:a.)b.", ["a\nbb"], ["a\nb\n"], id="dot in a scope"),
        pytest.param(
            r"\d\w\s", ["1a ", "0_\x0b"], ["٣a ", "1é ", "1a\xa0"], id="ASCII"
        ),
        pytest.param(r"\p{L}+", ["aé漢"], ["", "1", "a1"], id="property"),
        pytest.param(r"[^\p{L}\P{N}]", ["1", "٣"], ["a", " "], id="negated class"),
        pytest.param(
            r"\P{C}*", ["", "a é\u2028"], ["\t", "\u0378", "\ue000"], id="not C"
        ),
        pytest.param(r"\p{LD}", ["a", "٣"], ["Ⅷ", "_"], id="LD"),
        pytest.param(r"\p{L1}", ["\xff"], ["\u0100"], id="L1"),
        pytest.param(r"\p{Blank}\p{Cntrl}", ["\t\x7f", " \0"], ["\n\0"], id="POSIX"),
        pytest.param(r"\p{Graph}\p{Print}", ["! ", "~~"], ["  ", "é "], id="POSIX 2"),
        pytest.param(r"\p{Space}\p{XDigit}", ["\x0bF", " a"], ["\x1fF"], id="POSIX 3"),
        pytest.param(
            r"\p{IsWhite_Space}\p{IsWhitespace}",
            ["\x85\u3000"],
            ["\u180e "],
            id="White",
        ),
        pytest.param(
            r"\p{IsAlphabetic}", ["a", "Ⅷ", "Ⓐ", "漢"], ["1", "_"], id="Alpha"
        ),
        pytest.param(r"[a[bc]]", ["a", "c"], ["[", "d"], id="union"),
        pytest.param(r"[^a[bc]]", ["d", "["], ["a", "c"], id="negated union"),
        pytest.param(r"[a[^b]]", ["a", "c", "\n"], ["b"], id="union of a negation"),
        pytest.param(
            r"(?i)[a[^b]]", ["a", "C"], ["b", "B"], id="the same without case"
        ),
        pytest.param(r"[a-z&&[^m]]", ["a", "z"], ["m", "&", "A"], id="intersection"),
        pytest.param(r"[^a-z&&m-q]", ["a", "A"], ["m", "q"], id="negated intersection"),
        pytest.param("[a-e&&b-z&&[c]]", ["c"], ["b", "d"], id="three sides"),
        pytest.param(
            "[a-e&&[b-d]&&[c-z]]", ["c", "d"], ["b", "e"], id="bracketed sides"
        ),
        pytest.param("[a&&b]|c", ["c"], ["a", "b", ""], id="nothing in common"),
        pytest.param(r"[\P{all}]|c", ["c"], ["a", ""], id="nothing at all"),
        pytest.param(r"[a\P{all}]", ["a"], ["b"], id="nothing added"),
        pytest.param(r"[&&a]", ["a"], ["&"], id="no left side"),
        pytest.param(r"[\s-_]", [" ", "-", "_"], ["A", "."], id="hyphen behind a set"),
        pytest.param(
            r"[\w--/]", ["a", "-", ".", "/"], [",", "0-"], id="hyphen to slash"
        ),
        pytest.param(r"[a-[b]]", ["a", "-", "b"], ["["], id="hyphen before a class"),
        pytest.param(r"[]-a]", ["]", "^", "a"], ["[", "-"], id="bracket to a"),
        pytest.param(r"[[a]^b]", ["^", "a"], ["c"], id="caret"),
        pytest.param(r"[\v]\v", ["\n\u2028", "\x0b\x85"], ["v\n"], id="vertical"),
        pytest.param(r"[\t-\v][\v-]", ["\n\x0b", "\t-"], ["\t\n", "\r-"], id="tab"),
        pytest.param(r"\V[\V]", ["ab"], ["a\x0c"], id="not vertical"),
        pytest.param(r"[\h]\h", ["\t\xa0", "\u180e\u3000"], [" \n"], id="horizontal"),
        pytest.param(r"\H[\H]", ["a\n"], ["a\t"], id="not horizontal"),
        pytest.param(r"\R", ["\n", "\r\n", "\u2029"], ["\n\r", "a"], id="line end"),
        pytest.param(r"\0101[\000-\037]", ["A\x1f", "A\0"], ["A "], id="octal"),
        pytest.param(
            r"\x{10FFFF}[\x{1F600}-\x{1F602}]", ["\U0010ffff😁"], [], id="hex"
        ),
        pytest.param(r"[\uD83D\uDE00-\uD83D\uDE02]", ["😁"], ["\ud83d"], id="pairs"),
        pytest.param(r"[^\uD800]", ["😁", "\ud801"], ["\ud800"], id="lone surrogate"),
        pytest.param(r"[\u10000-\u10FFFF]+", ["က0F႟"], ["😁", "/"], id="five digits"),
        pytest.param(r"(.)(b\1){2}", ["ababa"], ["abab", "abaaa"], id="reference"),
        pytest.param(r"(?<x>.)\k<x>", ["aa"], ["ab"], id="named reference"),
        pytest.param(r"(a)|\1b", ["a"], ["b", "ab"], id="reference to nothing"),
        pytest.param(r"a++a|b*+c", ["c", "bbc"], ["aa", "aaa"], id="possessive"),
        pytest.param(r"\d{1}+:\d{12}+", ["1:" + "1" * 12], ["11:1"], id="possessive 2"),
        pytest.param("x{11}{0,9}", ["x" * 11], ["", "x" * 22], id="quantifier twice"),
        pytest.param("{2}a(?:){3}", ["a"], ["aa"], id="quantifier of nothing"),
        pytest.param("(?!a){2}(?=b)*.", ["b", "c"], ["a"], id="quantified look-around"),
        pytest.param(
            "a(?i)b|C", ["ab", "aB", "c", "C"], ["AB"], id="flag in mid-group"
        ),
        pytest.param(
            "x(?i:[k-s])", ["xK", "xs"], ["x\u212a", "x\u017f", "XK"], id="ASCII's case"
        ),
        pytest.param(r"(?i)\P{Upper}", ["1", "é"], ["a", "A"], id="case of a negation"),
        pytest.param(
            r".*(?<!\.|com|[.]org)",
            ["a", "org"],
            ["a.", "x.org", "com"],
            id="look-behind in parts",
        ),
        pytest.param(
            r".*(?<=(?:a|b)c{2}(?!x))",
            ["acc", "xbcc"],
            ["cc", "abc"],
            id="look-behind 2",
        ),
        pytest.param(r".*(?<=a|bc)", ["xa", "xbc"], ["c", ""], id="look-behind"),
        pytest.param(r"\ba\b\B|\B", [""], ["a", "b"], id="boundaries"),
    ],
)
def test_texts(pattern: str, taken: list[str], refused: list[str]) -> None:
    check(pattern, taken, refused)


@pytest.mark.parametrize(
    ("pattern", "taken", "refused"),
    [
        pytest.param(r"(a$|\n)*", ["a", "\n"], ["a\n"], id="dollar in a repetition"),
        pytest.param(
            r"(?=.{1,3}$)[\s\S]*", ["a", "abc"], ["abcd", "abc\n"], id="dollar ahead"
        ),
        pytest.param(r"(?>a$|a\n)", ["a", "a\n"], ["aa"], id="dollar, no second try"),
        pytest.param("a.", ["a\r", "a\u2028", "aé"], ["a\n", "a"], id="dot"),
    ],
)
def test_ours_is_not_java(pattern: str, taken: list[str], refused: list[str]) -> None:
    check(pattern, taken, refused)


def test_the_properties_are_told_in_the_order_of_their_use() -> None:
    translation = translate(r"\p{IsL}[\P{N}\p{Digit}]\pL")
    assert translation == Translation(r"\p{L}[\P{N}0-9]\p{L}", ("L", "N"), ())


def test_an_approximation_is_told() -> None:
    translation = translate(r"$|^[0-9\p{IsAlphabetic}]*")
    assert translation.properties == ("IsAlphabetic",)
    assert "marks" in translation.notes[0]


@pytest.mark.parametrize(
    ("pattern", "reason", "position"),
    [
        ("a**", "a quantifier has nothing to repeat", 2),
        ("(?i)*", "nothing to repeat", 4),
        ("a|?", "nothing to repeat", 2),
        ("a{,2}", "a { begins no quantifier", 1),
        ("{name}", "a { begins no quantifier", 0),
        ("a{2,1}", "the bounds of {2,1} are impossible", 1),
        ("a{2147483648}", "impossible", 1),
        ("a{" + "1" * 5000 + "}", "a { begins no quantifier", 1),
        ("(a", "a group is not closed", 2),
        ("a)", "a ) closes nothing", 1),
        ("(?P<a>b)", "an unknown kind of group", 1),
        ("(?#a)", "an unknown kind of group", 1),
        ("(?<a>b)(?<a>c)", "two groups are called a", 12),
        ("[a", "a class is not closed", 2),
        ("[]", "a class is not closed", 2),
        ("[a&&]", "an intersection is not complete", 4),
        ("[a&&&b]", "an intersection is not complete", 4),
        ("[a&&[b]&c]", "an intersection is not complete", 7),
        (r"[a&&\p{L}]", r"\p{L} is combined with other sets, which takes tables", 10),
        (r"[a[^\p{L}]]", "takes tables", 11),
        ("[b-a]", "a range ends before it begins", 3),
        (r"[a-\d]", "a range ends in a set", 3),
        ("\\", "the pattern ends too early", 1),
        (r"\y", r"\y is no escape that is supported here", 1),
        (r"[\b]", r"\b is no escape", 2),
        (r"a\E", r"\E is no escape", 2),
        (r"\X", r"\X is no escape", 1),
        (r"\N{DIGIT ONE}", r"\N is no escape", 1),
        (r"\b{g}", r"\b{g} is not supported", 1),
        (r"\u12", r"\u needs four hexadecimal digits", 2),
        (r"\u{1F600}", r"\u needs four", 2),
        (r"\x4", r"\x needs two", 2),
        (r"\x{110000}", "no character with so high a number", 2),
        (r"\08", r"\0 needs octal digits", 2),
        (r"\c", "ends too early", 2),
        (r"\p", r"\p needs a name", 2),
        (r"\p{}", r"\p needs a name", 2),
        (r"\p{IsLatin}", "there are no tables for the property IsLatin", 2),
        (r"\p{InGreek}", "no tables for the property InGreek", 2),
        (r"\p{javaDigit}", "no tables", 2),
        (r"\p{IsUppercase}", "no tables", 2),
        (r"\P{IsAlphabetic}", "known only roughly", 16),
        (r"[^\p{IsAlphabetic}]", "known only roughly", 19),
        (r"(?!\p{IsAlphabetic})", "known only roughly", 19),
        (r"(a\1)", "a reference stands before the end of its group", 3),
        (r"\1(a)", "a reference stands before", 1),
        (r"\k<a>", r"\k names no group", 5),
        (r"(?<=a+)", "the width of a look-behind varies", 1),
        (r"(?<!a{1,2})", "the width of a look-behind varies", 1),
        (r"(a)(?<=\1)", "the width of a look-behind varies", 4),
        (r"(?<=a{65536})", "or is too large", 1),
        ("(?x) a", "the flag x is not supported here", 2),
        ("(?im:a)", "the flag m is not supported", 2),
    ],
)
def test_refusals(pattern: str, reason: str, position: int) -> None:
    with pytest.raises(Untranslatable) as caught:
        translate(pattern)
    assert reason in caught.value.reason
    assert caught.value.position == position
    assert str(caught.value) == f"{caught.value.reason} (at position {position})"


@pytest.mark.parametrize(
    "pattern",
    ["(" * 9_999, "(" * 999 + ")" * 999, "[" * 9_999, "[a" + "&&b" * 999 + "]"],
    ids=["open", "closed", "classes", "intersections"],
)
def test_deep_nesting_is_refused(pattern: str) -> None:
    with pytest.raises(Untranslatable, match="more than 50 brackets"):
        translate(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "a" * 50_000,
        "a|" * 20_000,
        "(?i)(?-i)a" * 5_000,
        "[a" + "&&[a]" * 3_000 + "]",
        "[" + "[^a]" * 3_000 + "]",
        "(a)" * 500 + r"\499" * 500,
        "(?<!" * 49 + "a" + ")" * 49,
        "(" * 49 + "a" + "){2147483647}" * 49,
        r"\x{" + "0" * 20_000 + "41}",
    ],
    ids=lambda pattern: pattern[:12],
)
def test_length_and_depth_are_borne(pattern: str) -> None:
    matcher(translate(pattern).text)


CHARACTERS = "ab1-]}&~|^$.*+?{[(),:/ \n\0é😁\\\ud800\udc00"
TOKENS = (
    r"&& -- {2} {1,2} (?: (?= (?! (?<= (?<! (?> (?<n> (?i) (?-i: (?s) \d \S \v \H \b \B"
    r" \Z \R \1 \12 \k<n> \p{L} \P{Alnum} \pN \p{IsAlphabetic} \p{all} \P{all} \uD83D"
    r" \uDE00 \x{41} \x4 \07 \cA \Q \E"
)


@given(
    st.lists(st.sampled_from([*CHARACTERS, *TOKENS.split()])).map("".join) | st.text()
)
@example("[[]]-[a]]")
@example("[&&[a]&&[b]]")
@settings(max_examples=400, deadline=None)
def test_any_text_is_translated_or_refused(pattern: str) -> None:
    try:
        translation = translate(pattern)
    except Untranslatable:
        return
    matcher(translation.text)
    translation.text.encode()


def patterns(service: str) -> list[str]:
    data = Path(str(files("botocore"))) / "data" / service
    shapes: dict[str, dict[str, str]] = {}
    for path in data.glob("*/service-2.json.gz"):
        shapes |= json.loads(gzip.decompress(path.read_bytes()))["shapes"]
    return sorted({shape["pattern"] for shape in shapes.values() if "pattern" in shape})


@pytest.mark.parametrize(("service", "least"), [("sagemaker", 200), ("dynamodb", 5)])
def test_all_patterns_of_a_model(service: str, least: int) -> None:
    found = patterns(service)
    assert len(found) >= least
    for pattern in found:
        translation = translate(pattern)
        matcher(translation.text)
        assert not translation.notes


def test_patterns_of_the_models() -> None:
    check(
        r"(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?"
        r"([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\/[0-9]{1,9})?",
        ["a", "a-b/1", "arn:aws:sagemaker:eu-west-1:123456789012:algorithm/a"],
        ["", "-a", "a-", "a/", "a\n", "é"],
    )
    check(r"([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${1,128}", ["", "é 1"], ["\n", "a\n", "#"])
    check(r"(?:(25[0-5]|[0-9])(\.(?!$)|$)){4}", ["1.2.3.4"], ["1.2.3.", "1.2.3.4\n"])
    check(
        r"^\P{C}*.\P{C}*$",
        ["a", "é\u2028", "\x01", "a\x01b", "😀\ue000"],
        ["", "\n", "a\n", "\x01\x01", "a\x01b\ue000"],
    )
    check(
        r"arn:aws:kms:.*:[0-9]+:.*",
        ["arn:aws:kms::1:", "arn:aws:kms:a:1:b:2:c", "arn:aws:kms::1:2:"],
        ["arn:aws:kms:1:", "arn:aws:kms:::", "arn:aws:kms::1:\n"],
    )
    check(
        r"^((s3://(.*?)\.(ttf))|(https?://(.*?)\.(ttf)(\?([^&=]+=[^&]+&)*[^&=]+=[^&]+)?))$",
        [
            "s3://.ttf",
            "http://a.ttf.ttf",
            "https://a.ttf?b=c",
            "http://.ttf?.ttf?b=c&\n=\n",
            "http://.ttf?=.ttf?b==",
            "http://.ttf?b&.ttf?c=d&e=f",
            "http://.ttf?b=&c=.ttf?=.ttf?d=e",
            "http://.ttf?b=\n&c=d",
        ],
        [
            "s3://a.ttf?b=c",
            "http://\n.ttf",
            "http://a.ttf?",
            "http://.ttf?.ttf?b=c&",
            "http://.ttf?b=c&=.ttf?=d",
            "http://.ttf?b=.ttf?c=d&=",
            "http://.ttf?b\n&.ttf?c=d",
            "http://.ttf?b=\n&c&.ttf?d=e",
        ],
    )


@pytest.mark.parametrize(
    "pattern", ["a^b", "a$b", "(a|b)^(c|d)", r"(a\z|b$)c", "^(?:a$)+b$", r"a(?:\Ab|^c)"]
)
def test_what_no_text_can_match_is_said(pattern: str) -> None:
    with pytest.raises(Untranslatable, match="no text can match it"):
        translate(pattern)


@pytest.mark.parametrize(
    "pattern", ["^^a$$", "(a|^)b", "(a|b$)?c", "(?:^a|b)(c|$)", "(?=a$)a", "a*^b", "$^"]
)
def test_what_some_text_matches_is_translated(pattern: str) -> None:
    re.compile(translate(pattern).text)
