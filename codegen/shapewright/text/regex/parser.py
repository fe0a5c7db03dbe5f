"""Parse a pattern as java.util.regex.Pattern does.

What Java refuses is refused, except for some look-behinds whose width it cannot see.
Sources: that class's documentation and, for the dark corners, its source in OpenJDK.
"""

from __future__ import annotations

import re

from .captures import GROUP_NAME, Captures
from .classes import read_class
from .escapes import Character, CharacterSet, plain_character, read_escape
from .nodes import (
    Branch,
    Branches,
    Capture,
    Dollar,
    Edge,
    Group,
    Item,
    Kind,
    Node,
    One,
    Pattern,
    Repeat,
)
from .quantifiers import read_quantifier
from .ranges import ALL, ASCII, inverted
from .reader import Reader
from .widths import look_behind

_FLAGS = re.compile("([a-zA-Z]*)(?:-([a-zA-Z]*))?")
_FLAG_SETTING = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?\)")
_EDGES = {"A": r"\A", "G": r"\A", "b": r"\b", "B": r"(?!\b)", "Z": r"\Z", "z": r"\Z"}
r"""``\G`` is where a match of a whole value begins. ``\B`` of `re` fails on the empty
text, up to Python 3.13. Java's ``\Z`` and ``$`` allow a line end behind them, but the
models mean the end."""
_SIGNS: dict[str, Item] = {"^": Edge("^"), "$": Dollar()}
_NOT_NEWLINE = inverted(((10, 10),))
_ANY_LINE_END: Branches = ((One(r"\r"), One(r"\n")), (One(r"[\n-\r\x85\u2028\u2029]"),))


class Parser:
    """Reads one pattern.

    Raises:
        Untranslatable: From every method.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._flags = ""
        self._captures = Captures(reader)

    def pattern(self) -> Pattern:
        """Parse all of it."""
        while self._set_flags():
            pass
        flags = self._flags
        branches = self._branches()
        if self._reader.peek():
            self._reader.fail("a ) closes nothing")
        return Pattern(flags, branches)

    def _branches(self) -> Branches:
        """Parse alternatives; flags that one of them sets hold in the next as well."""
        outer = self._flags
        with self._reader.nested():
            branches = [self._branch(outer)]
            while self._reader.take("|"):
                branches.append(self._branch(outer))
        self._use_flags(outer)
        return tuple(branches)

    def _branch(self, outer: str) -> Branch:
        done: list[Node] = []
        run: list[Node] = []
        flags = self._flags
        while self._reader.peek() not in ("", "|", ")"):
            if self._set_flags():
                done += _under_flags(run, outer, flags)
                run, flags = [], self._flags
            else:
                run += self._piece()
        return (*done, *_under_flags(run, outer, flags))

    def _piece(self) -> list[Node]:
        """Parse an item and its quantifier; what has no effect gives the empty list."""
        if self._reader.peek() in ("*", "+", "?"):
            self._reader.fail("a quantifier has nothing to repeat")
        if read_quantifier(self._reader):
            # Java repeats the emptiness before it, behind a quantifier too: a{2}{3}.
            return []
        item = self._item()
        quantifier = read_quantifier(self._reader)
        if not quantifier:
            return [item]
        if isinstance(item, Edge | Dollar):
            # re refuses to repeat them, and once is as good as often.
            return [item] if quantifier.low else []
        return [Repeat(item, quantifier)]

    def _item(self) -> Item:
        match char := self._reader.next():
            case "(":
                return self._group()
            case "[":
                return self._without_flags(read_class(self._reader))
            case "\\":
                return self._escape()
            case ".":
                return self._without_flags(One(".", _NOT_NEWLINE, ALL))
        return _SIGNS.get(char) or self._character(plain_character(char))

    def _character(self, char: Character) -> One:
        ranges = ((char.code, char.code),)
        return self._without_flags(One(char.text, ranges, ALL))

    def _without_flags(self, one: One) -> One:
        """What a character matches is known where no flag changes it."""
        return One(one.text) if self._flags else one

    def _escape(self) -> Item:
        letter = self._reader.peek()
        if letter in tuple("123456789"):
            return self._captures.by_number()
        if self._reader.source.startswith("b{g}", self._reader.position):
            self._reader.fail(r"\b{g} is not supported here")
        if letter in _EDGES:
            self._reader.next()
            return Edge(_EDGES[letter])
        if self._reader.take("R"):
            return Group(Kind.PLAIN, _ANY_LINE_END)
        if self._reader.take("k"):
            return self._captures.by_name()
        escape = read_escape(self._reader)
        if not isinstance(escape, CharacterSet):
            return self._character(escape)
        if escape.ranges is None:
            return self._without_flags(One(escape.outside, escape.ascii, ASCII))
        return self._without_flags(One(escape.outside, escape.ranges, ALL))

    def _group(self) -> Group | Capture:
        start = self._reader.position
        if not self._reader.take("?"):
            return self._capture("")
        for kind in Kind:
            if self._reader.take(kind.value.removeprefix("(?")):
                return self._plain_group(kind, start)
        if name := self._reader.match(GROUP_NAME):
            return self._capture(name[1])
        return self._flagged_group(start)

    def _capture(self, name: str) -> Capture:
        number = self._captures.begin(name)
        branches = self._branches_to_bracket()
        self._captures.end(number)
        return Capture(branches)

    def _plain_group(self, kind: Kind, start: int) -> Group:
        negative = kind in (Kind.NOT_AHEAD, Kind.NOT_BEHIND)
        self._reader.negations += negative
        branches = self._branches_to_bracket()
        self._reader.negations -= negative
        if kind not in (Kind.BEHIND, Kind.NOT_BEHIND):
            return Group(kind, branches)
        group = look_behind(kind, branches)
        if not group:
            self._reader.fail(
                "the width of a look-behind varies, or is too large", start
            )
        return group

    def _flagged_group(self, start: int) -> Group:
        outer = self._flags
        letters = self._reader.match(_FLAGS)
        if not letters or not self._reader.take(":"):
            self._reader.fail("an unknown kind of group", start)
        self._change_flags(letters)
        inner = self._flags
        branches = self._branches_to_bracket()
        self._use_flags(outer)
        return Group(Kind.PLAIN, branches, _difference(outer, inner))

    def _branches_to_bracket(self) -> Branches:
        branches = self._branches()
        self._reader.expect(")", "a group is not closed")
        return branches

    def _set_flags(self) -> bool:
        """Read ``(?i)`` and the like, if such comes next."""
        letters = self._reader.match(_FLAG_SETTING)
        if letters:
            self._change_flags(letters)
        return bool(letters)

    def _change_flags(self, letters: re.Match[str]) -> None:
        on, off = set(letters[1]), set(letters[2] or "")
        if unknown := (on - set("is")) | (off - set("idmsuxcU")):
            self._reader.fail(
                f"the flag {min(unknown)} is not supported here", letters.start(1)
            )
        self._use_flags("".join(sorted((set(self._flags) | on) - off)))

    def _use_flags(self, flags: str) -> None:
        self._flags = flags
        self._reader.ignore_case = "i" in flags


def _under_flags(run: list[Node], outer: str, flags: str) -> list[Node]:
    """Scope flags to what they hold for: re takes them only at the beginning."""
    if flags == outer or not run:
        return run
    return [Group(Kind.PLAIN, (tuple(run),), _difference(outer, flags))]


def _difference(outer: str, inner: str) -> str:
    on = "".join(sorted(set(inner) - set(outer)))
    off = "".join(sorted(set(outer) - set(inner)))
    return f"{on}-{off}" if off else on
