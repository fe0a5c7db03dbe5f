"""What was tried, and what was wrong with it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Trial:
    """One thing that was tried, in a folder of its own."""

    def __init__(self, what: str, folder: Path) -> None:
        self.what, self.folder = what, folder
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        """Note what was wrong, once."""
        if text not in self.faults:
            self.faults.append(text)

    def expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.fault(otherwise)


class Book:
    """The trials of a session, by area."""

    def __init__(self, scratch: Path, seconds: float) -> None:
        self.scratch = scratch
        self.tried: Counter[str] = Counter()
        self.faulty: Counter[str] = Counter()
        self.runs = 0
        self.left_out: list[str] = []
        self._seconds = seconds
        self._faults: dict[str, Counter[str]] = {}
        self._took: Counter[str] = Counter()
        self._shown: set[str] = set()

    @contextmanager
    def trial(self, area: str, what: str) -> Iterator[Trial]:
        """Try one thing; what is wrong with it goes into the book."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch)).resolve()
        folder.chmod(0o755)
        trial, start = Trial(what, folder), time.monotonic()
        try:
            yield trial
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            self._took[area] += round(1000 * (time.monotonic() - start))
            self.tried[area] += 1
            self.faulty[area] += bool(trial.faults)
            for text in trial.faults:
                found = self._faults.setdefault(area, Counter())
                found[f"{what}: {text}".replace(f"{folder}/", "")] += 1

    def repeat(self, what: str, count: int, share: float) -> Iterator[int]:
        """So many times, as long as a share of the session's time lasts."""
        end = time.monotonic() + share * self._seconds
        for index in range(count):
            if time.monotonic() > end:
                self.left_out.append(f"{count - index} of {count} {what}: no time")
                return
            yield index

    def progress(self) -> None:
        """Print the areas that are done."""
        for area, tried in self.tried.items():
            if area not in self._shown:
                seconds = self._took[area] / 1000
                faulty = self.faulty[area]
                text = f"{area:18}{tried:5} tried, {faulty:4} faulty, {seconds:6.1f} s"
                print(text, flush=True)
                self._shown.add(area)

    def report(self) -> int:
        """Print what was found, and give the exit code."""
        count, faulty = sum(self.tried.values()), sum(self.faulty.values())
        print(f"{'all':18}{count:5} tried, {faulty:4} faulty, {self.runs} runs")
        for text in self.left_out:
            print(f"left out: {text}")
        for area, found in self._faults.items():
            for text, times in found.items():
                often = f" ({times} times)" if times > 1 else ""
                print(f"FAULT {area}: {text}{often}")
        return 1 if self._faults else 0
