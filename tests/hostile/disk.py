"""What a disk may do to a run, and other runs, users and signals beside it.

    PYTHONPATH=tests python -m hostile.disk [--seconds N] [AREA…]

Each time a run must end within seconds, with a clear error if it could not do its
work; nothing of the user's is lost, and the next run puts all right. Prints what was
tried, by area, and each fault; exits with 1 if there is one. Some trials need root,
since they mount, or are another user.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import (
    caches,
    full_disks,
    habits,
    losses,
    odd_files,
    odd_models,
    races,
    recovery,
    rights,
)
from .book import Book
from .sandbox import Stage

AREAS: dict[str, Callable[[Stage], None]] = {
    "hangs": odd_files.run,
    "losses": losses.run,
    "rights": rights.run,
    "locks": races.run,
    "cache": caches.run,
    "documentation": odd_models.documentation,
    "recovery": recovery.run,
    "habits": habits.run,
    "full disks": full_disks.run,
    "models": odd_models.run,
}


def main(words: list[str]) -> int:
    """Try all areas, or those that are named."""
    parser = argparse.ArgumentParser(description="Hostile disks.")
    text = "how long what repeats may take (300)"
    parser.add_argument("--seconds", type=float, default=300, metavar="N", help=text)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        scratch = Path(folder).resolve()
        scratch.chmod(0o755)
        book = Book(scratch, options.seconds)
        stage = Stage.set_up(book)
        try:
            for name in options.areas or AREAS:
                AREAS[name](stage)
                book.progress()
        finally:
            stage.tear_down()
    return book.report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
