"""The bases of generated errors: structures with what came with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from .bases import DocumentShape, JsonShape
from .containers import as_dict
from .exact import plain
from .modes import BOTO, WIRE, Mode
from .objects import members_by_key

_T = TypeVar("_T")


class Error(JsonShape):
    """An error that a service answers with: data, not an exception."""

    __slots__ = ()

    _server: ClassVar[bool] = False
    """Whether it is the service's fault, as the model says."""
    _retryable: ClassVar[bool] = False
    """Whether the model says that the same call may be right another time."""

    if TYPE_CHECKING:
        _error: tuple[str | None, str | None] | None

    @property
    def error_code(self) -> str | None:
        """The code that came with it, which is not always the name of its class.

        None where nothing was read; `replace` builds anew, and leaves it behind.
        """
        return None if self._error is None else self._error[0]

    @property
    def error_message(self) -> str | None:
        """The message that came with it."""
        message = None if self._error is None else self._error[1]
        if message is None and "message" in self._members:
            message = getattr(self, "message")  # noqa: B009 (a field, if there is one)
        return message

    @classmethod
    def from_boto(cls, data: Mapping[str, Any], *, strict: bool = True) -> Self:
        """Read what the exception of a boto3 client carries: `error.response`.

        Args:
            data: As in other structures. `Error` gives `error_code` and
                `error_message`, and a message that is missing elsewhere.
            strict: As in other structures.

        Raises:
            ShapeValidationError: With every violation of the whole value.
        """
        return super().from_boto(data, strict=strict)

    @classmethod
    def _of_boto(cls, data: Any, mode: Mode) -> Self:
        entries = as_dict(data)
        about = None if entries is None else as_dict(entries.get("Error"))
        if entries is None or about is None or "Error" in cls._members.values():
            return super()._of_boto(data, mode)
        message = _text(about.get("Message"))
        data = {key: value for key, value in entries.items() if key != "Error"}
        name = cls._members.get("message")
        if name is not None and data.get(name) is None and message is not None:
            data[name] = message
        error = super()._of_boto(data, mode)
        return _carrying(error, _text(about.get("Code")), message)


class DocumentError(Error, DocumentShape):
    """An error that has a JSON document form."""

    __slots__ = ()

    @classmethod
    def from_wire(cls, data: Mapping[str, Any], *, strict: bool = True) -> Self:
        """Read the JSON document form, parsed: the body of the answer.

        Args:
            data: As in other structures. `__type` gives `error_code`; the message may
                be called `message` or `Message`, whatever the model calls it.
            strict: As in other structures.

        Raises:
            ShapeValidationError: With every violation of the whole document.
        """
        entries = as_dict(data)
        if entries is None:
            return super().from_wire(data, strict=strict)
        rest = dict(entries)
        known = members_by_key(cls, WIRE.form.name)
        code = None if "__type" in known else _text(rest.get("__type"))
        if code is not None:
            del rest["__type"]
            code = code.partition(":")[0].rpartition("#")[2]
        message = None
        for name in ("message", "Message"):
            if name not in known and (text := _text(rest.get(name))) is not None:
                del rest[name]
                message = message or text
        for name, member in known.items():
            modelled = member == cls._members.get("message")
            if modelled and message is not None and rest.get(name) is None:
                rest[name] = message
        error = super().from_wire(rest, strict=strict)
        return _carrying(error, code, message)


class MessageOfError:
    """An error whose model has no message."""

    __slots__ = ()

    @property
    def message(self: Any) -> str | None:
        """The message that came with it: `error_message`."""
        return self.error_message  # type: ignore[no-any-return]


def with_error(data: dict[str, Any], self: Any, mode: Mode = BOTO) -> dict[str, Any]:
    """The same with what came with an error."""
    if self._error is None:
        return data
    code, message = self._error
    return mode.form.with_error(data, code, message, self)


def _text(value: Any) -> str | None:
    """A text that says something; botocore has an empty one where none came."""
    text = plain(value)
    return text if type(text) is str and text else None


def _carrying(error: _T, code: str | None, message: str | None) -> _T:
    """The error with what came with it, beyond its members."""
    own: Any = error
    if message == own.error_message:
        message = None
    if code is not None or message is not None:
        object.__setattr__(error, "_error", (code, message))
    return error
