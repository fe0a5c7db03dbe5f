"""Read what is known about a service beyond its model: one TOML file per service."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.corrections import Entry
from ..ir.service import Form, Overlay, Rewrite, Rule, RuleKind
from ..toml import read_toml
from .corrections import corrections

_REWRITE = ("form", "members", "handler", "note")
_FOLDER = Path(__file__).parents[1] / "overlays"


def overlay_files(service: str, given: Path | None) -> list[Path]:
    """The compiler's own overlay of a service, if it has one, and the user's."""
    own = _FOLDER / f"{service}.toml"
    files = [own] if own.parent == _FOLDER and own.is_file() else []
    return [*files, given] if given is not None else files


def read_overlays(
    service: str, given: Path | None, diagnostics: Diagnostics
) -> list[Overlay]:
    """What the overlays of a service hold.

    Raises:
        Failure: A file cannot be read, or an entry is at fault.
    """
    found = []
    for file in overlay_files(service, given):
        users = file == given
        shown = str(file) if users else f"overlays/{file.name}"
        found.append(_read(file, shown, users, diagnostics))
    diagnostics.stop_on_error()
    return found


def _read(file: Path, shown: str, users: bool, diagnostics: Diagnostics) -> Overlay:
    content = read_toml(file, shown, diagnostics)
    rules = []
    mended: list[Entry] = []
    rewrites = []
    for key, entries in content.items():
        listed = entries if isinstance(entries, list) else [entries]
        for index, entry in enumerate(listed):
            where = f"{shown}: {key}[{index}]"
            if key == "rule" and (rule := _rule(entry)):
                rules.append(rule)
            elif key == "boto3" and (rewrite := _rewrite(entry)):
                rewrites.append(rewrite)
            elif found := corrections(key, entry):
                mended += found
            else:
                _refuse(key, where, diagnostics)
    return Overlay(
        file=shown,
        users=users,
        rules=tuple(rules),
        corrections=tuple(mended),
        rewrites=tuple(rewrites),
    )


def _rule(entry: Any) -> tuple[str, Rule] | None:
    if not isinstance(entry, Mapping):
        return None
    texts = {key: entry.get(key) for key in ("shape", "evidence")}
    kinds = [kind for kind in RuleKind if kind in entry]
    if len(kinds) != 1 or set(entry) != {"shape", "evidence", *kinds}:
        return None
    members = entry[kinds[0]]
    if not isinstance(members, list) or len(members) < 2:
        return None
    if len(set(map(str, members))) < len(members):
        return None
    if not all(isinstance(text, str) for text in (*texts.values(), *members)):
        return None
    if not entry["evidence"].strip():
        return None
    rule = Rule(kind=kinds[0], members=tuple(members), evidence=entry["evidence"])
    return entry["shape"], rule


def _rewrite(entry: Any) -> Rewrite | None:
    if not isinstance(entry, Mapping):
        return None
    form = entry.get("form")
    alias = {"alias"} if form == Form.ALIAS else set()
    if form not in list(Form) or set(entry) != {*_REWRITE, *alias}:
        return None
    members = entry["members"]
    if not isinstance(members, list):
        return None
    texts = [*members, *[entry[key] for key in ("handler", "note", *alias)]]
    if not members or not all(isinstance(text, str) and text for text in texts):
        return None
    places = [member.partition("$") for member in members]
    if not all(shape and name for shape, _, name in places):
        return None
    return Rewrite(
        members=tuple([(shape, name) for shape, _, name in places]),
        form=Form(form),
        handler=entry["handler"],
        note=entry["note"],
        alias=entry.get("alias", ""),
    )


def _refuse(key: str, where: str, diagnostics: Diagnostics) -> None:
    known = f"known are {', '.join(f'[[{name}]]' for name in _KEYS)}"
    hint = did_you_mean(key, _KEYS) or known
    if key in _KEYS:
        hint = f"[[{key}]] has {_KEYS[key]}"
    diagnostics.error("C111", where, "is no entry of an overlay", hint)


_KINDS = ", ".join(RuleKind)
_CONSTRAINT = (
    "shape, reason, and where it is wanted source, which is the model's, and "
    "enforced, which is checked instead"
)
_KEYS = {
    "rule": f"shape, evidence and one of {_KINDS} with two members or more",
    "pattern": _CONSTRAINT,
    "length": f"{_CONSTRAINT}: {{ min = 1, max = 5 }}",
    "range": f"{_CONSTRAINT}: {{ min = 1, max = 5 }}",
    "enum": "shape, reason and either add, the values it lacks, or source, its values",
    "target": "member (Shape$Member), source, target and reason",
    "union": "shape, a structure, and reason",
    "sparse": "shape, a list or map, and reason",
    "fault": "shape, an error of the service, and reason",
    "search": "shapes, whose patterns begin or end with `.*`, and reason",
    "note": "shape and text",
    "boto3": (
        f"form ({', '.join(Form)}), members (Shape$Member), handler, note, and alias "
        "in that form"
    ),
}
"""What an entry has, by its key."""
