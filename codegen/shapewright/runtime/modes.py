"""What a shape is being read from, which nested shapes and converters need to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .constraints import Pattern
from .exact import Number
from .forms import Form, Later

MANY = float("inf")
"""The length of a list, string or map without a limit."""

LEVELS = 100
"""How deep structures may be nested in themselves, and documents be nested."""


class TooDeep(RecursionError):
    """A structure is nested in itself more than `LEVELS` times."""


class Mode:
    """A form, read strictly or not; or the same mode some levels deeper.

    Only structures that can hold themselves count: others are as deep as the model.
    """

    __slots__ = ("deeper", "form", "strict", "top")

    deeper: Mode
    """The mode of a structure in one of its own cycle; there is none below the last
    level, which ends the read or the write."""
    top: Mode
    """The mode of the first level: that of a structure in one of another cycle."""
    strict: bool
    """Whether constraints are checked and nothing unknown is let through."""
    form: Form
    """The form of the data."""

    def match(
        self, pattern: Pattern, value: object, low: Number = 0, high: Number = MANY
    ) -> Any:
        """Whether this is a text; in a strict read, of such a length and pattern."""
        return type(value) is str and (
            not self.strict or (low <= len(value) <= high and pattern.match(value))
        )


class _Deepest(Mode):
    __slots__ = ()

    if not TYPE_CHECKING:

        @property
        def deeper(self) -> Mode:
            raise TooDeep


def mode_of(form: Form, *, strict: bool) -> Mode:
    """The mode of the first level, which leads to those of all others."""
    chain: list[Mode] = [_Deepest()]
    while len(chain) < LEVELS:
        mode = Mode()
        mode.deeper = chain[-1]
        chain.append(mode)
    for mode in chain:
        mode.form, mode.strict, mode.top = form, strict, chain[-1]
    return chain[-1]


def _arguments() -> type[Form]:
    from .arguments_form import Arguments

    return Arguments


def _boto() -> type[Form]:
    from .boto_form import Boto

    return Boto


def _cli() -> type[Form]:
    from .cli_form import Cli

    return Cli


def _wire() -> type[Form]:
    from .wire_form import Wire

    return Wire


BUILT = Mode()
"""A constructor's arguments: nested shapes are objects already, and not read again."""
BUILT.form, BUILT.strict, BUILT.deeper, BUILT.top = (
    Later("arguments", _arguments),
    True,
    BUILT,
    BUILT,
)

_WIRE, _BOTO, _CLI = Later("wire", _wire), Later("boto", _boto), Later("cli", _cli)
WIRE = mode_of(_WIRE, strict=True)
WIRE_TOLERANT = mode_of(_WIRE, strict=False)
BOTO = mode_of(_BOTO, strict=True)
BOTO_TOLERANT = mode_of(_BOTO, strict=False)
CLI = mode_of(_CLI, strict=True)
CLI_TOLERANT = mode_of(_CLI, strict=False)


def load_forms() -> None:
    """Import the forms' files; at first use that breaks a fork or a faked clock."""
    for mode in (BUILT, WIRE, BOTO):
        mode.form.load()
