"""Long chains of structures: what is imported before all else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from models import list_of, member, service, structure
from shapewright.analyse.chains import LINKS, chains
from shapewright.analyse.components import components
from shapewright.diagnostics import Diagnostics
from shapewright.ir.service import Service
from shapewright.package import generate
from shapewright.settings import PackageSettings, ServiceSettings, Settings


def name(index: int) -> str:
    return f"S{index:03}"


def chain(length: int) -> Service:
    """S000 holds S001, and so on, every other one through a list."""
    shapes: list[Any] = []
    for index in range(length - 1):
        target = name(index + 1)
        if index % 2:
            shapes.append(list_of(f"{target}List", target))
            target = f"{target}List"
        shapes.append(structure(name(index), member("Next", target)))
    return service(*shapes, structure(name(length - 1)))


def first(model: Service) -> dict[str, tuple[str, ...]]:
    return chains(model, components(model))


def test_what_is_short_imports_nothing_first() -> None:
    assert first(chain(LINKS - 1)) == {}


def test_a_long_chain_begins_with_what_is_below_its_band() -> None:
    found = first(chain(2 * LINKS + 5))
    height = {name(index): 2 * LINKS + 5 - index for index in range(2 * LINKS + 5)}
    for one, earlier in found.items():
        (below,) = earlier
        assert height[below] == height[one] // LINKS * LINKS - 1
    assert len(found) == LINKS + 6


def test_what_skips_a_band_is_imported_by_itself() -> None:
    model = chain(LINKS + 1)
    shapes = [
        (
            structure(shape.id, member("Next", name(1)), member("Last", name(LINKS)))
            if shape.id == name(0)
            else shape
        )
        for shape in model.shapes.values()
    ]
    found = first(service(*shapes[:-1]))
    assert found[name(0)] == (name(LINKS), name(2))


def test_a_chain_longer_than_python_imports_is_imported(tmp_path: Path) -> None:
    text = {"shape": "Text"}
    shapes: dict[str, Any] = {
        name(index): {
            "type": "structure",
            "members": {"Next": {"shape": name(index + 1)}, "Text": text},
        }
        for index in range(300)
    }
    shapes[name(300)] = {"type": "structure", "members": {"Text": text}}
    metadata = {"apiVersion": "2020-01-01", "protocol": "json"}
    content = {"metadata": metadata, "shapes": {**shapes, "Text": {"type": "string"}}}
    model = tmp_path / "service-2.json"
    model.write_text(json.dumps(content))
    chosen = ServiceSettings(service="example", model=model, shapes=("*",))
    package = PackageSettings(name="long", output=tmp_path, services=(chosen,))
    settings = Settings(packages=(package,))
    generate(settings, Diagnostics(), dry=False, force=False)
    code = "from long.example import S000; print(S000(text='a').to_wire())"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert (run.stdout, run.stderr) == ("{'Text': 'a'}\n", "")
