"""What may be logged: `redacted`, and what looks at objects without asking `repr`."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import pprint
import reprlib
import sys
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from aws_shapes import redacted
from aws_shapes.sagemaker import (
    AlgorithmSpecification,
    MetricDefinition,
)

SECRET = "hunter"


def redactor(module: Any) -> Any:
    """`redacted` of the package that a class is of."""
    package = module.__name__.split(".")[0]
    return import_module(package).redacted


@pytest.fixture
def module(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("sensitive_members")


@pytest.fixture
def account(module: Any) -> Any:
    return module.Account(
        name="name",
        password=SECRET,
        passwords=[SECRET],
        keyed={SECRET: 1},
        named={"key": SECRET},
        person=module.Person(nick=SECRET[:4], age=41),
        people=[module.Person(nick=SECRET[:4])],
        home=module.Home(street="road", code=SECRET),
        pins=[41],
    )


def test_secrets_are_stars_and_the_rest_is_plain(module: Any, account: Any) -> None:
    made = redactor(module)(account)
    assert made == {
        "name": "name",
        "password": "***",
        "passwords": "***",
        "keyed": "***",
        "named": "***",
        "person": "***",
        "people": "***",
        "home": {"street": "road", "code": "***"},
        "pins": "***",
    }


def test_structures_are_found_in_lists_and_maps(module: Any, account: Any) -> None:
    given = {"all": [account.home, (account.home, 5)], "none": None}
    home = {"street": "road", "code": "***"}
    assert redactor(module)(given) == {"all": [home, [home, 5]], "none": None}
    assert redacted(SECRET) == SECRET


def test_structures_are_found_in_whatever_holds_several(
    module: Any, account: Any
) -> None:
    home = {"street": "road", "code": "***"}
    for held in (
        {account.home},
        frozenset([account.home]),
        deque([account.home]),
        {"a": account.home}.values(),
    ):
        assert redactor(module)([held]) == [[home]]
    assert redactor(module)({"a": account.home}.items()) == [["a", home]]


def test_a_structure_that_is_a_key_is_its_repr(module: Any, account: Any) -> None:
    made = redactor(module)({account.home: 1, (account.home, 2): 3})
    assert [*made.values()] == [1, 3]
    assert SECRET not in json.dumps(made)
    assert [*made] == [repr(account.home), repr((account.home, 2))]


def test_what_has_no_end_is_cut() -> None:
    endless: dict[str, Any] = {"a": [1]}
    endless["b"] = endless
    assert redacted(endless) == {"a": [1], "b": "…"}
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    assert json.dumps(redacted(deep)).count("[") == 100


def test_no_key_and_no_holder_breaks_it() -> None:
    class Odd(dict[str, Any]):
        def items(self) -> Any:
            return 5

    assert redacted({(1, 2): 3, Odd: 4}) == {"(1, 2)": 3, Odd: 4}
    assert redacted([Odd()]) == ["<Odd>"]
    both = redacted({b"a": 1, "YQ==": 2})
    assert [*both.values()] == [1, 2]


def test_it_is_what_json_takes(compiled: Callable[[str], ModuleType]) -> None:
    spec = AlgorithmSpecification(
        training_image="i",
        training_input_mode="File",
        metric_definitions=[MetricDefinition(name="a", regex="b")],
    )
    assert json.loads(json.dumps(redacted(spec))) == {
        "training_image": "i",
        "training_input_mode": "File",
        "metric_definitions": [{"name": "a", "regex": "b"}],
    }
    times = compiled("timestamp_formats").Times(plain=datetime(2026, 1, 1, tzinfo=UTC))
    assert redactor(compiled("timestamp_formats"))(times) == {
        "plain": "2026-01-01T00:00:00+00:00"
    }
    blobs = compiled("blob_places").Blobs(plain=b"hi")
    assert redactor(compiled("blob_places"))(blobs) == {"plain": "aGk="}


def test_a_stream_is_named_and_not_read(compiled: Callable[[str], ModuleType]) -> None:
    module = compiled("streaming")
    cls, field = next(
        (cls, cls._streams[0])
        for cls in (getattr(module, name) for name in module.__all__)
        if getattr(cls, "_streams", ())
    )
    file = io.BytesIO(b"x")
    made = redactor(module)(cls.from_boto({cls._members[field]: file}, strict=False))
    assert made == {field: "<BytesIO>"}
    assert file.tell() == 0


def test_what_nobody_knows_is_hidden_beside_secrets(
    compiled: Callable[[str], ModuleType],
) -> None:
    module = compiled("union_variants")
    secret = module.SecretChoice.from_wire({"New": SECRET}, strict=False)
    assert redactor(module)(secret) == {"_unknown": "***"}
    plain = module.Choice.from_wire({"New": 5}, strict=False)
    assert redactor(module)(plain) == {"_unknown": ["New", 5]}


def test_fields_of_secrets_have_no_repr(module: Any) -> None:
    shown = {field.name: field.repr for field in dataclasses.fields(module.Account)}
    assert {name for name, repr_ in shown.items() if not repr_} == set(
        module.Account.SENSITIVE
    )


def test_secrets_are_not_listed(module: Any, account: Any) -> None:
    assert not {*dir(account)} & {*module.Account.SENSITIVE}
    assert "name" in dir(account)
    assert {*module.Account.SENSITIVE} <= {*dir(module.Account)}


def test_what_prints_prettily_is_told_what_repr_shows(account: Any) -> None:
    parts = [*account.home.__pretty__(repr)]
    assert parts == [
        "Home(",
        1,
        0,
        "street=",
        "'road'",
        ",",
        0,
        "code=",
        "***",
        ",",
        -1,
        ")",
    ]


def test_rich_is_told_the_same(account: Any) -> None:
    pairs = [(name, repr(value)) for name, value in account.home.__rich_repr__()]
    assert pairs == [("street", "'road'"), ("code", "***")]


def test_pprint_shows_objects_over_several_lines_and_no_secret(account: Any) -> None:
    home = account.home
    assert pprint.pformat(home) == "Home(street='road', code=***)"
    assert pprint.pformat({"at": [home]}, width=24) == (
        "{'at': [Home(street='road',\n             code=***)]}"
    )


def test_a_pprint_that_nobody_knows_prints_one_line(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = repr(account)
    monkeypatch.setitem(sys.modules, "pprint", ModuleType("pprint"))
    assert repr(account) == text


def test_reprlib_shows_no_secret(account: Any) -> None:
    shortened = reprlib.Repr()
    shortened.maxother = 100
    assert shortened.repr(account.home) == repr(account.home)
    assert SECRET not in reprlib.repr(account)


class Printer:
    """As far as IPython's pretty printer is asked."""

    def __init__(self) -> None:
        self.printed: list[object] = []

    @contextlib.contextmanager
    def group(self, indent: int, opened: str, closed: str) -> Iterator[None]:
        self.printed += [indent, opened]
        yield
        self.printed.append(closed)

    def text(self, text: str) -> None:
        self.printed.append(text)

    def breakable(self) -> None:
        self.printed.append("\n")

    def pretty(self, value: object) -> None:
        self.printed.append(repr(value))


def test_ipython_is_told_the_same(account: Any) -> None:
    printer = Printer()
    account.home._repr_pretty_(printer, False)
    assert printer.printed == [
        5,
        "Home(",
        "street=",
        "'road'",
        ",",
        "\n",
        "code=",
        "***",
        ")",
    ]


def test_an_unknown_variant_beside_secrets_further_down_is_hidden(module: Any) -> None:
    proof = module.Proof
    assert not proof.SENSITIVE
    assert repr(proof(word="ab")) == "Proof(word='ab')"
    for read in (proof.from_boto, proof.from_wire):
        unknown = read({"Key": SECRET}, strict=False)
        assert SECRET not in repr(unknown)
        assert SECRET not in json.dumps(redactor(module)(unknown))
