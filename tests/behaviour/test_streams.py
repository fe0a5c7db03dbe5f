"""Bodies that are read once, and events that are read as they come."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from types import ModuleType
from typing import Any

import pytest
from botocore.response import StreamingBody

from aws_shapes import async_body


@pytest.fixture
def service(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("event_stream")


class Raw:
    """A stream as botocore's: iterated once, and closed."""

    def __init__(self, *events: Any) -> None:
        self._events = iter(events)
        self.closed = False

    def __iter__(self) -> Any:
        return self._events

    def close(self) -> None:
        self.closed = True


class AsyncRaw(Raw):
    async def __aiter__(self) -> AsyncIterator[Any]:
        for event in self._events:
            yield event


def test_events_are_objects_and_read_as_they_come(service: Any) -> None:
    raw = Raw({"Shared": {"Name": "a"}}, {"Shared": {"Name": 5, "More": 1}})
    answer = service.GetResponse.from_boto({"Events": raw}, strict=False)
    first, second = answer.events
    assert first == service.Events(shared=service.Shared(name="a"))
    assert second.shared.name == "5"
    assert answer.events.raw is raw
    assert repr(answer.events) == "<EventStream of Events>"


def test_an_event_that_the_model_does_not_know_is_kept(service: Any) -> None:
    answer = service.GetResponse(events=[{"Later": {"a": 1}}])
    (event,) = answer.events
    assert event.set_member == "Later"


def test_objects_of_events_may_be_given(service: Any) -> None:
    event = service.Events(shared=service.Shared(name="a"))
    assert list(service.GetResponse(events=[event]).events) == [event]
    again = service.GetResponse(events=service.GetResponse(events=[event]).events)
    assert list(again.events) == [event]


def test_a_stream_is_the_object_that_was_given(service: Any) -> None:
    raw = Raw()
    one, other = (service.GetResponse.from_boto({"Events": raw}) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != service.GetResponse(events=Raw())
    assert one.to_boto() == {"Events": raw}
    assert service.GetResponse().events is None


def test_a_stream_is_closed_with_its_block(service: Any) -> None:
    raw = Raw({"Shared": {"Name": "a"}})
    with service.GetResponse(events=raw).events as events:
        assert len(list(events)) == 1
    assert raw.closed


async def collected(events: Any) -> list[Any]:
    return [event async for event in events]


def test_events_of_an_asynchronous_client_are_for_async_for(service: Any) -> None:
    raw = AsyncRaw({"Shared": {"Name": "a"}})
    events = service.GetResponse(events=raw).events
    with pytest.raises(TypeError, match="are for `async for`"):
        iter(events)
    (event,) = asyncio.run(collected(events))
    assert event.shared.name == "a"
    plain = service.GetResponse(events=[{"Shared": {"Name": "b"}}]).events
    assert len(asyncio.run(collected(plain))) == 1


def test_what_is_no_event_is_a_validation_error(service: Any) -> None:
    events = service.GetResponse(events=[5]).events
    with pytest.raises(ValueError, match="must be a map of Events's members, not int"):
        list(events)


def test_a_body_is_read_as_botocores_is(
    compiled: Callable[[str], ModuleType],
) -> None:
    body = StreamingBody(io.BytesIO(b"one\ntwo"), 7)
    answer = compiled("streaming").GetResponse.from_boto({"Stream": body})
    assert answer.stream is body
    with answer.stream:
        assert list(answer.stream.iter_lines()) == [b"one", b"two"]


def test_a_body_of_an_asynchronous_client_is_told_so() -> None:
    class Body:
        async def __aenter__(self) -> Any: ...

    body: Any = Body()
    assert async_body(body) is body
    plain: Any = StreamingBody(io.BytesIO(b""), 0)
    with pytest.raises(TypeError, match="a body of aiobotocore, not StreamingBody"):
        async_body(plain)
    with pytest.raises(TypeError, match="not NoneType"):
        async_body(None)
