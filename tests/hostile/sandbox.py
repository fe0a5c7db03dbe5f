"""A small model, two selections of it, and an output folder that one of them wrote."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .book import Book, Trial
from .command import (
    NOBODY,
    REAL,
    TESTS,
    Main,
    Pythons,
    Running,
    Said,
    begin,
    others_environment,
    preload,
    shapewright,
)
from .spy import names

PACKAGE = "aws_shapes"
MANIFEST = "_manifest.json"
LEGACY = (".aws_shapes.new", ".aws_shapes.old")
"""Names that the command used until it had a folder of its own."""
DISTRIBUTION = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
MODEL: dict[str, Any] = {
    "metadata": {"apiVersion": "2020-01-01", "protocol": "json"},
    "shapes": {
        "First": {"type": "structure", "members": {"Name": {"shape": "Name"}}},
        "Second": {"type": "structure", "members": {"Colour": {"shape": "Colour"}}},
        "Third": {"type": "structure", "members": {"Second": {"shape": "Second"}}},
        "Colour": {"type": "string", "enum": ["red"]},
        "Name": {"type": "string", "min": 1},
    },
}
BROKEN: dict[str, Any] = {"metadata": MODEL["metadata"], "shapes": {"First": 1}}
CONFIGURATION = """\
[[tool.shapewright.package]]
name = "{name}"
output = "out"
{more}
[tool.shapewright.package.services.example]
model = "{model}"
shapes = {shapes}
"""
Tree = dict[str, str | bytes]


@dataclass(frozen=True)
class Version:
    """What a run is to write."""

    shapes: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    service: str = "example"
    """Of botocore's, if it has another name."""

    def words(self, model: Path) -> list[str]:
        words = ["--service", self.service, "--jobs", "1"]
        if self.service in ("example", "other"):
            words += ["--model", str(model)]
        for shape in self.shapes:
            words += ["--shape", shape]
        for operation in self.operations:
            words += ["--operation", operation]
        return words


OLD, NEW = Version(("First",)), Version(("Second", "Third"))
OTHER = Version(("First",), service="other")
MANY = Version(("*",), ("*",), "dynamodb")
FEW = Version((), ("Scan",), "dynamodb")
VERSIONS = {"old": OLD, "new": NEW, "other": OTHER, "many": MANY, "few": FEW}


def tree(folder: Path) -> Tree:
    """All that lies below a folder, of whatever kind; nothing is followed."""
    found: Tree = {}
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        for entry in os.scandir(folder):
            if entry.is_symlink():
                found[entry.name] = f"a link to {os.readlink(entry.path)}"
            elif entry.is_dir(follow_symlinks=False):
                below = tree(Path(entry.path))
                found |= {f"{entry.name}/{name}": what for name, what in below.items()}
                found |= {} if below else {f"{entry.name}/": "an empty folder"}
            elif entry.is_file(follow_symlinks=False):
                found[entry.name] = _bytes(Path(entry.path))
            else:
                mode = entry.stat(follow_symlinks=False).st_mode
                found[entry.name] = f"no file: {stat.S_IFMT(mode):o}"
    return found


def _bytes(file: Path) -> str | bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def differences(found: Tree, wanted: Tree) -> str:
    """The first few of them, in words."""
    both = found.keys() | wanted.keys()
    names = sorted(name for name in both if found.get(name) != wanted.get(name))
    words = []
    for name in names[:3]:
        what = "is another" if name in wanted else "is left over"
        words.append(f"{name} {what if name in found else 'is missing'}")
    return ", ".join(words) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def listed_falsely(package: Path) -> str:
    """What a manifest lists that is not there, or is another; nothing in good order."""
    try:
        listed = json.loads((package / MANIFEST).read_bytes())["package"]
    except (OSError, ValueError, KeyError):
        return "there is no manifest"
    for name, entry in listed.items():
        data = _bytes(package / name)
        if isinstance(data, str):
            return f"{name} is listed and cannot be read"
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            return f"{name} is not what is listed"
    return ""


