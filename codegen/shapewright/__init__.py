"""A compiler from botocore's service models to frozen, validated dataclasses.

`generate` writes packages by `Settings`, which `read_settings` takes from a
pyproject.toml, and says what is wrong in `Diagnostics`. A `Workshop` is how and where
services are compiled. Each is imported when it is first asked for.
"""

__version__ = "0.1.0"

# Not typing's: an interrupt while `typing` is imported would show a traceback.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .configuration import find_configuration, read_settings
    from .diagnostics import Diagnostic, Diagnostics, Failure, Severity
    from .disk.comparison import Change
    from .package import Result, generate
    from .settings import Checks, PackageSettings, ServiceSettings, Settings
    from .work.workshop import Workshop

_MODULES = {
    "Change": "disk.comparison",
    "Checks": "settings",
    "Diagnostic": "diagnostics",
    "Diagnostics": "diagnostics",
    "Failure": "diagnostics",
    "PackageSettings": "settings",
    "Result": "package",
    "ServiceSettings": "settings",
    "Settings": "settings",
    "Severity": "diagnostics",
    "Workshop": "work.workshop",
    "find_configuration": "configuration",
    "generate": "package",
    "read_settings": "configuration",
}

__all__ = [
    "Change",
    "Checks",
    "Diagnostic",
    "Diagnostics",
    "Failure",
    "PackageSettings",
    "Result",
    "ServiceSettings",
    "Settings",
    "Severity",
    "Workshop",
    "find_configuration",
    "generate",
    "read_settings",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
