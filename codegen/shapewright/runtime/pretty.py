"""How objects are shown over several lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .masking import shown


def register(shown_by: Callable[[Any], str]) -> None:
    """Have pprint break what a `__repr__` shows into lines.

    It looks a type's `__repr__` up in a table, and knows no other way; where a Python
    has another pprint, it prints one line as before.
    """
    printer = getattr(sys.modules["pprint"], "PrettyPrinter", None)
    table: Any = getattr(printer, "_dispatch", None)
    if table is not None and hasattr(printer, "_format_namespace_items"):
        table[shown_by] = _print


def _print(
    printer: Any,
    shape: Any,
    stream: Any,
    indent: int,
    allowance: int,
    context: Any,
    level: int,
) -> None:
    name = type(shape).__qualname__
    stream.write(f"{name}(")
    indent += len(name) + 1
    items = shown(shape)
    printer._format_namespace_items(items, stream, indent, allowance, context, level)
    stream.write(")")


def print_in_ipython(shape: Any, printer: Any) -> None:
    """Print an object as IPython prints a dataclass, by its pretty printer."""
    name = type(shape).__qualname__
    with printer.group(len(name) + 1, f"{name}(", ")"):
        for position, (member, value) in enumerate(shown(shape)):
            if position:
                printer.text(",")
                printer.breakable()
            printer.text(f"{member}=")
            printer.pretty(value)
