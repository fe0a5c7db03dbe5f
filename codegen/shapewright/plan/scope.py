"""The names of one generated module: naming a thing is what imports it."""

from __future__ import annotations

from collections.abc import Iterable

from .names import helper_name, longer_name
from .views import ImportView

RUNTIME = "..._runtime"
"""The runtime, as modules in `shapes/` and `enums/` see it."""


class Scope:
    """What a module imports and defines.

    Args:
        classes: Every class that the module defines or refers to. They keep their
            names; a helper of the same name is imported under another.
        runtime: The runtime, as the module sees it.
    """

    def __init__(self, classes: Iterable[str], runtime: str = RUNTIME) -> None:
        self._runtime = runtime
        self._classes = frozenset(classes)
        self._taken = set(self._classes)
        self._imports: dict[str, dict[str, dict[str, str]]] = {}

    def standard(self, module: str, name: str) -> str:
        """A name of the standard library, as it is called here."""
        return self._import("standard", module, name)

    def runtime(self, name: str, module: str = "") -> str:
        """A name of the runtime, as it is called here."""
        path = f"{self._runtime}.{module}" if module else self._runtime
        return self._import("package", path, name)

    def generated(self, module: str, name: str) -> str:
        """A generated class of another module."""
        return self._import("package", module, name)

    def called(self, name: str) -> str:
        """What a helper is called here, once it is imported."""
        return helper_name(name) if name in self._classes else name

    def define(self, name: str) -> str:
        """A name for something that the module defines; a longer one if it is taken.

        `_Name` stays free where a class is called `Name`: the runtime's helper of that
        name is imported as `_Name`, perhaps later.
        """
        while name in self._taken or name.removeprefix("_") in self._classes:
            name = longer_name(name)
        self._taken.add(name)
        return name

    def imports(self, section: str) -> tuple[ImportView, ...]:
        """`standard` or `package`, as isort would have them."""
        modules = self._imports.get(section, {})
        return tuple(
            [
                ImportView(module=module, names=tuple(_sorted(modules[module])))
                for module in sorted(modules, key=_by_distance)
            ]
        )

    def _import(self, section: str, module: str, name: str) -> str:
        generated = section != "standard" and not module.startswith(self._runtime)
        local = name if generated else self.called(name)
        self._taken.add(local)
        self._imports.setdefault(section, {}).setdefault(module, {})[name] = local
        return local


def _sorted(names: dict[str, str]) -> list[str]:
    written = [
        name if name == local else f"{name} as {local}" for name, local in names.items()
    ]
    return sorted(written, key=lambda name: (_sort(name), name))


def _sort(name: str) -> int:
    """Constants first, then classes, then functions."""
    word = name.partition(" ")[0].lstrip("_")
    return 0 if word.isupper() and len(word) > 1 else 1 if word[0].isupper() else 2


def _by_distance(module: str) -> tuple[int, str]:
    return -len(module) + len(module.lstrip(".")), module
