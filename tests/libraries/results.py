"""What many classes make of right and broken dicts, as text, under a checker.

    python -m libraries.results ROOT CHECKER SERVICE…

A checker that changes modules as they are imported needs a process of its own.
"""

from __future__ import annotations

import random
import sys
import warnings
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from every.breaches import breaches
from every.values import several
from libraries.made import spread
from libraries.package import PACKAGE

_CLASSES = 15


def main(root: str, checker: str, *services: str) -> None:
    sys.path.insert(0, root)
    sys.dont_write_bytecode = True
    warnings.simplefilter("error")
    begin(checker)
    for service in services:
        name = f"{PACKAGE}.{service}"
        module = import_module(name)
        for found in walk_packages(module.__path__, f"{name}."):
            import_module(found.name)
        shapes = [getattr(module, one) for one in sorted(module.__all__)]
        shapes = [one for one in shapes if hasattr(one, "_members")]
        for cls in random.Random(service).sample(shapes, _CLASSES):
            tell(cls)


def begin(checker: str) -> None:
    """Have the checker look at what is imported from now on."""
    if checker == "beartype":
        from beartype import BeartypeConf
        from beartype.claw import beartype_package
        from beartype.roar import BeartypeDecorHintPep613DeprecationWarning

        warnings.simplefilter("ignore", BeartypeDecorHintPep613DeprecationWarning)
        beartype_package(PACKAGE, conf=BeartypeConf(is_pep484_tower=True))
    elif checker == "typeguard":
        from typeguard import install_import_hook

        install_import_hook(PACKAGE)


def tell(cls: Any) -> None:
    """Print it."""
    for value in several(cls, cls.__name__):
        print(cls.__name__, value)
        if cls._streams:
            continue
        boto = value.to_boto()
        print(cls.from_boto(boto) == value, cls.from_boto(boto, strict=False))
        for breach in spread([*breaches(cls, boto)], 8):
            for strict in (True, False):
                print(outcome(cls, breach.data, strict))


def outcome(cls: Any, data: Any, strict: bool) -> str:
    try:
        return repr(cls.from_boto(data, strict=strict))
    except ValueError as error:
        return str(error)


if __name__ == "__main__":
    main(*sys.argv[1:])
