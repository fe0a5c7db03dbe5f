"""A form's file is imported when something of it is asked, or when it is told to."""

from __future__ import annotations

import pytest

from shapewright.runtime.forms import Form, Later
from shapewright.runtime.wire_form import Wire


def later() -> tuple[Form, list[int]]:
    """A form, and what is appended to each time that its file is asked for."""
    loads: list[int] = []

    def load() -> type[Form]:
        loads.append(1)
        return Wire

    return Later("wire", load), loads


def test_its_name_and_its_class_are_known_before() -> None:
    form, loads = later()
    assert form.name == "wire"
    assert not isinstance(form, int)
    assert repr(form)
    assert hash(form) == hash(form)
    assert loads == []


@pytest.mark.parametrize("ask", [Form.load.__name__, "not_numbers", "read_blob"])
def test_it_becomes_what_is_loaded_once(ask: str) -> None:
    form, loads = later()
    getattr(form, ask)
    assert type(form) is Wire
    form.load()
    assert form.write_blob(b"a") == "YQ=="
    assert (loads, form.name) == ([1], "wire")
