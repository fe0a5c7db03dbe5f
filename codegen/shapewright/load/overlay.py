"""Read what is known about a service beyond its model: one TOML file per service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import Diagnostics, did_you_mean
from ..ir.corrections import Entry
from ..ir.service import Overlay, Rewrite, RewriteKind, Rule, RuleKind
from ..ir.shapes import ShapeId
from ..tables import Table
from ..toml import read_toml
from .corrections import CORRECTIONS, read_corrections

_REWRITE = ("form", "members", "handler", "note")
_FOLDER = Path(__file__).parents[1] / "overlays"


def overlay_files(service: str, users_own: Path | None) -> list[Path]:
    """The compiler's own overlay of a service, if it has one, and the user's."""
    own = _FOLDER / f"{service}.toml"
    files = [own] if own.parent == _FOLDER and own.is_file() else []
    return [*files, users_own] if users_own is not None else files


def read_overlays(
    service: str, own: Path | None, diagnostics: Diagnostics
) -> list[Overlay]:
    """What the overlays of a service hold.

    Raises:
        Failure: A file cannot be read, or an entry is at fault.
    """
    overlays = []
    for file in overlay_files(service, own):
        users = file == own
        label = str(file) if users else f"overlays/{file.name}"
        overlays.append(_read(file, label, users, diagnostics))
    diagnostics.stop_on_error()
    return overlays


def _read(file: Path, label: str, from_user: bool, diagnostics: Diagnostics) -> Overlay:
    content = read_toml(file, label, diagnostics)
    table = Table(content, f"{label}: ", "C111", diagnostics)
    rules: list[tuple[ShapeId, Rule]] = []
    corrections: list[Entry] = []
    rewrites: list[Rewrite] = []
    for key in table.names():
        if key not in _KEYS:
            known = f"known are {', '.join(f'[[{name}]]' for name in _KEYS)}"
            table.error(
                key, "is no entry of an overlay", did_you_mean(key, _KEYS) or known
            )
            continue
        for entry in table.tables(key, single=True):
            if key == "rule":
                rules += read_rule(entry)
            elif key == "boto3":
                rewrites += read_rewrite(entry)
            else:
                corrections += read_corrections(key, entry)
    return Overlay(
        file=label,
        from_user=from_user,
        rules=tuple(rules),
        corrections=tuple(corrections),
        rewrites=tuple(rewrites),
    )


_KEYS = ("rule", "boto3", *CORRECTIONS)


def read_rule(table: Table) -> Iterator[tuple[ShapeId, Rule]]:
    """A cross-field rule."""
    table.only(("shape", "evidence", *RuleKind))
    shape = table.text("shape", required=True)
    evidence = table.text("evidence", required=True)
    kinds = [kind for kind in RuleKind if table.has(kind)]
    if len(kinds) != 1:
        table.error(None, f"must have one of {', '.join(RuleKind)}")
    for kind in kinds:
        members = table.texts(kind, least=2, different=True)
        yield shape, Rule(kind=kind, members=members, evidence=evidence)


def read_rewrite(table: Table) -> Iterator[Rewrite]:
    """Members that boto3 rewrites."""
    kind = table.text("form", required=True)
    if kind and kind not in list(RewriteKind):
        hint = did_you_mean(kind, RewriteKind) or f"known are {', '.join(RewriteKind)}"
        table.error("form", f"{kind!r} is no form", hint)
    alias = ("alias",) if kind == RewriteKind.ALIAS else ()
    others = set(RewriteKind) - {RewriteKind.ALIAS}
    table.only(_REWRITE if kind in others else (*_REWRITE, "alias"))
    members = table.texts("members", least=1)
    pairs = [member.partition("$") for member in members]
    if not all(shape and name for shape, _, name in pairs):
        table.error("members", "must each be Shape$Member")
    texts = {key: table.text(key, required=True) for key in ("handler", "note", *alias)}
    if kind in list(RewriteKind):
        yield Rewrite(
            members=tuple([(shape, name) for shape, _, name in pairs]),
            kind=RewriteKind(kind),
            **texts,
        )
