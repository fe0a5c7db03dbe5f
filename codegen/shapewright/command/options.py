"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click


class PathOption(click.Path):
    """A path that is none if it is empty: it would be the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, parameter: Any, context: Any) -> Any:
        if value == "":
            self.fail("the path is empty", parameter, context)
        return super().convert(value, parameter, context)


FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to say what there is to say.",
)
STAGES = ("document", "ir", "facts", "view", "source", "pattern")
"""What `explain` shows of a shape: the last of a string, those before it of a class."""
DEBUG = click.option("--debug", is_flag=True, help="Show tracebacks of bugs.")
CONFIG = click.option(
    "--config",
    type=PathOption(),
    help="A pyproject.toml; by default the nearest that has [tool.shapewright].",
)
_SELECTION = [
    click.option("--service", "services", multiple=True, help="One-off: a service."),
    click.option(
        "--shape", "shapes", multiple=True, help="A shape of it; '*' for all."
    ),
    click.option(
        "--operation", "operations", multiple=True, help="An operation; '*' for all."
    ),
    click.option("--out", type=PathOption(), help="Where to write."),
    click.option("--package", help="The package's name; aws_shapes if not given."),
    click.option("--model", type=PathOption(), help="A service-2.json(.gz)."),
]
RUN = [
    CONFIG,
    click.option(
        "--diff", is_flag=True, help="Show what would change, and write nothing."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        help="Processes to compile services in; by default one for each core.",
    ),
    click.option("--dask", metavar="ADDRESS", help="A Dask scheduler to use instead."),
    click.option("--no-cache", is_flag=True, help="Compile everything anew."),
    click.option("--force", is_flag=True, help="Overwrite edited and foreign files."),
    click.option(
        "--strict-model",
        is_flag=True,
        help="What a model has that is not known is an error.",
    ),
    *_SELECTION,
    FORMAT,
    DEBUG,
]


def options_of(options: Iterable[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def add(function: Any) -> Any:
        for option in reversed(list(options)):
            function = option(function)
        return function

    return add
