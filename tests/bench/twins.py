"""Classes of other libraries that check what a generated one does, made from it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from math import isinf
from typing import Annotated, Any

from behaviour.strategies import members_of, runtime, wire_name
from every.values import bounds

_SHORT = {"d": "[0-9]", "w": "[0-9A-Za-z_]", "s": r"[\t\n\v\f\r ]"}
_SHORT |= {"D": "[^0-9]", "W": "[^0-9A-Za-z_]", "S": r"[^\t\n\v\f\r ]"}
_RULES = {"ExactlyOneOf": "!=", "AtMostOneOf": "<"}
"""How the number of members that are absent compares, where a rule is broken, with all
but one of them."""


class Twins(ABC):
    """Makes classes; each is made once, and is in `made` by the name of its original.

    What no structure of a training job has, it does not know: unions, blobs, documents.
    """

    moment: Any
    """What a timestamp becomes."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}
        self._enums: dict[str, Any] = {}

    def twin(self, cls: Any) -> Any:
        name = cls.__name__
        if name not in self.made:
            self.made[name] = self._structure(cls)
        return self.made[name]

    @abstractmethod
    def _structure(self, cls: Any) -> Any: ...

    @abstractmethod
    def _limited(self, hint: Any, kind: Any) -> Any:
        """A type with the constraints of its kind."""

    def _hint(self, kind: Any) -> Any:
        if hasattr(kind.type, "_members"):
            return self.twin(kind.type)
        if hasattr(kind.type, "_value2member_map_"):
            return self._enum(kind.type)
        if kind.format:
            return self.moment
        parts = [
            self._hint(part) | None if part.optional else self._hint(part)
            for part in kind.of
        ]
        if kind.type is tuple:
            return self._limited(tuple[parts[0], ...], kind)  # type: ignore[valid-type]
        if kind.type is Mapping:
            return self._limited(dict[parts[0], parts[1]], kind)  # type: ignore[valid-type]
        if kind.type not in (str, bool, int, float):
            raise NotImplementedError(kind.type)
        return self._limited(kind.type, kind)

    def _enum(self, cls: Any) -> Any:
        if cls.__name__ not in self._enums:
            members = [(one.name, one.value) for one in cls]
            self._enums[cls.__name__] = StrEnum(cls.__name__, members)
        return self._enums[cls.__name__]


class Pydantic(Twins):
    """Frozen models, in the settings of `peers.pydantic_models`.

    A pattern that Rust's engine cannot take is left out, and counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._library = import_module("pydantic")
        self.moment = import_module("datetime").datetime
        self.patterns = self.left_out = 0
        self._config = self._library.ConfigDict(
            frozen=True,
            extra="forbid",
            validate_by_name=True,
            validate_by_alias=False,
            protected_namespaces=(),
            ser_json_temporal="seconds",
            val_temporal_unit="seconds",
        )

    def _structure(self, cls: Any) -> Any:
        fields = {}
        for member in members_of(cls):
            hint, alias = self._hint(member.kind), wire_name(cls, member)
            if member.required:
                fields[member.name] = (hint, self._library.Field(alias=alias))
            else:
                default = self._library.Field(default=None, alias=alias)
                fields[member.name] = (hint | None, default)
        check, validators = _check(cls), {}
        if check is not None:
            validators["check"] = self._library.model_validator(mode="after")(check)
        return self._library.create_model(
            cls.__name__, __config__=self._config, __validators__=validators, **fields
        )

    def _limited(self, hint: Any, kind: Any) -> Any:
        limits = _limits(kind)
        if not kind.of:
            limits["strict"] = True
        pattern = _pattern(kind)
        if pattern is not None:
            self.patterns += 1
            in_rust = re.sub(
                r"\\(.)", lambda found: _SHORT.get(found[1], found[0]), pattern
            )
            if self._takes(f"^(?:{in_rust})$"):
                limits["pattern"] = f"^(?:{in_rust})$"
            else:
                self.left_out += 1
        return Annotated[hint, self._library.Field(**limits)]

    def _takes(self, pattern: str) -> bool:
        error = import_module("pydantic_core").SchemaError
        try:
            self._library.TypeAdapter(
                Annotated[str, self._library.Field(pattern=pattern)]
            )
        except error:
            return False
        return True


class Msgspec(Twins):
    """Frozen structs, in the settings of `peers.msgspec_structs`."""

    moment = float

    def __init__(self) -> None:
        super().__init__()
        self._library = import_module("msgspec")

    def _structure(self, cls: Any) -> Any:
        fields: list[Any] = []
        for member in members_of(cls):
            hint = self._hint(member.kind)
            fields.append(
                (member.name, hint)
                if member.required
                else (member.name, hint | None, None)
            )
        check = _check(cls)
        return self._library.defstruct(
            cls.__name__,
            fields,
            namespace={} if check is None else {"__post_init__": check},
            frozen=True,
            kw_only=True,
            omit_defaults=True,
            forbid_unknown_fields=True,
            rename={member.name: wire_name(cls, member) for member in members_of(cls)},
        )

    def _limited(self, hint: Any, kind: Any) -> Any:
        limits = _limits(kind)
        pattern = _pattern(kind)
        if pattern is not None:
            limits["pattern"] = rf"\A(?a:{pattern})\Z"
        return Annotated[hint, self._library.Meta(**limits)] if limits else hint


def _limits(kind: Any) -> dict[str, Any]:
    least, most = bounds(kind, "length")
    low, high = bounds(kind, "range", float("-inf"))
    found = {"min_length": least or None, "max_length": most, "ge": low, "le": high}
    whole = kind.type is not float
    return {
        name: int(value) if whole else value
        for name, value in found.items()
        if value is not None and not isinf(value)
    }


def _pattern(kind: Any) -> str | None:
    r"""As ours asks it: no captures, and ranges for `\p`."""
    for one in kind.constraints:
        if one.name == "pattern":
            matcher = runtime(type(one), "patterns").matcher
            text: str = matcher(one.text).__self__.pattern
            return text
    return None


def _check(cls: Any) -> Any:
    """A method that tests the rules of a class, or None if there are none."""
    if not cls._rules:
        return None
    lines = ["def check(self):"]
    for rule in cls._rules:
        absent = " + ".join(f"(self.{name} is None)" for name in rule.members)
        broken = f"{absent} {_RULES[type(rule).__name__]} {len(rule.members) - 1}"
        lines.append(f"    if {broken}: raise ValueError({rule.demand()!r})")
    namespace: dict[str, Any] = {}
    exec("\n".join([*lines, "    return self"]), namespace)
    return namespace["check"]
