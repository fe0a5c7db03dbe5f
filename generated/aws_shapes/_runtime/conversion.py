"""From data to an object, and from an object to data, in any form."""

from __future__ import annotations

from typing import Any

from .doubt import IN_DOUBT
from .modes import Mode, TooDeep
from .objects import new_object
from .read import load


def read_as(cls: Any, data: Any, mode: Mode) -> Any:
    """An object of the data that a mode reads.

    Raises:
        ShapeValidationError: With every violation.
    """
    try:
        return load(data, cls, mode)
    except IN_DOUBT:
        pass
    from .decide import decide

    return new_object(cls, decide(cls, data, mode))


def write_as(self: Any, mode: Mode) -> dict[str, Any]:
    """An object's data in the mode's form.

    Raises:
        ShapeValidationError: A structure is nested in itself too deeply.
    """
    try:
        return self._write(mode)  # type: ignore[no-any-return]
    except TooDeep:
        pass
    from .decide import too_deep

    raise too_deep(type(self))
