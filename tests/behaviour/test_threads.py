"""The first use of what is made lazily may come from many threads at once."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from support import Case, import_service

THREADS = 8
ROUNDS = 12


@pytest.fixture
def hurried() -> Iterator[None]:
    """Switch threads as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def fresh_service(root: Path) -> Any:
    """A package that nobody has looked at yet."""
    case = Case("scalars_and_bounds")
    for name in [name for name in sys.modules if name.startswith(case.package)]:
        del sys.modules[name]
    return import_service(case.package, "example", root)


def together(call: Callable[[], object]) -> list[object]:
    """What a call gives in many threads at the same moment."""
    barrier = Barrier(THREADS)

    def waiting(_: int) -> object:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(waiting, range(THREADS)))


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    case = Case("scalars_and_bounds")
    kept = {n: m for n, m in sys.modules.items() if n.startswith(case.package)}
    case.compile(tmp_path)
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith(case.package)]:
        del sys.modules[name]
    sys.modules.update(kept)


@pytest.mark.usefixtures("hurried")
def test_dataclass_fields_are_whole_for_every_thread(root: Path) -> None:
    for _ in range(ROUNDS):
        cls = fresh_service(root).Scalars

        def look(cls: Any = cls) -> list[tuple[str, object]]:
            return [(field.name, field.default) for field in dataclasses.fields(cls)]

        for seen in together(look):
            assert len(seen) == 18  # type: ignore[arg-type]
            assert {default for _, default in seen} == {None}  # type: ignore[attr-defined]


def test_no_thread_can_see_a_class_that_is_half_a_dataclass(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cls = fresh_service(root).Scalars
    decorate = dataclasses.dataclass
    seen: list[bool] = []

    def watched(*args: Any, **kwargs: Any) -> Any:
        def apply(target: Any) -> Any:
            made = decorate(*args, **kwargs)(target)
            seen.append(is_whole(cls))
            return made

        return apply

    monkeypatch.setattr(dataclasses, "dataclass", watched)
    assert len(dataclasses.fields(cls)) == 18
    assert is_whole(cls)
    assert all(seen)


def is_whole(cls: Any) -> bool:
    """Whether what other threads see of a class is not made yet, or is complete."""
    fields, parameters = (
        vars(cls)[name] for name in ("__dataclass_fields__", "__dataclass_params__")
    )
    defaults = [one.default for one in fields.values()] if type(fields) is dict else []
    return {*defaults} <= {None} and getattr(parameters, "frozen", True)


@pytest.mark.usefixtures("hurried")
def test_replace_and_parameters_work_in_every_thread(root: Path) -> None:
    for _ in range(ROUNDS):
        cls = fresh_service(root).Scalars

        def use(cls: Any = cls) -> bool:
            made = dataclasses.replace(cls(text="a"), text="b")
            return bool(made == cls(text="b") and cls.__dataclass_params__.frozen)

        assert together(use) == [True] * THREADS


@pytest.mark.usefixtures("hurried")
def test_patterns_and_the_thorough_path_work_in_every_thread(root: Path) -> None:
    for _ in range(ROUNDS):
        cls = fresh_service(root).Scalars

        def use(cls: Any = cls) -> str:
            assert cls(upper="ABC").upper == "ABC"
            try:
                cls(upper="abc", wholes=["x"])
            except ValueError as error:
                return str(error)
            return ""

        (said,) = set(together(use))
        assert str(said).startswith("2 validation errors detected.")
