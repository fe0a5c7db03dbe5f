"""A cache that is damaged, forged, another's, full, or that has no place to be."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from .command import Main, Said
from .sandbox import NEW, OLD, Stage, World, give, tree, unprivileged, user
from .spy import CONSISTENT, FORGERIES, forgery

AREA = "5 cache"


class Cached:
    """A world with a cache of its own, that one run has filled."""

    def __init__(self, world: World, how: str = "") -> None:
        self.world, self.folder = world, world.trial.folder / "cache"
        self.env = {"SHAPEWRIGHT_CACHE_DIR": str(self.folder)}
        kept = world.stage.book.scratch / "kept cache"
        if how or not kept.exists() or world.model != world.stage.model:
            self._fill({"main": forgery(how)} if how else {})
        else:
            shutil.copytree(kept, self.folder)
        world.trial.expect(bool(self.entries()), "the cache has no entry")

    def _fill(self, kind: dict[str, Main]) -> None:
        world, away = self.world, self.world.trial.folder / "first"
        other = World(world.stage, world.trial, away)
        other.model = world.model
        other.generate(NEW, env=self.env, **kind)
        shutil.rmtree(away, ignore_errors=True)

    def keep(self) -> None:
        """For all that are filled alike."""
        shutil.copytree(self.folder, self.world.stage.book.scratch / "kept cache")

    def entries(self) -> list[Path]:
        found = [path for path in self.folder.rglob("*") if path.is_file()]
        return [path for path in found if not path.name.startswith(".")]

    def holds(self, warnings: int = 1) -> None:
        """What comes out is right, with so many warnings; the next run has a cache."""
        world = self.world
        said = world.generate(NEW, env=self.env)
        world.expect(said, 0)
        world.is_whole(NEW)
        self.warned(said, warnings)
        forged = [path for path in world.trial.folder.rglob("forged*")]
        world.trial.expect(not forged, "what is forged is written")
        again = world.check(NEW, env=self.env)
        world.expect(again, 0)
        self.warned(again, 0)

    def warned(self, said: Said, count: int) -> None:
        found = len(said.warnings)
        if said.code == 0:
            text = f"{found} warnings in place of {count}"
            self.world.trial.expect(found == count, text)


# Damage -----------------------------------------------------------------------------


def _damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    """An entry, spoilt."""
    chance, size = random.Random(2), len(data)
    for length in (0, 1, 64, 65, 100, size // 2, size - 1):
        yield f"cut to {length if length < 101 else 'a part'}", data[:length]
    for _ in range(16):
        place = chance.randrange(size)
        flipped = bytes([data[place] ^ 1 << chance.randrange(8)])
        yield "one bit flipped", data[:place] + flipped + data[place + 1 :]
    for more in (b"x", b"\n", data):
        yield "something behind", data + more
    yield "something before", b"\n" + data
    yield "zeros", bytes(size)
    yield "CRLF", data.replace(b"\n", b"\r\n")


SIGNED = {
    "nothing": b"",
    "an empty object": b"{}\n",
    "an empty list": b"[]\n",
    "deep JSON": b"[" * 200_000 + b"\n",
    "deep objects": b'{"a":' * 100_000 + b"\n",
    "no UTF-8": b"\xff\xfe\n",
    "a long number": b"9" * 9999 + b"\n",
    "NaN": b"NaN\n",
    "no diagnostics": b'{"entries": []}\n',
    "diagnostics of the wrong kind": b'{"diagnostics": 1, "entries": []}\n',
    "a severity that there is not": (
        b'{"diagnostics": [{"severity": "x"}], "entries": []}\n'
    ),
    "entries that are too short": b'{"diagnostics": [], "entries": [["a"]]}\n',
    "other keys": b'{"diagnostics": [], "entries": [], "more": 1}\n',
}
OTHER_VALUES: dict[str, object] = {
    "structures": "many",
    "title": 5,
    "model_sha256": None,
    "made_of": ["a"],
    "diagnostics": [{"severity": "warning", "code": "x", "where": "", "message": 1}],
    "entries": [[1, 2, 3, 4]],
}


def damage(stage: Stage) -> None:
    """An entry that is spoilt is compiled anew, with one warning."""
    with stage.book.trial(AREA, "a whole entry") as trial:
        cached = Cached(World(stage, trial))
        cached.keep()
        cached.holds(warnings=0)
        (entry,) = cached.entries() or [trial.folder / "none"]
        data = entry.read_bytes()
    for what, spoilt in _damaged(data):
        _one(stage, f"an entry: {what}", spoilt)
    for what, text in SIGNED.items():
        _one(stage, f"an entry, rightly signed: {what}", _signed(text))
    head, _, packed = data.partition(b"\n")[2].partition(b"\n")
    for key, value in OTHER_VALUES.items():
        try:
            content = json.loads(head)
        except ValueError:
            break  # it has another form now, which `forged` is for
        spoilt = b"%b\n%b" % (json.dumps(content | {key: value}).encode(), packed)
        _one(stage, f"an entry, rightly signed: another {key}", _signed(spoilt))


def _signed(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def _one(stage: Stage, what: str, spoilt: bytes) -> None:
    with stage.book.trial(AREA, what) as trial:
        cached = Cached(World(stage, trial))
        for entry in cached.entries():
            entry.write_bytes(spoilt)
        cached.holds()


def forged(stage: Stage) -> None:
    """An entry of which the texts are not what it says is compiled anew."""
    for how in FORGERIES:
        if how in CONSISTENT:
            continue
        with stage.book.trial(AREA, f"an entry, forged: {how}") as trial:
            Cached(World(stage, trial), how).holds()
        with stage.book.trial(AREA, f"an older entry, forged: {how}") as trial:
            world = World(stage, trial)
            world.model = trial.folder / "service-2.json"
            shutil.copy(stage.model, world.model)
            cached = Cached(world, how)
            text = world.model.read_text().replace('"red"', '"red", "blue"')
            world.model.write_text(text)
            said = world.generate(NEW, env=cached.env)
            world.expect(said, 0)
            # it is not to be used, and need not be looked at
            trial.expect(len(said.warnings) <= 1, "warns more than once")
            world.expect(world.check(NEW, "--no-cache"), 0)


def odd_folders(stage: Stage) -> None:
    """What is no folder, or holds none of ours."""
    with stage.book.trial(AREA, "a folder in place of an entry") as trial:
        cached = Cached(World(stage, trial))
        for entry in cached.entries():
            entry.unlink()
            (entry / "below").mkdir(parents=True)
        said = cached.world.generate(NEW, env=cached.env)
        cached.world.expect(said, 0)
        cached.world.is_whole(NEW)
        cached.warned(said, 1)
    places = {
        "a file": "file",
        "below a file": "file/below",
        "empty": "",
        "a relative path": "relative/cache",
        "a tilde": "~/cache",
        "too long": "x" * 300,
        "a loop of links": "loop",
    }
    for what, name in places.items():
        with stage.book.trial(AREA, f"SHAPEWRIGHT_CACHE_DIR is {what}") as trial:
            world = World(stage, trial).start()
            (trial.folder / "file").write_text("the user's own\n")
            (trial.folder / "loop").symlink_to("loop")
            absolute = what in ("a file", "below a file", "too long", "a loop of links")
            value = str(trial.folder / name) if absolute else name
            env = {"SHAPEWRIGHT_CACHE_DIR": value}
            world.heals(NEW, env=env)
            kept = (trial.folder / "file").read_text() == "the user's own\n"
            trial.expect(kept, "the user's file is lost")


# Whose it is ------------------------------------------------------------------------


def others(stage: Stage) -> None:
    """A folder that another may write is not used, and one warning says so."""
    uid = user()
    if uid is None:
        stage.book.left_out.append("caches of other users: needs root")
        return
    cases: dict[str, tuple[int | None, int | None, int]] = {
        "world-writable": (None, None, 0o777),
        "world-writable, and sticky": (None, None, 0o1777),
        "of another user": (uid, None, 0o700),
        "of another user, readable": (uid, None, 0o755),
    }
    if unprivileged(stage, "caches of root's"):
        cases["of root's"] = (0, uid, 0o755)
        cases["of root's, which may not be read"] = (0, uid, 0o700)
        cases["of root's, world-writable"] = (0, uid, 0o777)
    for what, (owner, runner, mode) in cases.items():
        with stage.book.trial(AREA, f"a cache {what}") as trial:
            cached = Cached(World(stage, trial), "whole")
            trial.folder.chmod(0o777)
            if owner is not None:
                give(cached.folder, owner)
            for entry in cached.entries():
                entry.chmod(0o644 if mode & 0o44 else 0o600)
            cached.folder.chmod(mode)
            _unused(cached, runner)


def _unused(cached: Cached, runner: int | None) -> None:
    world, before = cached.world, tree(cached.folder)
    said = world.generate(NEW, env=cached.env, uid=runner)
    world.expect(said, 0)
    world.is_whole(NEW, when="with what is forged in it,")
    cached.warned(said, 1)
    text = "something is written into it"
    world.trial.expect(tree(cached.folder) == before, text)
    if world.package.exists():
        world.expect(world.check(NEW, "--no-cache", uid=runner), 0)


def unwritable(stage: Stage) -> None:
    """One's own, that may be read only, or not even that."""
    if not unprivileged(stage, "caches without rights"):
        return
    for mode in (0o555, 0o000, 0o444):
        with stage.book.trial(AREA, f"a cache of mode {mode:o}") as trial:
            cached = Cached(World(stage, trial))
            give(trial.folder, user())
            cached.folder.chmod(mode)
            # what is not in it, so that there is something to write
            said = cached.world.generate(OLD, env=cached.env, uid=user())
            cached.world.expect(said, 0)
            cached.warned(said, 1)
            cached.world.is_whole(OLD)
            cached.folder.chmod(0o700)
            said = cached.world.check(OLD, env=cached.env, uid=user())
            cached.world.expect(said, 0)
    with stage.book.trial(AREA, "an entry that may not be read") as trial:
        cached = Cached(World(stage, trial))
        give(trial.folder, user())
        for entry in cached.entries():
            entry.chmod(0)
        cached.world.expect(cached.world.generate(NEW, env=cached.env, uid=user()), 0)
        cached.world.is_whole(NEW)


