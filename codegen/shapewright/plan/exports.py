"""What a package has of its modules, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..text.literal import string
from .views import ExportsModule, ExportView, ImportView


def exports_module(
    docstring: str, modules: Mapping[str, Sequence[str]], depth: int = 0
) -> ExportsModule:
    """The `__init__.py` of a service, or of a folder in it.

    Args:
        docstring: A literal.
        modules: By the path of a module below the package, the names that it has.
        depth: How many folders the package lies below the service's.
    """
    imports, exports = [], []
    for path, names in sorted(modules.items()):
        module = path.removesuffix(".py").replace("/", ".")
        exports += [
            ExportView(name=string(name), module=string(module)) for name in names
        ]
        imports.append(ImportView(module=f".{module}", names=tuple(names)))
    return ExportsModule(
        runtime=f"..{'.' * depth}_runtime",
        docstring=docstring,
        exports=tuple(sorted(exports, key=lambda export: export.name)),
        modules=tuple(imports),
    )
