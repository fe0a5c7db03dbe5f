"""Between the models' camel case and Python's snake case."""

from __future__ import annotations

import re

_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s$")
_BEFORE_WORD = re.compile(r"(.)([A-Z][a-z]+)")
_BEFORE_CAPITAL = re.compile(r"([a-z0-9])([A-Z])")
_NO_NAME = re.compile(r"[^A-Za-z0-9_]")


def snake_case(name: str) -> str:
    """The name as botocore spells it in Python: `TrainingImage` is `training_image`.

    Source: what `botocore.xform_name` does to names of members. A name that holds an
    underscore already is only put in lower case.
    """
    if "_" not in name:
        plural = _PLURAL_ACRONYM.search(name)
        if plural:
            name = f"{name[: plural.start()]}_{plural.group().lower()}"
        name = _BEFORE_WORD.sub(r"\1_\2", name)
        name = _BEFORE_CAPITAL.sub(r"\1_\2", name)
    return name.lower()


def pascal_case(name: str) -> str:
    """`training_image` is `TrainingImage`: the runtime's rule for members' names."""
    return "".join([word[:1].upper() + word[1:] for word in name.split("_")])


def camel_case(name: str) -> str:
    """`training_image` is `trainingImage`: the runtime's other rule."""
    spelled = pascal_case(name)
    return spelled[:1].lower() + spelled[1:]


def word_characters(text: str) -> str:
    """The text with everything that no ASCII name may hold replaced by `_`."""
    return _NO_NAME.sub("_", text)
