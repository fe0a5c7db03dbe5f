"""Every case of the corpus in one package: `python -m interpreters.corpus FOLDER`.

Each case is a service of that package, called as its folder is.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from shapewright.diagnostics import Diagnostics
from shapewright.package import generate
from shapewright.settings import PackageSettings, Settings
from support import Case, cases

NAME = "corpus"


def write(folder: Path) -> None:
    """Compile the corpus with the running Python."""
    services = []
    for name in cases(refused=False):
        (service,) = Case(name).settings(folder).services
        services.append(replace(service, service=name))
    package = PackageSettings(name=NAME, output=folder, services=tuple(services))
    diagnostics = Diagnostics()
    generate(Settings(packages=(package,)), diagnostics, dry=False, force=False)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
