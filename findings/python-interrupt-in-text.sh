#!/usr/bin/env bash
# CPython 3.11 to 3.13: a program that catches KeyboardInterrupt and ends with a code of
# its own is killed by the signal all the same, if the interrupt was raised while text
# was executed (`exec` of a str), and the program was started with `python -m`. Modules
# that make classes, such as dataclasses, do that while they are imported, so it happens
# to whoever is interrupted early. As a script the same program ends with its code.
#
# Seen (CPython 3.11.7, 3.12.1, 3.13.0; a shell shows death by SIGINT as 130, Python -2):
#   -m, exec of text: -2
#   -m, exec of code: 7
#   script, exec of text: 7
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for kind in text code; do
    source='"raise KeyboardInterrupt"'
    [ $kind = text ] || source='compile("raise KeyboardInterrupt", "", "exec")'
    cat > "program_$kind.py" <<PY
import sys

try:
    exec($source)
except KeyboardInterrupt:
    sys.exit(7)
PY
done
python3 - > seen <<'PY'
import subprocess
import sys

for name, words in {
    "-m, exec of text": ["-m", "program_text"],
    "-m, exec of code": ["-m", "program_code"],
    "script, exec of text": ["program_text.py"],
}.items():
    print(f"{name}: {subprocess.run([sys.executable, *words]).returncode}")
PY
cat seen
diff seen - <<'EXPECTED'
-m, exec of text: -2
-m, exec of code: 7
script, exec of text: 7
EXPECTED
