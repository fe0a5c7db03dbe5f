"""Answers in which something stands where a JMESPath of botocore looks for it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import jmespath
from botocore.exceptions import ClientError
from jmespath.exceptions import JMESPathError

_Steps = tuple[str, ...]
"""The members on the way; `[]` for an item of a list, `*` for a value of a map."""


TOKEN = "token"
"""A text that says that there is more, as long as it must be."""


class NoState(LookupError):
    """No answer was found that an acceptor matches first."""


def with_path(maker: Any, data: Any, shape: Any, path: str, value: Any) -> Any:
    """A dict with a value where a path of members leads.

    Args:
        maker: Makes objects of shapes, for what is required on the way.
        value: `...` for a list with an item, a map with a pair, a text; None for
            nothing there.
    """
    steps = _steps(jmespath.compile(path).parsed)
    return _put(maker, data, shape, steps, value, 1)


def answers_for(maker: Any, model: Any, acceptors: Any, position: int) -> Any:
    """An answer, or a ClientError, that this acceptor is the first to match.

    Raises:
        NoState: None was found.
    """
    wanted = acceptors[position]
    for state in _states(maker, model, wanted):
        response = state.response if isinstance(state, ClientError) else state
        try:
            matching = (one for one in acceptors if one.matcher_func(response))
            if next(matching, None) is wanted:
                return state
        except JMESPathError:
            continue  # it counts what is not there, and botocore raises this
    raise NoState(f"{wanted.matcher} {wanted.argument} {wanted.expected!r}")


def _states(maker: Any, model: Any, acceptor: Any) -> Iterator[Any]:
    """Candidates."""
    if acceptor.matcher == "error":
        code = acceptor.expected if isinstance(acceptor.expected, str) else "Some"
        yield _error(model, code, 400)
    if acceptor.matcher == "status" and acceptor.expected >= 300:
        yield _error(model, "Some", acceptor.expected)
    output = maker.made(maker.class_of(model.output_shape), model.name)
    bare = output.to_boto() if output else {}
    bare["ResponseMetadata"] = {"HTTPStatusCode": 200}
    yield bare
    if not acceptor.argument:
        return
    tree = jmespath.compile(acceptor.argument).parsed
    paths = dict.fromkeys(_paths(tree))
    values = [acceptor.expected, *_literals(tree), "other", 1, True, "4"]
    for count in (1, 0, 2):
        for chosen in itertools.product(values, repeat=len(paths)):
            state = bare
            for steps, value in zip(paths, chosen, strict=True):
                state = _put(maker, state, model.output_shape, steps, value, count)
            yield state


def _error(model: Any, code: str, status: int) -> ClientError:
    metadata = {"HTTPStatusCode": status}
    response: Any = {"Error": {"Code": code}, "ResponseMetadata": metadata}
    return ClientError(response, model.name)


def _put(
    maker: Any, data: Any, shape: Any, steps: _Steps, value: Any, count: int
) -> Any:
    if not steps:
        return _leaf(maker, data, shape, value)
    step, rest = steps[0], steps[1:]
    if step == "[]" and shape.type_name == "list":
        items = list(data or ()) if count else []
        while len(items) < count:
            items.append(_made(maker, shape.member))
        return [_put(maker, one, shape.member, rest, value, count) for one in items]
    if step == "*" and shape.type_name == "map":
        held = data or {_text(shape.key): _made(maker, shape.value)}
        return {
            key: _put(maker, one, shape.value, rest, value, count)
            for key, one in held.items()
        }
    if shape.type_name != "structure" or step not in shape.members:
        return data
    if data is None and value is None:
        return None
    held = dict(_made(maker, shape) if data is None else data)
    inner = _put(maker, held.get(step), shape.members[step], rest, value, count)
    if inner is None and step in shape.required_members:
        held[step] = ""
    elif inner is None:
        held.pop(step, None)
    else:
        held[step] = inner
    return held


def _leaf(maker: Any, data: Any, shape: Any, value: Any) -> Any:
    if value is ...:
        return _some(maker, shape)
    match shape.type_name:
        case "list":
            return [] if value in (0, None) else [_made(maker, shape.member)]
        case "map" if value == TOKEN:
            return {_text(shape.key): _made(maker, shape.value)}
        case "structure" | "map" | "timestamp" | "blob":
            return data
        case "boolean":
            return bool(value)
        case "string" if value == TOKEN:
            return _text(shape)
        case "string":
            return value if value is None else str(value)
    if value == TOKEN:
        return 1
    number = isinstance(value, (int, float)) or str(value).isdigit()
    return int(value) if number else data


def _some(maker: Any, shape: Any) -> Any:
    match shape.type_name:
        case "list":
            return [_made(maker, shape.member)]
        case "map":
            return {_text(shape.key): _made(maker, shape.value)}
        case "string":
            return _text(shape)
    return _made(maker, shape)


def _made(maker: Any, shape: Any) -> Any:
    """Something that a shape takes."""
    match shape.type_name:
        case "structure" if not shape.is_document_type:
            return maker.made(maker.class_of(shape), shape.name).to_boto()
        case "list":
            return [_made(maker, shape.member)] * shape.metadata.get("min", 0)
        case "map" | "structure":
            return {}
        case "string":
            return _text(shape)
        case "boolean":
            return True
        case "blob":
            return b"blob"
        case "timestamp":
            return 0
    return shape.metadata.get("min", 1)


def _text(shape: Any) -> str:
    texts: list[str] = shape.enum
    return texts[0] if texts else "text".ljust(shape.metadata.get("min", 0), "x")


def _steps(node: Any) -> _Steps:
    """The steps that a path takes; none for what is no path."""
    children = [child for child in node["children"] if isinstance(child, dict)]
    match node["type"]:
        case "field":
            return (node["value"],)
        case "subexpression" | "index_expression":
            return tuple([step for child in children for step in _steps(child)])
        case "projection" | "filter_projection":
            inside = [step for child in children[:2] for step in _steps(child)]
            left = _steps(children[0])
            if "[]" not in inside[len(left) - 1 :]:
                left = (*left, "[]")
            return (*left, *_steps(children[1]))
        case "value_projection":
            return (*_steps(children[0]), "*", *_steps(children[1]))
        case "flatten":
            return (*_steps(children[0]), "[]")
        case "index":
            return ("[]",)
    return ()


_PATHS = frozenset(
    "field subexpression index_expression projection filter_projection"
    " value_projection flatten".split()
)


def _paths(node: Any) -> Iterator[_Steps]:
    """The paths in an expression."""
    children = [child for child in node["children"] if isinstance(child, dict)]
    if node["type"] in _PATHS:
        yield _steps(node)
        if node["type"] == "filter_projection":
            held = _steps(children[0])
            held = held if held[-1:] == ("[]",) else (*held, "[]")
            yield from ((*held, *steps) for steps in _paths(children[2]))
    else:
        for child in children:
            yield from _paths(child)


def _literals(node: Any) -> Iterator[Any]:
    if node["type"] == "literal":
        yield node["value"]
    for child in node["children"]:
        if isinstance(child, dict):
            yield from _literals(child)
