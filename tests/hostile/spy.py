"""The command, watched from inside.

Each is for a process of its own, a fork of this one.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from shapewright.files import Bundle, Compiled, digest

from .command import Main, shapewright

Arguments = tuple[Any, ...]


class Names:
    """Writes down every name that a folder has had, two levels deep where hidden."""

    def __init__(self, folder: str, file: str) -> None:
        self._folder, self._file = folder, file
        self._found: set[str] = set()
        self._busy = False

    def __call__(self, event: str, _: Arguments) -> None:
        if self._busy or not (event == "open" or event.startswith("os.")):
            return
        self._busy = True
        try:
            found = self._listed()
            if not found <= self._found:
                self._found |= found
                Path(self._file).write_text("\n".join(sorted(self._found)))
        finally:
            self._busy = False

    def _listed(self) -> set[str]:
        try:
            names = os.listdir(self._folder)
        except OSError:
            return set()
        found = set(names)
        for name in names:
            below = f"{self._folder}/{name}"
            if name.startswith(".") and os.path.isdir(below):
                found |= {f"{name}/{entry}" for entry in os.listdir(below)}
        return found


class Death:
    """Ends the process before the n-th event of a kind."""

    def __init__(self, event: str, number: int) -> None:
        self._event, self._left = event, number

    def __call__(self, event: str, _: Arguments) -> None:
        if event == self._event:
            if self._left == 0:
                os._exit(9)
            self._left -= 1


def _texts(compiled: Compiled, change: Callable[[list[str]], Any]) -> Compiled:
    """With other texts, whose digests stay."""
    texts = json.dumps(change(compiled.bundle.texts()))
    packed = zlib.compress(texts.encode())
    return replace(compiled, bundle=replace(compiled.bundle, packed=packed))


def _whole(compiled: Compiled) -> Compiled:
    """With other texts, and the digests of these."""
    texts = [f"{text}# forged\n" for text in compiled.bundle.texts()]
    entries = [
        entry._replace(sha256=digest(text))
        for entry, text in zip(compiled.bundle.entries, texts, strict=True)
    ]
    made = list(zip(entries, texts, strict=True))
    return replace(compiled, bundle=Bundle.of(made))


def _entries(compiled: Compiled, **other: str) -> Compiled:
    entries = tuple([entry._replace(**other) for entry in compiled.bundle.entries])
    return replace(compiled, bundle=replace(compiled.bundle, entries=entries))


def _packed(compiled: Compiled, packed: bytes) -> Compiled:
    return replace(compiled, bundle=replace(compiled.bundle, packed=packed))


FORGERIES: dict[str, Callable[[Compiled], Compiled]] = {
    "whole": _whole,
    "texts": lambda c: _texts(c, lambda texts: [f"{t}# forged\n" for t in texts]),
    "last text": lambda c: _texts(c, lambda texts: [*texts[:-1], "forged = 1\n"]),
    "too few texts": lambda c: _texts(c, lambda texts: texts[:-1]),
    "too many texts": lambda c: _texts(c, lambda texts: [*texts, "forged = 1\n"]),
    "texts in another order": lambda c: _texts(c, lambda texts: texts[::-1]),
    "no texts": lambda c: _texts(c, lambda texts: []),
    "numbers for texts": lambda c: _texts(c, lambda texts: [1 for _ in texts]),
    "an object for texts": lambda c: _texts(c, lambda texts: {"forged": 1}),
    "surrogates": lambda c: _texts(c, lambda texts: ["\ud800" for _ in texts]),
    "nothing packed": lambda c: _packed(c, b""),
    "packed rubbish": lambda c: _packed(c, os.urandom(200)),
    "packed is cut off": lambda c: _packed(c, c.bundle.packed[:-20]),
    "packed no JSON": lambda c: _packed(c, zlib.compress(b"forged")),
    "packed no UTF-8": lambda c: _packed(c, zlib.compress(b'["\xff\xfe"]')),
    "packed deep JSON": lambda c: _packed(c, zlib.compress(b"[" * 200_000)),
    "packed long number": lambda c: _packed(
        c, zlib.compress(b"[" + b"9" * 9999 + b"]")
    ),
    "paths that lead out": lambda c: _entries(c, path="../../forged.py"),
    "absolute paths": lambda c: _entries(c, path="/tmp/forged.py"),
    "one path": lambda c: _entries(c, path="forged.py"),
    "empty paths": lambda c: _entries(c, path=""),
    "a zero in paths": lambda c: _entries(c, path="a\0b"),
    "other digests": lambda c: _entries(c, sha256="0" * 64),
    "no entries": lambda c: replace(c, bundle=replace(c.bundle, entries=())),
}

CONSISTENT = ("whole", "one path", "no entries")
"""Whoever can write these can write anything: their texts are what they say."""


def forge(how: str) -> None:
    """Have the cache keep what is not what was compiled."""
    from shapewright.work.cache import Cache

    write: Callable[..., Any] = Cache.write

    def forged(self: Any, *arguments: Any, **named: Any) -> Any:
        changed = [
            FORGERIES[how](value) if isinstance(value, Compiled) else value
            for value in arguments
        ]
        return write(self, *changed, **named)

    setattr(Cache, "write", forged)  # noqa: B010


def names(folder: Path, file: Path) -> Main:
    """Runs that write down what lies in a folder meanwhile."""
    return _hooked(Names(str(folder), str(file)))


def death(event: str, number: int) -> Main:
    """Runs that end before the n-th event of a kind."""
    return _hooked(Death(event, number))


def forgery(how: str) -> Main:
    """Runs that keep in the cache what is forged."""

    def main(words: list[str]) -> None:
        forge(how)
        shapewright(words)

    return main


def _hooked(hook: Callable[[str, Arguments], None]) -> Main:
    def main(words: list[str]) -> None:
        sys.addaudithook(hook)
        shapewright(words)

    return main
