"""The process around the command: its streams, its interrupts, its end.

Nothing of the command is imported before `main` runs, so that an interrupt has one line
from the first moment on.
"""

from __future__ import annotations

import io
import os
import sys

EXIT_USE, EXIT_MODEL, EXIT_INTERRUPTED = 2, 3, 130


def main() -> None:
    """Run the command, and end the process with its exit code."""
    try:
        code = _run()
        _ignore_interrupts()
    except KeyboardInterrupt:
        _ignore_interrupts()
        _say("O102", "", "interrupted")
        _end(code := EXIT_INTERRUPTED)
    except OSError as error:  # even the module that would report it cannot be imported
        os.write(2, _bare(str(error.filename), str(error.strerror)).encode())
        _end(code := EXIT_USE)
    sys.exit(code)


def _end(code: int) -> None:
    """At once: Python itself would end by the signal, or with 1 for an error."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _ignore_interrupts() -> None:
    """All is done: an interrupt while Python ends would change the exit code."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run() -> int:
    from click import ClickException

    if "--debug" not in sys.argv[1:]:
        sys.excepthook = _report_bug
    _open_streams()
    try:
        os.getcwd()
    except OSError as error:
        _say("O112", "the current folder", f"cannot be used: {error.strerror}")
        return EXIT_USE
    try:
        code = _command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _say("O112", str(error.filename or "output"), str(error.strerror or error))
        sys.stdout = None  # Python would try to flush it at exit, and fail again
        return EXIT_USE
    except ClickException as error:
        if _wants_json():
            _say("C100", "", error.format_message())
        else:
            error.show()
        return EXIT_USE
    return code


def _command() -> int:
    """What click does with arguments, but leaving interrupts to us."""
    from click.exceptions import Exit

    from .cli import cli

    try:
        if "_SHAPEWRIGHT_COMPLETE" in os.environ:
            cli.main(prog_name="shapewright")
        with cli.make_context("shapewright", sys.argv[1:]) as context:
            cli.invoke(context)
    except Exit as ended:
        return ended.exit_code
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


class _Output(io.FileIO):
    """A stream that nobody may read to its end, as `head` does not."""

    _ignored: type[OSError] = BrokenPipeError

    def write(self, data: bytes) -> int:  # type: ignore[override]
        try:
            # None: the pipe is full and non-blocking
            while (count := super().write(data)) is None:
                if not self._wait():
                    return len(data)
            return count
        except self._ignored:
            return len(data)

    def _wait(self) -> bool:
        """Until there is room again; False if it does not matter."""
        from select import select

        select([], [self], [])
        return True


class _Messages(_Output):
    """What cannot be said must not change the exit code."""

    _ignored = OSError

    def _wait(self) -> bool:
        return False


def _open_streams() -> None:
    for name, kind in (("stdout", _Output), ("stderr", _Messages)):
        stream = getattr(sys, name)
        if type(stream) is not io.TextIOWrapper:
            continue  # a test's or an embedding program's stream
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")  # cp1252 has no arrow
            continue
        raw: io.RawIOBase = kind(stream.fileno(), "wb", closefd=False)
        text = io.TextIOWrapper(
            io.BufferedWriter(raw),
            encoding=stream.encoding,
            errors="backslashreplace",
            line_buffering=kind is _Messages,
        )
        setattr(sys, name, text)


def _wants_json() -> bool:
    from itertools import pairwise

    words = sys.argv[1:]
    return "--format=json" in words or ("--format", "json") in pairwise(words)


def _say(code: str, where: str, message: str, hint: str = "") -> None:
    import json

    from click import echo

    from ..diagnostics import Diagnostic, Severity

    diagnostic = Diagnostic(
        code=code, severity=Severity.ERROR, where=where, message=message, hint=hint
    )
    if _wants_json():
        echo(json.dumps(diagnostic.as_dict()), err=True)
    else:
        echo(message if code == "O102" else str(diagnostic), err=True)


def _bare(where: str, message: str) -> str:
    """What is said where nothing can be imported, not even what writes JSON."""
    if not _wants_json():
        return f"error O112: {where}: {message}\n"
    entry = {"code": "O112", "severity": "error", "where": where, "message": message}
    pairs = [f'"{key}": "{_escaped(text)}"' for key, text in entry.items()]
    return f'{{{", ".join(pairs)}, "hint": ""}}\n'


def _escaped(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass").hex(" ", 2).split()
    return "".join([f"\\u{unit}" for unit in units])


def _report_bug(kind: type[BaseException], error: BaseException, _: object) -> None:
    from .. import __version__

    _say(
        "O199",
        f"shapewright {__version__}",
        f"has a bug: {kind.__name__}: {error}",
        "please report it with what --debug shows",
    )
    _end(EXIT_MODEL)  # Python's own code, 1, would say that files would change
