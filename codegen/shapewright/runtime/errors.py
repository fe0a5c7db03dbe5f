"""The one error of the package, and what it lists."""

# Annotations are evaluated here: a NamedTuple's would else be compiled from text, which
# with the compiler's start is a tenth of what the package's import costs.

from typing import Any, NamedTuple


class Violation(NamedTuple):
    """One thing that is wrong with a value."""

    path: str
    """Where, in Python's words: ``metric_definitions[3].name``; empty at the root."""
    pointer: str
    """Where, as a JSON pointer (RFC 6901): ``/MetricDefinitions/3/Name``.

    A faulty key of a map is reported at the map.
    """
    constraint: str
    """``required``, ``type``, ``length``, ``range``, ``pattern``, ``enum``, ``union``,
    ``unknown_member`` or ``rule``."""
    message: str
    """What is wrong, in the wording of Smithy and of AWS's services."""
    given: str = ""
    """What that wording leaves out: the faulty key of a map, or an enum's text."""


class ShapeValidationError(ValueError):
    """Everything that is wrong with one value.

    Attributes:
        shape: The name of the class that was to be built or read.
        violations: In the order of the model, depth first.
    """

    def __init__(
        self, shape: str, violations: tuple[Violation, ...], advice: str = ""
    ) -> None:
        self.shape = shape
        self.violations = violations
        self._advice = advice
        count = len(violations)
        lines = [f"{count} validation error{'' if count == 1 else 's'} detected."]
        for violation in violations:
            place = f"{shape}.{violation.path}" if violation.path else shape
            given = f" ({violation.given})" if violation.given else ""
            lines.append(f"  {cut(place)}: {violation.message}{given}")
        if advice:
            lines.append(f"  {advice}")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.shape, self.violations, self._advice)


def cut(text: str, limit: int = 200) -> str:
    """The text, or as much of it as a message has room for."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