@dataclass
class Stage:
    """What all trials share: a filled cache, and the two packages as they should be."""

    book: Book
    pythons: Pythons
    model: Path
    env: dict[str, str]
    kept: dict[Version, Path] = field(default_factory=dict)
    trees: dict[Version, Tree] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    """Names that the command itself uses, or has used, beside the package."""
    beside_distribution: tuple[str, ...] = ()

    @classmethod
    def set_up(cls, book: Book) -> Stage:
        scratch = book.scratch
        for name in ("cache", "home", "tmp", "other cache"):
            (scratch / name).mkdir()
        (scratch / "tmp").chmod(0o1777)
        if os.geteuid() == 0:
            give(scratch / "other cache", NOBODY)
        model = scratch / "service-2.json"
        model.write_text(json.dumps(MODEL))
        preload(model, scratch / "preloaded")
        (scratch / "broken").mkdir()
        (scratch / "broken" / "service-2.json").write_text(json.dumps(BROKEN))
        env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(TESTS),
            "LANG": "C.UTF-8",
            "HOME": str(scratch / "home"),
            "TMPDIR": str(scratch / "tmp"),
            "SHAPEWRIGHT_CACHE_DIR": str(scratch / "cache"),
        }
        stage = cls(book, Pythons(scratch), model, env)
        for name, version in VERSIONS.items():
            stage.keep(version, scratch / f"kept {name}")
        stage.beside = (*LEGACY, *sorted(stage.names() - set(LEGACY)))
        more = 'distribution = "made"'
        stage.beside_distribution = tuple(sorted(stage.names(more) - set(stage.beside)))
        return stage

    def keep(self, version: Version, root: Path) -> None:
        """Generate once, for what is to be seen in later runs."""
        world = World(self, Trial("the first runs", root), root)
        said = world.generate(version)
        if said.code or said.hung:
            raise RuntimeError(f"nothing works: {said.last}")
        self.kept[version], self.trees[version] = root, tree(root / PACKAGE)

    def names(self, more: str = "") -> set[str]:
        """The hidden ones that lie beside the package during every run."""
        found: list[set[str]] = []
        for _ in range(2):
            with self.book.trial("0 first runs", "a run") as trial:
                world, file = World(self, trial).start(), trial.folder / "names"
                words = ["--config", str(world.configure(more=more))]
                world.run("generate", *words, main=names(world.out, file))
                found.append(set(file.read_text().split("\n")))
        # what is made up anew each time nobody can have used before
        both = {name for name in found[0] & found[1] if name.startswith(".")}
        inside = {name.partition("/")[0] for name in tree(self.kept[OLD] / PACKAGE)}
        inside |= {"notes.txt"}
        return {name for name in both if name.rpartition("/")[2] not in inside}

    def tear_down(self) -> None:
        self.pythons.release()


