"""Values nested in themselves, to 50,000 levels: an answer in words, and no crash.

    python -m hostile.depths [--seconds 40]

Reads and writes take a hundred levels and refuse more. `repr`, `==`, `hash`, pickle and
what `dataclasses` makes may end in Python's own RecursionError. Each form and depth has
a process of its own, which says what it is about to do.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

from every.compiled import PACKAGE, module_of

from . import world
from .world import Run

_LEVELS = (50, 100, 101, 500, 5_000, 50_000)
_MOST = 100
_DEEP = frozenset(
    ("repr", "==", "hash", "pickle", "unpickle", "asdict", "astuple", "redacted")
)
"""What may end in a RecursionError."""
_ANY = frozenset(("construct", "copy", "deepcopy", "replace", "let go"))
"""What takes any depth."""


def work(run: Run) -> None:
    for form in _FORMS:
        for levels in _LEVELS:
            if not run.over:
                _child(run, form, levels)


def _child(run: Run, form: str, levels: int) -> None:
    command = [sys.executable, "-m", "hostile.depths", "--child", form, str(levels)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ})
    run.count("processes")
    where, asked = f"{form}, {levels} levels", ""
    for line in done.stdout.splitlines():
        what, answer = json.loads(line)
        if answer is None:
            asked = what
            continue
        run.count("operations")
        if not _is_right(what, answer, levels):
            run.fault(where, f"{what}: {answer:.80}", "")
    if done.returncode:
        ended = f"{asked}: the process ends with {done.returncode}"
        run.fault(where, ended, done.stderr.strip().rpartition("\n")[2])


def _is_right(what: str, answer: str, levels: int) -> bool:
    if levels <= _MOST or what in _ANY:
        return answer == "done"
    if what in _DEEP:
        return answer in ("done", "RecursionError", "refused")
    return answer == "refused"


# ---- in the process of one form and depth


def _list_of(inner: Any) -> Any:
    return {"L": [inner]}


def _map_of(inner: Any) -> Any:
    return {"M": {"k": inner}}


def _not(inner: Any) -> Any:
    return {"NotStatement": {"Statement": inner}}


_FORMS: dict[str, tuple[str, str, Any, Callable[[Any], Any], int]] = {
    "lists": ("dynamodb", "AttributeValue", {"S": "a"}, _list_of, 1),
    "maps": ("dynamodb", "AttributeValue", {"S": "a"}, _map_of, 1),
    "structures": ("wafv2", "Statement", {"LabelMatchStatement": None}, _not, 2),
    "documents": ("bedrock-runtime", "ToolUseBlock", 1, lambda v: [v], 1),
}
"""Service, class, the innermost value, one level, and how many it counts for."""
_LABEL = {"Scope": "LABEL", "Key": "a"}


def _data(form: str, levels: int) -> Any:
    """What is read."""
    _, _, inner, step, counts = _FORMS[form]
    data = {"LabelMatchStatement": _LABEL} if form == "structures" else inner
    for _ in range(levels // counts if form == "documents" else (levels - 1) // counts):
        data = step(data)
    if form == "documents":
        return {"toolUseId": "a", "name": "a", "input": data}
    return data


def _built(form: str, levels: int) -> Any:
    """The same by constructors."""
    service, name, _, _, counts = _FORMS[form]
    module: Any = module_of(service)
    cls = getattr(module, name)
    if form == "documents":
        return cls.from_boto(_data(form, levels))  # its data is the constructor's too
    if form == "structures":
        label = module.LabelMatchStatement(scope="LABEL", key="a")
        value = cls(label_match_statement=label)
    else:
        value = cls(s="a")
    for _ in range((levels - 1) // counts):
        if form == "structures":
            value = cls(not_statement=module.NotStatement(statement=value))
        else:
            value = cls(l=[value]) if form == "lists" else cls(m={"k": value})
    return value


def _operations(form: str, levels: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each by name. What one makes, others are asked of."""
    service, name, *_ = _FORMS[form]
    cls: Any = getattr(module_of(service), name)
    data = _data(form, levels)
    kept: dict[str, Any] = {}

    def build() -> None:
        kept["one"], kept["other"] = _built(form, levels), _built(form, levels)

    for strict in (True, False):
        mode = "strict" if strict else "tolerant"
        yield f"from_boto, {mode}", partial(cls.from_boto, data, strict=strict)
        if hasattr(cls, "from_wire"):
            yield f"from_wire, {mode}", partial(cls.from_wire, data, strict=strict)
    if form == "documents" and levels > _MOST:
        given = {"tool_use_id": "a", "name": "a", "input": data["input"]}
        yield "construct a document", partial(cls, **given)
        return
    yield "construct", build
    yield "to_boto", lambda: kept["one"].to_boto()
    if hasattr(cls, "to_wire"):
        yield "to_wire", lambda: json.dumps(kept["one"].to_wire())
    yield "repr", lambda: repr(kept["one"])
    yield "==", lambda: kept["one"] == kept["other"]
    yield "hash", lambda: hash(kept["one"])
    yield "pickle", lambda: kept.update(data=pickle.dumps(kept["one"]))
    if "data" in kept:
        yield "unpickle", lambda: pickle.loads(kept["data"])
    yield "copy", lambda: copy.copy(kept["one"])
    yield "deepcopy", lambda: copy.deepcopy(kept["one"])
    yield "replace", lambda: dataclasses.replace(kept["one"])
    yield "asdict", lambda: dataclasses.asdict(kept["one"])
    yield "astuple", lambda: dataclasses.astuple(kept["one"])
    package = import_module(PACKAGE)
    if "redacted" in dir(package):
        yield "redacted", lambda: package.redacted(kept["one"])
    yield "let go", kept.clear


def _answers(form: str, levels: int) -> None:
    """Print what is asked, then what came of it."""
    error_of = world.error_of()
    for what, ask in _operations(form, levels):
        print(json.dumps([what, None]), flush=True)
        try:
            ask()
            answer = "done"
        except error_of as error:
            clear = "levels deep" in str(error) or "JSON" in str(error)
            answer = "refused" if clear else f"not clear: {error}"
        except RecursionError:
            answer = "RecursionError"
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps([what, answer]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _answers(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(world.main("depths", work, sys.argv[1:], 40))
