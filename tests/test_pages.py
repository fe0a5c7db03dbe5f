"""The pages that are made of the code say what the code says."""

from __future__ import annotations

import pytest

from pages import PAGES, codes_in
from shapewright.codes import CODES
from support import ROOT

COMPILER = ROOT / "codegen" / "shapewright"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_is_written(name: str) -> None:
    page = PAGES[name]()
    assert (ROOT / name).read_text(encoding="utf-8") == page, "python tests/pages.py"


def test_every_code_is_said_somewhere_and_no_other() -> None:
    said = {
        code
        for file in COMPILER.rglob("*.py")
        if file.name != "codes.py"
        for code in codes_in(file.read_text(encoding="utf-8"))
    }
    assert said == set(CODES)