class World:
    """An output folder, and runs into it."""

    def __init__(self, stage: Stage, trial: Trial, out: Path | None = None) -> None:
        self.stage, self.trial = stage, trial
        self.out = out or trial.folder / "out"
        self.package = self.out / PACKAGE
        self.model = stage.model
        self.mine: Tree = {}
        """What of the user's lies in the package."""

    def words(self, version: Version) -> list[str]:
        return [*version.words(self.model), "--out", str(self.out)]

    def start(self, version: Version = OLD, mine: bool = True) -> World:
        """As if a run had been, and the user had put files of his own there."""
        shutil.copytree(self.stage.kept[version], self.out, symlinks=True)
        if mine:
            for name in ("notes.txt", "example/mine/data.bin"):
                self.put(name)
        return self

    def put(self, name: str, text: str = "the user's own\n") -> Path:
        """A file of the user's, in the package."""
        file = self.package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.mine[name] = text.encode()
        return file

    def begin(
        self,
        *words: str,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        uid: int | None = None,
        limit: Callable[[], None] | None = None,
        main: Main | None = shapewright,
        piped: bool = False,
    ) -> Running:
        """Start the command; without a `main`, by its name."""
        self.stage.book.runs += 1
        python, whole = self.stage.pythons.mine(), dict(self.stage.env)
        if uid is not None:
            python, main = self.stage.pythons.others(), self.stage.pythons.fork(main)
            whole |= others_environment()
            whole["SHAPEWRIGHT_CACHE_DIR"] = str(
                self.stage.book.scratch / "other cache"
            )
        for name, value in (env or {}).items():
            whole.pop(name, None)
            if value is not None:
                whole[name] = value
        place = cwd or self.trial.folder
        return begin(
            [*words] if main else [python, *REAL, *words],
            cwd=place if place.exists() else place.parent,
            env=whole,
            main=main,
            uid=uid,
            limit=limit,
            piped=piped,
        )

    def run(self, *words: str, **how: Any) -> Said:
        """Run the command, and see that it ended as a run may end."""
        said = self.begin(*words, **how).end()
        self.judge(said)
        return said

    def generate(self, version: Version, *more: str, **how: Any) -> Said:
        return self.run("generate", *self.words(version), *more, **how)

    def check(self, version: Version, *more: str, **how: Any) -> Said:
        return self.run("check", *self.words(version), *more, **how)

    def judge(self, said: Said) -> None:
        """What no run may do, whatever it met."""
        if said.hung:
            self.trial.fault("hangs")
        elif "Traceback" in said.err:
            self.trial.fault(f"traceback: {said.last}")
        elif "has a bug" in said.err:
            self.trial.fault(said.last)
        elif said.code not in (0, 1, 2, 3, 130):
            self.trial.fault(f"ends with code {said.code}: {said.last}")
        elif said.code in (2, 3) and not _is_clear(said.err):
            self.trial.fault(f"ends with no clear error: {said.last}")

    def expect(self, said: Said, *codes: int) -> None:
        """That a run ended with one of these codes."""
        if not said.hung and "has a bug" not in said.err:
            wanted = " or ".join(map(str, codes))
            text = f"code {said.code} in place of {wanted}: {said.last}"
            self.trial.expect(said.code in codes, text)

    def is_whole(self, *versions: Version, when: str = "afterwards") -> None:
        """The package is one of these versions, with all of the user's files."""
        found = tree(self.package)
        for name, text in self.mine.items():
            self.trial.expect(found.get(name) == text, f"{when} {name} is lost")
            found.pop(name, None)
        wanted = [self.stage.trees[version] for version in versions]
        if found not in wanted:
            text = differences(found, wanted[-1]) if found else "it is not there"
            self.trial.fault(f"{when} the package is none of a run's: {text}")

    def heals(self, version: Version = NEW, *more: str, **how: Any) -> None:
        """The next run is done, and leaves nothing beside."""
        said = self.generate(version, *more, **how)
        if said.hung or said.code:
            self.trial.fault(f"the next run ends with code {said.code}: {said.last}")
            return
        self.is_whole(version, when="after the next run")
        self.is_tidy()

    def is_tidy(self, *allowed: str) -> None:
        """Beside the package lies nothing of a run but a folder that git ignores."""
        for entry in sorted(self.out.iterdir()):
            if entry.name in (PACKAGE, *DISTRIBUTION, *allowed):
                continue
            ignore = entry / ".gitignore"
            hidden = entry.name.startswith(".") and ignore.is_file()
            if not hidden or ignore.read_text().strip() != "*":
                self.trial.fault(f"{entry.name} is left beside the package")

    def configure(self, name: str = PACKAGE, more: str = "") -> Path:
        """A pyproject.toml in place of options."""
        file = self.trial.folder / "pyproject.toml"
        text = CONFIGURATION.format(
            name=name, more=more, model=self.model, shapes=json.dumps(NEW.shapes)
        )
        file.write_text(text)
        return file


def _is_clear(err: str) -> bool:
    starts = ("error ", "Error:", '{"')
    return any(line.startswith(starts) for line in err.splitlines())


def unprivileged(stage: Stage, what: str) -> bool:
    """Whether there is an interpreter that a user without rights may run."""
    if stage.pythons.others():
        return True
    stage.book.left_out.append(f"{what}: another user cannot run this Python")
    return False


def privileged(stage: Stage, what: str) -> bool:
    """Whether we are root, who may mount and be another."""
    if os.geteuid() == 0:
        return True
    stage.book.left_out.append(f"{what}: needs root")
    return False


def user() -> int | None:
    """Whom to run as to be without rights."""
    return NOBODY if os.geteuid() == 0 else None


def give(folder: Path, uid: int | None) -> None:
    """Make a folder another user's, with all that is in it."""
    if uid is not None:
        os.chown(folder, uid, uid)
        for path in folder.rglob("*"):
            os.chown(path, uid, uid, follow_symlinks=False)
