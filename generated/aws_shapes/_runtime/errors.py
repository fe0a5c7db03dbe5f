"""The one error of the package, and what it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Protocol

    class Source(Protocol):
        """What a violation asks when it is read."""

        @property
        def path(self) -> str: ...
        @property
        def pointer(self) -> str: ...
        @property
        def message(self) -> str: ...
        @property
        def given(self) -> str: ...
        @property
        def suggestions(self) -> tuple[str, ...]: ...
        def shown(self) -> tuple[str, str]: ...


SHOWN = 20_000
"""How many bytes the text of an error has at most."""
LOCATION = 400
"""How many characters of a location a message has room for."""


class Violation:
    """One thing that is wrong with a value.

    Everything but `constraint` is worked out when it is read: of thousands few are.
    """

    __slots__ = ("_details", "constraint")

    constraint: str
    """``required``, ``type``, ``length``, ``range``, ``pattern``, ``enum``, ``union``,
    ``unknown_member`` or ``rule``."""

    def __init__(
        self,
        path: str,
        pointer: str,
        constraint: str,
        message: str,
        given: str = "",
        suggestions: tuple[str, ...] = (),
    ) -> None:
        self.constraint = constraint
        self._details: Source = _Details(path, pointer, message, given, suggestions)

    @classmethod
    def of(cls, constraint: str, source: Source) -> Violation:
        """One of which the rest is asked of `source`, attribute by attribute."""
        violation = cls.__new__(cls)
        violation.constraint, violation._details = constraint, source
        return violation

    @property
    def path(self) -> str:
        """Where, in Python's words: ``metric_definitions[3].name``, or empty."""
        return self._details.path

    @property
    def pointer(self) -> str:
        """Where, as a JSON pointer (RFC 6901): ``/MetricDefinitions/3/Name``.

        A faulty key of a map is reported at the map.
        """
        return self._details.pointer

    @property
    def message(self) -> str:
        """What is wrong, in the wording of Smithy and of AWS's services."""
        return self._details.message

    @property
    def given(self) -> str:
        """What that wording leaves out: a map's faulty key, or an enum's text."""
        return self._details.given

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What may have been meant by an enum's text or a member's name, best first."""
        return self._details.suggestions

    def shown(self, shape: str) -> str:
        """A line of the error's text: what is wrong, and where in the shape."""
        source = self._details
        path, message = source.shown()
        more = [source.given] if source.given else []
        if source.suggestions:
            more.append(f"did you mean {source.suggestions[0]}?")
        details = f" ({'; '.join(more)})" if more else ""
        location = f"{shape}.{path}" if path else shape
        return cut(f"{escape(location, LOCATION)}: {message}{details}", SHOWN // 5)

    def _fields(self) -> tuple[Any, ...]:
        source = self._details
        location = (source.path, source.pointer, self.constraint)
        return *location, source.message, source.given, source.suggestions

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Violation):
            return NotImplemented
        return self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash((self.path, self.constraint))

    def __repr__(self) -> str:
        names = ("path", "pointer", "constraint", "message", "given", "suggestions")
        pairs = zip(names, self._fields(), strict=True)
        return f"Violation({', '.join([f'{name}={value!r}' for name, value in pairs])})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Violation, self._fields()


class _Details:
    """What is known already, as when it was pickled."""

    __slots__ = ("given", "message", "path", "pointer", "suggestions")

    def __init__(
        self,
        path: str,
        pointer: str,
        message: str,
        given: str,
        suggestions: tuple[str, ...],
    ) -> None:
        self.path, self.pointer, self.message = path, pointer, message
        self.given, self.suggestions = given, suggestions

    def shown(self) -> tuple[str, str]:
        return self.path, self.message


class ShapeValidationError(ValueError):
    """Everything that is wrong with one value.

    Attributes:
        shape: The name of the class that was to be built or read.
        violations: In the order of the model, depth first.
    """

    # FastAPI writes what `vars` gives into its answers, and cannot write these
    __slots__ = ("_advice", "shape", "violations")

    def __init__(
        self, shape: str, violations: tuple[Violation, ...], advice: str = ""
    ) -> None:
        super().__init__()
        self.shape = shape
        self.violations = violations
        self._advice = advice

    def __str__(self) -> str:
        count = len(self.violations)
        lines = [f"{count:,} validation error{'' if count == 1 else 's'} detected."]
        advice = [f"  {self._advice}"] if self._advice else []
        room = SHOWN - 200 - len(self._advice)  # what is said beside the violations
        for index, violation in enumerate(self.violations):
            line = f"  {violation.shown(self.shape)}"
            room -= len(line.encode(errors="replace")) + 1
            if room < 0 < index:
                lines.append(f"  and {count - index:,} more")
                break
            lines.append(line)
        return "\n".join(lines + advice)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    @property  # what loggers and `traceback` show, worked out when they ask
    def args(self) -> tuple[Any, ...]:  # type: ignore[override]
        return (str(self),)

    def __reduce__(self) -> tuple[Any, ...]:
        arguments = (self.shape, self.violations, self._advice)
        return type(self), arguments, vars(self) or None  # notes, as of any exception


def cut(text: str, limit: int = 200) -> str:
    """The text, or as much of it as a message has room for."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def escape(text: str, limit: int) -> str:
    """A location as a message shows it: both its ends, and on one line."""
    if len(text) <= limit and text.isprintable():
        return text
    return _ends(printable(_ends(text, limit)), limit)


def _ends(text: str, limit: int) -> str:
    half = limit // 2
    return text if len(text) <= limit else f"{text[: half - 1]}…{text[-half:]}"


def printable(text: str) -> str:
    """The text with line ends, escapes and half characters spelt."""
    if text.isprintable():
        return text
    return "".join([part if part.isprintable() else repr(part)[1:-1] for part in text])
