"""Sensitive values never appear, neither in messages nor in `repr`."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from aws_shapes.sagemaker import AlgorithmSpecification
from behaviour.refusals import refusal

SECRET = "hunter"


@pytest.fixture
def module(compiled: Callable[[str], ModuleType]) -> Any:
    return compiled("sensitive_members")


def test_the_class_says_which_members_are_sensitive(module: Any) -> None:
    assert module.Account.SENSITIVE == (
        "password",
        "passwords",
        "keyed",
        "named",
        "person",
        "people",
        "pins",
    )
    assert module.Home.SENSITIVE == ("code",)
    assert module.Person.SENSITIVE == ("nick", "age")


def test_a_class_without_sensitive_members_has_an_empty_tuple() -> None:
    assert AlgorithmSpecification.SENSITIVE == ()


def test_repr_shows_that_a_member_is_set_but_not_its_value(module: Any) -> None:
    account = module.Account(
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
    assert repr(account) == (
        "Account(name='name', password=***, passwords=***, keyed=***, named=***,"
        " person=***, people=***, home=Home(street='road', code=***), pins=***)"
    )
    assert "hunt" not in repr([account, {"k": account}])


def test_repr_of_a_sensitive_structure_shows_no_member(module: Any) -> None:
    assert repr(module.Person(nick=SECRET[:4], age=41)) == "Person(nick=***, age=***)"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"Password": SECRET.upper()}, "password"),
        ({"Password": SECRET * 2}, "password"),
        ({"Password": [SECRET]}, "password"),
        ({"Password": SECRET.encode()}, "password"),
        ({"Passwords": [SECRET.upper()]}, "passwords[0]"),
        ({"Passwords": SECRET}, "passwords"),
        ({"Keyed": {SECRET: "x"}}, "keyed[*]"),
        ({"Keyed": {SECRET.upper(): 1}}, "keyed"),
        ({"Named": {SECRET[:4]: 5}}, "named[*]"),
        ({"Named": {"key": SECRET.upper()}}, "named[*]"),
        ({"Person": {"Nick": SECRET}}, "person.nick"),
        ({"Person": {"Age": SECRET}}, "person.age"),
        ({"Person": SECRET}, "person"),
        ({"Person": {SECRET: 1}}, "person.*"),
        ({"People": [{"Nick": SECRET}]}, "people[0].nick"),
        ({"People": [{"Age": SECRET}]}, "people[0].age"),
        ({"Home": {"Code": SECRET.upper()}}, "home.code"),
        ({"Pins": [SECRET]}, "pins[0]"),
        ({"Pins": SECRET}, "pins"),
    ],
)
def test_no_message_path_or_pointer_shows_a_sensitive_value(
    module: Any, data: dict[str, Any], place: str
) -> None:
    for read in (module.Account.from_wire, module.Account.from_boto):
        error = refusal(read, data)
        (violation,) = error.violations
        assert violation.path == place
        for text in (str(error), repr(error), repr(violation)):
            assert SECRET[:4] not in text.lower()


def test_a_sensitive_map_key_shows_as_a_star(module: Any) -> None:
    (violation,) = refusal(module.Account, keyed={SECRET.upper(): 1}).violations
    assert (violation.path, violation.given) == ("keyed", "a key")
    (violation,) = refusal(module.Account, keyed={SECRET: 2**40}).violations
    assert (violation.path, violation.pointer) == ("keyed[*]", "/Keyed/*")
    assert "at '/Keyed/*'" in violation.message


def test_the_constructor_masks_as_a_read_does(module: Any) -> None:
    error = refusal(
        module.Account,
        password=5061,
        passwords=SECRET,
        named={SECRET: SECRET},
        person={"Nick": SECRET},
        pins=[SECRET, 5061.5],
    )
    assert SECRET not in str(error)
    assert "5061" not in str(error)
    assert len(error.violations) == 6


def test_the_length_of_a_sensitive_value_is_said(module: Any) -> None:
    assert "Value with length 12 at '/Password'" in str(
        refusal(module.Account, password=SECRET * 2)
    )


def test_members_that_are_not_sensitive_are_shown(module: Any) -> None:
    assert "int 5061" in str(refusal(module.Account, name=5061))


@pytest.mark.parametrize(
    "text", ['{"Password": "hunter2"}', b'{"Password": "hunter2"}']
)
def test_what_stands_in_place_of_a_structure_is_not_shown(
    module: Any, text: Any
) -> None:
    for call in (
        lambda: module.Account.from_wire(text),
        lambda: module.Account.from_boto(text, strict=False),
        lambda: module.Account.from_wire({"Home": text}),
        lambda: module.Account(home=text),
        lambda: module.Account.from_wire({"People": text}),
    ):
        error = refusal(call)
        assert "hunter2" not in str(error) + repr(error.violations)


def test_text_in_place_of_a_list_is_shown_where_no_structure_is_in_it() -> None:
    error = refusal(
        AlgorithmSpecification,
        training_image="i",
        training_input_mode="File",
        container_arguments="abc",
        metric_definitions='[{"Name": "hunter2"}]',
    )
    assert [one.message.rpartition(" must ")[2] for one in error.violations] == [
        "be a list, not str",
        "be a list, not str 'abc'",
    ]


def test_a_name_that_a_secret_structure_does_not_know_is_a_star(module: Any) -> None:
    error = refusal(module.Person.from_wire, {"hunter2": 1, "Nick": "a"})
    (violation,) = error.violations
    assert (violation.path, violation.pointer) == ("*", "/*")
    assert violation.suggestions == ()
    assert "hunter2" not in str(error)
