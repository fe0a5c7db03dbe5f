"""What stands under the members of a class in its source."""

from __future__ import annotations

import ast
import functools
import inspect
from itertools import pairwise
from typing import Any


@functools.cache
def texts_of(cls: Any) -> dict[str, str]:
    """The text of each member; none where there is no source."""
    try:
        source = inspect.getsource(inspect.getmodule(cls) or cls)
    except (OSError, TypeError):
        return {}
    texts: dict[str, str] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__:
            for member, text in pairwise(node.body):
                if isinstance(member, ast.AnnAssign) and isinstance(text, ast.Expr):
                    name = ast.unparse(member.target)
                    texts[name] = inspect.cleandoc(ast.literal_eval(text.value))
    return texts
