#!/usr/bin/env bash
# adaptix 3.0.0b12: an integer that is read as `int | float` comes back as a float, in
# either order of the union, and beyond 2**53 as another number: digits are lost
# without a word. As `int` alone it is read whole.
#
# Seen (CPython 3.12.1):
#   int: 9007199254740993
#   int | float: 9007199254740992.0
#   float | int: 9007199254740992.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check adaptix==3.0.0b12
"$work/venv/bin/python" - > "$work/seen" <<'PY'
from adaptix import Retort

for name, hint in (("int", int), ("int | float", int | float), ("float | int", float | int)):
    print(f"{name}: {Retort().load(2**53 + 1, hint)!r}")
PY
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
int: 9007199254740993
int | float: 9007199254740992.0
float | int: 9007199254740992.0
EXPECTED
