"""Streams: bytes, text, or an object that is read elsewhere; and streams of events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, Generic, Self, TypeAlias, TypeVar, cast

from .doubt import Doubt
from .exact import has, is_a, name_of
from .modes import Mode
from .protocols import AsyncStreamingBody, Streamable, StreamingBody

Event = TypeVar("Event")

Stream: TypeAlias = Annotated[Streamable, "stream"]
"""What a streaming blob of a request holds: the object that was given, unread."""
Body: TypeAlias = Annotated[StreamingBody, "stream"]
"""That of an answer."""

_HELD = (bytes, bytearray, str)


def read_stream(value: Any, mode: Mode) -> Any:
    """The stored value; what a service answered is not looked at.

    Raises:
        Doubt: boto3 could not send it.
    """
    if type(value) is memoryview:
        return bytes(value)
    if value is None or (
        mode.strict and not is_a(value, _HELD) and not hasattr(value, "read")
    ):
        raise Doubt
    return value


def optional_stream(value: Any, mode: Mode) -> Any:
    """The same, or None."""
    return None if value is None else read_stream(value, mode)


def async_body(body: StreamingBody | None) -> AsyncStreamingBody:
    """The body of an answer that a client of aiobotocore gave, as what it is.

    Raises:
        TypeError: It is another client's.
    """
    if not has(body, "__aenter__"):
        raise TypeError(f"async_body takes a body of aiobotocore, not {name_of(body)}")
    return cast(AsyncStreamingBody, body)


class EventStream(Generic[Event]):
    """What a service sends bit by bit: an event is read when it comes.

    It is iterated once, by `for`, or by `async for` if a client of aiobotocore gave it.
    """

    __slots__ = ("_event", "raw")

    raw: Any
    """What was given: the client's stream, or any iterable of events."""

    def __init__(self, raw: Any, event: type[Event]) -> None:
        self.raw, self._event = raw, event

    def __repr__(self) -> str:
        return f"<EventStream of {self._event.__name__}>"

    def __iter__(self) -> Iterator[Event]:
        """The events, as botocore gives them, read tolerantly.

        Raises:
            TypeError: The stream is aiobotocore's.
            ShapeValidationError: What came is no event.
            Exception: Whatever the client's stream raises: an error that a service
                sends is botocore's EventStreamError, of which `error_of` knows more.
        """
        if has(self.raw, "__aiter__"):
            raise TypeError("the events of an asynchronous client are for `async for`")
        return map(self._read, self.raw)

    async def __aiter__(self) -> AsyncIterator[Event]:
        """The same of a client of aiobotocore."""
        if has(self.raw, "__aiter__"):
            async for event in self.raw:
                yield self._read(event)
        else:
            for event in self.raw:
                yield self._read(event)

    def _read(self, event: Any) -> Event:
        cls: Any = self._event
        return event if type(event) is cls else cls.from_boto(event, strict=False)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close the client's stream."""
        self.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def read_events(value: Any, event: type[Event]) -> EventStream[Event]:
    """The stored value.

    Raises:
        Doubt: It is None.
    """
    if value is None:
        raise Doubt
    return EventStream(given(value), event)


def optional_events(value: Any, event: type[Event]) -> EventStream[Event] | None:
    """The same, or None."""
    return None if value is None else read_events(value, event)


def given(value: Any) -> Any:
    """The object that was given for a stream."""
    return value.raw if type(value) is EventStream else value
