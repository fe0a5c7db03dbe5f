"""A service to compile, and who is told how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..diagnostics import Diagnostics, Failure
from ..files import EMPTY, Bundle, Compiled
from ..settings import ServiceSettings
from . import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A service to compile: all that another process, or machine, must be told."""

    settings: ServiceSettings
    templates: Path | None
    strict_model: bool
    previous: Bundle = EMPTY
    """What it was compiled to before: modules that are made of the same stay."""

    @property
    def cache_key(self) -> str:
        """What its entry in the cache is called."""
        return fingerprint.cache_key(self.settings, self.templates)

    @property
    def made_of(self) -> str:
        """The digest of all that it is compiled from and by; empty if unknown."""
        diagnostics = Diagnostics(strict_model=self.strict_model)
        try:
            return fingerprint.digest(self.settings, self.templates, diagnostics)
        except (Failure, OSError):
            return ""


class Work(Protocol):
    """What compiles a service; it tells of the structures of each module."""

    def __call__(self, job: Job, done: Callable[[int], None] = ...) -> Compiled: ...


class Progress(Protocol):
    """Is told of what is done."""

    def begin(self, services: int) -> None: ...

    def structures(self, count: int) -> None: ...

    def service(self) -> None: ...

    def end(self) -> None: ...


class Silence:
    """Nobody wants to know."""

    def begin(self, services: int) -> None: ...

    def structures(self, count: int) -> None: ...

    def service(self) -> None: ...

    def end(self) -> None: ...


SILENCE = Silence()
