"""The forms of data, and what differs between them.

Structures, lists and maps are the same in all of them. A form says what members are
called, and what stands for timestamps, blobs and floats that are no numbers. Its file
is imported with modules that have timestamps or blobs, else when it is first asked:
most structures hold nothing of this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from datetime import datetime


class Form:
    """A form of data."""

    __slots__ = ("_load", "name")

    name: str
    """What classes call it in `_keys`."""
    not_numbers: ClassVar[Mapping[str, float]] = {}
    """The floats that are no numbers, by the texts that stand for them."""
    takes_datetimes: ClassVar[bool] = False
    """Whether timestamps are datetimes."""

    def __init__(self, name: str, load: Callable[[], type[Form]]) -> None:
        self.name, self._load = name, load

    def load(self) -> None:
        """Import its file, if that is still to be done."""

    def read_timestamp(self, value: Any, format: str, strict: bool) -> datetime:
        """An aware moment in UTC.

        Raises:
            Doubt: Or another of `IN_DOUBT`.
        """
        raise NotImplementedError

    def wanted_timestamp(self, value: Any, format: str) -> str:
        """What should stand there; it follows `Member must be`."""
        raise NotImplementedError

    def write_timestamp(self, value: datetime, format: str) -> Any:
        raise NotImplementedError

    def read_blob(self, value: Any) -> bytes:
        """The bytes.

        Raises:
            Doubt: Or another of `IN_DOUBT`.
        """
        raise NotImplementedError

    def decide_blob(self, value: Any) -> bytes:
        """The same for the thorough check, which asks a value once only."""
        return self.read_blob(value)

    def wanted_blob(self, value: Any) -> str:
        """What should stand there; it follows `Member must be`."""
        raise NotImplementedError

    def write_blob(self, value: bytes) -> Any:
        raise NotImplementedError

    def write_not_a_number(self, value: float) -> Any:
        """What stands for NaN and the infinities."""
        raise NotImplementedError

    def with_error(
        self, data: dict[str, Any], code: str | None, message: str | None, error: Any
    ) -> dict[str, Any]:
        """An error's data, with what came with it."""
        raise NotImplementedError


class Later(Form):
    """A form of which nothing was asked yet; it becomes the one that is loaded."""

    __slots__ = ()

    if not TYPE_CHECKING:

        def __getattribute__(self, name):
            if name == "name" or name.startswith("__"):
                return object.__getattribute__(self, name)
            load = object.__getattribute__(self, "_load")
            object.__setattr__(self, "__class__", load())
            return getattr(self, name)
