"""The first sentence of a line of Markdown."""

from __future__ import annotations

import pytest

from shapewright.text.sentences import first_sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("One. Two.", "One."),
        ("One! Two", "One!"),
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
