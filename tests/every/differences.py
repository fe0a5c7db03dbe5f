"""What is found over all services, and which of it has a reason.

The reasons are data, in `differences.toml`; one that nothing meets any more is a fault.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("differences.toml")


@dataclass
class Found:
    """What is said of one service."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    """Operation, kind, and what is the matter."""

    def fault(self, operation: str, kind: str, text: object) -> None:
        self.faults.append((operation, kind, str(text)[:600]))


def first_difference(ours: Any, theirs: Any, path: str = "") -> str:
    """Where two values differ, and what stands there."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in [*ours, *theirs]:
            if key not in ours or key not in theirs or ours[key] != theirs[key]:
                return first_difference(ours.get(key), theirs.get(key), f"{path}/{key}")
    if isinstance(ours, list) and isinstance(theirs, list):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
            if one != other:
                return first_difference(one, other, f"{path}/{index}")
    return f"{path}: {ours!r}, not {theirs!r}"


def report(
    section: str,
    results: Iterable[tuple[str, Found]],
    services: Collection[str],
    file: Path = _FILE,
) -> int:
    """Print numbers, and faults without a reason; 1 if there are any.

    Args:
        section: The name of the tables in the file of reasons.
        services: Those that were looked at: a reason that was not met there is stale.
    """
    counts: Counter[str] = Counter()
    known = _known(section, file)
    met = set()
    wrong = 0
    for service, found in results:
        counts += found.counts
        for operation, kind, text in found.faults:
            key = service, operation, kind
            if key in known:
                met.add(key)
                counts["differences with a reason"] += 1
            else:
                wrong += 1
                print(f"{service}.{operation}: {kind}: {text}")
    for key in sorted(set(known) - met):
        if key[0] in services:
            wrong += 1
            print(f"{'.'.join(key)}: the reason is stale: {known[key]}")
    for what, count in sorted(counts.items()):
        print(f"{what}: {count:,}")
    print(f"faults: {wrong}")
    return 1 if wrong else 0


def _known(section: str, file: Path) -> dict[tuple[str, str, str], str]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        (entry["service"], operation, entry["kind"]): entry["reason"]
        for entry in content.get(section, [])
        for operation in entry["operations"]
    }
