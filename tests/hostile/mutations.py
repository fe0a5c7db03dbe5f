"""Valid documents with something changed at random: refused in words, or read for good.

    python -m hostile.mutations [--seconds 70] [--seed TEXT]

What is read leaves its input as it was, and is the same written and read again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from every.fuzz import REPR, change, copied

from . import world
from .world import Run

DOCUMENTS = 60_000
_Made = TypeVar("_Made")
_DIGITS = sys.get_int_max_str_digits()


def work(run: Run) -> None:
    known = [
        (cls, forms)
        for cls in world.structures(run.rng)
        if (forms := [*_forms(run, cls)])
    ]
    run.count("classes", len(known))
    while run.found.counts["documents"] < DOCUMENTS and not run.over:
        cls, forms = run.rng.choice(known)
        form, data = run.rng.choice(forms)
        run.count("documents")
        changed = _with_room(copied, data)
        for _ in range(run.rng.choice((1, 1, 1, 2, 5))):
            changed = change(run.rng, changed)
        if run.rng.random() < 0.1 and hasattr(cls, "to_wire"):
            form = "wire" if form == "boto" else "boto"  # one for the other, too
        _document(run, cls, form, changed)


def _forms(run: Run, cls: Any) -> Iterator[tuple[str, Any]]:
    """Valid documents, by what they are the form of."""
    for value in world.samples(cls, run.seed, (0.6, 0.4, 0.2)):
        yield "boto", value.to_boto()
        if hasattr(cls, "to_wire"):
            yield "wire", value.to_wire()


def _document(run: Run, cls: Any, form: str, data: Any) -> None:
    """Read it strictly and tolerantly, which give the same where both take it."""
    read, write = getattr(cls, f"from_{form}"), getattr(cls, f"to_{form}")
    made = []
    before = _with_room(copied, data)
    for strict in (True, False):
        name = f"from_{form}, {'strict' if strict else 'tolerant'}"
        run.count("reads")
        try:
            value = read(data, strict=strict)
        except world.error_of() as error:
            run.count("refused")
            _told(run, cls, name, data, error)
        except Exception as error:  # whatever it is, it is what is looked for
            _fault(run, cls, world.cause_of(error), name, data)
        else:
            run.count("accepted")
            made.append(value)
            _kept(run, cls, name, data, (value, partial(read, strict=strict), write))
    if not _with_room(_same, before, data):
        _fault(run, cls, "the input is changed", form, data)
    if len(made) == 2 and made[0] != made[1]:
        _fault(run, cls, "strict and tolerant are not equal", form, data)


def _told(run: Run, cls: Any, name: str, data: Any, error: Any) -> None:
    try:
        assert error.violations
        assert str(error)
        said = [[one.path, one.pointer, one.message] for one in error.violations]
        json.dumps(said)
    except Exception as wrong:
        _fault(run, cls, f"telling the error: {world.cause_of(wrong)}", name, data)


def _kept(run: Run, cls: Any, name: str, data: Any, made: tuple[Any, Any, Any]) -> None:
    """What is stored is of its type, can be used, and is the same read again."""
    value, read, write = made
    for text in world.misfits(value, "strict" in name):
        cause = f"stored unchecked: … {text.partition(' ')[2]}"
        _fault(run, cls, cause, name, data)
        return
    try:
        if not world.holds_streams(cls):  # theirs are their own affair
            hash(value)
            repr(value)
        written = write(value)
        again = read(written)
        if again != value:
            _fault(run, cls, "it is another read again", name, data)
        elif not _equal(write(again), written):
            _fault(run, cls, "it is written otherwise again", name, data)
        if hasattr(cls, "to_wire"):
            json.dumps(value.to_wire(), allow_nan=False)
    except Exception as error:
        _fault(run, cls, f"its use: {world.cause_of(error)}", name, data)


def _fault(run: Run, cls: Any, cause: str, name: str, data: Any) -> None:
    sys.set_int_max_str_digits(0)  # to show the data
    run.fault(cls, cause, f"{name}: {REPR.repr(data)}")
    sys.set_int_max_str_digits(_DIGITS)


def _with_room(work: Callable[..., _Made], *values: Any) -> _Made:
    """What we do ourselves with data that is nested too deeply for most."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        return work(*values)
    finally:
        sys.setrecursionlimit(limit)


def _same(before: Any, after: Any) -> bool:
    """Whether lists and dicts hold the very same."""
    if type(before) is dict and type(after) is dict:
        if len(before) != len(after):
            return False
        for (key, item), (name, other) in zip(
            before.items(), after.items(), strict=True
        ):
            if key is not name or (item is not other and not _same(item, other)):
                return False
        return True
    if type(before) is list and type(after) is list:
        return len(before) == len(after) and all(map(_same, before, after))
    return before is after


def _equal(one: Any, other: Any) -> bool:
    """Equal, and NaN equal to itself."""
    return bool(one == other) or repr(one) == repr(other)


if __name__ == "__main__":
    sys.exit(world.main("mutations", work, sys.argv[1:], 70))
