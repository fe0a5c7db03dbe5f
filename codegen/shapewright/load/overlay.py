"""Read what is known about a service beyond its model: one TOML file per service."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ..ir.service import Overlay, Rule, RuleKind

_FOLDER = Path(__file__).parents[1] / "overlays"


def read_overlay(service: str) -> Overlay:
    """The overlay of a service; an empty one where it has no file."""
    file = _FOLDER / f"{service}.toml"
    shown = f"overlays/{file.name}"
    if not file.is_file():
        return Overlay(file=shown)
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    rules = []
    for entry in content.get("rule", ()):
        shape, evidence = entry.pop("shape"), entry.pop("evidence")
        ((kind, members),) = entry.items()
        rule = Rule(kind=RuleKind(kind), members=tuple(members), evidence=evidence)
        rules.append((shape, rule))
    unenforced = [(p["shape"], p["reason"]) for p in content.get("pattern", ())]
    return Overlay(file=shown, rules=tuple(rules), unenforced=tuple(unenforced))
