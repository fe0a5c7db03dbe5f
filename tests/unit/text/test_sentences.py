"""The first sentence of a line of Markdown."""

from __future__ import annotations

import pytest

from shapewright.text.sentences import first_sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("It is. Two.", "It is."),
        ("It is! Two", "It is!"),
        ("Required. The name. More.", "Required. The name."),
        ("Optional.", "Optional."),
        ("It is **bold. Still** bold.", "It is bold."),
        ("In the U.S. West region. Two.", "In the U.S. West region."),
        ("In milliseconds, I.e. seconds. Two.", "In milliseconds, I.e. seconds."),
        ("It is no. end. Two.", "It is no. end."),
        ("Matches `^[a-z](foo)$`. Two.", "Matches `^[a-z](foo)$`."),
        ("See [the `[big]` one](https://a/b) now. Two.", "See the `[big]` one now."),
        ("A smile :( here. Two.", "A smile :( here."),
        ("\u4e00 \u4e8c\u3002\u4e09", "\u4e00 \u4e8c\u3002"),
        ("One", "One"),
        ("One.", "One."),
        ("Version 1.5 of it. Two.", "Version 1.5 of it."),
        ("A name, e.g. `a`. Two.", "A name, e.g. `a`."),
        ("Code `a. b` stays. Two.", "Code `a. b` stays."),
        ("In (what. is) it. Two.", "In (what. is) it."),
        ("See [the Guide](https://a/b.c?d) now. Two.", "See the Guide now."),
        ("", ""),
    ],
)
def test_it_ends_where_a_sentence_does(line: str, sentence: str) -> None:
    assert first_sentence(line) == sentence
