"""Every rewritten pattern against the plain one: proved, and asked of `re` at length.

    python -m every.rewrites

The suite does the same with fewer texts.
"""

from __future__ import annotations

import sys
from collections import Counter
from multiprocessing import Pool

from languages.compared import Answers, compare
from languages.equality import difference
from languages.rewritten import Rewritten, rewritten
from shapewright.runtime.unicode import expand
from shapewright.work.processes import cores

_LENGTH = 5
_TRIES = 400


def main() -> int:
    """Print the numbers, and what is not equal; 1 if anything is."""
    counts: Counter[str] = Counter()
    wrong = 0
    with Pool(cores()) as pool:
        for one, text, answers in pool.imap_unordered(examine, rewritten()):
            counts["by the table" if one.by_table else "by rule"] += 1
            counts["proved equal by automata"] += text is None
            counts["  of these with look-arounds or atomic groups"] += not one.regular
            counts["texts asked"] += answers.asked
            counts["  of these matched"] += answers.matched
            counts["texts that took the plain pattern too long"] += answers.too_slow
            for found in {text, answers.different} - {None}:
                wrong += 1
                print(f"{found!r} is matched by one only:")
                print(f"  {one.source}\n  {one.final}")
    print(f"rewritten patterns: {len(rewritten())}")
    for what, count in counts.items():
        print(f"{what}: {count:,}")
    print(f"faults: {wrong}")
    return 1 if wrong else 0


def examine(one: Rewritten) -> tuple[Rewritten, str | None, Answers]:
    """What proof and questions say of a pattern."""
    found = difference(expand(one.plain), expand(one.final), one.longest)
    return one, found, compare(one, _LENGTH, _TRIES)


if __name__ == "__main__":
    sys.exit(main())
