"""What the compiler has to say, and the collector that a stage says it to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn

from .codes import CODES, STRICT


def did_you_mean(
    word: str, known: Iterable[str], count: int = 1, *, folded: bool = False
) -> str:
    """A hint that names what a misspelt word is near to; empty if there is nothing.

    Args:
        folded: Whether upper and lower case are the same.
    """
    words = {one.casefold() if folded else one: one for one in known}
    near = get_close_matches(word.casefold() if folded else word, words, count)
    return f"did you mean {', '.join([words[one] for one in near])}?" if near else ""


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One message: where, what, and what to do."""

    code: str
    """`C…` configuration and use, `M…` the model, `O…` the output; see `codes.py`."""
    severity: Severity
    where: str
    """A file, `shape$member`, or a configuration key's path; `a: b` nests them."""
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        wanted = CODES[self.code].severity
        if wanted not in (STRICT, self.severity):
            raise ValueError(f"{self.code} is no {self.severity}")

    def __str__(self) -> str:
        hint = f": {self.hint}" if self.hint else ""
        where = f"{self.where}: " if self.where else ""
        text = f"{self.severity} {self.code}: {where}{self.message}{hint}"
        # a model may hold anything; what it says stays on one line
        return "".join([c if c.isprintable() else repr(c)[1:-1] for c in text])

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def as_dict(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


class Failure(Exception):
    """Ends the run; the collector holds the reasons.

    Attributes:
        exit_code: 2 for use, configuration and output, 3 for the model.
    """

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class Diagnostics:
    """Collects what all stages say, in order."""

    def __init__(self, *, strict_model: bool = False) -> None:
        self._collected: list[Diagnostic] = []
        self.strict_model = strict_model

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._collected)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add what another collector has."""
        self._collected += diagnostics

    def error(self, code: str, where: str, message: str, hint: str = "") -> None:
        self._say(code, Severity.ERROR, where, message, hint)

    def warning(self, code: str, where: str, message: str, hint: str = "") -> None:
        self._say(code, Severity.WARNING, where, message, hint)

    def mismatch(self, code: str, where: str, message: str, hint: str = "") -> None:
        """What only a newer or an older model has: an error under `--strict-model`."""
        severity = Severity.ERROR if self.strict_model else Severity.WARNING
        self._say(code, severity, where, message, hint)

    def _say(
        self, code: str, severity: Severity, where: str, message: str, hint: str
    ) -> None:
        self._collected.append(
            Diagnostic(
                code=code, severity=severity, where=where, message=message, hint=hint
            )
        )

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple([one for one in self._collected if one.is_error])

    def stop_on_error(self) -> None:
        """End the run if a stage has said an error.

        Raises:
            Failure: With the exit code of the first error.
        """
        if self.errors:
            raise Failure(3 if self.errors[0].code.startswith("M") else 2)

    def fail(self, code: str, where: str, message: str, hint: str = "") -> NoReturn:
        """Say an error that nothing can follow."""
        self.error(code, where, message, hint)
        raise Failure(3 if code.startswith("M") else 2)
