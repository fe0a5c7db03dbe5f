"""The thorough check, which decides: it accepts a value, or lists all its faults.

It goes over the value by the annotations of its class.

It decides what the fast path leaves in doubt, so both must agree: what the fast path
accepts is accepted here, as an equal object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .containers import MAPS, as_dict, entries_of, items_of
from .documents import read_document
from .doubt import IN_DOUBT
from .enums import Enum
from .errors import ShapeValidationError
from .exact import is_a
from .faults import Faults, Key, Unknown, Way, shown
from .kinds import Kind, is_leaf, keys_of, known_keys, members_of, nests, texts_of
from .maps import frozen_map
from .modes import BUILT, LEVELS, Mode, TooDeep
from .objects import ERROR, UNION, new_object
from .read import load
from .scalars import SCALARS, as_text
from .suggestions import Choice

TOO_DEEP = f"be nested at most {LEVELS} levels deep"


def too_deep(cls: Any) -> ShapeValidationError:
    """The error of a value that could be written, and not be read again."""
    faults = Faults()
    faults.add(None, "type", TOO_DEEP)
    return ShapeValidationError(cls.__name__, faults.violations())


def decide(cls: Any, data: Any, mode: Mode) -> list[Any]:
    """What the slots of an object are filled with.

    Raises:
        ShapeValidationError: With every violation.
    """
    decision = _Decision()
    values: list[Any] = []
    try:
        values = decision.structure(cls, data, mode, None)
    except RecursionError:  # the caller's own stack was nearly full
        decision.faults.add(None, "type", "be nested less deeply")
    if decision.faults.found:
        reads = mode.strict and mode is not BUILT
        raise ShapeValidationError(
            cls.__name__,
            decision.faults.violations(),
            (
                "read from a service? pass strict=False"
                if reads and cls._only_answered
                else ""
            ),
        )
    return values


class _Decision:
    """Its methods call each other with few frames: a hundred levels must fit."""

    def __init__(self) -> None:
        self.faults = Faults()

    def structure(self, cls: Any, data: Any, mode: Mode, at: Way) -> list[Any]:
        if mode is not BUILT:  # a constructor gives the dict itself
            entries = entries_of(data)
            if entries is None:
                wanted = f"a map of {cls.__name__}'s members"
                self.faults.wrong_type(at, wanted, data, masked=True)
                return []
            data = entries
        values: list[Any] = []
        present: set[str] = set()
        strict, form = mode.strict, mode.form.name
        for key, member in zip(keys_of(cls, form), members_of(cls), strict=True):
            value = data.get(key)
            if value is not None:
                present.add(member.name)
            elif not (member.required and strict):
                values.append(None)
                continue
            values.append(self._value(member.kind, value, mode, (at, member)))
        known = known_keys(cls, form)
        unknown = [key for key in data if key not in known]
        if mode.strict:
            self._unknown(cls, unknown, mode, at)
        if cls._extra_slots == UNION:
            values.append(self._variant(sorted(present), data, unknown, mode, at))
        elif cls._extra_slots == ERROR:
            values.append(None)
        if mode.strict and cls._rules:
            self._rules(cls, present, at)
        return values

    def _unknown(self, cls: Any, unknown: list[Any], mode: Mode, at: Way) -> None:
        demand = f"be a member of {cls.__name__}, which has none of this name"
        if len(cls.SENSITIVE) == len(cls._members) > 0:
            # a name in a secret structure may itself be secret
            unknown = ["*"] * len(unknown)
        for key in unknown:
            text = str.__str__(key) if is_a(key, str) else ""
            choice = Choice(keys_of(cls, mode.form.name), text)
            way = (at, Unknown(key))
            self.faults.add(way, "unknown_member", demand, choice=choice)

    def _rules(self, cls: Any, present: set[str], at: Way) -> None:
        for rule in cls._rules:
            if not rule.holds([name in present for name in rule.members]):
                self.faults.add(at, "rule", f"follow the rule: {rule.demand()}")

    def _variant(
        self, present: list[str], data: Any, unknown: list[Any], mode: Mode, at: Way
    ) -> Any:
        """The variant that the model does not know, if that is the one that is set."""
        others = [key for key in unknown if key != "__type" and data[key] is not None]
        if mode.strict:
            others = []
        count = len(present) + len(others)
        if not data and not mode.strict:
            return None, None  # botocore's CBOR parser gives {} for an unknown variant
        if count != 1:
            are = f"{count} are" if count else "none is"
            which = f": {', '.join(present)}" if present else ""
            self.faults.add(at, "union", f"have exactly one member set; {are}{which}")
        elif others:
            (name,) = others
            try:
                return str.__str__(name), read_document(data[name])
            except IN_DOUBT:
                way = (at, Unknown(name))
                self.faults.wrong_type(way, "JSON", data[name], masked=True)
        return None

    def _value(self, kind: Kind, value: Any, mode: Mode, at: Way) -> Any:
        """Check one value; gives it as it is stored."""
        wanted = kind.type
        if value is None:
            if not kind.optional:
                self.faults.add(at, "required", "not be null")
            return None
        scalar = SCALARS.get(wanted)
        if scalar is not None:
            before = len(self.faults.found)
            stored = scalar(kind, value, mode, at, self.faults)
            if mode.strict and len(self.faults.found) == before:
                self.faults.constrain(kind.constraints, stored, at)
            return stored
        if wanted is tuple:
            return self._list(kind, value, mode, at)
        if wanted is Mapping:
            return self._map(kind, value, mode, at)
        if issubclass(wanted, Enum):
            return self._enum(kind, value, mode, at)
        return self._shape(kind, value, mode, at)

    def _shape(self, kind: Kind, value: Any, mode: Mode, at: Way) -> Any:
        cls = kind.type
        if mode is BUILT:
            if type(value) is not cls:
                wanted = f"an object of {cls.__name__}"
                if is_a(value, MAPS):
                    reads = "from_boto or from_wire"
                    reads = reads if hasattr(cls, "from_wire") else "from_boto"
                    wanted += f" ({cls.__name__}.{reads} makes one of a dict)"
                self.faults.wrong_type(at, wanted, value, masked=True)
            return value
        try:
            mode = mode.deeper if kind.inner else mode.top
        except TooDeep:
            self.faults.add(at, "type", TOO_DEEP)
            return None
        if is_leaf(cls):
            # Most items of a long list are right, so the fast path is tried first. Not
            # above other structures: a fault below would be searched once per level.
            try:
                return load(value, cls, mode)
            except IN_DOUBT:
                pass
        before = len(self.faults.found)
        values = self.structure(cls, value, mode, at)
        return new_object(cls, values) if len(self.faults.found) == before else None

    def _enum(self, kind: Kind, value: Any, mode: Mode, at: Way) -> Any:
        cls = kind.type
        text = as_text(value, mode)
        if text is None:
            self.faults.wrong_type(at, "a string", value)
            return None
        known = cls._value2member_map_.get(text)
        if known is not None:
            return known
        if type(value) is cls:
            return value
        if kind.open or not mode.strict:
            return cls.unknown(text)
        self.faults.add(
            at,
            "enum",
            "satisfy enum value set",
            given=shown("not", text),
            choice=Choice(texts_of(cls), text, listed=True),
        )
        return None

    def _list(self, kind: Kind, value: Any, mode: Mode, at: Way) -> Any:
        items = items_of(value)
        if items is None:
            self.faults.wrong_type(at, "a list", value, masked=nests(kind))
            return None
        value = items  # so the items that are counted are those that are stored
        if mode.strict:
            self.faults.constrain(kind.constraints, value, at)
        (of,) = kind.of
        dense = not mode.strict and not of.optional
        stored: list[Any] = []
        for index, item in enumerate(value):
            if not (dense and item is None):
                stored.append(self._value(of, item, mode, (at, index)))
        return tuple(stored)

    def _map(self, kind: Kind, value: Any, mode: Mode, at: Way) -> Any:
        entries = as_dict(value)
        if entries is None:
            self.faults.wrong_type(at, "a map", value, masked=nests(kind))
            return None
        value = dict(entries)
        if mode.strict:
            self.faults.constrain(kind.constraints, value, at)
        of_key, of_item = kind.of
        dense = not mode.strict and not of_item.optional
        stored: dict[Any, Any] = {}
        for key, item in value.items():
            if not (dense and item is None):
                before = len(self.faults.found)
                name = self._value(of_key, key, mode, at)
                self.faults.tell_key(before, key, at)
                stored[name] = self._value(of_item, item, mode, (at, Key(key)))
        return frozen_map(stored)
