"""The benchmark of what is large: whole services, all services, long requests.

    python -m bench.scale [--quick] [--markdown] [--all] [PART…]

Run by `nox -s bench_scale`, or with `tests` on the path. A peer that is not installed
is left out. This is no test: goals that are missed are marked, and the exit code is 0.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

from . import cost, generations, imports, large
from .generators import CODEGEN, installed_version
from .run import environment, heading
from .section import Section

PARTS: dict[str, Callable[..., Iterator[Section]]] = {
    "generate": generations.sagemaker,
    "everything": generations.everything,
    "cost": cost.cost,
    "imports": imports.imports,
    "large": large.large,
}
_ASKED_FOR = ("everything",)
"""Parts that run only when they are named, or with `--all`."""
_PACKAGES = ("botocore", "localstack-core", CODEGEN, "pydantic", "msgspec")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the arguments ask for; each part is printed when it is done."""
    options = _parser().parse_args(arguments)
    usual = [part for part in PARTS if options.all or part not in _ASKED_FOR]
    here = {name: installed_version(name) for name in _PACKAGES}
    where = environment({name: text for name, text in here.items() if text})
    print(heading(where), flush=True)
    for part in options.parts or usual:
        for section in PARTS[part](quick=options.quick):
            print(f"\n{section.shown(markdown=options.markdown)}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.scale")
    parser.add_argument("parts", nargs="*", metavar="PART", type=_part, help=_HELP)
    parser.add_argument("--all", action="store_true", help="every part")
    parser.add_argument("--quick", action="store_true", help="few rounds")
    parser.add_argument("--markdown", action="store_true", help="tables for a README")
    return parser


_HELP = f"of {', '.join(PARTS)}; by default all but {', '.join(_ASKED_FOR)}"


def _part(text: str) -> str:
    if text not in PARTS:
        raise argparse.ArgumentTypeError(f"no part is called {text!r}")
    return text


if __name__ == "__main__":
    main()
