"""The text of docstrings of what calls a service: operations, waiters, errors."""

from __future__ import annotations

from collections.abc import Iterable

from ..ir.service import Acceptor, Operation, Waiter
from ..prose.blocks import Block, Code, Inline, ListBlock, Paragraph
from ..prose.html import parse
from ..text.literal import string
from .docs import deprecated, enumerated, paragraph, printed
from .model import Model
from .names import class_name, member_name


def operation_docstring(
    model: Model, operation: Operation, items: tuple[str, ...]
) -> str:
    """What stands under an operation.

    Args:
        items: The fields that lead from an answer to what it lists.
    """
    service = model.service
    blocks = [
        *parse(operation.documentation),
        *deprecated(operation.deprecated),
        *_pages(operation, items),
        *_names("Waiters: ", [one.name for one in service.waiters_of(operation)]),
        *_names("Errors: ", operation.errors),
        paragraph(f"Model: {operation.name}, {service.id} {service.api_version}."),
    ]
    return printed(blocks, "")


def operations_docstring(model: Model) -> str:
    """What stands atop a service's operations."""
    how = "Each is called with a boto3 client and a request: "
    call = Code("Operation.call(client, request)")
    title = f"Operations of {model.service.title}."
    return printed([paragraph(title), paragraph(how, call, ".")], "")


def waiter_docstring(waiter: Waiter) -> str:
    """What stands under a waiter."""
    asks = Code(class_name(waiter.operation))
    seconds = "second" if waiter.delay == 1 else f"{waiter.delay} seconds"
    often = f" every {seconds}, at most {waiter.max_attempts} times:"
    ends = tuple([(_acceptor(one),) for one in waiter.acceptors])
    listed = ListBlock(ordered=False, items=ends)
    return printed([paragraph("Asks ", asks, often), listed], "")


def waiters_docstring(model: Model) -> str:
    """What stands atop a service's waiters."""
    how = "Each asks an operation until its answer is as it should be: "
    call = Code("Waiter.wait(client, request)")
    title = f"Waiters of {model.service.title}."
    return printed([paragraph(title), paragraph(how, call, ".")], "")


def errors_docstring(model: Model) -> str:
    """What stands atop the module of a service's errors."""
    return printed([paragraph(f"Errors of {model.service.title}.")], "")


def _names(title: str, names: Iterable[str]) -> list[Block]:
    codes = [Code(class_name(name)) for name in names]
    return [paragraph(title, *enumerated(codes), ".")] if codes else []


def _pages(operation: Operation, items: tuple[str, ...]) -> list[Block]:
    paginator = operation.paginator
    if paginator is None:
        return []
    tokens = [Code(member_name(token)) for token in paginator.input_tokens]
    parts: list[str | Inline] = ["Pages begin where ", *enumerated(tokens), " says"]
    if paginator.limit_key:
        parts += [", and hold as many as ", Code(member_name(paginator.limit_key))]
    if items:
        parts += ["; items are those of ", Code(".".join(items))]
    return [paragraph(*parts, ".")]


def _acceptor(acceptor: Acceptor) -> Paragraph:
    return paragraph(f"{acceptor.state}: ", *_condition(acceptor))


def _condition(acceptor: Acceptor) -> tuple[str | Inline, ...]:
    expected = Code(string(str(acceptor.expected)))
    path = Code(acceptor.argument)
    match acceptor.matcher, acceptor.expected:
        case "pathAll", _:
            return "all of ", path, " are ", expected
        case "pathAny", _:
            return "one of ", path, " is ", expected
        case "status", status:
            return (f"HTTP status {status}",)
        case "error", bool(any_error):
            return ("any error" if any_error else "no error",)
        case "error", _:
            return "the error ", expected
        case _:
            return path, " is ", expected
