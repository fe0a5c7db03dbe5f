#!/usr/bin/env bash
# beartype 0.23.1, the import hook: a NamedTuple in a module with deferred annotations
# (`from __future__ import annotations`) cannot be called. Its constructor's module is
# "namedtuple_Kind", where the name of the annotation is looked up and not found. The
# same module without that import is fine.
#
# Seen (CPython 3.12.1):
#   deferred: BeartypeCallHintPep484ForwardRefStrException
#   not deferred: Kind(type=3)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check beartype==0.23.1
cat > "$work/not_deferred.py" <<'PY'
from typing import Any, NamedTuple


class Kind(NamedTuple):
    type: Any


made = Kind(type=3)
PY
{ echo "from __future__ import annotations"; cat "$work/not_deferred.py"; } > "$work/deferred.py"
cd "$work"
"$work/venv/bin/python" - > "$work/seen" <<'PY'
import sys
from importlib import import_module

from beartype.claw import beartype_package

sys.path.insert(0, ".")
for name in ("deferred", "not_deferred"):
    beartype_package(name)
    try:
        seen = repr(import_module(name).made)
    except Exception as error:
        seen = type(error).__name__
    print(f"{name.replace('_', ' ')}: {seen}")
PY
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
deferred: BeartypeCallHintPep484ForwardRefStrException
not deferred: Kind(type=3)
EXPECTED
