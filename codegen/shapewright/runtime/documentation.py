"""What stands under the members of a class, or under a constant, in its source."""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from itertools import pairwise
from typing import Any


@functools.cache
def texts_of(cls: Any) -> dict[str, str]:
    """The text of each member; none where there is no source."""
    for node in _statements(inspect.getmodule(cls) or cls):
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__:
            return _texts(node.body)
    return {}


@functools.cache
def text_of(module: str, constant: str) -> str:
    """The text under a constant of a module; empty where there is no source."""
    return _texts(_statements(sys.modules.get(module))).get(constant, "")


def _statements(source: Any) -> list[ast.stmt]:
    try:
        return ast.parse(inspect.getsource(source)).body
    except (OSError, TypeError):
        return []


def _texts(statements: list[ast.stmt]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for named, text in pairwise(statements):
        if isinstance(text, ast.Expr) and isinstance(
            named, (ast.Assign, ast.AnnAssign)
        ):
            target = named.targets[0] if isinstance(named, ast.Assign) else named.target
            name = ast.unparse(target)
            texts[name] = inspect.cleandoc(ast.literal_eval(text.value))
    return texts
