"""Long statements of the common kinds, as black breaks them, or left to black."""

from __future__ import annotations

import black
import pytest
from black.mode import Mode, TargetVersion

from shapewright.emit.breaking import broken

W = "a_name_that_is_rather_long"
MODE = Mode(target_versions={TargetVersion.PY311})
CERTAIN = {
    "an import": (f"from ..enums.{W} import {W}1, {W}2, {W}3", 0),
    "a constructor": (f"def __init__(self, *, {W}: int, {W}2: str = None) -> None:", 1),
    "its parameters": (
        f"def __init__(self, *, {W}: int, {W}2: str, {W}3: str) -> None:",
        1,
    ),
    "a long parameter": (
        f"def __init__(self, *, {W}1: int, {W}2: {W}3 | {W}4 | None = None) -> None:",
        1,
    ),
    "a very long parameter": (
        f"def __init__(self, *, {W}1: {W}2{W}3 | {W}4{W}5 | None = None) -> None:",
        1,
    ),
    "a dict": (f'_data: dict[str, Any] = {{"{W}": {W}, "{W}2": {W}2}}', 2),
    "an unbreakable entry": (f'_spelled = {{"{W * 2}": "{W * 2}", "a": "b"}}', 1),
    "a dict of a dict": (f'_keys = {{"wire": {{"{W}": "{W}", "{W}2": "{W}"}}}}', 1),
    "a dict of a short dict": (f'_keys = {{"wire": {{"{W}": "{W}", "a": "b"}}}}', 1),
    "a dict of one entry": (f'_keys = {{"wire": {{"{W * 2}": "{W * 2}"}}}}', 1),
    "a tuple": (f'SENSITIVE = ("{W}", "{W}2", "{W}3")', 1),
    "one literal": (f'{W}{W}: TypeAlias = Literal["{W}"]', 0),
    "literals": (f'ALIAS: TypeAlias = Literal["{W}", "{W}2", "{W}3"]', 0),
    "a call": (f"draft.{W} = optional_structures(v, {W}2, mode, 0, 40, 50)", 2),
    "a long call": (f"draft.{W} = optional_structures(v, {W}2, {W}3, {W}4, mode)", 2),
    "a text": (f'_PATTERN = Pattern(r"{W * 5}")', 0),
    "a guard": (f"if v is not None and (type({W}) is not str or len({W}) > 9):", 2),
    "alternatives": (
        f"if v is not None and ({W} > 1 or {W} > 2 or {W} > 3 or v or v):",
        2,
    ),
    "short alternatives": (f"if v is not None and ({W} > 1 or {W} > 2 or v):", 2),
    "bare alternatives": (f"if {W} > 1 or {W} > 2 or {W} > 3 or v is None:", 2),
    "a union": (f"{W}: Annotated[tuple[{W}, ...], Length(1, 50)] | None", 1),
    "a long union": (
        f"{W}: Annotated[tuple[{W}{W}, ...], Length(1, 5000000000)] | None",
        1,
    ),
    "a field": (f"{W}: Annotated[tuple[{W}, ...], Length(1, 500000000)]", 1),
    "a long field": (f"{W}: Annotated[tuple[{W}{W}, ...], Length(1, 500000000)]", 1),
    "nested lists": (
        f"{W}: Annotated[Mapping[{W}, Annotated[tuple[{W}, ...], Length(0, 5)]],"
        " Length(0, 2)] | None",
        1,
    ),
    "one entry": (f'_spelled = {{"{W * 2}": "{W * 2}"}}', 1),
    "one short entry": (f'_data: dict[str, Any] = {{"{W}": {W}_and_more}}', 2),
    "a long import": (f"from ..enums.{W * 2} import {W * 2}", 0),
    "long texts": (f'_PATTERN = Pattern(r"{W * 2}", r"{W * 4}")', 0),
    "a returned call": (f"return entries(v, _{W}_key, _{W}_value, mode, 1, 60)", 1),
    "what is written": (f'data["{W}"] = mode.form.write_timestamp({W}, "iso8601")', 3),
    "a loop over long names": (f'wire["{W}"] = [{W}.to_wire() for {W} in {W}3]', 3),
    "a map of maps": (
        f'form["{W}"] = {{key: {{str(key): value for key, value in v.items()}}'
        " for key, value in v.items()}",
        3,
    ),
    "a count": (f"if (draft.{W}2 is None) + (draft.{W}3 is None) < 1:", 2),
    "a bracket first": (
        "if v is not None and ((type(v) is not float and type(v) is not int)"
        " or not 0 <= v <= 100000):",
        2,
    ),
    "an enum's text": (f'{W.upper()}_X = "{W}{W}{W}"', 1),
    "a parameter that is a list": (
        f"def __init__(self, *, {W}: ListLike[{W}{W}], {W}2: str) -> None:",
        1,
    ),
    "a parameter that is a map": (
        f"def __init__(self, *, {W}: Mapping[str, {W} | {W}Lit] = None) -> None:",
        1,
    ),
    "unions of lists": (
        f"def __init__(self, *, {W}: tuple[{W}, ...] | ListLike[{W}Wxyz | {W}WxyzLit]"
        " | None = None) -> None:",
        1,
    ),
}
LEFT = {
    "one literal of a long name": (f'{W * 3}: TypeAlias = Literal["{W}"]', 0),
    "wide characters": (f'_P = Pattern(r"{"字" * 80}")', 0),
    "a class": (f"class {W}{W}(DocumentShape{W}):", 0),
    "a comprehension": (f"_x = {{{W}: {W}2 for {W}, {W}2 in {W}3}}", 2),
    "a single quote": (f"_x = {{'{W}': {W}2, '{W}2': {W}3}}", 2),
    "a long name": (f"draft.{W * 4} = optional_structure(v, {W}, mode)", 2),
    "a long bracket first": (f"if (type({W}) is int) or {W} > 2 or {W} > 3:", 2),
    "one list": (f'_data = {{"{W * 2}": [{W}, {W}, {W}]}}', 1),
    "a condition in a loop": (f'form["{W}"] = [{W} for {W} in {W}2 if {W} > 1]', 3),
    "a long name in a loop": (f'form["{W * 4}"] = [{W} for {W} in {W}2]', 3),
    "a call without arguments": (f'data["{W}"] = {W}.to_wire()', 3),
    "one long argument": (f'form["{W}"] = write({W * 4})', 3),
    "brackets that are no pairs": (f'form["{W}"] = f({W}) + g({W}, {W}2)', 3),
    "three counted": (
        f"if (draft.{W} is None) + (draft.{W}2 is None) + (draft.{W}3 is None) < 1:",
        2,
    ),
    "a long member": (f"{W}: {W * 4} | {W} | None", 1),
    "crossed brackets": (f"_x = f({W}), g({W}2, {W}3)", 1),
    "a quoted default": (
        f"def __init__(self, *, {W}: str = '{W}', {W}2: str) -> None:",
        1,
    ),
    "a long type": (f"def __init__(self, *, {W}: {W * 4}, {W}2: str) -> None:", 1),
    "a bare parameter": (f"def __init__(self, *, {W * 4}, {W}2: str) -> None:", 1),
    "unions inside brackets": (
        f"def __init__(self, *, {W}: tuple[{W * 2} | {W}2, ...], {W}3: str) -> None:",
        1,
    ),
    "a long item": (f"draft.{W} = read_structures(v, {W * 4}, mode)", 2),
}


def by_black(statement: str, depth: int) -> tuple[str, ...]:
    opens = [f"{'    ' * level}if 0:" for level in range(depth)]
    lines = [*opens, f"{'    ' * depth}{statement}"]
    if statement.endswith(":"):
        lines.append(f"{'    ' * (depth + 1)}pass")
    made = black.format_str("\n".join(lines) + "\n", mode=MODE).splitlines()
    made = [line for line in made if line]
    return tuple(made[depth:-1] if statement.endswith(":") else made[depth:])


@pytest.mark.parametrize("name", CERTAIN)
def test_it_is_broken_as_black_breaks_it(name: str) -> None:
    assert broken(*CERTAIN[name]) == by_black(*CERTAIN[name])


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_certain_is_left_to_black(name: str) -> None:
    assert broken(*LEFT[name]) is None