NOWHERE: dict[str, dict[str, str | None]] = {
    "no HOME": {"HOME": None},
    "an empty HOME": {"HOME": ""},
    "a HOME that is not there": {"HOME": "/nowhere"},
    "a relative HOME": {"HOME": "home"},
    "a HOME that is a file": {"HOME": "/etc/passwd"},
    "an empty XDG_CACHE_HOME": {"XDG_CACHE_HOME": ""},
    "a relative XDG_CACHE_HOME": {"XDG_CACHE_HOME": "cache"},
    "a XDG_CACHE_HOME that is a file": {"XDG_CACHE_HOME": "/etc/passwd"},
    "no HOME and no TMPDIR that is there": {"HOME": None, "TMPDIR": "/nowhere"},
}


def nowhere(stage: Stage) -> None:
    """No folder of the user's, and no user of that number."""
    strangers = [None] + ([54321] if unprivileged(stage, "users of no name") else [])
    for what, env in NOWHERE.items():
        for stranger in strangers if os.geteuid() == 0 else [None]:
            for more in ([], ["--no-cache"]):
                who = f"{what}, {'no such user' if stranger else 'root'}"
                with stage.book.trial(AREA, " ".join([who, *more])) as trial:
                    world = World(stage, trial)
                    trial.folder.chmod(0o777)
                    whole = {"SHAPEWRIGHT_CACHE_DIR": None, **env}
                    said = world.generate(NEW, *more, env=whole, uid=stranger)
                    world.expect(said, 0)
                    world.is_whole(NEW)
                    text = f"{len(said.warnings)} warnings"
                    trial.expect(len(said.warnings) <= 1, text)
                    left = set(os.listdir(trial.folder)) - {"out"}
                    trial.expect(not left, f"writes {', '.join(sorted(left))}")


