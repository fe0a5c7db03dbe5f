"""The modules of waiters."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.selection import Selection
from ...ir.service import Waiter
from ...text.literal import string
from ..client_docs import waiter_docstring, waiters_docstring
from ..exports import exports_module
from ..model import Model
from ..names import class_name, operation_import, waiter_file
from ..scope import Scope
from ..views import ModulePlan
from .views import ConstantModule


def waiters(model: Model, selection: Selection) -> Iterator[ModulePlan]:
    """A module for each waiter of an operation that is selected, and their exports."""
    exported = {}
    for waiter in model.service.waiters.values():
        if waiter.operation in selection.operations:
            path, view = waiter_file(waiter.name), _module(waiter)
            exported[path.partition("/")[2]] = (view.name,)
            yield ModulePlan(path=path, view=view, origin=waiter.digest)
    if exported:
        exports = exports_module(waiters_docstring(model), exported, depth=1)
        yield ModulePlan(path="waiters/__init__.py", view=exports)


def _module(waiter: Waiter) -> ConstantModule:
    name, operation = class_name(waiter.name), class_name(waiter.operation)
    scope = Scope([name, operation])
    kind = scope.runtime(
        "ErrorWaiter" if _ends_in_error(waiter) else "Waiter", "waiters"
    )
    asked = scope.generated(operation_import(waiter.operation), operation)
    return ConstantModule(
        name=name,
        expression=f"{kind}({string(waiter.name)}, {asked})",
        standard=scope.imports("standard"),
        package=scope.imports("package"),
        docstring=waiter_docstring(waiter),
    )


def _ends_in_error(waiter: Waiter) -> bool:
    """Whether an error can be what it waits for."""
    for acceptor in waiter.acceptors:
        if acceptor.state == "success":
            if acceptor.matcher == "error" and acceptor.expected is not False:
                return True
            if acceptor.matcher == "status" and int(acceptor.expected) >= 300:
                return True
    return False
