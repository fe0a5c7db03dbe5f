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
    "an unbreakable entry": (f'_on_wire = {{"{W * 2}": "{W * 2}", "a": "b"}}', 1),
    "a tuple": (f'SENSITIVE = ("{W}", "{W}2", "{W}3")', 1),
    "literals": (f'ALIAS: TypeAlias = Literal["{W}", "{W}2", "{W}3"]', 0),
    "a call": (f"self.{W} = maybe_each(v, {W}2, mode, 0, 40, 50)", 2),
    "a long call": (f"self.{W} = maybe_each(v, {W}2, {W}3, {W}4, mode)", 2),
    "a text": (f'_PATTERN = Pattern(r"{W * 5}")', 0),
    "a guard": (f"if v is not None and (type({W}) is not str or len({W}) > 9):", 2),
    "alternatives": (
        f"if v is not None and ({W} > 1 or {W} > 2 or {W} > 3 or v or v):",
        2,
    ),
    "short alternatives": (f"if v is not None and ({W} > 1 or {W} > 2 or v):", 2),
    "bare alternatives": (f"if {W} > 1 or {W} > 2 or {W} > 3 or v is None:", 2),
    "a union": (f"{W}: Annotated[tuple[{W}, ...], Length(1, 50)] | None", 1),
}
LEFT = {
    "a class": (f"class {W}{W}(DocumentShape{W}):", 0),
    "a comprehension": (f"_x = {{{W}: {W}2 for {W}, {W}2 in {W}3}}", 2),
    "a single quote": (f"_x = {{'{W}': {W}2, '{W}2': {W}3}}", 2),
    "a long name": (f"self.{W * 4} = maybe_one(v, {W}, mode)", 2),
    "a bracket first": (f"if (type({W}) is int) or {W} > 2 or {W} > 3:", 2),
    "one entry": (f'_on_wire = {{"{W * 2}": "{W * 2}"}}', 1),
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
    "a long item": (f"self.{W} = each(v, {W * 4}, mode)", 2),
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
