"""Every operation called, every paginator paged and every waiter waited for.

    python -m every.calls [SERVICE…]

A botocore client of each service gets what a service would answer, byte by byte for
calls, and from its Stubber for pages and waiters. A call gives what the client's own
method gives, read; pages are as many as there are, and items all that stands in them;
a waiter ends by each of its acceptors.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import Any

import botocore.session
import jmespath
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    PaginationError,
    WaiterError,
)
from botocore.stub import Stubber

from behaviour.test_properties import shown
from shapewright.load.catalogue import services
from shapewright.plan.names import class_name

from .bodies import answer
from .clients import addressed, client_of
from .compiled import chosen, compile_all, each, module_of
from .differences import Found, report
from .states import TOKEN, NoState, answers_for, with_path
from .values import NoText, Values


def main(names: list[str]) -> int:
    """Print the numbers, and what differs; 1 if any of it has no reason."""
    compile_all(chosen(names))
    return report("calls", each(calls, names or services()), names or services())


def calls(service: str) -> Found:
    """All of a service."""
    found = Found()
    service_calls = _Calls(service, found)
    for name in service_calls.model.operation_names:
        found.counts["operations"] += 1
        service_calls.check_declared(name)
        if not service_calls.has_method(name):
            found.counts["operations that botocore's client does not have"] += 1
            continue
        try:
            service_calls.check_call(name)
        except NoText as error:
            found.fault(name, "no text for a pattern", error)
    for name in service_calls.paginators:
        service_calls.check_pages(name)
    for name in service_calls.waiters:
        service_calls.check_waiter(name)
    return found


class _Calls:
    def __init__(self, service: str, found: Found) -> None:
        self.found = found
        self.module = module_of(service)
        self.operations = import_module(f"{self.module.__name__}.operations")
        self.client = client_of(service)
        self.model = self.client.meta.service_model
        config = self.client._get_waiter_config()
        self.waiters: dict[str, Any] = config.get("waiters", {})
        self.paginators = _paginators(service, self.model.api_version)
        self._answer: Any = None
        self.client.meta.events.register("before-send", self._send)

    def _send(self, **_: Any) -> Any:
        return self._answer()

    def class_of(self, shape: Any) -> Any:
        return shape and getattr(self.module, class_name(shape.name))

    def made(self, cls: Any, seed: str, fill: float = 0) -> Any:
        return cls and Values(random.Random(seed), fill).make(cls)

    def request(self, model: Any, seed: str, fill: float = 0) -> Any:
        """A request that the client takes."""
        return addressed(self.made(self.class_of(model.input_shape), seed, fill))

    def _method(self, operation: Any) -> Any:
        return getattr(self.client, operation.method_name(self.client))

    def has_method(self, name: str) -> bool:
        """It has none for what it cannot send, such as events in both directions."""
        return hasattr(self.client, self.operation(name).method_name(self.client))

    def check_declared(self, name: str) -> None:
        """The constant has the model's request, answer and errors."""
        model, operation = self.model.operation_model(name), self.operation(name)
        wanted = (
            self.class_of(model.input_shape),
            self.class_of(model.output_shape),
            tuple([self.class_of(error) for error in model.error_shapes]),
        )
        declared = operation.input, operation.output, operation.errors
        none = declared[0].__name__ == "nothing", declared[1] is type(None)
        input_, output, errors = declared
        declared = (None if none[0] else input_, None if none[1] else output, errors)
        if declared != wanted:
            self.found.fault(name, "declared", f"{declared}, not {wanted}")
        method = operation.method_name(self.client)
        if self.client.meta.method_to_api_mapping.get(method, name) != name:
            self.found.fault(name, "method", method)

    def operation(self, name: str) -> Any:
        return getattr(self.operations, class_name(name))

    def check_call(self, name: str) -> None:
        """What a call gives is what the client's method gives, read."""
        model, operation = self.model.operation_model(name), self.operation(name)
        for fill in (0.0, 1.0):
            seed = f"{name} {fill}"
            request = self.request(model, seed, fill)
            output = self.made(self.class_of(model.output_shape), seed, fill)
            boto = output.to_boto() if output else {}
            self._answer = partial(answer, model, boto)
            method = self._method(operation)
            given = request.to_boto() if request else {}
            if operation.arguments(*([request] if request else [])) != given:
                self.found.fault(name, "arguments", request)
            theirs = _outcome(partial(_read, operation, method, given))
            ours = _outcome(partial(operation.call, self.client, request))
            self.found.counts[f"calls: {theirs[0]}"] += 1
            if ours[0] != theirs[0] or (ours != theirs and not _has_stream(model)):
                self.found.fault(name, "call", f"{ours}, not {theirs}")
            if ours[0] == "ShapeValidationError":
                self.found.fault(name, "answer refused", ours[1])

    def check_pages(self, name: str) -> None:
        operation = self.operation(name)
        model = self.model.operation_model(name)
        config = self.paginators[name]
        keys = _texts(config["result_key"])
        kind = type(operation).__name__
        self.found.counts[f"paginators: {kind}"] += 1
        if kind == "PagedOperation":
            why = "several result keys" if len(keys) > 1 else f"no list: {keys[0]}"
            self.found.counts[f"without items: {why.partition(':')[0]}"] += 1
        pages = list(self._pages(model, config, keys))
        request = self.request(model, name)
        read = [operation.answer(page) for page in pages]
        got = self._stubbed(
            operation, pages, lambda: [*operation.pages(self.client, request)]
        )
        if _shown(got) != _shown(read):
            self.found.fault(name, "pages", f"{got}, not {read}")
        if kind == "ListOperation":
            items = self._stubbed(
                operation, pages, lambda: [*operation.items(self.client, request)]
            )
            wanted = [item for page in read for item in operation._items(page) or ()]
            count = sum(len(jmespath.search(keys[0], page) or ()) for page in pages)
            if _shown(items) != _shown(wanted) or len(wanted) != count or count < 2:
                self.found.fault(name, "items", f"{items}, not {count}: {wanted}")
            self.found.counts["items"] += count

    def _pages(self, model: Any, config: Any, keys: list[str]) -> Iterator[Any]:
        """Two pages, each with an item in each list; the first says there are more."""
        flag = config.get("more_results")
        for more in (True, False):
            output = self.made(
                self.class_of(model.output_shape), f"{model.name} {more}"
            )
            page = output.to_boto()
            for key in keys:
                page = with_path(self, page, model.output_shape, key, ...)
            if more and flag:
                page = with_path(self, page, model.output_shape, flag, True)
            for token in _texts(config["output_token"]) if more or not flag else ():
                first = token.partition("||")[0].strip()
                value = TOKEN if more else None
                page = with_path(self, page, model.output_shape, first, value)
            if not more and flag:
                page = with_path(self, page, model.output_shape, flag, False)
            yield page

    def _stubbed(self, operation: Any, answers: list[Any], work: Any) -> Any:
        """What the work gives while the client answers so."""
        stubber = Stubber(self.client)
        method = operation.method_name(self.client)
        try:
            for one in answers:
                if isinstance(one, ClientError):
                    code = one.response["Error"]["Code"]
                    status = one.response["ResponseMetadata"]["HTTPStatusCode"]
                    stubber.add_client_error(method, code, "", status)
                else:
                    stubber.add_response(method, one)
            with stubber:
                made = work()
            stubber.assert_no_pending_responses()
        except (BotoCoreError, AssertionError, PaginationError) as error:
            return error
        return made

    def check_waiter(self, name: str) -> None:
        """Each acceptor ends it, or has it ask again."""
        waiters = import_module(f"{self.module.__name__}.waiters")
        waiter = getattr(waiters, class_name(name))
        model = self.model.operation_model(waiter.operation.name)
        self.found.counts["waiters"] += 1
        request = self.request(model, name)
        config = self.client.get_waiter(waiter.snake_name()).config
        ended: Counter[str] = Counter()
        for position, acceptor in enumerate(config.acceptors):
            what = f"{name}, {acceptor.explanation}"
            try:
                state = answers_for(self, model, config.acceptors, position)
            except NoState as error:
                self.found.fault(name, f"{acceptor.state} never matches", error)
                continue
            ended[acceptor.state] += 1
            if acceptor.state == "retry":
                continue
            wait = partial(waiter.wait, self.client, request, delay=0, max_attempts=1)
            got = self._stubbed(waiter.operation, [state], wait)
            self._check_end(name, what, waiter, acceptor.state, state, got)
        self.found.counts.update({f"acceptors: {k}": n for k, n in ended.items()})
        for state in ("success", "failure"):
            self.found.counts[f"waiters that end by {state}"] += ended[state] > 0

    def _check_end(
        self, name: str, what: str, waiter: Any, kind: str, state: Any, got: Any
    ) -> None:
        if kind == "failure":
            right = isinstance(got, WaiterError) and "attempts" not in str(got)
        elif isinstance(state, ClientError):
            right = got is None and type(waiter).__name__ == "ErrorWaiter"
        else:
            right = _shown([got]) == _shown([waiter.operation.answer(state)])
        if not right:
            self.found.fault(name, kind, f"{what}: {got!r}")


def _read(operation: Any, method: Any, given: dict[str, Any]) -> Any:
    return operation.answer(method(**given))


def _outcome(work: Any) -> tuple[str, Any]:
    try:
        return "answered", shown(work())
    except (BotoCoreError, ClientError, ValueError) as error:
        return type(error).__name__, str(error)


def _shown(values: Any) -> Any:
    return [shown(value) for value in values] if isinstance(values, list) else values


def _has_stream(model: Any) -> bool:
    return bool(
        model.output_shape
        and (model.has_streaming_output or model.has_event_stream_output)
    )


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _paginators(service: str, version: str) -> dict[str, Any]:
    loader = botocore.session.Session().get_component("data_loader")
    try:
        content = loader.load_service_model(service, "paginators-1", version)
    except botocore.exceptions.UnknownServiceError:
        return {}
    found: dict[str, Any] = content["pagination"]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
