#!/usr/bin/env bash
# jedi 0.20.1 (IPython, Jupyter, Spyder, jedi-language-server): a dataclass's field that
# any method assigns is no longer the field. Definition leads into the method, and the
# annotated type and the documentation below it are gone. The method's first argument
# counts alone: an assignment through a second argument leaves the field as it was.
#
# Seen (CPython 3.12.1), of the same field:
#   not assigned: definition 'name: str', type ['builtins.str'], text 'What it is called.'
#   by self: definition 'self.name = source.name', type [], text ''
#   by other: definition 'name: str', type ['builtins.str'], text 'What it is called.'
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check jedi==0.20.1 parso==0.8.7
"$work/venv/bin/python" - > "$work/seen" <<'PY'
import jedi

SOURCE = '''
from dataclasses import dataclass

@dataclass
class Job:
    name: str
    """What it is called."""

    def rename(self, source, other):
        {}

Job("a").name
'''
KINDS = {
    "not assigned": "pass",
    "by self": "self.name = source.name",
    "by other": "other.name = source.name",
}
for kind, statement in KINDS.items():
    text = SOURCE.format(statement).lstrip()
    script, line = jedi.Script(text), text.splitlines().index('Job("a").name') + 1
    (definition,) = script.goto(line, 9)
    types = [one.full_name for one in script.infer(line, 9)]
    (help,) = script.help(line, 9)
    print(f"{kind}: definition {definition.description!r}, type {types},"
          f" text {help.docstring()!r}")
PY
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
not assigned: definition 'name: str', type ['builtins.str'], text 'What it is called.'
by self: definition 'self.name = source.name', type [], text ''
by other: definition 'name: str', type ['builtins.str'], text 'What it is called.'
EXPECTED