def two_at_once(stage: Stage) -> None:
    """Two runs with one cache, into two folders."""
    for _ in stage.book.repeat("pairs with one cache", 16, 0.04):
        with stage.book.trial(AREA, "two at once") as trial:
            env = {"SHAPEWRIGHT_CACHE_DIR": str(trial.folder / "cache")}
            worlds = [World(stage, trial, trial.folder / name) for name in "abc"]
            running = [w.begin("generate", *w.words(NEW), env=env) for w in worlds]
            for world, one in zip(worlds, running, strict=True):
                said = one.end()
                world.judge(said)
                world.expect(said, 0)
                world.is_whole(NEW)
                trial.expect(not said.warnings, "warns of the other")


def many_entries(stage: Stage) -> None:
    """It does not grow for ever: what nobody has used for long makes room."""
    with stage.book.trial(AREA, "100 entries of 5 MB each, a year old") as trial:
        cached = Cached(World(stage, trial))
        first, *_ = cached.entries() or [trial.folder / "none"]
        for number in range(100):
            name = hashlib.sha256(str(number).encode()).hexdigest()[: len(first.name)]
            place = first.with_name(name)
            with place.open("wb") as file:
                file.truncate(5 << 20)
            year = time.time() - 365 * 24 * 3600
            os.utime(place, (year, year))
        cached.world.expect(cached.world.generate(OLD, env=cached.env), 0)
        size = sum(path.stat().st_size for path in cached.entries()) >> 20
        trial.expect(size < 500, f"has {size} MB, and nothing goes")


def run(stage: Stage) -> None:
    """All of this area."""
    damage(stage)
    forged(stage)
    odd_folders(stage)
    others(stage)
    unwritable(stage)
    nowhere(stage)
    two_at_once(stage)
    many_entries(stage)
