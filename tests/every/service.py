"""Every service and version: generated, imported, type-checked, and black's own.

    python -m every.service [--all] [SERVICE…]

Types are checked, and files given to black, for a tenth of the services that is another
one each day; with `--all`, or where services are named, for all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path

from bench.measure import code_lines
from shapewright.work.processes import cores

from .compiled import PACKAGE, chosen, compile_all, each, folder_of, module_of

TENTH = 10
_PART = 40
"""So many packages are given to pyright at a time; of all of them it gets too full."""


def main(arguments: list[str]) -> int:
    """Print what was found; 1 if anything fell short."""
    names = [name for name in arguments if not name.startswith("-")]
    wanted = chosen(names, old=True)
    begin = time.time()
    root, diagnostics = compile_all(wanted)
    print(f"{len(wanted)} services and versions in {time.time() - begin:.1f} s")
    folders = [folder_of(service) for service in wanted]
    _count(root, folders)
    for code, number in sorted(Counter(said.code for said in diagnostics).items()):
        print(f"warnings {code}: {number}")
    wrong = _import(folders)
    part = folders if names or "--all" in arguments else _tenth(folders)
    print(f"types and format of {len(part)} packages")
    wrong += _check_types(root, part)
    wrong += _check_format(root, part)
    return 1 if wrong else 0


def _tenth(folders: list[str]) -> list[str]:
    return folders[date.today().toordinal() % TENTH :: TENTH]


def _files(root: Path, folder: str, kind: str = "*") -> list[Path]:
    return sorted((root / PACKAGE / folder).glob(f"{kind}/[!_]*.py"))


def _count(root: Path, folders: list[str]) -> None:
    structures = [file for f in folders for file in _files(root, f, "shapes")]
    enums = [file for f in folders for file in _files(root, f, "enums")]
    lines = code_lines([*structures, *enums])
    print(
        f"{len(structures):,} modules of structures, {len(enums):,} enums,"
        f" {lines:,} lines of code ({lines / len(structures):.1f} a structure)"
    )


def _imports(folder: str) -> tuple[int, list[str]]:
    """How many names a service exports, and what goes wrong when they are imported."""
    package = module_of(folder)
    wrong = []
    for name in package.__all__:
        try:
            getattr(package, name)
        except (ImportError, NameError, SyntaxError, TypeError, ValueError) as error:
            wrong.append(f"{folder}.{name}: {error!r}")
    return len(package.__all__), wrong


def _import(folders: list[str]) -> int:
    exported = wrong = 0
    for _, (count, said) in each(_imports, folders):
        exported += count
        wrong += len(said)
        for line in said:
            print(line)
    print(f"{exported:,} exports imported, {wrong} failed")
    return wrong


def _check_types(root: Path, folders: Iterable[str]) -> int:
    """mypy and pyright, both strict, over these packages."""
    shown = [f"{PACKAGE}/{folder}" for folder in folders]
    wrong = _check(root, "mypy", [["--strict", *shown]])
    projects = []
    for begin in range(0, len(shown), _PART):
        project = root / f"pyright-{begin}.json"
        part = shown[begin : begin + _PART]
        project.write_text(json.dumps({"typeCheckingMode": "strict", "include": part}))
        projects.append(["-p", project.name])
    return wrong + _check(root, "pyright", projects)


def _check(root: Path, program: str, runs: list[list[str]]) -> int:
    """How many of the runs of a type checker fail; what it says then is printed."""
    path = str(Path(sys.executable).with_name(program))

    def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
        command = [path, *arguments]
        return subprocess.run(command, cwd=root, capture_output=True, text=True)

    begin = time.time()
    with ThreadPoolExecutor(cores()) as pool:
        done = list(pool.map(run, runs))
    for one in done:
        if one.returncode:
            print(*one.stdout.splitlines()[:50], one.stderr[-2000:], sep="\n")
    print(f"{program} --strict, {time.time() - begin:.0f} s, {len(runs)} runs:")
    last = Counter(one.stdout.strip().rpartition("\n")[2] for one in done)
    print(*[f"  {text} ({count} of them)" for text, count in last.items()], sep="\n")
    return sum(one.returncode != 0 for one in done)


def _changed_by_black(file: Path) -> bool:
    import black

    text = file.read_text(encoding="utf-8")
    return black.format_str(text, mode=black.Mode()) != text


def _check_format(root: Path, folders: Iterable[str]) -> int:
    """Each file, as a whole, is what black makes of it."""
    files = [file for folder in folders for file in _files(root, folder)]
    files += [root / PACKAGE / folder / "__init__.py" for folder in folders]
    with ProcessPoolExecutor(cores()) as pool:
        found = pool.map(_changed_by_black, files, chunksize=50)
        changed = [file for file, is_so in zip(files, found, strict=True) if is_so]
    for file in changed[:20]:
        print(f"black changes {file}")
    print(f"{len(files):,} files given to black, {len(changed)} changed")
    return len(changed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
