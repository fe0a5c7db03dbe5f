"""Which of the runtime's functions the code of a module calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .imports import Scope
from .views import CheckView, StructureView, ValueView

_READERS = {
    "structure": ("one", ""),
    "structures": ("each", ""),
    "strings": ("strings", ""),
    "lines": ("lines", ""),
    "matching": ("matching", ""),
    "list": ("items", ""),
    "map": ("entries", ""),
    "enums": ("enums", ""),
    "number": ("number", "numbers"),
    "timestamp": ("timestamp", "timestamps"),
    "text_or_bytes": ("text_or_bytes", "blobs"),
    "stream": ("stream", "streams"),
}
_WRITERS = {
    "float": ("write_number", "numbers"),
    "number": ("write_number", "numbers"),
    "timestamp": ("write_timestamp", "timestamps"),
    "blob": ("write_blob", "blobs"),
    "document": ("write_document", "documents"),
}


def import_helpers(
    scope: Scope, structures: Iterable[StructureView], checks: Iterable[CheckView]
) -> None:
    """Import what the templates call, and nothing else."""
    fields = [field for view in structures for field in view.fields]
    for field in fields:
        for name, module in _written(field.value):
            scope.runtime(name, module)
        _import_reader(scope, field.value, "" if field.required else "maybe_")
    for check in checks:
        _import_reader(scope, check.value, "maybe_" if check.value.nullable else "")
    values = [*[field.value for field in fields], *[check.value for check in checks]]
    demanded = [field.value for field in fields if field.required]
    demanded += [check.value for check in checks if not check.value.nullable]
    doubted = any(value.inline for value in values)
    doubted |= any(value.kind in ("document", "events") for value in demanded)
    if doubted or any(view.rules for view in structures):
        scope.runtime("Doubt")
    kinds = {view.kind for view in structures}
    if "union" in kinds:
        scope.runtime("set_once")
        scope.runtime("unknown_variant")
    if "error" in kinds:
        scope.runtime("with_error")
    if any(view.on_wire for view in structures):
        scope.runtime("on_wire")


def _import_reader(scope: Scope, value: ValueView, prefix: str) -> None:
    if value.kind == "blob":
        name = "sized_blob" if value.high else "blob"
        scope.runtime(f"{prefix}{name}", "blobs")
    elif value.kind == "document":
        scope.runtime("document", "documents")
    elif value.kind in _READERS:
        name, module = _READERS[value.kind]
        scope.runtime(f"{prefix}{name}", module)


def _written(value: ValueView) -> Iterator[tuple[str, str]]:
    if value.kind in _WRITERS and not value.same:
        yield _WRITERS[value.kind]
    for part in (value.key, value.item):
        if part is not None:
            yield from _written(part)
