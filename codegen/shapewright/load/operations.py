"""Operations, how they are paginated, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterator

from ..ir.service import Acceptor, Operation, Paginator, Waiter
from ..ir.shapes import ShapeId
from .raw import Raw


def read_operation(name: str, raw: Raw, paginators: Raw) -> Operation:
    paged = name in paginators.names()
    paginator = paginators.child(name) if paged else None
    return Operation(
        name=name,
        documentation=raw.text("documentation"),
        input=_reference(raw, "input"),
        output=_reference(raw, "output"),
        errors=tuple(
            [error.text("shape", required=True) for error in raw.list_of("errors")]
        ),
        deprecated=raw.deprecation(),
        paginator=_paginator(paginator) if paginator else None,
        digest=raw.digest() + (paginator.digest() if paginator else ""),
    )


def read_waiters(raw: Raw, operations: set[str]) -> Iterator[Waiter]:
    """Those that wait for one of these operations."""
    for name, holder in raw.children("waiters"):
        operation = holder.text("operation", required=True)
        if operation in operations:
            yield Waiter(
                name=name,
                operation=operation,
                delay=holder.whole("delay") or 0,
                max_attempts=holder.whole("maxAttempts") or 0,
                acceptors=tuple([_acceptor(a) for a in holder.list_of("acceptors")]),
                digest=holder.digest(),
            )


def _reference(raw: Raw, key: str) -> ShapeId | None:
    if not raw.has(key):
        return None
    return raw.child(key).text("shape", required=True)


def _paginator(raw: Raw) -> Paginator:
    return Paginator(
        input_tokens=raw.text_or_texts("input_token"),
        limit_key=raw.text("limit_key"),
        result_keys=raw.text_or_texts("result_key"),
    )


def _acceptor(raw: Raw) -> Acceptor:
    return Acceptor(
        state=raw.text("state", required=True),
        matcher=raw.text("matcher", required=True),
        argument=raw.text("argument"),
        expected=raw.scalar("expected"),
    )
