#!/usr/bin/env bash
# mashumaro 3.23: a union that names a tuple before a mapping reads a map as the tuple of
# its keys; the values are gone without a word. With the mapping first it is a map. The
# variants are tried in order, and a dict is taken for a sequence.
#
# Seen (CPython 3.12.1):
#   tuple first: ('a',)
#   mapping first: {'a': 1}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mashumaro==3.23
"$work/venv/bin/python" - > "$work/seen" <<'PY'
from collections.abc import Mapping
from typing import Any

from mashumaro.codecs import BasicDecoder

first, second = tuple[Any, ...], Mapping[str, Any]
print(f"tuple first: {BasicDecoder(first | second).decode({'a': 1})!r}")
print(f"mapping first: {BasicDecoder(second | first).decode({'a': 1})!r}")
PY
cat "$work/seen"
diff "$work/seen" - <<'EXPECTED'
tuple first: ('a',)
mapping first: {'a': 1}
EXPECTED
